import { addDays } from '../../shared/law/dates.ts';
import { queueStanding } from '../../shared/letters/standing.ts';
import { firstDay } from '../../shared/records/day-heads.ts';
import { closingWrite, type ListPart, newestList, signList } from '../../shared/records/erased-lists.ts';
import {
  ERASED,
  type ErasedListBody,
  erasedKind,
  erasedListKind,
} from '../../shared/records/kinds/erased.ts';
import { putNext, type Stored, storedOf } from '../../shared/records/kinds/kind.ts';
import type { Item, Records } from '../../shared/records/port.ts';
import type { Secrets } from '../../shared/records/secrets.ts';
import { backupDays, type RuntimeSettings } from '../../shared/settings.ts';
import { lastDayOver } from './sign-day.ts';

/** What closing lists needs. */
export interface ListDeps {
  readonly records: Records;
  readonly secrets: Secrets;
  readonly settings: Pick<RuntimeSettings, 'deployment' | 'language' | 'records'>;
}

/** Ids that a letter carries: some 30 KB of text. */
export const IDS_A_PART = 1_000;

/**
 * Closes the list of every day that is over, in their order, and queues the letters that take it to the auditor (S8): one a
 * day at the least, so that a day without any is told from one that went astray. Reads the entries of a day only, a page at a
 * time. Started twice, or again after it died half-way, it goes on where it was: letters are named by day and part.
 * @param at epoch ms of the schedule's event
 * @returns the days whose letters are queued now
 */
export async function closeLists(deps: ListDeps, at: number): Promise<readonly string[]> {
  const { records, settings } = deps;
  const upTo = lastDayOver(at);
  const days: string[] = [];
  for (;;) {
    const newest = await newestList(records);
    if (newest !== undefined && newest.body.parts === undefined) {
      if (await finish(newest, deps, at)) days.push(newest.body.day);
      continue;
    }
    const day = newest === undefined ? await beginning(deps, upTo) : addDays(newest.body.day, 1);
    if (day === undefined || day > upTo) return days;
    await records.commit([closingWrite(day, at, backupDays(settings))]);
  }
}

/** The first day that gets a list: that of the ledger, but none of which no backup is left. */
async function beginning({ records, settings }: ListDeps, upTo: string): Promise<string | undefined> {
  const first = await firstDay(records, upTo);
  const oldest = addDays(upTo, -backupDays(settings));
  return first === undefined || first > oldest ? first : oldest;
}

/** Queues the letters of a list that is closed; false when another run was quicker. */
async function finish(list: Stored<ErasedListBody>, deps: ListDeps, at: number): Promise<boolean> {
  const { day, at: closed } = list.body;
  let part = 0;
  let after: string | undefined;
  do {
    part += 1;
    const page = await deps.records.query('people', ERASED.of(day), {
      limit: IDS_A_PART,
      ...(after === undefined ? {} : { after }),
    });
    after = page.cursor;
    await queue(partOf(page.items, { day, closed, part, last: after === undefined }, deps), deps, at);
  } while (after !== undefined);
  const { todo } = list.item;
  const done = putNext(
    erasedListKind,
    list,
    { ...list.body, parts: part },
    todo === undefined ? {} : { todo },
  );
  return (await deps.records.commit([done])).ok;
}

function partOf(
  items: readonly Item[],
  of: Pick<ListPart, 'day' | 'closed' | 'part' | 'last'>,
  { settings }: ListDeps,
): ListPart {
  const bodies = items.map((item) => storedOf(erasedKind, item).body);
  const held = bodies.flatMap(({ person, held }) => (held === undefined ? [] : [[person, held] as const]));
  return {
    deployment: settings.deployment,
    ...of,
    ids: bodies.map(({ person }) => person),
    ...(held.length === 0 ? {} : { held: Object.fromEntries(held) }),
  };
}

/** Puts a part into its letter; one that a run before has queued stays. */
async function queue(part: ListPart, { records, secrets, settings }: ListDeps, at: number): Promise<void> {
  const { day, last, ids } = part;
  const { jws, keyId } = signList(secrets, part);
  const data = { day, part: part.part, last, ids: ids.length, signed: jws, keyId };
  const letter = { id: `erased-${day}-${part.part}`, kind: 'erased-list', to: 'auditor', data } as const;
  await records.commit([queueStanding(letter, settings.language, { at })]);
}
