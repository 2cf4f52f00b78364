import { describe, expect, test } from 'vitest';
import { type Change, change } from '../../../shared/domain/cases/change.ts';
import { blocksAt } from '../../../shared/domain/consent/block.ts';
import { factsOf } from '../../../shared/domain/consent/facts.ts';
import type { LetterBody } from '../../../shared/domain/letters/letter.ts';
import { openRequest } from '../../../shared/domain/requests/open.ts';
import type { RequestOwn } from '../../../shared/domain/requests/own.ts';
import type { PartKind } from '../../../shared/domain/requests/parts.ts';
import type { RequestBody } from '../../../shared/domain/requests/standing.ts';
import { addressHashes } from '../../../shared/records/addresses.ts';
import { audit } from '../../../shared/records/audit.ts';
import { commitCase, openCase, readCase } from '../../../shared/records/case-file.ts';
import { mayNow, readConsents, recordConsents } from '../../../shared/records/consents.ts';
import { storedOf } from '../../../shared/records/kinds/kind.ts';
import { letterKind } from '../../../shared/records/kinds/letters.ts';
import { personPartition } from '../../../shared/records/kinds/partitions.ts';
import type { MemoryRecords } from '../../../shared/records/memory.ts';
import { PeopleWorld } from '../account/people-world.ts';
import { ids } from '../domain/builders.ts';
import { anOpening, stateOf, tries } from './builders.ts';

const DAY = 86_400_000;
const book = { facts: factsOf, versions: async () => [] };
const UNPROVEN = { proof: undefined as never, person: undefined as never };

/** Requests in a store, as whoever takes them and acts on them commits them. */
class Requests extends PeopleWorld {
  #n = 0;
  get records(): MemoryRecords {
    return this.deps.records as MemoryRecords;
  }

  async opens(email: string, opening: Parameters<typeof anOpening>[0] = {}): Promise<string> {
    this.#n += 1;
    const reference = `PD-2026-R4X9T${'MNPQRSTV'.charAt(this.#n)}-${this.#n}`;
    const made = openRequest(
      anOpening({ reference, parts: ['correction'], ...opening }),
      this.at,
      ids(`${reference}-`),
    );
    if (!made.ok) throw new Error(made.refusal.code);
    const personal = { contact: { name: 'Анна Петрова', email }, typed: {} };
    const { lookup, lookups } = addressHashes(this.deps.secrets, email);
    const done = await openCase(this.deps, { made: made.value, personal, lookup, lookups }, this.at);
    if (done !== 'ok') throw new Error(done);
    return reference;
  }

  async changes(reference: string, made: (body: RequestBody) => Change): Promise<void> {
    const file = await readCase(this.deps, reference, this.at);
    if (file === undefined) throw new Error('no case');
    const step = made(file.state.body as RequestBody);
    expect(await commitCase(this.deps, file, step, this.at)).toBe('ok');
  }

  /** As the operations of proof, lapse and “not me” do it. */
  proof(reference: string, proof: RequestOwn['proof']['state'], person?: string): Promise<void> {
    const type = proof === 'lapsed' ? 'proof-lapsed' : proof;
    return this.changes(reference, (body) =>
      change(
        {
          ...body,
          ...(person === undefined ? {} : { person }),
          status: proof === 'proven' ? 'open' : body.status,
          own: { ...body.own, proof: { state: proof } },
        },
        { events: [{ type, by: 'requester' }] },
      ),
    );
  }

  acts(reference: string, command: Parameters<typeof tries>[1]): Promise<void> {
    return this.changes(reference, (body) => {
      const made = tries(stateOf(body), command, this.now);
      if (!made.ok) throw new Error(made.refusal.code);
      return made.value;
    });
  }

  get now(): string {
    return new Date(this.at).toISOString();
  }

  async standing(person: string): Promise<readonly string[]> {
    const { events } = await readConsents(this.deps, person);
    return blocksAt(events, this.at).map(({ data }) => `${data.case} ${data.kind} ${data.scope}`);
  }

  async lettersOf(person: string): Promise<readonly LetterBody[]> {
    const { items } = await this.deps.records.query('cases', personPartition(person), { prefix: 'LETTER#' });
    return items.map((item) => storedOf(letterKind, item).body);
  }

  async may(person: string, purpose: string, field?: string): Promise<string> {
    const asked = { person, purpose, account: 'open', ...(field === undefined ? {} : { field }) } as const;
    return (await mayNow({ ...this.deps, book }, asked, this.at)).because;
  }

  async consents(person: string, purpose: string): Promise<void> {
    const data = { purpose, channel: 'web', text: `${purpose}-1` } as const;
    await recordConsents(this.deps, person, [{ at: this.now, type: 'consent-given', by: 'person', data }]);
  }
}

