const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/**
 * How long an attempt may stand without an outcome before the letter is taken up again. Longer than any door may run,
 * so that an attempt that is still going on is never doubled.
 */
export const LEASE_MS = 15 * MINUTE;

/** A sent letter without a delivery event for so long is *sent, not confirmed* (K4). */
export const CONFIRM_MS = 72 * HOUR;

/** Waiting times after the first, second, … refusal for the moment; the last one repeats: a letter is never given up. */
const THROTTLED_MS = [5_000, 15_000, MINUTE, 3 * MINUTE, 10 * MINUTE] as const;

/** While the account may not send at all; somebody has to lift that. */
export const PAUSED_MS = 15 * MINUTE;

/**
 * Wait before try number `tries + 1`, with jitter so that letters that were turned away together do not return
 * together.
 * @param tries attempts that were turned away so far, ≥ 1
 * @param random 0 ≤ random < 1
 */
export function throttledWait(tries: number, random: number): number {
  const step = THROTTLED_MS[Math.min(tries, THROTTLED_MS.length) - 1] ?? MINUTE;
  return Math.round(step * (0.75 + random / 2));
}

/** Wait after attempts whose outcome is unknown: the lease, doubled each time up to a day. */
export function unknownWait(unknown: number): number {
  return Math.min(LEASE_MS * 2 ** Math.max(0, unknown - 1), 24 * HOUR);
}
