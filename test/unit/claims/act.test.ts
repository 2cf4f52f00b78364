import { describe, expect, test } from 'vitest';
import { takeClaim } from '../../../functions/claims/open-claim.ts';
import { type Asked, actOnCase } from '../../../functions/desk/act.ts';
import { audit } from '../../../shared/records/audit.ts';
import { lettersOf, readCase } from '../../../shared/records/case-file.ts';
import type { StaffDeps } from '../../../shared/records/deps.ts';
import { readChain } from '../../../shared/records/ledger.ts';
import { MemoryRecords } from '../../../shared/records/memory.ts';
import { idsFrom, systemRandom } from '../../../shared/records/random.ts';
import { rememberStaff } from '../../../shared/records/staff-directory.ts';
import { memoryWrapper } from '../../../shared/records/wrapper-memory.ts';
import { SECRETS, SETTINGS } from '../../support/http-door.ts';

/** Monday 23 November 2026, 10:15 in Moscow. */
const AT = Date.parse('2026-11-23T07:15:00Z');

/** A claim, and the desk that works on it. */
async function aDesk(claimant: { email?: string; postalAddress?: string }, marked = false) {
  const deps: StaffDeps = {
    ...{ records: new MemoryRecords(), wrapper: memoryWrapper(), secrets: SECRETS },
    newId: idsFrom(systemRandom),
  };
  const request = {
    claimant: { name: 'Анна', ...claimant },
    ...{ facts: 'Карта.', demand: 'Деньги.', language: 'ru' as const },
  };
  const taken = await takeClaim({ request, by: 'requester', marked, language: 'ru' }, AT, {
    ...deps,
    ...{ settings: SETTINGS, random: systemRandom },
  });
  if (!taken.ok) throw new Error(taken.refusal.code);
  const { reference } = taken.value;
  return {
    deps,
    reference,
    act: (act: Asked['act'], body: object, more: Partial<Asked> = {}) =>
      actOnCase({ reference, act, body: body as Asked['body'], sub: 'officer', ...more }, AT, {
        ...deps,
        settings: SETTINGS,
      }),
    letters: async () => (await lettersOf(deps, reference)).map(({ kind, status }) => `${kind} ${status}`),
  };
}

const ANSWER = { revision: 1, outcome: 'satisfied', text: 'Да.' };

describe('acts of staff and what goes with them (found by simulation)', () => {
  test('G3: the same request twice at once has one effect and one answer', async () => {
    const { act, deps, reference } = await aDesk({ email: 'anna@example.org' });
    const body = { revision: 1, text: 'Позвонили.' };
    const once = { route: 'POST /staff/cases/{reference}/note', who: 'officer', key: 'k'.repeat(22), body };
    const answers = await Promise.all([1, 2, 3].map(() => act('note', body, { once })));
    expect(answers).toEqual([1, 2, 3].map(() => ({ ok: true, value: { reference } })));
    expect((await readCase(deps, reference, AT))?.state.body.revision).toBe(2);
  });

  test('K3: a case is given to who can work on it: an agent or an officer whom the desk has seen, never an auditor, who only reads', async () => {
    const { act, deps } = await aDesk({ email: 'anna@example.org' });
    for (const role of ['agent', 'officer', 'auditor'])
      await rememberStaff(
        deps,
        { sub: `the-${role}`, role, name: role, email: `${role}@example.com` },
        'ru',
        AT,
      );
    for (const name of ['assign', 'substitute'] as const)
      for (const to of ['the-auditor', 'a-stranger'])
        expect(await act(name, { revision: 1, to, reason: 'ill' })).toMatchObject({
          ok: false,
          refusal: { code: 'unknown-staff', field: 'to' },
        });
    expect((await act('assign', { revision: 1, to: 'the-agent' })).ok).toBe(true);
    expect((await act('substitute', { revision: 2, to: 'the-officer', reason: 'ill' })).ok).toBe(true);
  });

  test('K4, A1: an answer that is posted from the print queue leaves the event of its printing', async () => {
    const { act, deps, reference } = await aDesk({ postalAddress: 'Москва' });
    await act('answer', ANSWER);
    const posted = { revision: 2, channel: 'post', tracking: '80083712345678', on: '2026-11-23' };
    expect((await act('deliver', posted)).ok).toBe(true);
    expect((await readChain(deps.records, reference)).map(({ body }) => body.type)).toContain(
      'letter-printed',
    );
    expect((await audit(deps.records, SECRETS, AT)).findings).toEqual([]);
  });

  test('T3: the answer to a marked claim overtakes its receipt, which promises a date that is no more: dropped with its event', async () => {
    const { act, letters, deps, reference } = await aDesk({ email: 'anna@example.org' }, true);
    expect(await letters()).toEqual(['claim-receipt held']);
    await act('answer', ANSWER);
    expect((await letters()).toSorted()).toEqual(['claim-answer queued', 'claim-receipt stopped']);
    expect((await readChain(deps.records, reference)).map(({ body }) => body.type)).toContain(
      'letter-stopped',
    );
    expect((await audit(deps.records, SECRETS, AT)).findings).toEqual([]);
  });
});
