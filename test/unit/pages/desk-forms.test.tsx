import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { casePage } from '../../../functions/desk/pages/case-page.tsx';
import { ACTS } from '../../../shared/api/acts.ts';
import { actsFor } from '../../../shared/api/present-case.ts';
import { fieldNames } from '../../../shared/api/schema-reader.ts';
import type { KnownCase } from '../../../shared/domain/cases/kinds.ts';
import { caseOf } from '../../../shared/domain/cases/kinds.ts';
import { CLAIM_STATUSES, type ClaimStatus } from '../../../shared/domain/claims/statuses.ts';
import { ActForm } from '../../../shared/http/pages/desk/act-form.tsx';
import { drawPage } from '../../browser/support/preview.tsx';
import { aCase, aLetter, deskContext, STAGES, staffView } from '../../browser/support/samples.ts';
import { drawBody, elements, fieldsOf, forms, hiddenOf } from './html.ts';

const acts = Object.keys(ACTS.claim) as (keyof typeof ACTS.claim)[];
const path = '/desk/cases/PD-2026-K7M4QX-9';
const draw = (stage: keyof typeof STAGES, as: 'agent-1' | 'officer-1' | 'auditor-1', personal = false) => {
  const role = as === 'agent-1' ? 'agent' : as === 'officer-1' ? 'officer' : 'auditor';
  const page = casePage(staffView(STAGES[stage](), { role, personal }), deskContext('ru', path, { as }));
  return drawBody(page);
};

it.each(acts)('G5: the form of the act %s sends exactly the fields that its schema takes', (act) => {
  const html = renderToString(
    <ActForm view={staffView(STAGES.open())} act={act} context={deskContext('ru', path)} />,
  );
  const [form] = forms(html);
  expect([...fieldsOf(form?.inner ?? ''), ...hiddenOf(form?.inner ?? '')].sort()).toEqual(
    [...fieldNames(ACTS.claim[act].body)].sort(),
  );
  expect(form?.inner).toContain('name="revision" value="3"');
});

it('K2: the consumer flag is set where it is off and taken away where it is on', () => {
  const on = (consumer: boolean) =>
    renderToString(
      <ActForm
        view={{ ...staffView(STAGES.open()), consumer }}
        act="consumer"
        context={deskContext('ru', path)}
      />,
    );
  expect(on(false)).toContain('name="on" value="true"');
  expect(on(true)).toContain('name="on" value="false"');
});

describe('D1: the case page', () => {
  const reach = (html: string) =>
    new Set(
      [
        ...forms(html).map(({ action }) => action),
        ...elements(html, 'a').map(({ attributes }) => attributes.get('href') ?? ''),
      ]
        .filter((address) => address.startsWith(`${path}/`))
        .map((address) => address.slice(path.length + 1)),
    );

  /** What only looks, with a reason: the personal part, the file, a letter on paper. */
  const LOOKS = new Set(['open', 'bundle', 'letters']);

  it.each(['agent-1', 'officer-1', 'auditor-1'] as const)(
    'leads %s to each lawful act and to no other',
    (as) => {
      const role = as === 'agent-1' ? 'agent' : as === 'officer-1' ? 'officer' : 'auditor';
      for (const stage of Object.keys(STAGES) as (keyof typeof STAGES)[]) {
        const parts = STAGES[stage]();
        const lawful = actsFor(caseOf(parts.body), role, parts.letters).filter(
          (act) => act !== 'substitute' || parts.body.assignee !== undefined,
        );
        const shown = [...reach(draw(stage, as))]
          .filter((act) => !LOOKS.has(act.split('/')[0] ?? ''))
          .map((act) => act.replace('/preview', ''));
        // A posting needs a letter to post.
        const expected = lawful.filter(
          (act) => act !== 'deliver' || parts.letters.some(({ kind }) => kind === 'claim-answer'),
        );
        expect([stage, [...new Set(shown)].sort()]).toEqual([stage, [...expected].sort()]);
      }
    },
  );

  it('G10: shows no name, address or text before a reason was given, and offers to give one', () => {
    const html = draw('returned', 'officer-1');
    for (const secret of ['Белова', 'anna.belova', 'Грибоедова', 'терминала'])
      expect(html).not.toContain(secret);
    const open = forms(html).find(({ action }) => action.endsWith('/open'));
    expect(fieldsOf(open?.inner ?? '')).toEqual(['reason']);
  });

  it('K4: asks for the postal way after a bounce: the letter to print, tracking number and date', () => {
    const html = draw('returned', 'agent-1');
    expect(html).toContain('/desk/cases/PD-2026-K7M4QX-9/letters/01JF0ANSWER/print');
    const deliver = forms(html).find(({ action }) => action.endsWith('/deliver'));
    expect(fieldsOf(deliver?.inner ?? '')).toEqual(['tracking', 'on']);
  });

  it.each([
    ['a minute', 60_000, false],
    ['two hours', 2 * 3_600_000, true],
  ])('K4: an answer that has not left by e-mail after %s asks for the post: %s', (_, age, asks) => {
    const at = Date.parse('2026-12-07T12:00:00.000Z');
    const body = aCase({ status: 'answered', own: { outcome: 'satisfied' } });
    const answer = aLetter({
      id: '01JF0ANSWER',
      kind: 'claim-answer',
      status: 'queued',
      at: new Date(at).toISOString(),
    });
    const parts = { body, events: STAGES.open().events, letters: [aLetter(), answer] };
    const html = drawBody(casePage(staffView(parts), deskContext('ru', path, { at: at + age })));
    expect(html.includes('Ответ ещё не ушёл')).toBe(asks);
    expect(forms(html).some(({ action }) => action.endsWith('/deliver'))).toBe(asks);
  });

  it('K2: shows the working day to finish by, the promise and the legal reading side by side: 7 November 2026 is a Saturday', () => {
    // Received on Thursday 8 October 2026: nominal Saturday 7 November, work by Friday 6, law Monday 9.
    const parts = { ...STAGES.open(), body: aCase({ receivedAt: '2026-10-08T07:15:00.000Z' }) };
    const html = drawBody(casePage(staffView(parts), deskContext('ru', path))).replaceAll('\u00a0', ' ');
    for (const date of ['6 ноября 2026 г.', '7 ноября 2026 г.', '9 ноября 2026 г.'])
      expect(html).toContain(date);
  });
});

it('K4: what the preview sends is what it shows, word for word', () => {
  const send = forms(drawPage('preview', 'ru')).find(({ action }) => action === `${path}/answer`);
  const fields = new Map(
    elements(send?.inner ?? '', 'input').map(({ attributes }) => [
      attributes.get('name'),
      attributes.get('value'),
    ]),
  );
  expect(fieldsOf(send?.inner ?? '')).toEqual([]);
  for (const paragraph of (fields.get('text') ?? '').split('\n\n'))
    expect(drawPage('preview', 'ru')).toContain(`${paragraph}<`);
  expect(fields.get('outcome')).toBe('partly');
  expect(fields.get('revision')).toBe('3');
});

it('Clock fields: every state of a case has a page without a fault', () => {
  for (const status of Object.keys(CLAIM_STATUSES) as ClaimStatus[]) {
    const parts = {
      ...STAGES.returned(),
      body: { ...(STAGES.returned().body as KnownCase<'claim'>), status },
    };
    const page = casePage(staffView(parts), deskContext('en', path));
    expect(drawBody(page)).toContain('PD-2026-K7M4QX-9');
  }
});
