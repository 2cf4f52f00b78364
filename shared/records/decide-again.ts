import { accept, type Result, refuse } from '../domain/result.ts';
import { type CommitResult, type Records, RecordsUnavailable } from './port.ts';

/** Somebody else was quicker: nothing was written, and what was decided on is not what is there any more. */
export const OVERTAKEN = 'overtaken';
export type Overtaken = typeof OVERTAKEN;

/** What a commit under the version that was read has come to. */
export type Committed = 'ok' | Overtaken;

/** What one round has come to: an answer, a refusal, or that somebody else was quicker. */
export type Outcome<T> = Result<T> | Overtaken;

/** The outcome of a round that ends with a commit: its answer, if that was written. */
export const written = <T>(commit: Committed | CommitResult, value: T): Outcome<T> =>
  commit === 'ok' || (commit !== OVERTAKEN && commit.ok) ? accept(value) : OVERTAKEN;

/** The same outcome with another answer. */
export const withAnswer = <T>(outcome: Outcome<unknown>, value: T): Outcome<T> =>
  outcome === OVERTAKEN || !outcome.ok ? outcome : accept(value);

/** So often is read and decided before an operation gives up. */
export const ROUNDS = 6;

/** What is needed to come back: the store, which knows how long to wait. */
export interface AgainDeps {
  readonly records: Pick<Records, 'giveWay'>;
}

/** A decision on what is read, to be made anew as often as somebody else is quicker. */
export interface Deciding<S, T> {
  /** Reads what is decided on. A refusal is the answer. */
  readonly read: () => Promise<Result<S>>;
  /** Decides and commits, under the versions that were read. */
  readonly decide: (state: S) => Promise<Outcome<T>>;
  /** What was read a moment ago, if it was: saves the first read. */
  readonly known?: S | undefined;
  /**
   * The answer of this very request, when it was given elsewhere at this instant (G3): looked for after each round that
   * came to none.
   */
  readonly answered?: () => Promise<Result<T> | undefined>;
}

/**
 * Reads, decides and commits, and again when somebody else was quicker – the one place for how often and how patiently.
 * Refusals: those of `read` and `decide`, and `busy`, when others were quicker every time.
 */
export async function decideAgain<S, T>(deps: AgainDeps, deciding: Deciding<S, T>): Promise<Result<T>> {
  const { read, decide, known, answered } = deciding;
  let found = known === undefined ? undefined : accept(known);
  const round = async (): Promise<Outcome<T>> => {
    const state = found ?? (await read());
    found = undefined;
    const outcome = state.ok ? await decide(state.value) : state;
    if (outcome !== OVERTAKEN && outcome.ok) return outcome;
    return (await answered?.()) ?? outcome;
  };
  const outcome = await inRounds(deps, round);
  return outcome === OVERTAKEN ? refuse('busy') : outcome;
}

/** Work that refuses nothing: steps and sweeps, of which another run takes up what one leaves. */
export interface Working<S, T> {
  readonly read: () => Promise<S>;
  readonly decide: (state: S) => Promise<T | Overtaken>;
  /** What was read a moment ago, if it was: saves the first read. */
  readonly known?: S | undefined;
}

/**
 * As {@link decideAgain}, for work that has nobody to refuse to. Throws {@link RecordsUnavailable} when others were quicker
 * every time.
 */
export async function decideSurely<S, T>(
  deps: AgainDeps,
  { read, decide, known }: Working<S, T>,
): Promise<T> {
  let first = known;
  const outcome = await inRounds(deps, async () => {
    const state = first ?? (await read());
    first = undefined;
    return decide(state);
  });
  if (outcome === OVERTAKEN) throw new RecordsUnavailable('others change the same records again and again');
  return outcome;
}

async function inRounds<T>(
  { records }: AgainDeps,
  round: () => Promise<T | Overtaken>,
): Promise<T | Overtaken> {
  for (let n = 1; n <= ROUNDS; n += 1) {
    const outcome = await round();
    if (outcome !== OVERTAKEN) return outcome;
    await records.giveWay(n);
  }
  return OVERTAKEN;
}
