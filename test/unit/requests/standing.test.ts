import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decideAct } from '../../../shared/domain/cases/decide.ts';
import {
  letterBounced,
  letterDelivered,
  letterSent,
  letterUnconfirmed,
} from '../../../shared/domain/cases/letters.ts';
import { factsOf, lawfulActs, nextStatuses } from '../../../shared/domain/cases/type.ts';
import type { LetterBody } from '../../../shared/domain/letters/letter.ts';
import { queuedLetter } from '../../../shared/domain/letters/new-letter.ts';
import { PART_KINDS, type PartKind } from '../../../shared/domain/requests/parts.ts';
import type { RequestStatus } from '../../../shared/domain/requests/statuses.ts';
import { REQUEST } from '../../../shared/domain/requests/type.ts';
import { at, ids, officer } from '../domain/builders.ts';
import {
  aRequest,
  delivered,
  does,
  letterIn,
  RECEIVED,
  type RequestState,
  stateOf,
  tries,
} from './builders.ts';

const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** Everything that may be asked to be done, with sensible words; most of it is refused in most states. */
const commands = (parts: readonly PartKind[], now: number) =>
  parts.flatMap((part) => [
    { act: 'answer', part, text: 'Да.' },
    { act: 'refuse', part, ground: 'kept-by-law', text: 'Нет.' },
    { act: 'evidence', part, receivedOn: day(now) },
    { act: 'correct', part, fields: ['phone'] },
    ...['stop', 'unpublish', 'end-consents', 'destroy'].map((act) => ({ act, part })),
    ...['keep', 'make-lawful', 'block-instead'].map((act) => ({ act, part, reason: 'Так' })),
    { act: 'extend', part, text: 'Сложно.' },
    { act: 'take-back', part: part },
  ]);

/** Letters whose way the case follows; those of a renewed link too, which move nothing. */
const ANSWERS: readonly string[] = ['request-answer', 'request-disclosure', 'request-extension'];

const walk = fc.record({
  parts: fc.uniqueArray(fc.constantFrom(...PART_KINDS.filter((part) => part !== 'information')), {
    minLength: 1,
    maxLength: 3,
  }),
  proven: fc.boolean(),
  steps: fc.array(fc.record({ pick: fc.nat(), hours: fc.nat(60) }), { maxLength: 25 }),
});

