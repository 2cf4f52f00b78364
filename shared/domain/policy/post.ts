import type { DocumentName } from '../../policy/documents.ts';
import { accept, type Result, refuse } from '../result.ts';
import { hasVisible } from '../text.ts';
import { type ChangeKind, type DocumentVersion, inForce } from './versions.ts';

/** A version as somebody wants to post it; the hashes are those of the texts, made by who can hash. */
export interface Posting {
  readonly document: DocumentName;
  readonly texts: { readonly ru: string; readonly en: string };
  readonly hashes: { readonly ru: string; readonly en: string };
  /** ISO instant with offset; absent: at once (P1). */
  readonly startsAt?: string | undefined;
  readonly change: ChangeKind;
  readonly askAgain?: boolean | undefined;
  /** Said on purpose: this language alone changes. */
  readonly only?: 'ru' | 'en' | undefined;
}

/** The language whose text alone differs, if it is one. */
export function onlyChanged<T>(
  before: { readonly ru: T; readonly en: T },
  after: { readonly ru: T; readonly en: T },
): 'ru' | 'en' | undefined {
  const [ru, en] = [before.ru !== after.ru, before.en !== after.en];
  return ru === en ? undefined : ru ? 'ru' : 'en';
}

/** Whether a posting asks people something: they read it in their own language only (P3). */
export const asksAgain = ({ change, askAgain }: Pick<Posting, 'change' | 'askAgain'>): boolean =>
  change === 'hard' || askAgain === true;

/** How much later than now a start may lie, ms: ten years; beyond that it is mistyped. */
const FARTHEST = 10 * 366 * 86_400_000;

/**
 * Decides on the posting of a version (P1): it gets the next number and starts at once or at its own later start.
 * Refusals: `text-missing` (a language is empty), `start-in-past`, `start-too-far`, `text-unchanged` (both texts are
 * those that are in force at its start), `one-language` (people are asked again although one language alone has changed,
 * and `only` does not say that it is meant).
 * @param at epoch ms
 */
export function decidePosting(
  versions: readonly DocumentVersion[],
  posting: Posting,
  { at, by }: { readonly at: number; readonly by: string },
): Result<DocumentVersion> {
  const { document, texts, hashes, change } = posting;
  for (const language of ['ru', 'en'] as const)
    if (!hasVisible(texts[language])) return refuse('text-missing', { field: language });
  // What was posted before came before, whatever this clock says: else the new text would never come into force.
  const now = versions.reduce((latest, { postedAt }) => Math.max(latest, Date.parse(postedAt)), at);
  const start = posting.startsAt === undefined ? now : Date.parse(posting.startsAt);
  if (Number.isNaN(start) || start < at) return refuse('start-in-past', { field: 'startsAt' });
  if (start - at > FARTHEST) return refuse('start-too-far', { field: 'startsAt' });
  const before = inForce(versions, start);
  if (before?.hashes.ru === hashes.ru && before.hashes.en === hashes.en)
    return refuse('text-unchanged', { field: 'ru' });
  const only = before && onlyChanged(before.hashes, hashes);
  if (only !== undefined && asksAgain(posting) && posting.only !== only)
    return refuse('one-language', { field: 'only', data: { only } });
  return accept({
    document,
    n: versions.reduce((most, { n }) => Math.max(most, n), 0) + 1,
    hashes,
    startsAt: new Date(start).toISOString(),
    change,
    askAgain: posting.askAgain ?? false,
    postedAt: new Date(at).toISOString(),
    by,
  });
}
