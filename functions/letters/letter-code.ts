import * as z from 'zod/mini';
import type { LetterBody } from '../../shared/domain/letters/letter.ts';
import { CODE_MS, codeToSend, SHARED_MS } from '../../shared/records/codes.ts';
import type { LedgerDeps } from '../../shared/records/deps.ts';

/** Which code of which challenge a letter carries, and whether all who ask share it. */
const codeData = z.object({
  challenge: z.string(),
  generation: z.int(),
  shared: z.optional(z.boolean()),
});

/**
 * The code that a letter carries, made again from its challenge, and how many minutes it holds; undefined when it can no
 * longer be used (G16).
 */
export async function codeIn(
  { data }: LetterBody,
  at: number,
  deps: LedgerDeps,
): Promise<{ readonly code: string; readonly minutes: number } | undefined> {
  const named = codeData.safeParse(data);
  const code = named.success ? await codeToSend(deps, named.data, at) : undefined;
  if (code === undefined) return undefined;
  return { code, minutes: (named.data?.shared === true ? SHARED_MS : CODE_MS) / 60_000 };
}
