import { describe, expect, test } from 'vitest';
import { decideConsent } from '../../../shared/domain/consent/decide.ts';
import {
  consentEventId,
  mayNow,
  type NewConsentEvent,
  type PurposeBook,
  readConsents,
  recordConsents,
} from '../../../shared/records/consents.ts';
import { CorruptRecord } from '../../../shared/records/kinds/kind.ts';
import { commitWithEvents, faultOf, newChain, readChain } from '../../../shared/records/ledger.ts';
import { MemoryRecords } from '../../../shared/records/memory.ts';
import { consentChain, newPersonId } from '../../../shared/records/person-ids.ts';
import { bookWith } from '../../../shared/records/purpose-book.ts';
import { AT, seeded, someSecrets } from '../records/builders.ts';
import { FIRST, PROMOTIONS } from './builders.ts';

const secrets = someSecrets();
const person = newPersonId(seeded('somebody'));
const book: PurposeBook = {
  facts: (purpose) => (purpose === 'promotions' ? PROMOTIONS : undefined),
  versions: async () => [{ ...FIRST, hashes: { ru: 'r'.repeat(43), en: 'e'.repeat(43) } }],
};

/** What a person's own act looks like in full: as large as it gets. */
async function anEvent(act: 'give' | 'refuse' | 'withdraw', at: number): Promise<NewConsentEvent> {
  const made = decideConsent(
    {
      act,
      purpose: 'promotions',
      by: 'person',
      channel: 'web',
      language: 'ru',
      form: 'registration',
      givenAt: new Date(at - 60_000).toISOString(),
      text: {
        version: 'promotions-1',
        hash: 'r'.repeat(43),
        shown: new Date(at - 90_000).toISOString(),
        proof: `k1.${'p'.repeat(43)}`,
      },
    },
    { facts: PROMOTIONS, versions: await book.versions('promotions'), events: [] },
    at,
  );
  if (!made.ok || made.value.kind !== 'record') throw new Error('refused');
  return made.value.event;
}

const block: NewConsentEvent = {
  at: new Date(AT).toISOString(),
  type: 'blocked',
  by: 'system',
  data: { block: 'a'.repeat(16), kind: 'unlawful-use', scope: 'full', case: 'PD-2026-K7M4QX-1' },
};

/** Units that a step costs. */
async function cost(records: MemoryRecords, step: () => Promise<unknown>) {
  const before = records.units;
  await step();
  const { read, write, index } = records.units;
  return { read: read - before.read, write: write - before.write, index: index - before.index };
}

describe('what it costs', () => {
  test('quality: giving consent is one put of one unit, one of its day, and one to read the end of the chain', async () => {
    const records = new MemoryRecords();
    const event = await anEvent('give', AT);
    const deps = { records, secrets };
    expect(await cost(records, () => recordConsents(deps, person, [event]))).toEqual({
      read: 1,
      write: 1,
      index: 1,
    });
    const after = await readConsents(deps, person);
    const next = await anEvent('withdraw', AT + 1_000);
    expect(await cost(records, () => recordConsents(deps, person, [next], { head: after.head }))).toEqual({
      read: 0,
      write: 1,
      index: 1,
    });
  });

  test('quality: the check costs two read units at most with a block and six events', async () => {
    const records = new MemoryRecords();
    const deps = { records, secrets, book };
    for (const [i, act] of (['refuse', 'give', 'withdraw', 'give', 'withdraw', 'give'] as const).entries())
      await recordConsents(deps, person, [await anEvent(act, AT + i * 120_000)]);
    const asked = { person, purpose: 'promotions' };
    expect(await mayNow(deps, asked, AT + 3_600_000)).toEqual({ allowed: true, because: 'given', event: 6 });
    await recordConsents(deps, person, [block]);
    const { read } = await cost(records, async () => {
      const answer = await mayNow(deps, asked, AT + 3_600_000);
      expect(answer).toEqual({ allowed: false, because: 'blocked', event: 7, scope: 'full' });
    });
    expect(read).toBeLessThanOrEqual(2);
  });
});

