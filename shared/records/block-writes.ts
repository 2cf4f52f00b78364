import { createHash } from 'node:crypto';
import type { Block } from '../domain/consent/block.ts';
import { type BlockNews, blockNews } from '../domain/consent/block-news.ts';
import { type BlockWish, blocking, type NewBlockEvent } from '../domain/consent/blocking.ts';
import type { ConsentEvent } from '../domain/consent/events.ts';
import { queuedLetter } from '../domain/letters/new-letter.ts';
import { hasAccount } from '../domain/registration/person.ts';
import { entriesUnder } from './addresses.ts';
import { consentChapter, readConsents } from './consents.ts';
import type { LedgerDeps } from './deps.ts';
import { keyFor } from './kinds/kind.ts';
import { counterKind } from './kinds/short.ts';
import type { Chapter } from './ledger.ts';
import { letterWriteOf, readPerson } from './person-file.ts';
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
  /** The owner learns of it by a letter of the case itself. */
  readonly told: boolean;
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
  { person, unproven, told, lookups, ...wish }: Wished,
  at: number,
): Promise<Blocking> {
  const blockingOf = async (whose: string, wanted: readonly Block[]): Promise<Blocking> => {
    const { events, head } = await readConsents(deps, whose);
    const added = blocking(events, { ...wish, wanted }, at);
    if (added.length === 0) return NOTHING;
    const writes = told
      ? []
      : await letterWrites(deps, { whose, events, added, reference: wish.reference }, at);
    return { writes, chapters: [{ ...consentChapter(whose, added), head }] };
  };
  const known = person === undefined ? NOTHING : await blockingOf(person, wish.wanted);
  if (!unproven) return known;
  const owner = await ownerOf(deps, await lookups(), at);
  if (owner !== undefined && owner === person) return known;
  const aside = await blockingOf(
    owner ?? NOBODY,
    wish.wanted.filter(({ scope }) => scope === 'precautionary'),
  );
  const all =
    owner === undefined
      ? known
      : { writes: [...known.writes, ...aside.writes], chapters: [...known.chapters, ...aside.chapters] };
  const isHidden = wish.isNew && all.chapters.length === 0;
  return isHidden ? { ...all, writes: [asIfBlocked(wish.reference, at)] } : all;
}

const NOTHING: Blocking = { writes: [], chapters: [] };

interface ToTell {
  readonly whose: string;
  readonly events: readonly ConsentEvent[];
  readonly added: readonly NewBlockEvent[];
  readonly reference: string;
}

/** The owner is told what becomes of blocks of their data, in their language, without who asked and in which case (S4). */
async function letterWrites(
  deps: Pick<LedgerDeps, 'records'>,
  { whose, events, added, reference }: ToTell,
  at: number,
): Promise<readonly Write[]> {
  const last = events.at(-1)?.n ?? 0;
  const numbered = added.map((event, i) => ({ ...event, n: last + 1 + i }));
  const news = blockNews(events, numbered, Math.max(at, ...added.map((event) => Date.parse(event.at))));
  const owner = news.length === 0 ? undefined : await readPerson(deps, whose, at);
  if (owner === undefined || !hasAccount(owner.body)) return [];
  const { language } = owner.body;
  return news.map((one) => {
    const id = letterId(`${whose} ${reference} ${last} ${one.kind}`);
    const letter = { id, kind: 'block-news', to: 'owner', data: dataOf(one) } as const;
    return letterWriteOf(queuedLetter(letter, { person: whose, language, at: new Date(at).toISOString() }));
  });
}

const dataOf = ({ kind, news, scope }: BlockNews) => ({ block: kind, news, scope });

/** Decided anew after a race, the letter is the same one. */
const letterId = (of: string): string =>
  createHash('sha256').update(of).digest().subarray(0, 12).toString('base64url');

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
