import { type CommitResult, RecordsUnavailable } from './port.ts';

/**
 * What went wrong below the port, by what is known of the effect: `throttled`, `conflict` (another transaction holds
 * the item) and `unavailable` (never reached the store) wrote nothing; after `unknown` (timeout, 5xx) a write may
 * stand or may not.
 */
export type TroubleKind = 'throttled' | 'conflict' | 'unavailable' | 'unknown';

/** Trouble that another try may cure. Anything else that is thrown is a fault of the program and passes through. */
export class StoreTrouble extends Error {
  override readonly name = 'StoreTrouble';
  readonly kind: TroubleKind;
  constructor(kind: TroubleKind, options?: ErrorOptions) {
    super(kind, options);
    this.kind = kind;
  }
}

/** How often and how patiently the store is asked (reliability: at most 3 tries with full jitter). */
export interface Patience {
  readonly tries: number;
  readonly baseMs: number;
  readonly capMs: number;
  readonly sleep: (ms: number) => Promise<void>;
  /** 0 ≤ x < 1. */
  readonly random: () => number;
}

export const USUAL_TRIES = { tries: 3, baseMs: 40, capMs: 400 } as const;

/** Full jitter: anything between nothing and the doubled bound, so that a crowd does not come back together. */
export const pause = (patience: Patience, attempt: number): Promise<void> =>
  patience.sleep(patience.random() * Math.min(patience.capMs, patience.baseMs * 2 ** attempt));

const troubleOf = (error: unknown): StoreTrouble => {
  if (error instanceof StoreTrouble) return error;
  throw error;
};

/** Reads with a few tries; throws {@link RecordsUnavailable} when they are used up. */
export async function readPatiently<T>(patience: Patience, read: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await read();
    } catch (error) {
      const trouble = troubleOf(error);
      if (attempt >= patience.tries) throw new RecordsUnavailable(trouble.kind, { cause: trouble });
      await pause(patience, attempt);
    }
  }
}

/**
 * Writes with a few tries and tells truly what happened. After an unknown outcome the store is asked whether this very
 * write stands (`wasWritten` compares write ids), so a commit whose answer was lost is not reported as a conflict with
 * itself. When even that cannot be learned, {@link RecordsUnavailable}: the caller's own retry is kept harmless by its
 * conditions and its idempotency key.
 */
export async function commitTruly(
  patience: Patience,
  send: () => Promise<CommitResult>,
  wasWritten: () => Promise<boolean>,
): Promise<CommitResult> {
  const asked = (): Promise<boolean> => readPatiently(patience, wasWritten);
  let unknown = false;
  for (let attempt = 1; ; attempt += 1) {
    try {
      const result = await send();
      return result.ok || !unknown || !(await asked()) ? result : { ok: true };
    } catch (error) {
      const trouble = troubleOf(error);
      unknown ||= trouble.kind === 'unknown';
      if (unknown && (await asked())) return { ok: true };
      if (attempt >= patience.tries) throw new RecordsUnavailable(trouble.kind, { cause: trouble });
      await pause(patience, attempt);
    }
  }
}