describe('S1–S5: where a request stands', () => {
  test('S1: whatever is done in whatever order, it comes only where its table says, is closed when it is over, and never lacks a timer', () => {
    fc.assert(
      fc.property(walk, ({ parts, proven, steps }) => {
        let state: RequestState = aRequest({ parts, ...(proven ? {} : { proof: undefined as never }) });
        const letters: LetterBody[] = [];
        let now = at(RECEIVED);
        let n = 0;
        for (const { pick, hours } of steps) {
          now += hours * 3_600_000;
          n += 1;
          const all = [
            { act: 'prove', how: 'document' },
            ...commands(parts, now),
            { act: 'find-lawful', detectedOn: day(now), reason: 'Проверено' },
            { act: 'find-unlawful', detectedOn: day(now), reason: 'Проверено' },
            { act: 'deliver', tracking: '80083712345678', on: day(now) },
            { act: 'disclose' },
            { act: 'renew-link' },
            { act: 'end-link' },
            { act: 'settle', reason: 'Всё' },
            ...letters.flatMap((letter) =>
              ['letter-sent', 'letter-delivered', 'letter-bounced', 'letter-unconfirmed'].map((act) => ({
                act,
                letter,
              })),
            ),
          ];
          const command = all[pick % all.length] as { readonly act: string; readonly letter?: LetterBody };
          const asking = { ...officer(new Date(now).toISOString()), newId: ids(`n${n}`) };
          const made =
            command.letter === undefined
              ? decideAct(state, command, asking)
              : { ok: true as const, value: heard(state, command.act, command.letter, now, n) };
          if (!made.ok) continue;
          const before = state;
          const { body, todo } = made.value;
          state = stateOf(body, todo === undefined ? before.todo : todo);
          letters.push(
            ...made.value.letters
              .filter(({ kind }) => ANSWERS.includes(kind))
              .map((letter) =>
                queuedLetter(letter, { reference: body.reference, language: 'ru', at: RECEIVED }),
              ),
          );
          const { status } = state.body;
          if (status !== before.body.status)
            expect(
              nextStatuses(REQUEST, before.body.status, command.act),
              `${before.body.status} ${command.act}`,
            ).toContain(status);
          const { listed, runs } = factsOf(REQUEST, status);
          expect(state.body.closedAt === undefined, status).toBe(listed);
          const running = state.body.clocks.some((clock) => clock.state === 'running');
          if (!listed && status !== 'settled') expect(running, status).toBe(false);
          if (running) expect(runs, `${status} with a running clock`).toBe(true);
          // What begins to run again, or whose dates moved, asks for it to be planned.
          if (runs && !factsOf(REQUEST, before.body.status).runs) expect(state.todo?.why).toBe('start');
        }
      }),
      { numRuns: 400 },
    );
  });

  test('S4: the check of an alleged unlawful use goes on when the complaint is taken back', () => {
    const back = does(
      aRequest({ parts: ['complaint'] }),
      { act: 'take-back', part: 'complaint' },
      '2026-11-24T09:00:00.000Z',
    );
    expect(back.body.status).toBe('open');
    const found = does(
      back,
      { act: 'find-lawful', detectedOn: '2026-11-24', reason: 'Договор действует' },
      '2026-11-24T12:00:00.000Z',
    );
    expect(found.body.status).toBe('withdrawn');
    expect(found.body.clocks).toMatchObject([{ id: 'complaint.answer', state: 'stopped' }]);
  });

  test('S3: nothing is granted before it is known who asks; it can be refused in time', () => {
    const state = aRequest({ proof: undefined as never });
    expect(
      tries(state, { act: 'answer', part: 'access', text: 'Вот.' }, '2026-11-24T09:00:00.000Z'),
    ).toMatchObject({
      refusal: { code: 'act-not-lawful' },
    });
    const refused = does(
      state,
      { act: 'refuse', part: 'access', ground: 'not-proven', text: 'Не подтверждено.' },
      '2026-12-03T09:00:00.000Z',
    );
    expect(delivered(refused, letterIn(refused), '2026-12-03T09:00:10.000Z').body.status).toBe('delivered');
  });

  test('S3: authority to act is looked at again before each decision: a power of a year ends with its last day', () => {
    const mandate = { kind: 'power', issuedOn: '2025-11-30' } as const;
    const state = aRequest({ by: 'representative', proof: 'authority-to-act', mandate });
    const answer = { act: 'answer', part: 'access', text: 'Вот.' };
    expect(tries(state, answer, '2026-11-30T20:59:59.000Z')).toMatchObject({ ok: true });
    expect(tries(state, answer, '2026-11-30T21:00:00.000Z')).toMatchObject({
      refusal: { code: 'mandate-expired' },
    });
    expect(() =>
      aRequest({ by: 'representative', proof: 'authority-to-act', mandate: { kind: 'power' } }),
    ).toThrow('mandate-undated');
    expect(() =>
      aRequest({
        by: 'representative',
        proof: 'authority-to-act',
        mandate: { kind: 'guardian', issuedOn: '2026-12-01' },
      }),
    ).toThrow('mandate-in-future');
  });

  test('S5: an early repeat is one by the count of days only: the thirtieth day is the last', () => {
    const refusal = {
      act: 'refuse',
      part: 'access',
      ground: 'early-repeat',
      text: 'Ответили 24 октября.',
    };
    const when = '2026-11-24T09:00:00.000Z';
    expect(tries(aRequest(), { ...refusal, before: '2026-10-24' }, when)).toMatchObject({ ok: true });
    expect(tries(aRequest(), { ...refusal, before: '2026-10-23' }, when)).toMatchObject({
      refusal: { code: 'not-early' },
    });
    expect(tries(aRequest(), refusal, when)).toMatchObject({
      refusal: { code: 'day-needed', field: 'before' },
    });
  });

  test('S1: every act is lawful somewhere, and every state but the ended ones lets notes be written', () => {
    const statuses = Object.keys(REQUEST.statuses) as RequestStatus[];
    for (const act of Object.keys(REQUEST.acts))
      expect(
        statuses.some((status) => lawfulActs(REQUEST, status).includes(act)),
        act,
      ).toBe(true);
    for (const status of statuses) expect(lawfulActs(REQUEST, status), status).toContain('note');
  });
});

function heard(state: RequestState, act: string, letter: LetterBody, now: number, n: number) {
  switch (act) {
    case 'letter-sent':
      return letterSent(state, letter, now);
    case 'letter-delivered':
      return letterDelivered(state, { ...letter, sentAt: new Date(now).toISOString() }, now);
    case 'letter-bounced':
      return letterBounced(state, letter, now, 'Permanent', ids(`b${n}`));
    default:
      return letterUnconfirmed(state, letter, now, ids(`u${n}`));
  }
}
