import { describe, expect, test } from 'vitest';
import { type ClaimDeps, type Incoming, takeClaim } from '../../../functions/claims/open-claim.ts';
import { lettersOf, openContact, readCase } from '../../../shared/records/case-file.ts';
import { readChain } from '../../../shared/records/ledger.ts';
import { networkHash, submissionsOf, take } from '../../../shared/records/limits.ts';
import { MemoryRecords } from '../../../shared/records/memory.ts';
import { systemRandom } from '../../../shared/records/random.ts';
import { memoryWrapper } from '../../../shared/records/wrapper-memory.ts';
import { SECRETS, SETTINGS } from '../../support/http-door.ts';

const AT = Date.parse('2026-11-23T07:15:00Z');

const world = (settings: Partial<ClaimDeps['settings']> = {}) => {
  const records = new MemoryRecords();
  const deps: ClaimDeps = {
    records,
    wrapper: memoryWrapper(),
    secrets: SECRETS,
    settings: { ...SETTINGS, ...settings },
    random: systemRandom,
  };
  return { records, deps };
};

const incoming = (changes: Partial<Incoming> = {}): Incoming => ({
  request: {
    claimant: { name: 'Анна Петрова', email: 'anna@example.org' },
    facts: 'Карта не читается терминалом.',
    demand: 'Верните деньги.',
    language: 'ru',
  },
  by: 'requester',
  marked: false,
  language: 'ru',
  ...changes,
});

const once = (body: unknown = {}) => ({ route: 'POST /claims', key: 'k'.repeat(22), body });

describe('taking a claim', () => {
  test('G1: record, sealed contact, event and letter stand after one transaction', async () => {
    const { deps } = world();
    const taken = await takeClaim(incoming(), AT, deps);
    if (!taken.ok) throw new Error(taken.refusal.code);
    const { reference } = taken.value;
    const file = await readCase(deps, reference, AT);
    expect(file?.state).toMatchObject({
      body: { status: 'open', dueOn: '2026-12-23', events: 1 },
      todo: { why: 'start' },
    });
    expect((await openContact(deps, reference, 'own-view', AT))?.contact).toMatchObject({
      name: 'Анна Петрова',
    });
    expect(await lettersOf(deps, reference)).toMatchObject([{ kind: 'claim-receipt', status: 'queued' }]);
    expect((await readChain(deps.records, reference)).map(({ body }) => body.type)).toEqual(['opened']);
  });

  test('G9: nothing the claimant typed stands anywhere in plain bytes', async () => {
    const { records, deps } = world();
    await takeClaim(incoming({ once: once() }), AT, deps);
    const stored = JSON.stringify(records.snapshot(), (_, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
    );
    for (const canary of ['Петрова', 'anna@', 'терминал', 'деньги']) {
      expect(stored).not.toContain(canary);
      expect(stored).not.toContain(Buffer.from(canary).toString('latin1'));
    }
  });

  test('budget: a claim of 600 bytes with its contact costs at most 13 write units, guards beside it', async () => {
    const { records, deps } = world();
    const facts = 'a'.repeat(400);
    const before = records.units;
    await takeClaim(
      incoming({ request: { ...incoming().request, facts, demand: 'b'.repeat(200) } }),
      AT,
      deps,
    );
    const after = records.units;
    expect(after.write + after.index - before.write - before.index).toBeLessThanOrEqual(13);
  });

  test('G3: the same key gives the same answer and one claim, even after the claim was worked on', async () => {
    const { records, deps } = world();
    const first = await takeClaim(incoming({ once: once() }), AT, deps);
    const again = await takeClaim(incoming({ once: once() }), AT + 3_600_000, deps);
    expect(again).toEqual(first);
    const { items } = await records.scan('cases');
    expect(items.filter((item) => item.kind === 'case')).toHaveLength(1);
  });

  test('G3: the same key with another body is refused', async () => {
    const { deps } = world();
    await takeClaim(incoming({ once: once({ a: 1 }) }), AT, deps);
    expect(await takeClaim(incoming({ once: once({ a: 2 }) }), AT, deps)).toMatchObject({
      refusal: { code: 'idempotency-mismatch' },
    });
  });

  test('G3: a hundred at the same instant with one key make one claim', async () => {
    const { records, deps } = world();
    const all = await Promise.all(
      Array.from({ length: 100 }, () => takeClaim(incoming({ once: once() }), AT, deps)),
    );
    expect(new Set(all.map((one) => (one.ok ? one.value.reference : one.refusal.code))).size).toBe(1);
    const { items } = await records.scan('cases');
    expect(items.filter((item) => item.kind === 'case')).toHaveLength(1);
  });

  test('T3: above the limit of its network a claim is stored with its clock, its letters are held and it is reported; another network is not touched', async () => {
    const { deps } = world({ limits: { networkPerHour: 2, lettersPerDay: 3, codesPerDay: 20 } });
    let told = 0;
    const overLimit = () => {
      told += 1;
    };
    const from = async (network: string) => {
      const taken = await takeClaim(incoming({ network }), AT, { ...deps, overLimit });
      if (!taken.ok) throw new Error(taken.refusal.code);
      expect(taken.value).toMatchObject({ status: 'open', dueOn: '2026-12-23' });
      return (await lettersOf(deps, taken.value.reference)).map(
        ({ status, heldFor }) => heldFor?.why ?? status,
      );
    };
    expect([await from('10.0.0.0/24'), await from('10.0.0.0/24')]).toEqual([['queued'], ['queued']]);
    expect(told).toBe(0);
    expect([await from('10.0.0.0/24'), await from('10.0.1.0/24')]).toEqual([['network'], ['queued']]);
    expect(told).toBe(1);
  });

  test.each(['registrations', 'sign-ins'] as const)(
    'T3: %s of its network take nothing from statutory intake',
    async (act) => {
      const { deps } = world();
      const network = '10.0.0.0/24';
      const limit = submissionsOf(act, 60);
      for (let n = 0; n < 60; n += 1)
        expect(await take(deps.records, limit, networkHash(SECRETS, network), AT)).toBe(true);
      const taken = await takeClaim(incoming({ network }), AT, deps);
      if (!taken.ok) throw new Error(taken.refusal.code);
      expect(await lettersOf(deps, taken.value.reference)).toMatchObject([{ status: 'queued' }]);
    },
  );

  test('bots: a marked claim is recorded with its clock, its letter is held', async () => {
    const { deps } = world();
    const taken = await takeClaim(incoming({ marked: true }), AT, deps);
    if (!taken.ok) throw new Error(taken.refusal.code);
    expect(await lettersOf(deps, taken.value.reference)).toMatchObject([{ status: 'held' }]);
  });
});
