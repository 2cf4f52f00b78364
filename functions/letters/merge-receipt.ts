import { nextSend, stopped } from '../../shared/domain/letters/state.ts';
import { REGIME_ZONE } from '../../shared/law/regimes.ts';
import { localDate } from '../../shared/law/zones.ts';
import { addToDigest } from '../../shared/letters/digests.ts';
import { noted } from './case-news.ts';
import { settle } from './commit.ts';
import type { LetterDeps, Prepared } from './deps.ts';
import type { LetterFile } from './letter-file.ts';

/**
 * The day's letters to this address are used up: the receipt goes into the digest of the day instead, which leaves the
 * next morning (security.md, bots). The claim itself is registered, its clock runs, and the page has told so.
 */
export async function mergeReceipt(
  letter: LetterFile,
  { lookup: whose = '' }: Prepared,
  at: number,
  deps: LetterDeps,
): Promise<void> {
  const day = localDate(at, REGIME_ZONE);
  const { id: alone, language } = letter.state.body;
  await settle(letter, at, deps, async (state, file) => {
    const { reference: entry } = state.body;
    if (nextSend(state, at) !== 'attempt' || file === undefined || entry === undefined) return undefined;
    const next = stopped(state, 'merged', at);
    const addition = { kind: 'receipts-digest', day, whose, entry, language, alone } as const;
    return {
      letter: next,
      change: noted('letter-stopped', next.body, { why: 'merged' })(file.state),
      more: [await addToDigest(deps.records, addition, at)],
    };
  });
}
