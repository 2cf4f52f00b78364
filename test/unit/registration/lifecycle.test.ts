import { describe, expect, test } from 'vitest';
import {
  type AskedAddress,
  addressProven,
  askAddress,
  dropChange,
  dropOldAddress,
  holdUntil,
  undoAddress,
} from '../../../shared/domain/registration/address.ts';
import { askClosing, cancelClosing, closingStep } from '../../../shared/domain/registration/closing.ts';
import type { PersonDetails, PersonProof, ProfileBody } from '../../../shared/domain/registration/person.ts';
import { personTodo } from '../../../shared/domain/registration/person.ts';

/** Monday, 7 December 2026, 12:00 in Moscow. */
const NOON = '2026-12-07T09:00:00.000Z';
const PROOF: PersonProof = { nonce: 'n', generation: 1, until: '2026-12-08T09:00:00.000Z' };
/** Thursday, 72 hours later. */
const THURSDAY = '2026-12-10T09:00:00.000Z';
const UNDO: PersonProof = { nonce: 'u', generation: 1, until: THURSDAY };

const anna: ProfileBody = {
  person: 'P-0123456789ABCDEFGHJK',
  state: 'active',
  revision: 2,
  language: 'ru',
  registeredAt: '2026-11-23T09:00:00.000Z',
  confirmedAt: '2026-11-23T09:05:00.000Z',
  lookup: 'old-hash',
  key: new Uint8Array([1]),
  sealed: new Uint8Array([2]),
  policy: { version: 'policy-1', hash: 'h', at: '2026-11-23T09:00:00.000Z' },
};
const details: PersonDetails = { email: 'old@example.org', name: 'Анна' };
const ids = () => {
  let n = 0;
  return () => {
    n += 1;
    return `L${n}`;
  };
};
const asked: AskedAddress = {
  email: 'new@example.org',
  lookup: 'new-hash',
  same: false,
  known: false,
  proof: PROOF,
  letter: 'L0',
};
const value = <T>(result: { ok: true; value: T } | { ok: false; refusal: { code: string } }): T => {
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
};
const waiting = value(askAddress(anna, details, asked, NOON));
const changed = addressProven(
  waiting.body,
  waiting.details ?? details,
  { undo: UNDO, letters: ['L1', 'L2'] },
  NOON,
);
if (changed === undefined) throw new Error('nothing changed');

