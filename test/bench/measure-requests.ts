/** Request units of requests: taken by form and in a session, proven, disclosed, shown to staff; and of a destruction. */
import { showCase } from '../../functions/desk/show.ts';
import { type IncomingRequest, takeRequest } from '../../functions/requests/open-request.ts';
import { bringProofCode } from '../../functions/requests/prove.ts';
import type { PartKind } from '../../shared/domain/requests/parts.ts';
import { startSession } from '../../shared/identity/person-sessions.ts';
import { readCase } from '../../shared/records/case-file.ts';
import { destroyAllBut } from '../../shared/records/destroy-person.ts';
import { indexUnits, writeUnits } from '../../shared/records/memory-units.ts';
import type { Item } from '../../shared/records/port.ts';
import { proofCodeFor } from '../../shared/records/proof-codes.ts';
import { systemRandom } from '../../shared/records/random.ts';
import { sizeOfItem } from '../../shared/records/sizes.ts';
import { SECRETS } from '../support/http-door.ts';
import type { Meter, Metered } from './meter.ts';
import { EMAIL, granted, NETWORK, type People, people } from './metered-people.ts';

/** Operations on requests, in the order in which one meets them. */
export type RequestOperation =
  | 'request of one kind, unproven'
  | 'request of one kind that blocks, unproven'
  | 'request of one kind, with guards (network counter, idempotency)'
  | 'request proven by code, with its tries'
  | 'request of one kind, proven'
  | 'request of one kind that blocks, proven'
  | 'request room of staff with its personal part';

/** What was typed: a bit over 600 bytes, as of a claim. */
const TEXT =
  'Прошу сообщить, какие сведения обо мне у Вас хранятся, откуда они получены, кому передавались и до какого дня будут храниться. Мне приходят письма, которых я не просил, и звонят люди, которым я не давал телефона. Прошу ответить письменно на этот адрес и приложить копии.';

const asking = (parts: readonly PartKind[], rest: Partial<IncomingRequest> = {}): IncomingRequest => ({
  substance: {
    ...{ by: 'subject', parts, language: 'ru', email: EMAIL },
    personal: { contact: { name: 'Константин Константинопольский', email: EMAIL }, typed: { text: TEXT } },
  },
  ...{ channel: 'web', actor: 'requester', marked: false, answerIn: 'ru' },
  ...rest,
});

/** A request, for lists of cases of mixed kinds: its reference. */
export async function aRequest(meter: Meter): Promise<string> {
  const taken = await takeRequest(asking(['access']), meter.at, { ...meter.deps, random: systemRandom });
  return granted(taken).reference;
}

/** What each item of a commit costs, dearest first: kind of record and write units with their indexes. */
function itemsOf(before: ReadonlySet<string>, world: People): string {
  const cost = new Map<string, number>();
  for (const item of world.meter.records.everything()) {
    if (before.has(nameOf(item))) continue;
    const units = 2 * writeUnits(sizeOfItem(item)) + indexUnits(undefined, item);
    cost.set(item.kind, (cost.get(item.kind) ?? 0) + units);
  }
  return [...cost]
    .toSorted(([, a], [, b]) => b - a)
    .map(([kind, units]) => `${kind} ${units}`)
    .join(', ');
}

const nameOf = ({ table, pk, sk, v }: Item): string => `${table} ${pk} ${sk} ${v}`;

/** What was metered, and of what opens a request by which items. */
export interface RequestMetering {
  readonly operations: Readonly<Record<RequestOperation, Metered>>;
  readonly items: { readonly [operation: string]: string };
}

