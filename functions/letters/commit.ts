import type { Change } from '../../shared/domain/cases/change.ts';
import type { CaseState } from '../../shared/domain/cases/type.ts';
import type { LetterState } from '../../shared/domain/letters/state.ts';
import type { NewPersonEvent } from '../../shared/domain/registration/events.ts';
import { type CaseFile, commitCase, readCase } from '../../shared/records/case-file.ts';
import { commitWithEvents } from '../../shared/records/ledger.ts';
import { personChapter } from '../../shared/records/person-file.ts';
import { RecordsUnavailable, type Write } from '../../shared/records/port.ts';
import type { LetterDeps } from './deps.ts';
import { TRIES } from './deps.ts';
import { type LetterFile, letterWrite, readLetter } from './letter-file.ts';

/** What a letter's news changes: the letter, and perhaps its case. `undefined`: nothing is left to do. */
export type Decide = (
  letter: LetterState,
  file: CaseFile | undefined,
) => Promise<Decision | undefined> | Decision | undefined;

interface Decision {
  readonly letter: LetterState;
  /** The case's change with its events, for a letter that belongs to one. */
  readonly change?: Change | undefined;
  readonly more?: readonly Write[];
  /** Events of the person's chain, for a letter about a person. */
  readonly events?: readonly NewPersonEvent[] | undefined;
}

/**
 * Writes a decision about a letter and its case in one transaction (G1), deciding anew on what is there when somebody
 * else was quicker. Throws {@link RecordsUnavailable} when that happens again and again.
 * `replaced`: another letter lies in its place now – the first letter of a registration that was asked for again.
 * @param known what was read a moment ago, to save the first read
 */
export async function settle(
  known: LetterFile,
  at: number,
  deps: LetterDeps,
  decide: Decide,
): Promise<'done' | 'nothing' | 'replaced'> {
  const { item } = known;
  let letter: LetterFile | undefined = known;
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (tries > 0) letter = await readLetter(deps.records, item, at);
    if (letter === undefined) return 'nothing';
    if (letter.state.body.id !== known.state.body.id) return 'replaced';
    const { reference, person } = letter.state.body;
    const file = reference === undefined ? undefined : await readCase(deps, reference, at);
    const decision = await decide(letter.state, file);
    if (decision === undefined) return 'nothing';
    const writes = [letterWrite(letter, decision.letter, file?.state.body.workBy), ...(decision.more ?? [])];
    if (file !== undefined && decision.change !== undefined) {
      if ((await commitCase(deps, file, decision.change, at, writes)) === 'ok') return 'done';
    } else {
      const chapters =
        person === undefined || decision.events === undefined
          ? []
          : [personChapter(person, decision.events, at)];
      if ((await commitWithEvents(deps.records, deps.secrets, writes, chapters)).ok) return 'done';
    }
  }
  throw new RecordsUnavailable('others change the same letter again and again');
}

/** Several changes of one case as one: what a later one says of the intent stands, events keep their order. */
export function inTurn(state: CaseState, ...steps: readonly ((state: CaseState) => Change)[]): Change {
  let now = state;
  let made: Change = { body: state.body, events: [], letters: [], texts: [] };
  for (const step of steps) {
    const next = step(now);
    const todo = next.todo === undefined ? made.todo : next.todo;
    made = {
      body: next.body,
      ...(todo === undefined ? {} : { todo }),
      events: [...made.events, ...next.events],
      letters: [...made.letters, ...next.letters],
      texts: [...made.texts, ...next.texts],
    };
    const standing = todo === undefined ? state.todo : (todo ?? undefined);
    now = { type: state.type, body: next.body, ...(standing === undefined ? {} : { todo: standing }) };
  }
  return made;
}
