import type { CaseBody } from '../domain/cases/case.ts';
import type { Change } from '../domain/cases/change.ts';
import { typeOf } from '../domain/cases/kinds.ts';
import type { Block } from '../domain/consent/block.ts';
import { blocking } from '../domain/consent/blocking.ts';
import { entriesUnder } from './addresses.ts';
import { consentChapter, readConsents } from './consents.ts';
import type { RecordDeps } from './deps.ts';
import { keyFor } from './kinds/kind.ts';
import { counterKind } from './kinds/short.ts';
import type { Chapter } from './ledger.ts';
import { NOBODY } from './person-ids.ts';
import type { Write } from './port.ts';

/** What a commit of a case writes beside the case, so that blocks stand as it wants them (S4). */
interface Blocking {
  readonly writes: readonly Write[];
  readonly chapters: readonly Chapter[];
}

const NOTHING: Blocking = { writes: [], chapters: [] };

/** A change of a case, and what stood before; absent where the case begins. */
export interface CaseStep {
  readonly before?: CaseBody;
  readonly made: Change;
  /** Look-up hashes of the address whose owner is asked about, the current key's first; none: the case has no address. */
  readonly lookups: () => Promise<readonly string[]>;
}

/**
 * What a change of a case does to blocks: nothing is read where it wants what it wanted before. Until it is known who asks
 * the case names nobody: whose address it is is looked up each time. An address that nobody has, and an owner who is not to
 * be blocked, cost the same reads and writes (G7).
 * @param at epoch ms
 */
export async function blockingOf(
  deps: RecordDeps,
  { before, made, lookups }: CaseStep,
  at: number,
): Promise<Blocking> {
  const { body } = made;
  const type = typeOf(body.kind, deps.types);
  const now = type.blocks?.(body);
  const was = before === undefined ? [] : (type.blocks?.(before).wanted ?? []);
  if (now === undefined || (isSame(was, now.wanted) && before?.person === body.person)) return NOTHING;
  const wish = {
    ...{ reference: body.reference, since: body.receivedAt, until: now.until, isNew: before === undefined },
    why: made.events[0]?.type ?? 'changed',
    by: made.events[0]?.by ?? 'system',
  };
  const chapterOf = async (person: string, wanted: readonly Block[]): Promise<readonly Chapter[]> => {
    const { events, head } = await readConsents(deps, person);
    const told = blocking(events, { ...wish, wanted }, at);
    return told.length === 0 ? [] : [{ ...consentChapter(person, told), head }];
  };
  const known = body.person === undefined ? [] : await chapterOf(body.person, now.wanted);
  if (![...was, ...now.wanted].some(isPrecaution)) return { writes: [], chapters: known };
  const owner = await ownerOf(deps, await lookups(), at);
  if (owner !== undefined && owner === body.person) return { writes: [], chapters: known };
  const aside = await chapterOf(owner ?? NOBODY, now.wanted.filter(isPrecaution));
  const chapters = owner === undefined ? known : [...known, ...aside];
  const isHidden = wish.isNew && chapters.length === 0;
  return { writes: isHidden ? [asIfBlocked(body.reference, at)] : [], chapters };
}

const isPrecaution = ({ scope }: Block): boolean => scope === 'precautionary';

const isSame = (one: readonly Block[], other: readonly Block[]): boolean =>
  one.length === other.length &&
  one.every(({ kind, scope }) => other.some((block) => block.kind === kind && block.scope === scope));

/** Whose an address is; of an address that was changed not the one before. */
async function ownerOf(
  { records }: Pick<RecordDeps, 'records'>,
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
