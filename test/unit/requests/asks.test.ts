import { describe, expect, test } from 'vitest';
import { previewLetter } from '../../../functions/desk/preview.ts';
import { answerAsked, askByLink, askForCode, showAsked } from '../../../functions/recipients/asked.ts';
import { isOvertaken } from '../../../shared/domain/letters/overtaken.ts';
import type { Ask } from '../../../shared/domain/requests/asks.ts';
import { askedAgainAt, isOfBlock } from '../../../shared/domain/requests/asks.ts';
import { openRequest } from '../../../shared/domain/requests/open.ts';
import type { PartKind } from '../../../shared/domain/requests/parts.ts';
import { askLink } from '../../../shared/records/ask-link.ts';
import { audit } from '../../../shared/records/audit.ts';
import { carryOutAtOnce } from '../../../shared/records/carry-at-once.ts';
import { openCase, storedLetters } from '../../../shared/records/case-file.ts';
import { codeOf } from '../../../shared/records/codes.ts';
import { read } from '../../../shared/records/kinds/kind.ts';
import { challengeKind } from '../../../shared/records/kinds/short.ts';
import { linkToken } from '../../../shared/records/links.ts';
import { readPerson } from '../../../shared/records/person-file.ts';
import { newReference } from '../../../shared/records/references.ts';
import { DETAILS, type PeopleWorld } from '../account/registered-people.ts';
import { ids } from '../domain/builders.ts';
import { anOpening, aRequest, does, stateOf } from './builders.ts';
import { AT, acts, aStoredRequest, fileOf, LATER, requestWorld } from './request-world.ts';

const OTHERS = {
  portal: {
    ...{ kind: 'system' as const, contact: 'portal@example.org', holds: ['email', 'phone'] as const },
    name: { ru: 'Портал', en: 'Portal' },
  },
  mailing: {
    ...{ kind: 'processor' as const, contact: 'mailing@example.net', holds: ['email', 'name'] as const },
    name: { ru: 'Рассылки', en: 'Mailing' },
  },
};
const LATER_ISO = new Date(LATER).toISOString();
const TYPED = {
  phoneIs: '1',
  phoneShouldBe: '+7 495 111-22-33',
  nameShouldBe: 'Анна Поправкина',
  text: 'Тайна',
};

/** A world in which a system and a recipient hold copies, and a correction of the phone that an officer has carried out. */
async function asked(fields: readonly string[] = ['phone'], more: object = {}) {
  const world = await requestWorld();
  const settings = { ...world.settings, others: OTHERS } as unknown as PeopleWorld['settings'];
  const deps: PeopleWorld = { ...world, settings };
  const reference = await aStoredRequest(deps, { parts: ['correction'], ...more }, TYPED);
  await acts(deps, reference, 'evidence', { part: 'correction', receivedOn: '2026-11-23' }, AT);
  expect(await acts(deps, reference, 'correct', { part: 'correction', fields })).toBe('ok');
  return { deps, reference };
}

async function allAsksOf(deps: PeopleWorld, reference: string): Promise<readonly Ask[]> {
  const { body } = (await fileOf(deps, reference)).state;
  return body.kind === 'request' ? (body.own.asks ?? []) : [];
}
/** Without those that only pass the block on. */
const asksOf = async (deps: PeopleWorld, reference: string) =>
  (await allAsksOf(deps, reference)).filter(({ to }) => !isOfBlock(to));
async function linkTo(deps: PeopleWorld, reference: string, other: string) {
  const one = (await allAsksOf(deps, reference)).findLast((ask) => ask.other === other);
  if (one === undefined) throw new Error('not asked');
  return { reference, id: one.id, key: linkToken(deps.secrets, 'recipient', askLink(one)) };
}
async function codeFor(deps: PeopleWorld, by: Awaited<ReturnType<typeof linkTo>>, at = LATER) {
  const posed = await askForCode(by, at, deps);
  if (!posed.ok) throw new Error(posed.refusal.code);
  const { challenge } = posed.value;
  const stored = await read(deps.records, challengeKind, challenge, at);
  return { ...by, challenge, code: (stored && codeOf(deps.secrets, challenge, stored.body)) ?? '' };
}
const clock = async (deps: PeopleWorld, reference: string) =>
  (await fileOf(deps, reference)).state.body.clocks.find(({ id }) => id === 'correction.correct')?.state;
