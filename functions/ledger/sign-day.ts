import { addDays } from '../../shared/law/dates.ts';
import { queueStanding } from '../../shared/letters/standing.ts';
import {
  firstDay,
  foldPages,
  grownOn,
  lateFor,
  merged,
  SHARDS,
  shrunkSince,
  writePages,
} from '../../shared/records/day-heads.ts';
import type { RootBody } from '../../shared/records/kinds/ledger.ts';
import type { Records, Write } from '../../shared/records/port.ts';
import { newestRoot, rootJws, rootValue, rootWrite, signRoot } from '../../shared/records/roots.ts';
import type { Secrets } from '../../shared/records/secrets.ts';

/** What signing a day needs. */
export interface SignDeps {
  readonly records: Records;
  readonly secrets: Secrets;
  /** The intent that takes the root out of the account; part of the root's own transaction. */
  readonly handOver: (root: RootBody) => Write;
}

/** A day that was signed. `shrunk`: chains that do not hold any more what the root before signed, at most a few. */
export interface SignedDay {
  readonly root: RootBody;
  readonly shrunk: readonly string[];
}

/** Hours after a day's end (UTC) before it is signed: what comes later still, by whichever clock, is in the next root. */
const HOURS_OPEN = 1;

/** The last day of the ledger that is over at an instant (epoch ms). */
export const lastDayOver = (at: number): string =>
  addDays(new Date(at - HOURS_OPEN * 3_600_000).toISOString().slice(0, 10), -1);

/**
 * Signs every day of the ledger that is over and has no root yet, in their order, and queues the letters that take the
 * signatures to the auditor (A1). Reads the days' own heads only, shard by shard, and holds a page of them. Started twice, or
 * again after it died half-way, it goes on where the pages end.
 * @param at epoch ms of the schedule's event
 */
export async function signDays(deps: SignDeps, at: number): Promise<readonly SignedDay[]> {
  const { records } = deps;
  const upTo = lastDayOver(at);
  const signed: SignedDay[] = [];
  for (;;) {
    const previous = await newestRoot(records);
    const day = previous === undefined ? await firstDay(records, upTo) : addDays(previous.day, 1);
    if (day === undefined || day > upTo) return signed;
    const root = await signDay(deps, day, previous, at);
    if (root === undefined) continue;
    signed.push({ root, shrunk: previous === undefined ? [] : await shrunkSince(records, previous, at) });
  }
}

/** Signs one day; undefined when another run was quicker. */
async function signDay(
  { records, secrets, handOver }: SignDeps,
  day: string,
  previous: RootBody | undefined,
  at: number,
): Promise<RootBody | undefined> {
  const pages: number[] = [];
  for (const shard of SHARDS) {
    const heads = (after: string) => {
      const grown = grownOn(records, day, shard, after);
      return previous === undefined ? grown : merged(lateFor(records, previous, shard, after), grown);
    };
    pages.push(await writePages(records, day, shard, heads));
  }
  const root = signRoot(secrets, {
    ...{ day, at: new Date(at).toISOString(), pages },
    ...(await foldPages(records, day, pages)),
    ...(previous === undefined ? {} : { previous: { day: previous.day, root: rootValue(previous) } }),
  });
  const written = await records.commit([rootWrite(root), handOver(root)]);
  return written.ok ? root : undefined;
}

/** The queued letter with a signed root: numbers and hashes, no personal data. */
export function auditorLetter(root: RootBody, language: 'ru' | 'en'): Write {
  return queueStanding(
    {
      id: `root-${root.day}`,
      kind: 'ledger-root',
      to: 'auditor',
      data: {
        day: root.day,
        root: rootValue(root),
        signed: rootJws(root),
        keyId: root.key,
        chains: root.chains,
      },
    },
    language,
    { at: Date.parse(root.at) },
  );
}
