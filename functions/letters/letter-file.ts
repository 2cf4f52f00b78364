import type { LetterBody } from '../../shared/domain/letters/letter.ts';
import type { LetterState } from '../../shared/domain/letters/state.ts';
import {
  firstLetterOf,
  isFirstLetter,
  packFirstLetter,
} from '../../shared/domain/registration/first-letter.ts';
import type { ProfileBody } from '../../shared/domain/registration/person.ts';
import { type LetterAddress, NOBODY } from '../../shared/letters/tag.ts';
import { HELD_LETTERS } from '../../shared/records/held-letters.ts';
import { deleting, keyFor, putNext, type Stored, storedOf } from '../../shared/records/kinds/kind.ts';
import { letterKind } from '../../shared/records/kinds/letters.ts';
import { profileKind } from '../../shared/records/kinds/people.ts';
import { letterStanding } from '../../shared/records/letter-standing.ts';
import { personStanding } from '../../shared/records/person-file.ts';
import { isPersonId } from '../../shared/records/person-ids.ts';
import { HANDLE_MS } from '../../shared/records/person-proofs.ts';
import type { Item, Key, Records, Write } from '../../shared/records/port.ts';

/** A letter as read: its state, and the item whose version the next commit demands – its own, or the profile it lies in. */
export interface LetterFile {
  readonly item: Item;
  readonly state: LetterState;
  /** The person whose first letter it is: it lies in the profile itself. */
  readonly host?: Stored<ProfileBody>;
}

/** Outbox group of letters. */
export const LETTERS_TODO = 'letter' as const;

/** Where the letter of an event lies. */
export function keyOfAddress({ owner, id }: LetterAddress): Key {
  if (owner === NOBODY) return keyFor(letterKind, { id });
  if (!isPersonId(owner)) return keyFor(letterKind, { reference: owner, id });
  return isFirstLetter(id) ? keyFor(profileKind, owner) : keyFor(letterKind, { person: owner, id });
}

/** Reads a letter, strongly consistent; undefined when there is none. */
export async function readLetter(records: Records, key: Key, at: number): Promise<LetterFile | undefined> {
  const item = await records.get(key, at);
  return item && fileOf(item);
}

const WANTED = ['send', 'confirm', 'release', 'tell'] as const;
const isWanted = (why: string): why is (typeof WANTED)[number] => WANTED.some((one) => one === why);

function fileOf(item: Item): LetterFile | undefined {
  const { todo } = item;
  const intent =
    todo !== undefined && isWanted(todo.why) ? { todo: { why: todo.why, at: todo.at } as const } : {};
  if (item.kind === letterKind.name)
    return { item, state: { body: storedOf(letterKind, item).body, ...intent } };
  if (item.kind !== profileKind.name) return undefined;
  const host = storedOf(profileKind, item);
  const letter = firstLetterOf(host.body);
  return letter && { item, host, state: { body: letter, ...intent } };
}

/** A letter that was queued where nobody has the address, for the work to be alike (G7): it has no owner to read it. */
const standsIn = ({ to, person }: LetterBody): boolean => to === 'owner' && person === undefined;

/**
 * The write that replaces a letter by its next state. A postal letter keeps its place in the print queue. One that only
 * stood in for a letter goes as soon as it is stopped: it proves nothing and nobody will ever look for it.
 * @param workBy of the case, by which a postal letter that was held is printed
 */
export function letterWrite({ item, host }: LetterFile, next: LetterState, workBy = ''): Write {
  if (next.body.status === 'stopped' && standsIn(next.body)) return deleting(item);
  const todo = next.todo && { group: LETTERS_TODO, at: next.todo.at, why: next.todo.why };
  if (host !== undefined) {
    const body: ProfileBody = { ...livingOn(host.body, next), letter: packFirstLetter(next.body) };
    // Once the letter wants nothing more, the person's own term stands again.
    return putNext(profileKind, host, body, todo === undefined ? personStanding(body) : { todo });
  }
  const due = dueAfter(item, next.body, workBy);
  const stored: Stored<LetterBody> = { body: next.body, item };
  return putNext(letterKind, stored, next.body, {
    ...(todo === undefined ? {} : { todo }),
    ...(due === undefined ? {} : { due }),
  });
}

/** A link's day begins when its letter leaves (G15): where that waits for its turn, the link lives so much longer. */
function livingOn(body: ProfileBody, { body: letter, todo }: LetterState): ProfileBody {
  const { confirm } = body;
  if (confirm === undefined || letter.status !== 'queued' || todo?.why !== 'send') return body;
  const until = new Date(Date.parse(todo.at) + HANDLE_MS).toISOString();
  return until > confirm.until ? { ...body, confirm: { ...confirm, until } } : body;
}

/** Its place in a list: what was held and no longer is leaves those that are held, for the print queue or for none. */
function dueAfter({ due }: Item, body: LetterBody, workBy: string): Item['due'] {
  if (due?.group !== HELD_LETTERS) return due;
  const waits = body.status === 'held' || body.status === 'queued';
  return waits ? letterStanding(body, workBy, body.at).due : undefined;
}

/** The letter as it stands after {@link letterWrite} was committed. */
export function afterWrite(file: LetterFile, write: Write): LetterFile {
  return (write.op === 'put-version' ? fileOf(write.item) : undefined) ?? file;
}