/** Meters requests of somebody with an account: what blocks adds is then written in full. */
export async function meterRequests(): Promise<RequestMetering> {
  const items: { [operation: string]: string } = {};
  const taken: { [operation: string]: Metered } = {};
  const open = async (
    name: RequestOperation,
    parts: readonly PartKind[],
    rest: (person: string) => Partial<IncomingRequest>,
  ) => {
    const world = await people();
    const person = await world.confirmed('promotions');
    const before = new Set([...world.meter.records.everything()].map(nameOf));
    const opened = await world.meter.meter(name, () =>
      takeRequest(asking(parts, rest(person)), world.meter.at, world.deps),
    );
    items[name] = itemsOf(before, world);
    taken[name] = world.meter.taken[name] as Metered;
    return { world, ...granted(opened) };
  };
  const unproven = () => ({});
  const proven = (person: string) => ({ proof: 'session', person }) as const;
  const once = { route: 'POST /requests', key: 'k'.repeat(22), body: TEXT };
  await open('request of one kind that blocks, unproven', ['complaint'], unproven);
  await open('request of one kind, with guards (network counter, idempotency)', ['access'], () => ({
    network: NETWORK,
    once,
  }));
  await open('request of one kind, proven', ['access'], proven);
  await open('request of one kind that blocks, proven', ['complaint'], proven);

  const { world, reference, challenge } = await open('request of one kind, unproven', ['access'], unproven);
  const { meter } = world;
  const body = (await readCase(world.deps, reference, meter.at))?.state.body;
  const sent = body?.kind === 'request' ? await proofCodeFor(world.deps, body, meter.at) : undefined;
  const brought = { reference, challenge, code: sent?.code ?? '', language: 'ru' } as const;
  const byCode = 'request proven by code, with its tries';
  granted(await meter.meter(byCode, () => bringProofCode(brought, meter.at, world.deps)));
  const room = 'request room of staff with its personal part';
  const look = { reference, sub: 'officer-1', role: 'officer', language: 'ru', reason: 'answer' } as const;
  granted(await meter.meter(room, () => showCase(look, meter.at, meter.deps)));
  for (const name of [byCode, room]) taken[name] = meter.taken[name] as Metered;
  return { operations: taken as Record<RequestOperation, Metered>, items };
}

/** What destroying so many records of a person takes, against deleting each and no more. */
export interface Destroying {
  readonly records: number;
  readonly write: number;
  /** Transactional deletes of every record with its index entries: there is no cheaper way. */
  readonly least: number;
  /** Most bytes of records that one step holds: the same for few and for many. */
  readonly mostWrites: number;
}

/**
 * Destroys a person with so many records in steps, one of which dies: the next run goes on with what is left. The profile goes
 * in a transaction of its own (destroy.ts) and is not among it.
 */
export async function meterDestruction(records: number): Promise<Destroying> {
  const world = await people();
  const person = await world.confirmed('promotions');
  const { meter } = world;
  let least = 0;
  for (let n = 0; n < records; n += 50) {
    const writes = Array.from({ length: Math.min(50, records - n) }, () => {
      const from = { agent: 'Mozilla/5.0', network: NETWORK };
      return startSession(SECRETS, { person, from, technicalDays: 90 }, systemRandom, meter.at).write;
    });
    await meter.records.commit(writes);
  }
  for (const item of meter.records.everything())
    if (item.kind === 'person-session' && item.pk.endsWith(person))
      least += 2 * writeUnits(sizeOfItem(item)) + indexUnits(undefined, item);
  const commit = meter.records.commit.bind(meter.records);
  let mostWrites = 0;
  let steps = 0;
  meter.records.commit = async (writes) => {
    mostWrites = Math.max(mostWrites, writes.length);
    steps += 1;
    if (steps === 2) throw new Error('the function dies');
    return commit(writes);
  };
  meter.records.resetUnits();
  const died = await destroyAllBut(person, meter.at, world.deps).catch(() => 'died' as const);
  if (died !== 'died') throw new Error('nothing died');
  const rest = await destroyAllBut(person, meter.at, world.deps);
  if (rest === undefined || !(await commit(rest.writes)).ok) throw new Error('somebody else was quicker');
  const { write, index } = meter.records.units;
  for (const { kind, pk } of meter.records.everything())
    if (kind === 'person-session' && pk.endsWith(person)) throw new Error('a session is left');
  return { records, write: write + index, least, mostWrites };
}
