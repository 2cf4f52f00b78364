import { describe, expect, test } from 'vitest';
import { decideAct } from '../../../shared/domain/cases/decide.ts';
import { correctionsIn, typedCorrections } from '../../../shared/domain/requests/corrections.ts';
import type { OpenRequest } from '../../../shared/domain/requests/open.ts';
import { proofEnds } from '../../../shared/domain/requests/proof-window.ts';
import { laterOf, provenBy } from '../../../shared/domain/requests/proving.ts';
import { RETENTION } from '../../../shared/policy/retention.ts';
import { at, ids } from '../domain/builders.ts';
import { aRequest, type RequestState, stateOf, tries } from './builders.ts';

const CODE = { generation: 1, keyId: 'k1', until: '2026-11-23T07:25:00.000Z' };
const unproven = (changes: Partial<OpenRequest> = {}) =>
  aRequest({ proof: undefined as never, code: CODE, ...changes });
const system = (state: RequestState, act: string, when: string) =>
  decideAct(state, { act }, { by: 'system', at: at(when), newId: ids() });
const become = (state: RequestState, command: { act: string }, when: string): RequestState => {
  const made = tries(state, command, when);
  if (!made.ok) throw new Error(made.refusal.code);
  return stateOf(made.value.body, made.value.todo ?? state.todo);
};
const codeOf = (made: ReturnType<typeof tries>) => (made.ok ? 'ok' : made.refusal.code);

describe('S3, S4: the days of the proof', () => {
  test('S4: a request received on 23 November can be proven by code until the same hour of 3 December', () => {
    const { body } = unproven();
    expect(proofEnds(body)).toBe('2026-12-03T07:15:00.000Z');
    expect(laterOf(body)).toEqual({ act: 'lapse', at: '2026-12-03T07:15:00.000Z' });
  });

  test('S4: it does not lapse a second before, and by its lapse no clock is met or stopped', () => {
    const state = unproven();
    expect(codeOf(system(state, 'lapse', '2026-12-03T07:14:59Z'))).toBe('proven-already');
    const made = system(state, 'lapse', '2026-12-03T07:15:00Z');
    expect(codeOf(made)).toBe('ok');
    if (made.ok) expect(made.value.body.clocks.map(({ state: how }) => how)).toEqual(['running']);
  });

  test('S4: proven by code on the last second, not on the next', () => {
    const byCode = { act: 'prove', how: 'code' };
    expect(codeOf(tries(unproven(), byCode, '2026-12-03T07:14:59Z'))).toBe('ok');
    expect(codeOf(tries(unproven(), byCode, '2026-12-03T07:15:00Z'))).toBe('proof-window-over');
  });

  test('S3: an officer who has seen a document proves it after the lapse too', () => {
    const lapsed = become(unproven(), { act: 'lapse' }, '2026-12-03T07:15:00Z');
    expect(codeOf(tries(lapsed, { act: 'prove', how: 'document' }, '2026-12-04T07:00:00Z'))).toBe('ok');
  });

  test.each(['lapse', 'disown'])('S3: 90 days after %s what was typed goes, once', (act) => {
    const ended = become(unproven(), { act }, '2026-12-03T07:15:00Z');
    expect(laterOf(ended.body)).toEqual({ act: 'forget', at: '2027-03-03T07:15:00.000Z' });
    // The policy promises the same term (E1, P4).
    expect(RETENTION['unproven-request'].term).toBe('P90D');
    expect(codeOf(system(ended, 'forget', '2027-03-03T07:14:59Z'))).not.toBe('ok');
    const made = system(ended, 'forget', '2027-03-03T07:15:00Z');
    if (!made.ok) throw new Error(made.refusal.code);
    expect(laterOf(stateOf(made.value.body).body)).toBeUndefined();
  });

  test('S3: nothing becomes of a proven request by itself', () => {
    expect(laterOf(aRequest().body)).toBeUndefined();
  });
});

describe('S3: whom a code reaches', () => {
  test.each<[Partial<OpenRequest>, string | undefined]>([
    [{}, 'requester'],
    [{ answerTo: 'post' }, undefined],
    [{ by: 'representative', mandate: { kind: 'parent' } }, 'subject'],
    [{ by: 'representative', mandate: { kind: 'heir' } }, undefined],
    [{ by: 'authority' }, undefined],
  ])('%o: %s', (changes, whom) => {
    expect(provenBy(unproven(changes).body)).toBe(whom);
  });

  test('S3: a representative is proven by authority to act, and by the agreement of the person or a reason', () => {
    const state = unproven({ by: 'representative', mandate: { kind: 'guardian' } });
    const when = '2026-11-24T07:00:00Z';
    const seen = { act: 'prove', how: 'authority-to-act', mandate: 'guardian' };
    expect(codeOf(tries(state, { act: 'prove', how: 'code' }, when))).toBe('mandate-needed');
    expect(codeOf(tries(state, seen, when))).toBe('agreement-needed');
    expect(codeOf(tries(state, { ...seen, reason: 'Ребёнку девять лет' }, when))).toBe('ok');
    expect(codeOf(tries(become(state, { act: 'agree' }, when), seen, when))).toBe('ok');
  });

  test('G16: once it is with staff no code proves it, and it is still answered', () => {
    const handed = become(
      unproven(),
      { act: 'hand', why: 'codes' } as { act: string },
      '2026-11-24T07:00:00Z',
    );
    const code = { ...CODE, generation: 2 };
    expect(codeOf(tries(handed, { act: 'ask-code', code }, '2026-11-24T08:00:00Z'))).toBe('proof-with-staff');
    const refusal = { act: 'refuse', part: 'all', ground: 'not-proven', text: 'Не подтверждено.' };
    expect(codeOf(tries(handed, refusal, '2026-11-24T08:00:00Z'))).toBe('ok');
  });
});

test('S7: corrections are stored among what was typed, and come back field by field', () => {
  const corrections = [
    { field: 'name', shouldBe: 'Анна' },
    { field: 'phone', is: '+7 1', shouldBe: '+7 2' },
    { field: 'organisation', is: 'ООО «Лист»' },
  ] as const;
  expect(correctionsIn({ text: 'Прошу', ...typedCorrections(corrections) })).toEqual(
    corrections.map((one) => ({ field: one.field, shouldBe: 'shouldBe' in one ? one.shouldBe : undefined })),
  );
});
