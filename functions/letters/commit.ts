import type { Change } from '../../shared/domain/cases/change.ts';
import type { CaseState } from '../../shared/domain/cases/type.ts';
import type { LetterState } from '../../shared/domain/letters/state.ts';
import type { NewPersonEvent } from '../../shared/domain/registration/events.ts';
import { type CaseFile, commitCase, readCase } from '../../shared/records/case-file.ts';
import {
  type Committed,
  decideSurely,
  OVERTAKEN,
  type Overtaken,
} from '../../shared/records/decide-again.ts';
import { commitWithEvents } from '../../shared/records/ledger.ts';
import { personChapter } from '../../shared/records/person-file.ts';
import type { Write } from '../../shared/records/port.ts';
import type { LetterDeps } from './deps.ts';
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

/** What became of it. */
type Settled = 'done' | 'nothing' | 'replaced';

/**
 * Writes a decision about a letter and its case in one transaction (G1), deciding anew on what is there when somebody
 * else was quicker. Throws `RecordsUnavailable` when that happens again and again.
 * `replaced`: another letter lies in its place now – the first letter of a registration that was asked for again.
 * @param known what was read a moment ago, to save the first read
 */
export const settle = (known: LetterFile, at: number, deps: LetterDeps, decide: Decide): Promise<Settled> =>
  decideSurely(deps, {
    known,
    read: () => readLetter(deps.records, known.item, at),
    async decide(letter): Promise<Settled | Overtaken> {
      if (letter === undefined) return 'nothing';
      if (letter.state.body.id !== known.state.body.id) return 'replaced';
      const { reference } = letter.state.body;
      const file = reference === undefined ? undefined : await readCase(deps, reference, at);
      const decision = await decide(letter.state, file);
      if (decision === undefined) return 'nothing';
      return (await commit(letter, file, decision, at, deps)) === 'ok' ? 'done' : OVERTAKEN;
    },
  });

async function commit(
  letter: LetterFile,
  file: CaseFile | undefined,
  { letter: next, change, more = [], events }: Decision,
  at: number,
  deps: LetterDeps,
): Promise<Committed> {
  const writes = [letterWrite(letter, next, file?.state.body.workBy), ...more];
  if (file !== undefined && change !== undefined) return commitCase(deps, file, change, at, writes);
  const { person } = letter.state.body;
  const chapters = person === undefined || events === undefined ? [] : [personChapter(person, events, at)];
  return (await commitWithEvents(deps.records, deps.secrets, writes, chapters)).ok ? 'ok' : OVERTAKEN;
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
