import { closeLists, type ListDeps } from './close-lists.ts';
import { auditorLetter, signDays } from './sign-day.ts';

/** A chain does not hold any more what the root before signed of it: somebody removed events. Raises the door's error alarm. */
export class LedgerShrunk extends Error {
  override readonly name = 'LedgerShrunk';
}

/**
 * What leaves the account of each day that is over: its signed root (A1), and whose data were destroyed on it (S8). Throws
 * {@link LedgerShrunk} when both have been done.
 * @param at epoch ms of the schedule's event
 */
export async function closeDays(deps: ListDeps, at: number): Promise<void> {
  const { language } = deps.settings;
  const signed = await signDays({ ...deps, handOver: (root) => auditorLetter(root, language) }, at);
  await closeLists(deps, at);
  const shrunk = signed.flatMap((day) => day.shrunk);
  if (shrunk.length > 0) throw new LedgerShrunk(`events are missing from ${shrunk.slice(0, 10).join(', ')}`);
}