describe('a change of address', () => {
  test('R5: the new address waits, sealed; nothing else changes, and its letter goes to it alone', () => {
    expect(waiting.body.lookup).toBe('old-hash');
    expect(waiting.details).toEqual({ ...details, newEmail: 'new@example.org' });
    expect(waiting.letters.map(({ kind, to }) => `${kind} ${to}`)).toEqual(['address-confirm owner-new']);
    expect(personTodo(waiting.body)).toEqual({ group: 'person', why: 'change', at: PROOF.until });
  });

  test('G7: an address that is somebody’s leaves the same letter and the same event', () => {
    const known = value(askAddress(anna, details, { ...asked, known: true }, NOON));
    expect([known.letters, known.events]).toEqual([waiting.letters, waiting.events]);
    expect(
      addressProven(known.body, known.details ?? details, { undo: UNDO, letters: ['a', 'b'] }, NOON),
    ).toBeUndefined();
  });

  test('R5: proven, it is the person’s; the old one is kept and may undo it for 72 hours', () => {
    expect(changed.details).toEqual({ email: 'new@example.org', name: 'Анна', oldEmail: 'old@example.org' });
    expect(changed.body).toMatchObject({ lookup: 'new-hash', changedAt: NOON, undo: { lookup: 'old-hash' } });
    expect(changed.body.change).toBeUndefined();
    expect(changed.letters.map(({ kind, to }) => `${kind} ${to}`)).toEqual([
      'address-changed owner',
      'address-changed owner-old',
    ]);
  });

  test('T3: while it can be undone there is no other change, or a thief could push the undo link out', () => {
    const again = askAddress(changed.body, changed.details ?? details, { ...asked, lookup: 'third' }, NOON);
    expect(again).toEqual({ ok: false, refusal: { code: 'address-held', data: { until: THURSDAY } } });
  });

  test('the present address is no new one, and a closing account gets none', () => {
    expect(askAddress(anna, details, { ...asked, same: true }, NOON)).toMatchObject({
      refusal: { code: 'address-unchanged', field: 'email' },
    });
    expect(askAddress({ ...anna, state: 'closing' }, details, asked, NOON)).toMatchObject({
      refusal: { code: 'closing-under-way' },
    });
  });

  test('G16: asked for again, the same address keeps its tries; another one begins anew', () => {
    const later = '2026-12-07T10:00:00.000Z';
    const details_ = waiting.details ?? details;
    expect(value(askAddress(waiting.body, details_, asked, later)).body.change?.at).toBe(NOON);
    const other = { ...asked, lookup: 'third' };
    expect(value(askAddress(waiting.body, details_, other, later)).body.change?.at).toBe(later);
  });

  test('R5: undone, everything is as before and both are told; codes sent meanwhile sign nobody in', () => {
    const back = undoAddress(changed.body, changed.details ?? details, ids(), THURSDAY);
    expect(back?.body).toMatchObject({ lookup: 'old-hash', codesFrom: THURSDAY });
    expect([back?.body.undo, back?.body.changedAt]).toEqual([undefined, undefined]);
    expect(back?.details?.email).toBe('old@example.org');
    expect(back?.letters.map(({ to }) => to)).toEqual(['owner', 'owner-new']);
    expect(back && dropChange(back.body, back.details ?? details).details).toEqual(details);
    expect(undoAddress(anna, details, ids(), NOON)).toBeUndefined();
  });

  test('R5: the hold lasts 72 hours from the change, to the second', () => {
    expect(holdUntil(changed.body, Date.parse(THURSDAY) - 1)).toBe(THURSDAY);
    expect(holdUntil(changed.body, Date.parse(THURSDAY))).toBeUndefined();
    expect(holdUntil(anna, Date.parse(NOON))).toBeUndefined();
  });

  test('what was not confirmed goes, and so does the old address in its time', () => {
    expect(dropChange(waiting.body, waiting.details ?? details).details).toEqual(details);
    const over = dropOldAddress(changed.body, changed.details ?? details);
    expect(over.details).toEqual({ email: 'new@example.org', name: 'Анна' });
    expect(personTodo(over.body)).toBeUndefined();
  });
});

describe('closing', () => {
  const closing = value(askClosing(anna, { ...PROOF, until: THURSDAY }, NOON, ids()));

  test('R7: it waits 72 hours and tells every known address', () => {
    expect(closing.body).toMatchObject({ state: 'closing', closing: { due: THURSDAY } });
    expect(personTodo(closing.body)).toEqual({ group: 'erasure', why: 'close', at: THURSDAY });
    expect(closing.letters.map(({ to }) => to)).toEqual(['owner']);
    const held = value(askClosing(changed.body, PROOF, NOON, ids()));
    expect(held.letters.map(({ to }) => to)).toEqual(['owner', 'owner-old']);
  });

  test('R7: it can be cancelled, once; asked for twice it is refused', () => {
    const back = cancelClosing(closing.body, ids());
    expect(back?.body).toMatchObject({ state: 'active', revision: 4 });
    expect(back && cancelClosing(back.body, ids())).toBeUndefined();
    expect(askClosing(closing.body, PROOF, NOON, ids())).toMatchObject({
      refusal: { code: 'closing-under-way' },
    });
  });

  test('R7: the last letter is queued first; the data go only when it was handed over or will never be', () => {
    const at = Date.parse(THURSDAY);
    const first = closingStep(closing.body, undefined, at, ids());
    if (first.kind !== 'write') throw new Error(first.kind);
    expect(first.change.letters.map(({ kind }) => kind)).toEqual(['account-closed']);
    const { body } = first.change;
    for (const status of ['queued', 'sending', 'held'] as const)
      expect(closingStep(body, status, at, ids())).toEqual({ kind: 'wait', at: '2026-12-10T09:05:00.000Z' });
    for (const status of ['sent', 'delivered', 'bounced', 'stopped', 'complained'] as const)
      expect(closingStep(body, status, at, ids())).toEqual({ kind: 'destroy' });
  });
});
