import type { PersonDetails, ProfileBody } from '../domain/registration/person.ts';
import { accept, type Result } from '../domain/result.ts';
import { addressHashes, entriesOf, isHashOf, keyIdOf } from './addresses.ts';
import { openContact, personalStanding } from './case-file.ts';
import { decideAgain, type Outcome, written } from './decide-again.ts';
import type { RecordDeps } from './deps.ts';
import { personalKind } from './kinds/cases.ts';
import { deleting, putNew, putNext, read, storedOf } from './kinds/kind.ts';
import { addressKind, profileKind } from './kinds/people.ts';
import { commitPerson, openDetails, type PersonFile, readPerson } from './person-file.ts';
import type { Item, Write } from './port.ts';
import { everyItem } from './walk.ts';

/** What the job did and what it found left. */
export interface Rekeyed {
  /** Records whose look-up hashes are the current key's now. */
  readonly moved: number;
  /** Look-up hashes that still stand under each older key. */
  readonly left: ReadonlyMap<string, number>;
  /** Accounts of one mailbox, made before writes asked under every key: their ids, for staff. */
  readonly doubles: readonly (readonly [person: string, other: string])[];
}

/**
 * Rewrites every look-up hash that an older key made: whose an address is, what the records of people and of cases say of
 * theirs. What is done is left alone, so it may be stopped at any place and run again. Counters, challenges and keys of
 * idempotency are not rewritten: they are gone within two days.
 * @param at epoch ms; only when every function knows which key is the current one
 */
export async function rekey(deps: RecordDeps, at: number): Promise<Rekeyed> {
  let moved = 0;
  const doubles = new Map<string, string>();
  for await (const item of behind(deps)) {
    const done = await rewrite(item, at, deps);
    if (done === 'moved') moved += 1;
    else if (done !== undefined) doubles.set(...done);
  }
  const left = new Map(deps.secrets.ids.slice(1).map((id) => [id, 0]));
  for await (const item of behind(deps))
    for (const hash of hashesIn(item))
      if (isOld(deps, hash)) left.set(keyIdOf(hash), (left.get(keyIdOf(hash)) ?? 0) + 1);
  return { moved, left, doubles: [...doubles] };
}

const isOld = ({ secrets }: RecordDeps, hash: string): boolean => keyIdOf(hash) !== secrets.ids[0];

/** The look-up hashes of an item. */
function hashesIn(item: Item): readonly string[] {
  switch (item.kind) {
    case addressKind.name:
      return [item.pk.slice('ADDRESS#'.length)];
    case profileKind.name: {
      const { lookup, change, undo } = storedOf(profileKind, item).body;
      return [lookup, change?.lookup, undo?.lookup].filter((hash) => hash !== undefined);
    }
    case personalKind.name: {
      const { lookup } = storedOf(personalKind, item).body;
      return lookup === undefined ? [] : [lookup];
    }
    default:
      return [];
  }
}

/** Every item that holds a hash of an older key. */
async function* behind(deps: RecordDeps): AsyncGenerator<Item> {
  for (const table of ['people', 'cases'] as const)
    for await (const item of everyItem(deps.records, table))
      if (hashesIn(item).some((hash) => isOld(deps, hash))) yield item;
}

type Done = 'moved' | readonly [person: string, other: string] | undefined;

/** Rewrites what an item says. Entries of addresses are moved together with the record of whose they are. */
async function rewrite(item: Item, at: number, deps: RecordDeps): Promise<Done> {
  if (item.kind === profileKind.name) return rewritePerson(storedOf(profileKind, item).body.person, at, deps);
  if (item.kind === personalKind.name) return rewriteContact(item.pk.slice('CASE#'.length), at, deps);
  return undefined;
}

async function rewritePerson(person: string, at: number, deps: RecordDeps): Promise<Done> {
  const done = await decideAgain(deps, {
    read: async () => accept(await readPerson(deps, person, at)),
    async decide(file): Promise<Outcome<Done>> {
      if (file === undefined) return accept(undefined);
      const details = await openDetails(deps, file.body, 'upkeep', at);
      const body = withHashes(file.body, details, deps);
      const { writes, other } = await movesOf(file, details, at, deps);
      if (other !== undefined) return accept([person, other]);
      return written(await commitPerson(deps, file, { body, events: [] }, at, { writes }), 'moved');
    },
  });
  return unlessBusy(done);
}

/** Whoever changes a record every time leaves it to the next run, which finds it left. */
const unlessBusy = (done: Result<Done>): Done => (done.ok ? done.value : undefined);

/** The record with the current key's hashes of the addresses in it. */
function withHashes(body: ProfileBody, details: PersonDetails, { secrets }: RecordDeps): ProfileBody {
  const { email, newEmail, oldEmail } = details;
  const { lookup, lookups } = addressHashes(secrets, email);
  const hash = (address: string | undefined, before: string) =>
    address !== undefined && isHashOf(secrets, before, address)
      ? addressHashes(secrets, address).lookup
      : before;
  const { change, undo } = body;
  return {
    ...body,
    lookup,
    // Whoever proves the address later asks under the keys that are known now.
    ...(body.state === 'unconfirmed' && lookups.length > 0 ? { lookups: [...lookups] } : {}),
    ...(change === undefined ? {} : { change: { ...change, lookup: hash(newEmail, change.lookup) } }),
    ...(undo === undefined ? {} : { undo: { ...undo, lookup: hash(oldEmail, undo.lookup) } }),
  };
}

/** The moves of a person's entries to the current key, or who stands there already. */
async function movesOf(
  { body: { person, state } }: PersonFile,
  { email, oldEmail }: PersonDetails,
  at: number,
  deps: RecordDeps,
): Promise<{ readonly writes: readonly Write[]; readonly other?: string }> {
  if (state === 'unconfirmed') return { writes: [] };
  const writes: Write[] = [];
  for (const address of oldEmail === undefined ? [email] : [email, oldEmail]) {
    const entries = await entriesOf(deps, address, at);
    const other = entries.find(({ body }) => body.person !== person)?.body.person;
    if (other !== undefined) return { writes: [], other };
    const { lookup } = addressHashes(deps.secrets, address);
    const [first] = entries;
    if (first === undefined || first.lookup === lookup) continue;
    writes.push(deleting(first.item), putNew(addressKind, lookup, first.body));
  }
  return { writes };
}

async function rewriteContact(reference: string, at: number, deps: RecordDeps): Promise<Done> {
  const done = await decideAgain(deps, {
    read: async () => accept(await read(deps.records, personalKind, reference, at)),
    async decide(stored): Promise<Outcome<Done>> {
      const email = (await openContact(deps, reference, 'upkeep', at))?.contact?.email;
      if (stored === undefined || email === undefined) return accept(undefined);
      const { lookup } = addressHashes(deps.secrets, email);
      const write = putNext(personalKind, stored, { ...stored.body, lookup }, personalStanding({ lookup }));
      return written(await deps.records.commit([write]), 'moved');
    },
  });
  return unlessBusy(done);
}
