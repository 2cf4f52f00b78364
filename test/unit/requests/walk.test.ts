import { describe, expect, test } from 'vitest';
import { caseOf } from '../../../shared/domain/cases/kinds.ts';
import { letterDelivered, letterSent } from '../../../shared/domain/cases/letters.ts';
import type { OpenRequest } from '../../../shared/domain/requests/open.ts';
import { audit } from '../../../shared/records/audit.ts';
import { commitCase, lettersOf } from '../../../shared/records/case-file.ts';
import type { PeopleWorld } from '../account/registered-people.ts';
import { AT, acts, aStoredRequest, fileOf, LATER, makePublic, mays, requestWorld } from './request-world.ts';

type Step = readonly [act: string, body: { readonly [field: string]: unknown }];

/** The mail service takes the answers of a case and delivers them. */
async function delivered(world: PeopleWorld, reference: string, at = LATER): Promise<void> {
  const letters = await lettersOf(world, reference);
  for (const letter of letters.filter(({ kind }) => kind === 'request-answer')) {
    const sent = { ...letter, sentAt: new Date(at).toISOString() };
    for (const heard of [letterSent, letterDelivered]) {
      const file = await fileOf(world, reference);
      const made = heard(caseOf(file.state.body, file.state.todo), sent, at);
      expect(await commitCase(world, file, made, at)).toBe('ok');
    }
  }
}

async function walked(world: PeopleWorld, opening: Partial<OpenRequest>, steps: readonly Step[]) {
  const reference = await aStoredRequest(world, opening);
  // At the very instant: promotions stop at once, and a minute later is late (15(2)).
  for (const [act, body] of steps) expect(await acts(world, reference, act, body, AT), act).toBe('ok');
  await delivered(world, reference);
  const { body } = (await fileOf(world, reference)).state;
  const clocks = Object.fromEntries(body.clocks.map(({ id, state }) => [id, state]));
  expect((await audit(world.records, world.secrets, LATER)).findings).toEqual([]);
  return { reference, status: body.status, clocks, due: body.clocks };
}
const all = { part: 'all', text: 'Сделано.' };

describe('S1: each kind of request, from its receipt to the delivered answer', () => {
  test.each([
    [
      'withdraw-consent',
      ['withdraw-consent'],
      [['end-consents', { part: 'withdraw-consent' }]],
      'withdraw-consent.destroy',
    ],
    ['stop', ['stop'], [['stop', { part: 'stop' }]], 'stop.stop'],
    [
      'objection to promotions',
      ['objection-promotions'],
      [['stop', { part: 'objection-promotions' }]],
      'objection-promotions.stop',
    ],
    ['objection to a decision of a program', ['objection-automated'], [], 'objection-automated.answer'],
    ['unpublish', ['unpublish'], [['unpublish', { part: 'unpublish' }]], 'unpublish.stop'],
    [
      'lawful use',
      ['complaint'],
      [['find-lawful', { detectedOn: '2026-11-23', reason: 'Договор' }]],
      undefined,
    ],
  ] as const)('S1: %s', async (_, parts, steps, clock) => {
    const world = await requestWorld();
    await makePublic(world, 'organisation');
    const { status, clocks } = await walked(world, { parts: [...parts] }, [...steps, ['answer', all]]);
    expect(status).toBe('delivered');
    if (clock !== undefined) expect(clocks).toMatchObject({ [clock]: 'met' });
    expect(Object.values(clocks)).not.toContain('running');
  });

  test('S1, 21(6): unlawful data that cannot be destroyed in seven days are blocked within them, the person is told, and six months run', async () => {
    const world = await requestWorld();
    const { reference, status, clocks, due } = await walked(world, { parts: ['erasure-unlawful'] }, [
      ['evidence', { part: 'erasure-unlawful', receivedOn: '2026-11-23' }],
      ['block-instead', { part: 'erasure-unlawful', reason: 'Резервная копия' }],
    ]);
    expect(clocks).toMatchObject({
      'erasure-unlawful.answer': 'running',
      'erasure-unlawful.destroy': 'stopped',
      'erasure-unlawful.later': 'running',
    });
    expect(due.find(({ id }) => id === 'erasure-unlawful.later')?.due).toBe('2027-05-24');
    expect(status).toBe('open');
    expect((await lettersOf(world, reference)).map(({ kind }) => kind)).toContain('request-later');
    // Nothing but the destruction meets it: it is still blocked.
    expect(await mays(world, ['promotions'])).toEqual({ promotions: 'blocked' });
  });

  test('S2, K3: unlawful use was found and the person answered; the answer leaves, and the waiting for the duties of three and ten working days goes on', async () => {
    const world = await requestWorld();
    const reference = await aStoredRequest(world, { parts: ['complaint'] });
    const found = { detectedOn: '2026-11-23', reason: 'Без согласия' };
    expect(await acts(world, reference, 'find-unlawful', found, AT)).toBe('ok');
    expect(await acts(world, reference, 'answer', all, AT)).toBe('ok');
    await delivered(world, reference);
    const { body, todo } = (await fileOf(world, reference)).state;
    expect(body.status).toBe('following');
    expect(body.clocks.map(({ id, state }) => [id, state])).toEqual([
      ['complaint.answer', 'met'],
      ['complaint.stop', 'running'],
      ['complaint.destroy', 'running'],
    ]);
    expect(todo?.why).toBe('replan');
  });

  test('S5, R6: the date of receipt was mistyped; it is put right with the reason, and the requester is told the new dates', async () => {
    const world = await requestWorld();
    const reference = await aStoredRequest(world, {
      parts: ['access'],
      channel: 'paper',
      receivedOn: '2026-11-20',
    });
    const typo = { receivedOn: '2026-11-19', reason: 'Опечатка' };
    expect(await acts(world, reference, 'receipt-date', typo, AT)).toBe('ok');
    const { body } = (await fileOf(world, reference)).state;
    // Thursday 19 November: ten working days after it.
    expect(body.dueOn).toBe('2026-12-03');
    expect((await lettersOf(world, reference)).map(({ kind, to }) => [kind, to])).toContainEqual([
      'request-corrected',
      'requester',
    ]);
  });

  test('S10: under both regimes the answer is due by the earlier date, and one answer meets both', async () => {
    const world = await requestWorld();
    const reference = await aStoredRequest(world, {
      parts: ['objection-automated'],
      regimes: ['ru', 'gdpr'],
    });
    const { body } = (await fileOf(world, reference)).state;
    expect(body.clocks.map(({ id, due }) => [id, due])).toEqual([
      ['objection-automated.answer', '2026-12-23'],
      ['objection-automated.gdpr', '2026-12-23'],
    ]);
    expect(await acts(world, reference, 'answer', all)).toBe('ok');
    await delivered(world, reference);
    const after = (await fileOf(world, reference)).state.body;
    expect(after).toMatchObject({ status: 'delivered', clocks: [{ state: 'met' }, { state: 'met' }] });
    expect(AT).toBeLessThan(LATER);
  });
});