describe('S4: a block stands from the commit of the request on', () => {
  test('of who is signed in fully, and the record says since when', async () => {
    const world = new Requests();
    const person = await world.account();
    const reference = await world.opens('anna@example.org', { person });
    expect(await world.standing(person)).toEqual([`${reference} inaccuracy full`]);
    const { events } = await readConsents(world.deps, person);
    expect(events.at(-1)).toMatchObject({
      ...{ type: 'blocked', by: 'system', at: world.now },
      data: { case: reference, since: world.now, block: `${reference}.inaccuracy` },
    });
    expect((await audit(world.deps.records, world.deps.secrets, world.at)).findings).toEqual([]);
  });

  test('the correction, which is an act of the case, lifts it in the same write', async () => {
    const world = new Requests();
    const person = await world.account();
    const reference = await world.opens('anna@example.org', { person });
    await world.acts(reference, { act: 'correct', part: 'correction', fields: ['phone'] });
    expect(await world.standing(person)).toEqual([]);
    const { events } = await readConsents(world.deps, person);
    expect(events.at(-1)).toMatchObject({ type: 'unblocked', data: { why: 'corrected' } });
  });

  test('G1: the block and the case are one write: a store that takes neither leaves neither', async () => {
    const world = new Requests();
    const person = await world.account();
    const before = (await readConsents(world.deps, person)).events.length;
    const commit = world.records.commit.bind(world.records);
    world.records.commit = async () => ({ ok: false, failed: [0] });
    await expect(world.opens('anna@example.org', { person })).rejects.toThrow('overtaken');
    world.records.commit = commit;
    expect((await readConsents(world.deps, person)).events).toHaveLength(before);
  });

  test('what was decided on an end of the chain that has moved is decided anew', async () => {
    const world = new Requests();
    const person = await world.account();
    const commit = world.records.commit.bind(world.records);
    world.records.commit = async (writes) => {
      world.records.commit = commit;
      await world.consents(person, 'promotions');
      return commit(writes);
    };
    await expect(world.opens('anna@example.org', { person })).rejects.toThrow('overtaken');
  });
});

describe('S4: who has proven nothing', () => {
  test('blocks the owner of the address as a precaution: promotions and transfers rest, the rest goes on', async () => {
    const world = new Requests();
    const person = await world.account();
    for (const purpose of ['promotions', 'partners']) await world.consents(person, purpose);
    await world.pass(60_000);
    const reference = await world.opens('Anna@Example.org', UNPROVEN);
    expect(await world.standing(person)).toEqual([`${reference} inaccuracy precautionary`]);
    expect([await world.may(person, 'promotions'), await world.may(person, 'partners')]).toEqual([
      'blocked',
      'blocked',
    ]);
    expect([await world.may(person, 'service-letters'), await world.may(person, 'account')]).toEqual([
      'contract',
      'contract',
    ]);
  });

  test('S9, G7: the case names nobody; the ledger alone knows', async () => {
    const world = new Requests();
    const person = await world.account();
    const reference = await world.opens('anna@example.org', UNPROVEN);
    const file = await readCase(world.deps, reference, world.at);
    expect(JSON.stringify(file?.state.body)).not.toContain(person);
  });

  test('the proof makes it full; “not me” and a lapse end it', async () => {
    const world = new Requests();
    const person = await world.account();
    const proven = await world.opens('anna@example.org', UNPROVEN);
    await world.proof(proven, 'proven', person);
    expect(await world.standing(person)).toEqual([`${proven} inaccuracy full`]);
    await world.acts(proven, { act: 'correct', part: 'correction', fields: ['phone'] });

    for (const [state, why] of [
      ['disowned', 'disowned'],
      ['lapsed', 'proof-lapsed'],
    ] as const) {
      await world.pass(31 * DAY);
      const other = await world.opens('anna@example.org', UNPROVEN);
      expect(await world.standing(person)).toHaveLength(1);
      await world.proof(other, state);
      expect(await world.standing(person)).toEqual([]);
      const { events } = await readConsents(world.deps, person);
      expect(events.at(-1)).toMatchObject({ type: 'unblocked', data: { why } });
      // Quiet days: a second stranger gets nothing.
      await world.opens('anna@example.org', UNPROVEN);
      expect(await world.standing(person)).toEqual([]);
    }
  });

  test('proven to be somebody else, it moves: the owner of the address is free', async () => {
    const world = new Requests();
    const anna = await world.account();
    const vera = await world.account('vera@example.org');
    const reference = await world.opens('anna@example.org', UNPROVEN);
    await world.proof(reference, 'proven', vera);
    expect(await world.standing(anna)).toEqual([]);
    expect(await world.standing(vera)).toEqual([`${reference} inaccuracy full`]);
  });

  test('a rotation of the root secret between registration and request hides nobody', async () => {
    const world = new Requests();
    const person = await world.account();
    world.rotate('k2', 'k1');
    const reference = await world.opens('anna@example.org', UNPROVEN);
    expect(await world.standing(person)).toEqual([`${reference} inaccuracy precautionary`]);
  });

  test('G7: a known address, an unknown one and one in its quiet days cost the same calls, reads and writes', async () => {
    const world = new Requests();
    await world.account();
    const costOf = async (email: string, opening = {}) => {
      const before = world.records.units;
      await world.opens(email, { ...UNPROVEN, ...opening });
      const { read, write, calls } = world.records.units;
      return { read: read - before.read, write: write - before.write, calls: calls - before.calls };
    };
    const known = await costOf('anna@example.org');
    expect(await costOf('nobody@example.org')).toEqual(known);
    // One runs already.
    expect(await costOf('anna@example.org')).toEqual(known);
  });
});

