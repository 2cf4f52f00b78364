import { letterUnconfirmed } from '../../shared/domain/cases/letters.ts';
import { confirmOver } from '../../shared/domain/letters/state.ts';
import type { Key } from '../../shared/records/port.ts';
import { settle } from './commit.ts';
import type { LetterDeps } from './deps.ts';
import { readLetter } from './letter-file.ts';

/**
 * 72 hours after the sending nothing was heard: "sent, not confirmed" (K4). The claims domain makes the task for staff
 * when it is the answer. Looked at too early, twice, or after an outcome, nothing happens.
 */
export async function confirmLetter(key: Key, deps: LetterDeps): ReturnType<typeof settle> {
  const at = deps.now();
  const letter = await readLetter(deps.records, key, at);
  if (letter === undefined) return 'nothing';
  return settle(letter, at, deps, (state, file) => {
    const next = confirmOver(state, at);
    if (next === undefined) return undefined;
    return { letter: next, change: file && letterUnconfirmed(file.state, next.body, at, deps.newId) };
  });
}
