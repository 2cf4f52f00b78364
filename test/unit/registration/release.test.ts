import { describe, expect, test } from 'vitest';
import {
  addressProven,
  dropOldAddress,
  holdUntil,
  undoAddress,
} from '../../../shared/domain/registration/address.ts';
import { askClosing } from '../../../shared/domain/registration/closing.ts';
import type { PersonDetails, PersonProof, ProfileBody } from '../../../shared/domain/registration/person.ts';
import { releaseHold, releaseReasonOf } from '../../../shared/domain/registration/release.ts';
import type { Result } from '../../../shared/domain/result.ts';

/** Monday, 7 December 2026, 12:00 in Moscow: the address changed. */
const MONDAY = '2026-12-07T09:00:00.000Z';
/** The next day, when the officer is sure who asks. */
const TUESDAY = '2026-12-08T09:00:00.000Z';
/** 72 hours after the change. */
const THURSDAY = '2026-12-10T09:00:00.000Z';
const PROOF: PersonProof = { nonce: 'n', generation: 1, until: THURSDAY };

const anna: ProfileBody = {
  ...{ person: 'P-0123456789ABCDEFGHJK', state: 'active', revision: 4, language: 'ru' },
  ...{ registeredAt: '2026-11-23T09:00:00.000Z', confirmedAt: '2026-11-23T09:05:00.000Z' },
  ...{ lookup: 'new-hash', key: new Uint8Array([1]), sealed: new Uint8Array([2]) },
  policy: { version: 'policy-1', hash: 'h', at: '2026-11-23T09:00:00.000Z' },
  changedAt: MONDAY,
  undo: { ...PROOF, lookup: 'old-hash' },
};
const details: PersonDetails = { email: 'new@example.org', name: 'Анна', oldEmail: 'old@example.org' };

const ids = () => {
  let n = 0;
  return () => {
    n += 1;
    return `L${n}`;
  };
};
const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
};
const release = (body: ProfileBody, at: string, more: object = {}) =>
  releaseHold(body, { by: 'staff:officer-1', code: 'mailbox-lost', newId: ids(), ...more }, at);
const released = value(release(anna, TUESDAY));

describe('an officer releases the hold after a change of address', () => {
  test('R5: from then on nothing is held; the old address keeps its undo link, and the record says when', () => {
    expect(holdUntil(anna, Date.parse(TUESDAY))).toBe(THURSDAY);
    expect(holdUntil(released.body, Date.parse(TUESDAY))).toBeUndefined();
    expect(released.body).toEqual({ ...anna, revision: 5, releasedAt: TUESDAY });
    expect(released.details).toBeUndefined();
  });

  test('R5, A1: the event says who, why and how long the hold would have lasted; both addresses are told', () => {
    expect(released.events).toEqual([
      {
        ...{ type: 'hold-released', by: 'staff:officer-1', reason: 'mailbox-lost', revision: 5 },
        data: { until: THURSDAY },
      },
    ]);
    expect(released.letters).toEqual([
      { id: 'L1', kind: 'hold-released', to: 'owner' },
      { id: 'L2', kind: 'hold-released', to: 'owner-old' },
    ]);
  });

  test('G17: words of the officer’s own stand in the event by id and keyed hash only', () => {
    expect(releaseReasonOf(' mailbox-closed ')).toEqual({ code: 'mailbox-closed' });
    expect(releaseReasonOf(' показала паспорт ')).toEqual({ code: 'other', text: 'показала паспорт' });
    const words = { id: 't1', hash: 'k1.hash' };
    expect(value(release(anna, TUESDAY, { code: 'other', words })).events).toMatchObject([
      { reason: 'other', text: 'k1.hash', data: { until: THURSDAY, text: 't1' } },
    ]);
  });

  test.each([
    ['when the address never changed', { changedAt: undefined, undo: undefined }, TUESDAY],
    ['when the 72 hours are over, to the millisecond', {}, THURSDAY],
    ['a second time', { releasedAt: TUESDAY }, TUESDAY],
    ['when the account is being closed', { state: 'closing' }, TUESDAY],
    ['when nobody has confirmed the account', { state: 'unconfirmed' }, TUESDAY],
  ] as const)('R5: there is nothing to release %s', (_, changes, at) => {
    const { changedAt, undo, ...rest } = { ...anna, ...changes };
    const body = {
      ...rest,
      ...(changedAt === undefined ? {} : { changedAt }),
      ...(undo === undefined ? {} : { undo }),
    };
    expect(release(body, at)).toEqual({ ok: false, refusal: { code: 'nothing-held' } });
  });

  test('R5: until the last millisecond of the 72 hours it can be released', () => {
    expect(release(anna, '2026-12-10T08:59:59.999Z').ok).toBe(true);
  });
});