describe('quality: what it costs', () => {
  test('S4: of the write units of a request three are the event of its block, two and one of its day', async () => {
    const world = new Requests();
    const person = await world.account();
    const costOf = async (parts: readonly PartKind[]) => {
      const before = world.records.units;
      await world.opens('anna@example.org', { person, parts });
      const { write, index } = world.records.units;
      return write - before.write + index - before.index;
    };
    const reads = world.records.units.read;
    await costOf(['stop']);
    expect(world.records.units.read).toBe(reads);
    const [free, blocking] = [await costOf(['stop']), await costOf(['correction'])];
    expect(blocking - free).toBe(3);
    expect(blocking).toBeLessThanOrEqual(18);
  });

  test('a change that wants what was wanted before reads and writes nothing for it', async () => {
    const world = new Requests();
    const person = await world.account();
    const reference = await world.opens('anna@example.org', { person });
    const head = (await readConsents(world.deps, person)).head.n;
    const before = world.records.units.read;
    await world.changes(reference, (body) => change({ ...body, assignee: 'local-agent' }));
    const spent = world.records.units.read - before;
    expect((await readConsents(world.deps, person)).head.n).toBe(head);
    // The case alone.
    expect(spent).toBeLessThanOrEqual(2);
  });
});

describe('S4: the owner is told by letter what becomes of a block, and never who asked', () => {
  const newsTo = async (world: Requests, person: string) =>
    (await world.lettersOf(person))
      .filter(({ kind }) => kind === 'block-news')
      .map(({ data }) => `${data?.['block']} ${data?.['news']} ${data?.['scope']}`);

  test('an authority’s allegation, and its end; who asks by their own address reads it in the receipt and the answer', async () => {
    const world = new Requests();
    const person = await world.account();
    const own = await world.opens('anna@example.org', { person });
    expect(await newsTo(world, person)).toEqual([]);
    await world.acts(own, {
      act: 'refuse',
      part: 'correction',
      ground: 'kept-by-law',
      text: 'Так в договоре.',
    });
    expect(await newsTo(world, person)).toEqual([]);
    const theirs = await world.opens('rkn@example.org', {
      ...{ person, by: 'authority', proof: 'list' },
      parts: ['correction'],
    });
    expect(await newsTo(world, person)).toEqual(['inaccuracy begun full']);
    await world.acts(theirs, { act: 'correct', part: 'correction', fields: ['phone'] });
    expect((await newsTo(world, person)).toSorted()).toEqual([
      'inaccuracy begun full',
      'inaccuracy ended full',
    ]);
    const letters = (await world.lettersOf(person)).filter(({ kind }) => kind === 'block-news');
    expect(JSON.stringify(letters)).not.toContain(theirs);
    expect(letters.every(({ to, reference }) => to === 'owner' && reference === undefined)).toBe(true);
  });

  test('that a precaution has become a full block, and that one has run out, even where nobody looked before', async () => {
    const world = new Requests();
    const person = await world.account();
    const proven = await world.opens('anna@example.org', UNPROVEN);
    expect(await newsTo(world, person)).toEqual([]);
    await world.proof(proven, 'proven', person);
    expect(await newsTo(world, person)).toEqual(['inaccuracy full full']);
    await world.acts(proven, { act: 'correct', part: 'correction', fields: ['phone'] });
    await world.pass(31 * DAY);
    const lapsed = await world.opens('anna@example.org', UNPROVEN);
    await world.pass(11 * DAY);
    expect(await world.standing(person)).toEqual([]);
    await world.proof(lapsed, 'lapsed');
    expect(await newsTo(world, person)).toContain('inaccuracy ended precautionary');
  });

  test('what another case upholds is no news', async () => {
    const world = new Requests();
    const person = await world.account();
    const first = await world.opens('anna@example.org', { person });
    await world.opens('anna@example.org', { person });
    await world.acts(first, { act: 'correct', part: 'correction', fields: ['phone'] });
    expect(await world.standing(person)).toHaveLength(1);
    expect(await newsTo(world, person)).toEqual([]);
  });

  test('nothing goes to the mailbox of somebody who is dead', async () => {
    const world = new Requests();
    const person = await world.account();
    await world.opens('heir@example.org', {
      ...{ person, by: 'representative', mandate: { kind: 'heir' }, proof: 'authority-to-act' },
      parts: ['complaint'],
    });
    expect(await world.standing(person)).toHaveLength(1);
    expect(await newsTo(world, person)).toEqual([]);
  });
});