describe('the versions of a text', () => {
  test('C2, quality: those by which a proof was checked are not read again; of another purpose they are', async () => {
    const asked: string[] = [];
    const reading: PurposeBook = {
      facts: book.facts,
      versions: async (purpose) => {
        asked.push(purpose);
        return book.versions(purpose);
      },
    };
    const hashes = { ru: 'n'.repeat(43), en: 'n'.repeat(43) };
    const startsAt = new Date(AT).toISOString();
    const posted = { postedAt: startsAt, startsAt, by: 'staff:officer-1', change: 'soft' } as const;
    const newer = { document: 'promotions', n: 2, hashes, askAgain: false, ...posted } as const;
    const held = bookWith(reading, 'promotions', [newer]);
    expect(await held.versions('promotions')).toMatchObject([{ version: 'promotions-2', hashes, startsAt }]);
    expect(asked).toEqual([]);
    await held.versions('partners');
    expect(asked).toEqual(['partners']);
  });
});

describe('the chain', () => {
  test('A1: each event is sealed to the one before', async () => {
    const records = new MemoryRecords();
    await recordConsents({ records, secrets }, person, [await anEvent('give', AT), block]);
    await recordConsents({ records, secrets }, person, [await anEvent('withdraw', AT + 5)]);
    let head = newChain(consentChain(person));
    for (const { body } of await readChain(records, consentChain(person))) {
      expect(faultOf(secrets, head, body)).toBeUndefined();
      head = { ...head, n: body.n, mac: body.mac };
    }
    expect(head.n).toBe(3);
  });

  test('C4: acts at the same instant from several places are all recorded, none instead of another', async () => {
    const records = new MemoryRecords();
    const acts = ['give', 'withdraw', 'refuse'] as const;
    await Promise.all(
      acts.map(async (act, i) => recordConsents({ records, secrets }, person, [await anEvent(act, AT + i)])),
    );
    const { events } = await readConsents({ records }, person);
    expect(events.map(({ type }) => type).sort()).toEqual([
      'consent-given',
      'consent-refused',
      'consent-withdrawn',
    ]);
    expect((await mayNow({ records, book }, { person, purpose: 'promotions' }, AT)).allowed).toBe(false);
  });

  test('C4: a withdrawal stamped by a clock that is ahead counts at once', async () => {
    const records = new MemoryRecords();
    const deps = { records, secrets, book };
    await recordConsents(deps, person, [await anEvent('give', AT)]);
    const ahead = { ...(await anEvent('withdraw', AT + 30_000)) };
    await recordConsents(deps, person, [ahead]);
    const answer = await mayNow(deps, { person, purpose: 'promotions' }, AT - 61_000);
    expect(answer).toMatchObject({ allowed: false, because: 'withdrawn' });
  });

  test('C4: an event that cannot be read stops the check instead of counting as none', async () => {
    const records = new MemoryRecords();
    const deps = { records, secrets, book };
    await recordConsents(deps, person, [await anEvent('give', AT)]);
    const odd = { at: new Date(AT).toISOString(), type: 'consent-withdrawn', by: 'person', data: {} };
    await commitWithEvents(records, secrets, [], [{ subject: consentChain(person), events: [odd] }]);
    await expect(mayNow(deps, { person, purpose: 'promotions' }, AT)).rejects.toThrow(CorruptRecord);
  });

  test('C4: an event that could not be read again is never written: it would stop every later check', async () => {
    const records = new MemoryRecords();
    const event = await anEvent('withdraw', AT);
    for (const odd of [
      { ...event, at: 'yesterday' },
      { ...event, data: { ...event.data, effective: 'yesterday' } },
      { ...event, data: { ...event.data, purpose: '' } },
    ])
      await expect(recordConsents({ records, secrets }, person, [odd as NewConsentEvent])).rejects.toThrow(
        CorruptRecord,
      );
    expect((await readConsents({ records }, person)).events).toEqual([]);
  });

  test('an event is named by its person and number', () => {
    expect(consentEventId('P-0123456789ABCDEFGHJK', 7)).toBe('P-0123456789ABCDEFGHJK-7');
  });
});