describe('after a release', () => {
  test('R5, T3: undone by the old address, everything is as before the change, the release too', () => {
    const back = undoAddress(released.body, details, ids(), '2026-12-09T09:00:00.000Z');
    expect(back?.body).toMatchObject({ lookup: 'old-hash', state: 'active' });
    expect([back?.body.undo, back?.body.changedAt, back?.body.releasedAt]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(back?.details).toEqual({ email: 'old@example.org', name: 'Анна', newEmail: 'new@example.org' });
    expect(back?.letters.map(({ kind, to }) => `${kind} ${to}`)).toEqual([
      'address-undone owner',
      'address-undone owner-new',
    ]);
  });

  test('T3: a closing that the new address alone asked for ends with the change', () => {
    const closing = value(askClosing(released.body, PROOF, TUESDAY, ids()));
    expect(closing.letters.map(({ to }) => to)).toEqual(['owner', 'owner-old']);
    const back = undoAddress(closing.body, details, ids(), '2026-12-09T09:00:00.000Z');
    expect([back?.body.state, back?.body.closing, back?.body.revision]).toEqual(['active', undefined, 7]);
    expect(back?.events.map(({ type }) => type)).toEqual(['address-change-undone', 'closing-cancelled']);
    expect(back?.letters.map(({ kind, to }) => `${kind} ${to}`)).toContain('closing-cancelled owner');
  });

  test('R7: a closing that both addresses proved stays when the change is undone', () => {
    const closing = value(askClosing(anna, PROOF, TUESDAY, ids()));
    const back = undoAddress(closing.body, details, ids(), '2026-12-09T09:00:00.000Z');
    expect(back?.body).toMatchObject({ state: 'closing', closing: closing.body.closing });
    expect(back?.events.map(({ type }) => type)).toEqual(['address-change-undone']);
  });

  test('R5: the old address goes in its time, and a later change is held anew', () => {
    const over = dropOldAddress(released.body, details);
    expect([over.body.releasedAt, over.body.changedAt]).toEqual([undefined, undefined]);
    // Friday, 11 December 2026, 12:00 in Moscow; held until Monday.
    const friday = '2026-12-11T09:00:00.000Z';
    const waits = { ...over.body, change: { ...PROOF, lookup: 'third-hash', at: friday } };
    const undo = { ...PROOF, until: '2026-12-14T09:00:00.000Z' };
    const next = { undo, letters: ['L1', 'L2'] } as const;
    const again = addressProven(waits, { ...details, newEmail: 'third@example.org' }, next, friday);
    expect(again && holdUntil(again.body, Date.parse(friday))).toBe('2026-12-14T09:00:00.000Z');
  });

  test('R5: whatever the record says of an earlier release, a proven change is held', () => {
    const waits = { ...released.body, change: { ...PROOF, lookup: 'third-hash', at: MONDAY } };
    const next = { undo: PROOF, letters: ['L1', 'L2'] } as const;
    const again = addressProven(waits, { ...details, newEmail: 'third@example.org' }, next, TUESDAY);
    expect(again && holdUntil(again.body, Date.parse(TUESDAY))).toBe('2026-12-11T09:00:00.000Z');
  });
});