const codeIn = (done: { readonly ok: boolean; readonly refusal?: { readonly code: string } }) =>
  done.ok ? 'ok' : done.refusal?.code;

describe('X3, S7: who else holds a copy is asked', () => {
  test('X3: each is asked in the commit of the correction, of the fields that they hold; who holds none of them is not', async () => {
    const { deps, reference } = await asked();
    expect(await asksOf(deps, reference)).toMatchObject([
      { other: 'portal', to: 'correct', fields: ['phone'] },
    ]);
    const both = await asked(['phone', 'name']);
    expect(await asksOf(both.deps, both.reference)).toMatchObject([
      { other: 'portal', kind: 'system', fields: ['phone'] },
      { other: 'mailing', kind: 'recipient', fields: ['name'] },
    ]);
    expect((await both.deps.chain(both.reference)).at(-1)).toMatchObject({
      type: 'others-asked',
      data: { others: 'portal,mailing', to: 'correct' },
    });
    expect((await audit(both.deps.records, both.deps.secrets, LATER)).findings).toEqual([]);
  });

  test('S7: no clock is met before the last system of the operator’s own has done it; a recipient is not waited for', async () => {
    const { deps, reference } = await asked(['phone', 'name']);
    expect(await clock(deps, reference)).toBe('running');
    const portal = await linkTo(deps, reference, 'portal');
    const cannot = { ask: portal.id, answer: 'cannot', reason: 'Идёт ремонт' };
    expect(await acts(deps, reference, 'other-answered', cannot)).toBe('ok');
    expect(await clock(deps, reference)).toBe('running');
    expect(await acts(deps, reference, 'other-answered', { ask: portal.id, answer: 'done' })).toBe('ok');
    expect(await clock(deps, reference)).toBe('met');
    expect(await acts(deps, reference, 'other-answered', { ask: portal.id, answer: 'done' })).toBe(
      'answered-already',
    );
  });

  test('To build 5: until all have answered, the answer says *in this program*; then it does not any more', async () => {
    const { deps, reference } = await asked();
    const body = { revision: 1, part: 'correction', text: 'Исправлено.' };
    const preview = async () =>
      JSON.stringify(await previewLetter({ reference, act: 'answer', body, sub: 'officer-1' }, LATER, deps));
    expect(await preview()).toMatch(/относится\sк\sэтой\sпрограмме/u);
    const portal = await linkTo(deps, reference, 'portal');
    await acts(deps, reference, 'other-answered', { ask: portal.id, answer: 'not-held' });
    expect(await preview()).not.toMatch(/этой\sпрограмме/u);
  });

  test('X3: silence is chased after 3 and 5 working days, a recipient’s after 5 and 10; then officers are told', async () => {
    // Monday 23 November 2026.
    expect(askedAgainAt({ kind: 'system', at: new Date(AT).toISOString() })).toEqual([
      '2026-11-26T06:00:00.000Z',
      '2026-11-30T06:00:00.000Z',
    ]);
    expect(askedAgainAt({ kind: 'recipient', at: new Date(AT).toISOString() })).toEqual([
      '2026-11-30T06:00:00.000Z',
      '2026-12-07T06:00:00.000Z',
    ]);
    const { deps, reference } = await asked();
    const [asked1] = await asksOf(deps, reference);
    const letters = (await storedLetters(deps, reference)).filter(
      ({ body }) => body.kind.startsWith('other-') && body.data?.['ask'] === asked1?.id,
    );
    expect(letters.map(({ body, item }) => [body.kind, body.to, item.todo?.at]).toSorted()).toEqual(
      [
        ['other-asked', 'other', new Date(LATER).toISOString()],
        ['other-asked', 'other', '2026-11-26T06:00:00.000Z'],
        ['other-asked', 'other', '2026-11-30T06:00:00.000Z'],
        ['other-silent', 'officers', '2026-11-30T06:00:00.000Z'],
      ].toSorted(),
    );
  });

  test('X3, G16: data appear only after the code, limited to the fields they got; text and kind of the request never', async () => {
    const { deps, reference } = await asked(['phone', 'name']);
    const portal = await codeFor(deps, await linkTo(deps, reference, 'portal'));
    expect(codeIn(await showAsked({ ...portal, code: '000000' }, LATER, deps))).toBe('code-wrong');
    const shown = await showAsked(portal, LATER, deps);
    expect(shown).toEqual({
      ok: true,
      value: {
        ...{ reference, to: 'correct', person: { email: DETAILS.email } },
        fields: { phone: '+7 495 111-22-33' },
      },
    });
    expect(JSON.stringify(shown)).not.toMatch(/Тайна|Поправкин|Канарейкин/);
    const mailing = await codeFor(deps, await linkTo(deps, reference, 'mailing'));
    expect(await showAsked(mailing, LATER, deps)).toMatchObject({
      value: {
        person: { email: DETAILS.email, name: 'Анна Поправкина' },
        fields: { name: 'Анна Поправкина' },
      },
    });
    // A code of one opens nothing of another, and with a wrong link nothing at all.
    expect(
      codeIn(await showAsked({ ...mailing, code: portal.code, challenge: portal.challenge }, LATER, deps)),
    ).not.toBe('ok');
    expect(codeIn(await askByLink({ ...mailing, id: portal.id }, LATER, deps))).toBe('link-invalid');
    expect(codeIn(await askByLink({ ...portal, key: 'k.x' }, LATER, deps))).toBe('link-invalid');
  });

  test('X3, G15: an answer by the link uses the code up, ends the link and counts; it is told once', async () => {
    const { deps, reference } = await asked();
    const by = await linkTo(deps, reference, 'portal');
    const brought = await codeFor(deps, by);
    expect(codeIn(await answerAsked({ ...brought, answer: 'cannot' }, LATER, deps))).toBe('reasons-required');
    expect(codeIn(await answerAsked({ ...brought, answer: 'done' }, LATER, deps))).toBe('ok');
    expect(await clock(deps, reference)).toBe('met');
    expect(codeIn(await answerAsked({ ...brought, answer: 'cannot', reason: 'Нет' }, LATER, deps))).toBe(
      'answered-already',
    );
    expect(codeIn(await showAsked(brought, LATER, deps))).toBe('answered-already');
    expect(await askByLink(by, LATER, deps)).toMatchObject({
      ok: true,
      value: { asked: { answer: 'done' } },
    });
    expect((await deps.chain(reference)).map(({ type }) => type).slice(-3)).toEqual([
      'others-asked',
      'other-code-asked',
      'other-answered',
    ]);
    expect((await audit(deps.records, deps.secrets, LATER)).findings).toEqual([]);
  });

  test('G15, G16: the link is good for thirty days; five tries of a code, and none is left', async () => {
    const { deps, reference } = await asked();
    const by = await linkTo(deps, reference, 'portal');
    const DAY = 86_400_000;
    expect(codeIn(await askByLink(by, LATER + 30 * DAY - 1, deps))).toBe('ok');
    expect(codeIn(await askByLink(by, LATER + 30 * DAY, deps))).toBe('link-invalid');
    const brought = await codeFor(deps, by);
    for (let n = 0; n < 5; n += 1) await showAsked({ ...brought, code: '000000' }, LATER, deps);
    expect(codeIn(await showAsked(brought, LATER, deps))).not.toBe('ok');
  });
});

