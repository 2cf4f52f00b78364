import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { PersonConsents } from '../../../functions/people/pages/person-consents.tsx';
import { PersonHistory } from '../../../functions/people/pages/person-history.tsx';
import { aPerson } from '../../browser/support/people-samples.ts';
import { deskContext } from '../../browser/support/samples.ts';

const words = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

describe('consents of a person on the desk', () => {
  // Given for three years on 23 November 2026: they end with 23 and 30 November 2029, at midnight in Moscow.
  it.each([
    ['en', '23 November 2029', '30 November 2029', 'No. 3'],
    ['ru', '23 ноября 2029', '30 ноября 2029', '№ 3'],
  ] as const)('C1: staff read the same last day as the person, in %s', (language, first, second, number) => {
    const view = aPerson();
    const context = deskContext(language, '/desk/people/x');
    const history = words(renderToString(<PersonHistory view={view} context={context} />));
    const now = words(renderToString(<PersonConsents view={view} context={context} />));
    expect(history).toContain(first);
    expect(now).toContain(second);
    for (const shown of [history, now]) expect(shown).toContain(number);
  });
});

describe('what happened to the record of a person', () => {
  it.each([
    ['ru', 'Письмо доставлено: Код для входа'],
    ['en', 'Letter delivered: Code to sign in'],
  ] as const)('D1: an event about a letter says which one, in %s', (language, said) => {
    const [letter] = aPerson().letters;
    if (letter === undefined) throw new Error('no letter in the sample');
    const at = '2026-11-23T07:00:00.000Z';
    const view = aPerson({
      letters: [{ ...letter, id: 'l9', kind: 'sign-in-code' }],
      acts: [
        { n: 1, at, type: 'letter-delivered', by: 'system', data: { letter: 'l9' } },
        { n: 2, at, type: 'letter-sent', by: 'system', data: { letter: 'gone' } },
      ],
    });
    const html = renderToString(
      <PersonHistory view={view} context={deskContext(language, '/desk/people/x')} />,
    );
    expect(words(html)).toContain(said);
    expect(words(html)).toMatch(language === 'ru' ? /Письмо отправлено (?!:)/ : /Letter sent (?!:)/);
  });
});
