import type { DataOf } from '../../shared/domain/letters/kinds.ts';
import { CODE_MS, codeToSend, SHARED_MS } from '../../shared/records/codes.ts';
import type { LedgerDeps } from '../../shared/records/deps.ts';

/**
 * The code that a letter carries, made again from its challenge, and how many minutes it holds; undefined when it can no
 * longer be used (G16).
 */
export async function codeIn(
  named: DataOf<'sign-in-code'>,
  at: number,
  deps: LedgerDeps,
): Promise<{ readonly code: string; readonly minutes: number } | undefined> {
  const code = await codeToSend(deps, named, at);
  if (code === undefined) return undefined;
  return { code, minutes: (named.shared === true ? SHARED_MS : CODE_MS) / 60_000 };
}