describe('S4, X3: who else holds a copy is asked to block, not to spread, to erase', () => {
  const settingsOf = (world: PeopleWorld): PeopleWorld => ({
    ...world,
    settings: { ...world.settings, others: OTHERS } as unknown as PeopleWorld['settings'],
  });
  const told = async (deps: PeopleWorld, reference: string) =>
    (await allAsksOf(deps, reference)).map(({ other, to }) => `${other} ${to}`);
  /** A request taken as the doors take it, blocks and asks in its own commit. */
  async function taken(parts: readonly PartKind[]) {
    const deps = settingsOf(await requestWorld());
    const made = openRequest(
      anOpening({ parts, person: deps.person, reference: newReference('2026', deps.random) }),
      LATER,
      ids('t'),
    );
    if (!made.ok) throw new Error(made.refusal.code);
    const words = { answerText: () => 'Сделано.' };
    const all = await carryOutAtOnce(deps, made.value, words, { at: LATER, newId: ids('n') });
    if (!all.ok) throw new Error(all.refusal.code);
    const { made: change, writes, chapters } = all.value;
    const personal = { contact: { name: DETAILS.name, email: DETAILS.email }, typed: TYPED };
    expect(await openCase(deps, { made: change, personal }, LATER, writes, chapters)).toBe('ok');
    return { deps, reference: change.body.reference };
  }

  test('a full block is passed on at once, and its end too; no clock waits for it', async () => {
    const { deps, reference } = await taken(['correction']);
    expect(await told(deps, reference)).toEqual(['portal block', 'mailing block']);
    const refusal = { part: 'correction', ground: 'kept-by-law', text: 'Так в договоре.' };
    expect(await acts(deps, reference, 'refuse', refusal)).toBe('ok');
    expect((await told(deps, reference)).slice(2)).toEqual(['portal unblock', 'mailing unblock']);
    // Nobody is reminded any more to block what is free.
    const { state } = await fileOf(deps, reference);
    const letters = (await storedLetters(deps, reference)).filter(({ body }) => body.kind === 'other-asked');
    const [first] = await allAsksOf(deps, reference);
    const about = letters.filter(({ body }) => body.data?.['ask'] === first?.id);
    expect(about).toHaveLength(3);
    expect(about.every(({ body }) => isOvertaken(body, state, LATER))).toBe(true);
  });

  test('a precaution is not passed on: nobody knows yet who asks', async () => {
    const deps = settingsOf(await requestWorld());
    const unproven = {
      parts: ['correction'],
      proof: undefined as never,
      person: undefined as never,
    } as const;
    const made = openRequest(anOpening(unproven), LATER, ids('t'));
    if (!made.ok) throw new Error(made.refusal.code);
    const words = { answerText: () => '' };
    const all = await carryOutAtOnce(deps, made.value, words, { at: LATER, newId: ids('n') });
    expect(all.ok && all.value.made.body.own).not.toHaveProperty('asks');
  });

  test('what was public is not spread any more; what is destroyed is asked to be erased, and the clocks of all its parts wait', async () => {
    const { deps, reference } = await taken(['unpublish']);
    expect(await told(deps, reference)).toEqual(['portal unpublish', 'mailing unpublish']);

    const state = aRequest({ parts: ['erasure', 'withdraw-consent'] });
    const run = { state: 'approved', parts: ['erasure', 'withdraw-consent'], hash: 'h', due: LATER_ISO };
    const own = { ...state.body.own, erasure: run } as unknown as typeof state.body.own;
    const holders = [{ other: 'portal', kind: 'system', fields: ['email'] }] as const;
    const parts = ['erasure', 'withdraw-consent'];
    const command = { act: 'destroy', part: parts, proof: 'A1', holders };
    const gone = does(stateOf({ ...state.body, own }), command, LATER_ISO);
    const running = ({ body }: { readonly body: typeof state.body }) =>
      body.clocks.filter((clock) => clock.state === 'running').map(({ id }) => id);
    expect(running(gone)).toEqual(running(state));
    const asked = gone.body.own.asks ?? [];
    expect(asked.map(({ other, to, part }) => `${other} ${to} ${part}`)).toEqual(['portal erase erasure']);
    const done = does(gone, { act: 'other-answered', ask: asked[0]?.id ?? '', answer: 'done' }, LATER_ISO);
    expect(running(done)).toEqual([]);
  });

  test('X3: whose account is gone is named by the request, to who is to erase what they hold', async () => {
    const { deps, reference } = await taken(['correction']);
    const portal = await codeFor(deps, await linkTo(deps, reference, 'portal'));
    const { pk, sk, v } = (await readPerson(deps, deps.person, LATER))?.stored.item ?? {
      pk: '',
      sk: '',
      v: 0,
    };
    await deps.records.commit([{ op: 'delete-version', key: { table: 'people', pk, sk }, v }]);
    expect(await showAsked(portal, LATER, deps)).toMatchObject({
      value: { person: { email: DETAILS.email } },
    });
  });
});
