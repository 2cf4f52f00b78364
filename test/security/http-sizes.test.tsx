import { describe, expect, it } from 'vitest';
import { bodyLimits } from '../../shared/api/body-limits.ts';
import { claimRequest, postClaim } from '../../shared/api/claims.ts';
import { makeStamp } from '../../shared/http/stamp.ts';
import { bind } from '../../shared/http/types.ts';
import { SECRETS, testDoor } from '../support/http-door.ts';
import { httpEvent, lambdaContext, ORDINARY_DAY } from '../support/http-event.ts';

const ORIGIN = { origin: 'https://desk.example' };
const stamp = (form = '/claims', secrets = SECRETS) =>
  makeStamp(secrets, { form, language: 'ru', at: Date.parse(ORDINARY_DAY) - 60_000 }, '');

/** A claim whose every text is as long as it may be, of a sign with three bytes. */
const FULL = {
  'claimant.name': '№'.repeat(200),
  'claimant.email': `${'a'.repeat(60)}@${'я'.repeat(50)}.рф`,
  'claimant.postalAddress': '№'.repeat(500),
  facts: '№'.repeat(10_000),
  demand: '«'.repeat(5_000),
};
const HIDDEN = { _stamp: stamp(), _key: 'key-of-at-least-22-characters', website: '' };

async function claims() {
  const seen: unknown[] = [];
  const door = await testDoor([
    bind(
      postClaim,
      async ({ body }) => {
        seen.push(body);
        return { status: 303, location: '/' };
      },
      (state) => ({
        title: 'again',
        body: (
          <main>
            <ol>
              {state.errors.map(({ field, message }) => (
                <li key={field}>{`${field}: ${message}`}</li>
              ))}
            </ol>
            <textarea>{state.values['facts']}</textarea>
          </main>
        ),
      }),
    ),
  ]);
  return { door, seen };
}

describe('forms as large as their fields', () => {
  it('G5: a claim full of № arrives whole, as a form in base64 and as JSON in escapes', async () => {
    const { door, seen } = await claims();
    const form = await door.ask({ route: 'POST /claims', form: { ...HIDDEN, ...FULL }, headers: ORIGIN });
    expect(form.status).toBe(303);
    const json = JSON.stringify({
      claimant: {
        name: FULL['claimant.name'],
        email: 'i@e.ru',
        postalAddress: FULL['claimant.postalAddress'],
      },
      facts: FULL.facts,
      demand: FULL.demand,
    }).replaceAll(/[^\0-\x7f]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
    expect((await door.ask({ route: 'POST /claims', json })).status).toBe(303);
    expect(seen).toMatchObject([{ facts: FULL.facts, demand: FULL.demand }, { facts: FULL.facts }]);
  });

  it('G6: an own form that is larger goes back with what was typed and the fields that are too long', async () => {
    const { door, seen } = await claims();
    const facts = '№'.repeat(30_000);
    const answer = await door.ask({
      route: 'POST /claims',
      form: { ...HIDDEN, ...FULL, facts },
      headers: { ...ORIGIN, accept: 'text/html' },
    });
    expect(answer.status).toBe(413);
    expect(answer.text).toContain(facts);
    expect(answer.text).toContain('facts: Слишком длинно: не больше 10000 знаков.');
    expect(seen).toEqual([]);
  });

  it('G6: what is far larger than any form is refused in few words, own or not', async () => {
    const { door } = await claims();
    const facts = 'x'.repeat(900_000);
    const answer = await door.ask({
      route: 'POST /claims',
      form: { ...HIDDEN, facts },
      headers: { ...ORIGIN, accept: 'text/html' },
    });
    expect(answer.status).toBe(413);
    expect(answer.text.length).toBeLessThan(10_000);
  });

  it.each([
    ['no stamp', {}],
    ['a stamp of another form', { _stamp: stamp('/registrations') }],
    ['a forged stamp', { _stamp: `${stamp().slice(0, -4)}AAAA` }],
  ])('security.md: a large form with %s is not read, let alone sent back', async (_, hidden) => {
    const { door } = await claims();
    const answer = await door.ask({
      route: 'POST /claims',
      form: { ...hidden, facts: 'x'.repeat(300_000) },
      headers: { ...ORIGIN, accept: 'text/html' },
    });
    expect(answer.status).toBe(413);
    expect(answer.text.length).toBeLessThan(10_000);
  });

  it('security.md: a stamp behind a megabyte of text does not make a form ours', async () => {
    const { door } = await claims();
    const form = { facts: 'x'.repeat(200_000), _stamp: stamp() };
    const answer = await door.ask({
      route: 'POST /claims',
      form,
      headers: { ...ORIGIN, accept: 'text/html' },
    });
    expect([answer.status, answer.text.includes('xxxx')]).toEqual([413, false]);
  });

  it('security.md: depth and keys are counted over all that a body may be', async () => {
    const { door, seen } = await claims();
    const size = bodyLimits(claimRequest).json - 100;
    for (const json of [
      '['.repeat(size),
      `{${'"k":1,'.repeat(size / 6)}"k":1}`,
      `{"a":"${' '.repeat(size)}`,
    ]) {
      const event = httpEvent({
        route: 'POST /claims',
        json,
        headers: { 'content-type': 'application/json' },
      });
      expect((await door.handler(event, lambdaContext())).statusCode).toBe(400);
    }
    expect(seen).toEqual([]);
  });
});
