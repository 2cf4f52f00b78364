import type { Block } from '../domain/consent/block.ts';
import { type BlockWish, blocking } from '../domain/consent/blocking.ts';
import { entriesUnder } from './addresses.ts';
import { consentChapter, readConsents } from './consents.ts';
import type { LedgerDeps } from './deps.ts';
import { keyFor } from './kinds/kind.ts';
import { counterKind } from './kinds/short.ts';
import type { Chapter } from './ledger.ts';
import { NOBODY } from './person-ids.ts';
import type { Write } from './port.ts';

/** What a commit of a case writes beside the case, so that blocks stand as it wants them (S4). */
export interface Blocking {
  readonly writes: readonly Write[];
  readonly chapters: readonly Chapter[];
}

/** A wish, and on whose data: the person of the case, or until that is known whoever has the address. */
export interface Wished extends BlockWish {
  readonly person: string | undefined;
  /** Whether somebody unproven asks now, or did before this change. */
  readonly unproven: boolean;
  /** Look-up hashes of the address, the current key's first. */
  readonly lookups: () => Promise<readonly string[]>;
}

/**
 * The events that bring blocks to what a case wants, each with the end of the chain that it was decided on. An address that
 * nobody has, and an owner who is not to be blocked, cost the same reads and writes (G7).
 * @param at epoch ms
 */
export async function blockWrites(
  deps: Pick<LedgerDeps, 'records'>,
  { person, unproven, lookups, ...wish }: Wished,
  at: number,
): Promise<Blocking> {
  const chapterOf = async (whose: string, wanted: readonly Block[]): Promise<readonly Chapter[]> => {
    const { events, head } = await readConsents(deps, whose);
    const told = blocking(events, { ...wish, wanted }, at);
    return told.length === 0 ? [] : [{ ...consentChapter(whose, told), head }];
  };
  const known = person === undefined ? [] : await chapterOf(person, wish.wanted);
  if (!unproven) return { writes: [], chapters: known };
  const owner = await ownerOf(deps, await lookups(), at);
  if (owner !== undefined && owner === person) return { writes: [], chapters: known };
  const aside = await chapterOf(
    owner ?? NOBODY,
    wish.wanted.filter(({ scope }) => scope === 'precautionary'),
  );
  const chapters = owner === undefined ? known : [...known, ...aside];
  const isHidden = wish.isNew && chapters.length === 0;
  return { writes: isHidden ? [asIfBlocked(wish.reference, at)] : [], chapters };
}

/** Whose an address is; of an address that was changed not the one before. */
async function ownerOf(
  { records }: Pick<LedgerDeps, 'records'>,
  lookups: readonly string[],
  at: number,
): Promise<string | undefined> {
  if (lookups.length === 0) return undefined;
  const entries = await entriesUnder(records, lookups, at);
  return entries.find(({ body }) => body.until === undefined)?.body.person;
}

/** Stands in for the event of a block that nobody gets: one item more in the same transaction. It is gone in an hour. */
const asIfBlocked = (reference: string, at: number): Write => ({
  op: 'count',
  key: keyFor(counterKind, { name: 'unblocked', of: reference, window: 0 }),
  by: 1,
  ceiling: 1,
  expires: Math.ceil(at / 1000) + 3600,
});
