import { expect, test } from 'vitest';
import { decideAct } from '../../../shared/domain/cases/decide.ts';
import { disclosesItself } from '../../../shared/domain/requests/disclosing.ts';
import { openRequest } from '../../../shared/domain/requests/open.ts';
import { at, ids } from '../domain/builders.ts';
import {
  anOpening,
  aRequest,
  bounced,
  clocksOf,
  delivered,
  does,
  letterIn,
  RECEIVED,
  sent,
  stateOf,
  tries,
} from './builders.ts';

const NEXT_DAY = '2026-11-24T07:00:00.000Z';

/** A request of somebody who is signed in and brought a code. */
const own = (changes: Parameters<typeof aRequest>[0] = {}) => aRequest({ person: 'P-1', ...changes });
const bySystem = (state: ReturnType<typeof aRequest>, when = RECEIVED) =>
  decideAct(state, { act: 'disclose' }, { by: 'system', at: at(when), newId: ids('new') });

test('S6, S2: the clock of access is met by the sending of the letter with the link, not by the act', () => {
  const disclosed = does(own(), { act: 'disclose' }, NEXT_DAY);
  expect(disclosed.body).toMatchObject({ status: 'answered', own: { parts: [{ state: 'answered' }] } });
  expect(disclosed.made.letters).toMatchObject([{ kind: 'request-disclosure', to: 'requester' }]);
  expect(clocksOf(disclosed)).toEqual({ 'access.answer': 'running 2026-12-07' });
  const gone = sent(disclosed, letterIn(disclosed), NEXT_DAY);
  expect(clocksOf(gone)).toEqual({ 'access.answer': 'met 2026-12-07' });
  expect(gone.body.status).toBe('sent');
  expect(delivered(gone, letterIn(disclosed), NEXT_DAY).body.status).toBe('delivered');
  // What came back was not sent: the clock runs again.
  expect(clocksOf(bounced(gone, letterIn(disclosed), NEXT_DAY))).toEqual({
    'access.answer': 'running 2026-12-07',
  });
});

test('S10: under GDPR too the letter with the link is the answer', () => {
  const disclosed = does(own({ regimes: ['ru', 'gdpr'] }), { act: 'disclose' }, NEXT_DAY);
  const clocks = Object.values(clocksOf(sent(disclosed, letterIn(disclosed), NEXT_DAY)));
  expect(clocks).toHaveLength(2);
  expect(clocks.every((clock) => clock.startsWith('met'))).toBe(true);
});

test('S3: before proof nobody discloses, and an expired authority to act discloses nothing', () => {
  const { proof: _, ...opening } = anOpening();
  const unproven = openRequest(opening, at(RECEIVED), ids());
  if (!unproven.ok) throw new Error(unproven.refusal.code);
  const stranger = stateOf(unproven.value.body);
  expect(stranger.body.status).toBe('unproven');
  expect(tries(stranger, { act: 'disclose' }, NEXT_DAY).ok).toBe(false);
  const asked = aRequest({ by: 'representative', proof: 'authority-to-act' });
  const mandate = { kind: 'power', issuedOn: '2025-11-20', validUntil: '2026-11-23' } as const;
  const expired = { ...asked, body: { ...asked.body, own: { ...asked.body.own, mandate } } };
  expect(tries(expired, { act: 'disclose' }, NEXT_DAY)).toMatchObject({
    ok: false,
    refusal: { code: 'mandate-expired' },
  });
});

test('S3: the program discloses by itself only what a person asked for in a session; whatever else is an officer’s', () => {
  expect(bySystem(own()).ok).toBe(true);
  for (const state of [
    aRequest({ person: undefined as never }),
    own({ proof: 'code' }),
    own({ proof: 'document' }),
    own({ by: 'representative', proof: 'authority-to-act', mandate: { kind: 'parent' } }),
    own({ by: 'authority', proof: 'list' }),
  ]) {
    expect(disclosesItself(state.body)).toBe(false);
    expect(bySystem(state)).toMatchObject({ ok: false, refusal: { code: 'not-proven' } });
    expect(tries(state, { act: 'disclose' }, NEXT_DAY).ok).toBe(true);
  }
});

test('S1: what nobody asked for is not disclosed, nor twice', () => {
  expect(tries(own({ parts: ['correction'] }), { act: 'disclose' }, NEXT_DAY)).toMatchObject({
    refusal: { code: 'part-not-asked' },
  });
  const disclosed = does(own({ parts: ['access', 'correction'] }), { act: 'disclose' }, NEXT_DAY);
  expect(disclosed.body.status).toBe('open');
  expect(tries(disclosed, { act: 'disclose' }, NEXT_DAY)).toMatchObject({
    refusal: { code: 'part-not-lawful' },
  });
});

test('G15: a new link is a new generation with a letter of its own, for seven days from then; one that was closed stays closed until then', () => {
  const disclosed = does(own(), { act: 'disclose' }, RECEIVED);
  expect(disclosed.body.own.disclosure).toMatchObject({ generation: 1, until: '2026-11-30T07:15:00.000Z' });
  const closed = does(disclosed, { act: 'end-link' }, NEXT_DAY);
  expect(closed.body.own.disclosure).toMatchObject({ generation: 1, ended: 'ended-by-staff' });
  expect(tries(closed, { act: 'end-link' }, NEXT_DAY)).toMatchObject({
    refusal: { code: 'not-disclosed' },
  });
  const asking = { by: 'staff:officer', at: at(NEXT_DAY), newId: ids('other') } as const;
  const made = decideAct(closed, { act: 'renew-link' }, asking);
  if (!made.ok) throw new Error(made.refusal.code);
  const renewed = { ...stateOf(made.value.body), made: made.value };
  expect(renewed.body.own.disclosure).toMatchObject({ generation: 2, until: '2026-12-01T07:00:00.000Z' });
  expect(renewed.body.own.disclosure).not.toHaveProperty('ended');
  expect(renewed.body.own.disclosure?.nonce).not.toBe(disclosed.body.own.disclosure?.nonce);
  expect(renewed.made.letters).toMatchObject([{ kind: 'request-disclosure' }]);
  expect(clocksOf(renewed)).toEqual(clocksOf(disclosed));
});

test('S6: no link is made anew or closed before one was given', () => {
  for (const command of [{ act: 'renew-link' }, { act: 'end-link' }])
    expect(tries(own(), command, NEXT_DAY)).toMatchObject({ refusal: { code: 'not-disclosed' } });
});
