import type { LetterBody } from '../../shared/domain/cases/letter.ts';
import type { LetterState } from '../../shared/domain/letters/state.ts';
import type { LetterAddress } from '../../shared/letters/tag.ts';
import { letterKind } from '../../shared/records/kinds/cases.ts';
import { keyFor, putNext, type Stored, storedOf } from '../../shared/records/kinds/kind.ts';
import type { Key, Records, Write } from '../../shared/records/port.ts';

/** A letter as read: its state, and the item whose version the next commit demands. */
export interface LetterFile {
  readonly stored: Stored<LetterBody>;
  readonly state: LetterState;
}

/** Outbox group of letters. */
export const LETTERS_TODO = 'letter';

/** Owner in a tag of letters that belong to no case. */
const NO_CASE = 'mail';

/** How the mail service names the letter in its events. */
export const addressOf = (body: LetterBody): LetterAddress => ({
  owner: body.reference ?? NO_CASE,
  id: body.id,
});

/** Where the letter of an event lies. */
export function keyOfAddress({ owner, id }: LetterAddress): Key {
  return keyFor(letterKind, owner === NO_CASE ? { id } : { reference: owner, id });
}

/** Reads a letter, strongly consistent; undefined when there is none. */
export async function readLetter(records: Records, key: Key, at: number): Promise<LetterFile | undefined> {
  const item = await records.get(key, at);
  if (item === undefined || item.kind !== letterKind.name) return undefined;
  return fileOf(storedOf(letterKind, item));
}

function fileOf(stored: Stored<LetterBody>): LetterFile {
  const { todo } = stored.item;
  const state =
    todo?.why === 'send' || todo?.why === 'confirm'
      ? { body: stored.body, todo: { why: todo.why, at: todo.at } as const }
      : { body: stored.body };
  return { stored, state };
}

/** The write that replaces a letter by its next state. A postal letter keeps its place in the print queue. */
export function letterWrite({ stored }: LetterFile, next: LetterState): Write {
  const { due } = stored.item;
  return putNext(letterKind, stored, next.body, {
    ...(next.todo === undefined
      ? {}
      : { todo: { group: LETTERS_TODO, at: next.todo.at, why: next.todo.why } }),
    ...(due === undefined ? {} : { due }),
  });
}

/** The letter as it stands after {@link letterWrite} was committed. */
export function afterWrite(file: LetterFile, write: Write): LetterFile {
  if (write.op !== 'put-version') return file;
  return fileOf({ body: storedOf(letterKind, write.item).body, item: write.item });
}
