import { describe, expect, test } from 'vitest';
import { SEARCHES, searchPeople } from '../../../functions/people/search.ts';
import { showPerson } from '../../../functions/people/show-person.ts';
import type { PersonSearch } from '../../../shared/api/people.ts';
import { audit } from '../../../shared/records/audit.ts';
import { recordConsents } from '../../../shared/records/consents.ts';
import { addressHash } from '../../../shared/records/secrets.ts';
import { AT } from '../records/builders.ts';
import { DETAILS, type PeopleWorld, peopleWorld } from './registered-people.ts';

const search = async (world: PeopleWorld, wanted: Omit<PersonSearch, 'reason'>, reason = 'contact') =>
  (await searchPeople({ wanted: { ...wanted, reason }, sub: 'agent-1' }, AT, world)).items;

async function shown(world: PeopleWorld, reason?: string) {
  const result = await showPerson({ person: world.person, sub: 'agent-1', reason }, AT, world);
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
}

describe('search of people', () => {
  test('G10: found: the event is on the person’s chain, with who, why, and by what – not what was typed', async () => {
    const world = await peopleWorld();
    expect(await search(world, { email: DETAILS.email })).toEqual([
      { person: world.person, state: 'active' },
    ]);
    const event = (await world.chain(world.person)).at(-1);
    expect(event).toMatchObject({
      ...{ type: 'searched', by: 'staff:agent-1', reason: 'contact', data: { by: 'email' } },
    });
    expect(await world.chain(SEARCHES)).toEqual([]);
  });

  test('G10: not found: an event on a chain of its own, without the address and without any hash of it', async () => {
    const world = await peopleWorld();
    const email = 'nobody@example.org';
    expect(await search(world, { email }, 'слышал от соседа')).toEqual([]);
    const [event] = await world.chain(SEARCHES);
    expect(event).toMatchObject({
      type: 'searched',
      by: 'staff:agent-1',
      reason: 'other',
      data: { by: 'email' },
    });
    const kept = JSON.stringify(event);
    expect(kept).not.toContain(addressHash(world.secrets, email));
    expect(kept).not.toMatch(/nobody|сосед/);
  });

  test('D1: an address that has changed hands by a change is not found under the old one', async () => {
    const world = await peopleWorld();
    expect(await search(world, { email: ' KANAREIKA@example.org ' })).toHaveLength(1);
    expect(await search(world, { email: 'anareika@example.org' })).toEqual([]);
    expect(await search(world, { reference: world.person.toLowerCase() })).toHaveLength(1);
    expect(await search(world, { reference: world.person.slice(0, -1) })).toEqual([]);
  });

  test('G17: words of a reason are sealed under the key of the person; the ledger has a keyed hash', async () => {
    const world = await peopleWorld();
    await search(world, { email: DETAILS.email }, 'звонил сын-канарейка');
    expect((await world.chain(world.person)).at(-1)?.text).toMatch(/\S{20,}/);
    expect(world.plain()).not.toMatch(/канарейка|Канарейк/);
    expect((await shown(world, 'check')).acts.find(({ type }) => type === 'searched')?.reason).toEqual({
      code: 'other',
      text: 'звонил сын-канарейка',
    });
  });
});

describe('a person for staff', () => {
  test('G10, G2: without a reason nothing personal is shown and nothing written', async () => {
    const world = await peopleWorld();
    world.records.resetUnits();
    const view = await shown(world);
    expect(world.records.units.write).toBe(0);
    expect(view.personal).toBeUndefined();
    for (const value of Object.values(DETAILS)) expect(JSON.stringify(view)).not.toContain(value);
  });

  test('G10, A1: with a reason the read is recorded first; the record stays as it was and the audit finds nothing', async () => {
    const world = await peopleWorld();
    const before = (await shown(world)).revision;
    const view = await shown(world, 'complaint');
    expect(view.personal).toEqual(DETAILS);
    expect(view.acts.at(-1)).toMatchObject({ type: 'read-personal', reason: { code: 'complaint' } });
    expect(view.revision).toBe(before);
    await shown(world, 'своими словами');
    await search(world, { email: 'x@example.org' });
    expect((await audit(world.records, world.secrets, AT)).findings).toEqual([]);
  });

  test('G17: the words of the very look are on the page that it opens, beside those of the looks before', async () => {
    const world = await peopleWorld();
    await shown(world, 'Звонил её адвокат.');
    const { acts } = await shown(world, 'Звонила сама.');
    const words = acts.flatMap(({ type, reason }) => (type === 'read-personal' ? [reason?.text] : []));
    expect(words).toEqual(['Звонил её адвокат.', 'Звонила сама.']);
  });

  test('G10: when the read cannot be recorded, nothing is shown', async () => {
    const world = await peopleWorld();
    const deps = { ...world, records: failing(world) };
    await expect(
      showPerson({ person: world.person, sub: 'agent-1', reason: 'check' }, AT, deps),
    ).rejects.toThrow();
  });

  test('D1: nobody is not found, with a reason or without', async () => {
    const world = await peopleWorld();
    for (const reason of [undefined, 'check'])
      expect(
        await showPerson({ person: 'P-K7M4QX9TBWZ3R5N8C2HD', sub: 'agent-1', reason }, AT, world),
      ).toMatchObject({ ok: false, refusal: { code: 'unknown-person' } });
  });

  test('S4, C4: a block stands on the page, and the check says so of each purpose that it stops', async () => {
    const world = await peopleWorld('promotions');
    const at = new Date(AT + 1000).toISOString();
    // Looked at after the receipt and before the block.
    await showPerson({ person: world.person, sub: 'agent-1', reason: 'check' }, AT, world);
    const codes = { purpose: 'promotions', channel: 'phone', text: 'promotions-1', hash: 'h' } as const;
    await recordConsents(world, world.person, [
      { at, type: 'consent-given', by: 'staff:agent-1', data: codes },
      {
        at,
        type: 'blocked',
        by: 'system',
        data: {
          ...{ block: 'b1', kind: 'unlawful-use', scope: 'precautionary', case: 'PD-2026-K7M4QX-9' },
          since: '2026-11-23',
        },
      },
    ]);
    const look = await showPerson({ person: world.person, sub: 'agent-1' }, AT + 2000, world);
    if (!look.ok) throw new Error(look.refusal.code);
    const view = look.value;
    expect(view.blocks).toEqual([
      {
        ...{ block: 'b1', kind: 'unlawful-use', scope: 'precautionary', case: 'PD-2026-K7M4QX-9' },
        ...{ since: '2026-11-23', from: at },
        between: [{ at: new Date(AT).toISOString(), type: 'read-personal' }],
      },
    ]);
    const because = new Map(view.consents.map((one) => [one.purpose, one.because]));
    expect([because.get('promotions'), because.get('account'), because.get('claims')]).toEqual([
      'blocked',
      'contract',
      'law',
    ]);
    expect(view.history.map(({ type, event }) => [type, event])).toEqual([
      ['consent-given', `${world.person}-1`],
      ['blocked', `${world.person}-2`],
    ]);
  });
});

/** Records whose writes never come through. */
function failing({ records }: PeopleWorld) {
  return Object.assign(Object.create(records), {
    commit: async () => ({ ok: false, failed: [0] }),
  }) as PeopleWorld['records'];
}
