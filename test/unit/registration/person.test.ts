import { describe, expect, test } from 'vitest';
import { firstLetterOf } from '../../../shared/domain/registration/first-letter.ts';
import {
  type Choice,
  type PersonProof,
  type ProfileBody,
  personTodo,
} from '../../../shared/domain/registration/person.ts';
import {
  confirmed,
  keepChoice,
  type Registration,
  register,
  sendAgain,
} from '../../../shared/domain/registration/register.ts';

/** Monday, 7 December 2026, 12:00 in Moscow. */
const AT = '2026-12-07T09:00:00.000Z';
const LATER = '2026-12-07T09:05:00.000Z';
const proof = (generation = 1): PersonProof => ({
  nonce: `n${generation}`,
  generation,
  until: '2026-12-08T09:00:00.000Z',
});
const asked = {
  person: 'P-00000000000000000000',
  language: 'en',
  lookup: 'k1.hash',
  policy: { version: 'policy-3', hash: 'h' },
  confirm: proof(),
  handle: 'handle',
  known: false,
} as const;
const body = (more: Partial<Registration> = {}): ProfileBody => ({
  ...register({ ...asked, ...more }, AT).body,
  key: new Uint8Array(),
  sealed: new Uint8Array(),
});
const choice = (purpose: string, act: Choice['act']): Choice => ({
  ...{ purpose, act, text: `${purpose}-1`, hash: 'h', language: 'en', shown: AT, proof: 'p', at: AT },
});

describe('R1–R3: a registration in the domain', () => {
  test('a person is made unconfirmed, with the policy acknowledged and the letter that proves the address', () => {
    const made = register(asked, AT);
    expect(made.body).toMatchObject({
      ...{ state: 'unconfirmed', revision: 1, language: 'en', registeredAt: AT, lookup: 'k1.hash' },
      policy: { version: 'policy-3', hash: 'h', at: AT },
      letter: { n: 1, status: 'queued', at: AT },
    });
    expect(firstLetterOf(made.body)).toMatchObject({
      ...{ id: 'first1', kind: 'registration-confirm', to: 'owner', language: 'en', status: 'queued' },
    });
    expect(made.body).not.toHaveProperty('known');
    expect(made.events).toEqual([
      { type: 'registered', by: 'person', revision: 1, data: { policy: 'policy-3' } },
    ]);
  });

  test('G7: a known address gets another letter and the same event', () => {
    const [unknown, known] = [register(asked, AT), register({ ...asked, known: true }, AT)];
    expect(firstLetterOf(known.body)?.kind).toBe('account-exists');
    expect(known.events).toEqual(unknown.events);
  });

  test('T3: the letter of a form with marks is held', () => {
    const heldFor = { why: 'robot', network: 'k1.net' } as const;
    expect(firstLetterOf(body({ heldFor }))).toMatchObject({ status: 'held', heldFor });
    const again = firstLetterOf(sendAgain(body({ heldFor }), proof(2), LATER).body);
    expect(again?.status).toBe('queued');
    expect(again).not.toHaveProperty('heldFor');
  });

  test('N6, Q9: the same link sent once more is a letter of its own, so what became of each is told once', () => {
    const first = firstLetterOf(body());
    const again = firstLetterOf(sendAgain(body(), proof(1), LATER).body);
    expect([first?.id, again?.id]).toEqual(['first1', 'first2']);
    const third = sendAgain(sendAgain(body(), proof(1), LATER).body, proof(2), LATER).body;
    expect(firstLetterOf(third)?.id).toBe('first3');
  });

  test('G15: sent again, everything before is void: a new proof, a new letter, an event', () => {
    const made = sendAgain(body(), proof(2), LATER);
    expect(made.body).toMatchObject({ revision: 2, confirm: proof(2), letter: { n: 2, at: LATER } });
    expect(made.events).toEqual([{ type: 'confirm-sent', by: 'person', revision: 2 }]);
    expect(firstLetterOf(sendAgain(body({ known: true }), proof(2), LATER).body)?.kind).toBe(
      'account-exists',
    );
  });

  test('C7: the last choice for a purpose counts, others stay; it is no event', () => {
    const kept = [choice('promotions', 'give'), choice('partners', 'give'), choice('promotions', 'refuse')];
    const made = kept.reduce(keepChoice, body());
    expect(made.choices).toEqual([choice('partners', 'give'), choice('promotions', 'refuse')]);
    expect(made.revision).toBe(1);
  });

  test('R2: confirmed it is active and keeps no choices', () => {
    const made = confirmed(keepChoice(body(), choice('promotions', 'give')), LATER);
    expect(made.body).toMatchObject({ state: 'active', revision: 2, confirmedAt: LATER });
    expect(made.body).not.toHaveProperty('choices');
    expect(made.events).toEqual([{ type: 'confirmed', by: 'person', revision: 2 }]);
  });
});

describe('what the record of a person wants next', () => {
  const active = (more: Partial<ProfileBody> = {}): ProfileBody => ({
    ...confirmed(body(), LATER).body,
    ...more,
  });
  const until = (at: string) => ({ ...proof(), until: at, lookup: 'k1.other', at: AT });

  test('R2: an unconfirmed one is destroyed seven days after it was typed, however often its letter was asked for', () => {
    const todo = { group: 'person', why: 'destroy', at: '2026-12-14T09:00:00.000Z' };
    expect(personTodo(body())).toEqual(todo);
    expect(personTodo(sendAgain(body(), proof(2), '2026-12-07T20:00:00.000Z').body)).toEqual(todo);
  });

  test('an account wants nothing by itself', () => {
    expect(personTodo(active())).toBeUndefined();
  });

  test('R5, R7: of several terms the earliest comes first', () => {
    const change = until('2026-12-09T09:00:00.000Z');
    const undo = until('2026-12-08T09:00:00.000Z');
    const closing = { ...proof(), at: AT, due: '2026-12-10T09:00:00.000Z' };
    expect(personTodo(active({ change, undo, closing }))).toMatchObject({ why: 'undo', at: undo.until });
    expect(personTodo(active({ change, closing }))).toMatchObject({ why: 'change', at: change.until });
    expect(personTodo(active({ closing }))).toMatchObject({ why: 'close', at: closing.due });
  });
});
