/** A door's clock and pause, handed in. */
export interface Pace {
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

/**
 * Polls the outbox again and again until the minute of its schedule is over (L2: external records have no stream). A
 * round that found something is followed by the next at once, so that a burst does not wait.
 * @param work does what is due at an instant (epoch ms) and tells how many intents it found
 */
export async function poll(
  { everySeconds, forSeconds }: { readonly everySeconds: number; readonly forSeconds: number },
  { now, sleep }: Pace,
  work: (at: number) => Promise<number>,
): Promise<void> {
  const end = now() + forSeconds * 1000;
  for (let busy = 0; now() < end; ) {
    const found = await work(now());
    busy = found > 0 ? busy + 1 : 0;
    // An intent that cannot be done now (an engine that does not answer) must not spin.
    if (busy === 0 || busy > MOST_BUSY_ROUNDS) await sleep(everySeconds * 1000);
  }
}

const MOST_BUSY_ROUNDS = 10;
