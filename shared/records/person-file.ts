import type { LetterBody } from '../domain/letters/letter.ts';
import { type PersonLetter, queuedLetter } from '../domain/letters/new-letter.ts';
import type { PurposeFor } from '../domain/opening-purposes.ts';
import type { NewPersonEvent } from '../domain/registration/events.ts';
import { firstLetterId } from '../domain/registration/first-letter.ts';
import {
  hasAccount,
  type PersonDetails,
  type PersonTodo,
  type ProfileBody,
  personDetails,
  personTodo,
  unconfirmedUntil,
} from '../domain/registration/person.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import { entriesOf, isHashOf } from './addresses.ts';
import { type Committed, OVERTAKEN } from './decide-again.ts';
import type { OpenDeps, RecordDeps } from './deps.ts';
import { heldStanding } from './held-letters.ts';
import { keyFor, putNew, putNext, read, type Standing, type Stored } from './kinds/kind.ts';
import { letterKind } from './kinds/letters.ts';
import { profileContext, profileKind } from './kinds/people.ts';
import { type Chapter, commitWithEvents, type Head, type NewEvent } from './ledger.ts';
import { letterStanding } from './letter-standing.ts';
import { keyToOpen, keyToSeal, type WrappedKey } from './opening.ts';
import type { Records, Write } from './port.ts';
import { type DataKey, openJson, sealJson } from './sealing.ts';
import type { Secrets } from './secrets.ts';

/** A person as read: the item whose version the next commit demands. */
export interface PersonFile {
  readonly stored: Stored<ProfileBody>;
  readonly body: ProfileBody;
}

const place = (person: string) => ({ key: keyFor(profileKind, person), field: 'sealed' });

/**
 * Where a profile stands once its first letter is not to be sent now: what the record itself wants. While the letter is
 * held, the end of its hour goes before that.
 */
export function personStanding(body: ProfileBody): Standing {
  const todo = personTodo(body);
  const { person, letter } = body;
  return {
    ...(todo === undefined ? {} : { todo }),
    ...(letter?.status === 'held' ? heldStanding({ ...letter, person, id: firstLetterId(letter) }) : {}),
  };
}

/** What the first letter wants goes before everything else, until it is sent, refused or given up. */
function standingAfter({ item }: Stored<ProfileBody>, body: ProfileBody, todo?: PersonTodo): Standing {
  if (todo !== undefined) return { todo };
  const waits = body.letter?.status === 'queued' || body.letter?.status === 'sending';
  return waits && item.todo?.why === 'send' ? { todo: item.todo } : personStanding(body);
}

/** Reads a person, strongly consistent; undefined when there is none (any more). */
export async function readPerson(
  { records }: Pick<RecordDeps, 'records'>,
  person: string,
  at: number,
): Promise<PersonFile | undefined> {
  const stored = await read(records, profileKind, person, at);
  return stored && { stored, body: stored.body };
}

/**
 * The record of who is signed in. Refusals: `no-account` – a session can outlive its account by an instant –, and
 * `registration-unfinished` while only the address is proven: nothing that a stranger typed may pass for the owner's (R1).
 */
export async function ownFile(
  person: string,
  at: number,
  deps: Pick<RecordDeps, 'records'>,
): Promise<Result<PersonFile>> {
  const file = await readPerson(deps, person, at);
  if (file === undefined || file.body.state === 'unconfirmed') return refuse('no-account');
  if (hasAccount(file.body)) return accept(file);
  return refuse('registration-unfinished', {
    data: { finish: '/me/registration', until: unconfirmedUntil(file.body) },
  });
}

/** Whose an address is, and the look-up hash under which it stands. */
export interface Holder {
  readonly person: string;
  readonly lookup: string;
}

/** Who has this address, by whatever key of the program it was hashed; undefined for nobody. One read a key. */
export async function holderOf(
  deps: { readonly records: Records; readonly secrets: Secrets },
  email: string,
  at: number,
): Promise<Holder | undefined> {
  const entries = await entriesOf(deps, email, at);
  const found = entries.find(({ body }) => body.until === undefined);
  return found && { person: found.body.person, lookup: found.lookup };
}

/** The person of {@link holderOf}. */
export const personOf = async (
  deps: { readonly records: Records; readonly secrets: Secrets },
  email: string,
  at: number,
): Promise<string | undefined> => (await holderOf(deps, email, at))?.person;

/** The wrapped data key of a person's profile. */
export const profileKey = ({ person, key }: ProfileBody): WrappedKey => ({
  key,
  context: profileContext(person),
});

/** What a person typed, under the key of their profile. Reads by staff leave their event first (G10). */
export const detailsUnder = (key: DataKey, { person, sealed }: ProfileBody): PersonDetails =>
  openJson(key, place(person), sealed, (value) => personDetails.parse(value));

/** Opens what a person typed. Reads by staff leave their event first (G10). */
export async function openDetails(
  deps: OpenDeps,
  body: ProfileBody,
  purpose: PurposeFor<'person'>,
  at: number,
): Promise<PersonDetails> {
  const opening = { of: 'person', id: body.person, purpose, at } as const;
  return detailsUnder(await keyToOpen(deps, profileKey(body), opening), body);
}

/**
 * Whether a look-up hash is that of a person's address, or of the one before (`oldEmail`), whichever key made it: the rekey
 * job changes the hash in the record, not the address.
 */
export async function isAddressOf(
  deps: RecordDeps,
  body: ProfileBody,
  hash: string,
  at: number,
  which: 'email' | 'oldEmail' = 'email',
): Promise<boolean> {
  if (hash === (which === 'email' ? body.lookup : body.undo?.lookup)) return true;
  if (deps.secrets.ids.length === 1) return false;
  const address = (await openDetails(deps, body, 'proof', at))[which];
  return address !== undefined && isHashOf(deps.secrets, hash, address);
}

const seal = (key: DataKey, person: string, details: PersonDetails): Uint8Array =>
  new Uint8Array(sealJson(key, place(person), details));

/** The write that queues a letter to a person. */
export const letterWriteOf = (body: LetterBody): Write =>
  putNew(letterKind, body, body, letterStanding(body, '', body.at));

const ledgerEvents = (events: readonly NewPersonEvent[], at: number): readonly NewEvent[] =>
  events.map((event) => ({ ...event, at: new Date(at).toISOString() }));

/** Events of a person's own chain as a chapter of a commit. */
export const personChapter = (
  person: string,
  events: readonly NewPersonEvent[],
  at: number,
  isNew = false,
): Chapter => ({ subject: person, isNew, events: ledgerEvents(events, at) });

/** What a new person is recorded with. */
export interface NewPerson {
  /** The body without its sealed part, which is made here. */
  readonly body: Omit<ProfileBody, 'key' | 'sealed'>;
  readonly details: PersonDetails;
  readonly events: readonly NewPersonEvent[];
}

/**
 * Records a new person with a data key of their own, the event and the intent of the first letter in one transaction (G1).
 * @returns `overtaken` when one of `more` was refused
 */
export async function createPerson(
  deps: RecordDeps,
  { body: open, details, events }: NewPerson,
  at: number,
  more: readonly Write[] = [],
): Promise<Committed> {
  const { person } = open;
  const { key, wrapped } = await deps.wrapper.generate(profileContext(person));
  const body: ProfileBody = { ...open, key: new Uint8Array(wrapped), sealed: seal(key, person, details) };
  const todo: PersonTodo | undefined =
    body.letter?.status === 'queued' ? { group: 'letter', why: 'send', at: body.letter.at } : undefined;
  const standing = todo === undefined ? personStanding(body) : { todo };
  const writes = [putNew(profileKind, person, body, standing), ...more];
  const chapter = personChapter(person, events, at, true);
  const result = await commitWithEvents(deps.records, deps.secrets, writes, [chapter]);
  return result.ok ? 'ok' : OVERTAKEN;
}

/** A change of a person: what differs, and what follows from it. */
export interface PersonChange {
  readonly body: ProfileBody;
  /** New personal fields, sealed anew under the same key. */
  readonly details?: PersonDetails;
  readonly events: readonly NewPersonEvent[];
  readonly letters?: readonly PersonLetter[];
  /** Intent of a first letter that is queued anew; absent: the one that waits keeps its own, else what {@link personTodo} says. */
  readonly todo?: PersonTodo;
}

/** What belongs into the commit of a change: addresses, codes used up, consents. */
interface MoreOfPerson {
  readonly writes?: readonly Write[];
  readonly chapters?: readonly Chapter[];
  /** The end of the person's chain before what was decided on was read (who ends sessions: a sign-in since then is a refusal). */
  readonly head?: Head;
}

/**
 * The writes and chapters of a change of a person with its events and letters, under the version that was read: for the commit
 * of a change of more than that.
 */
export async function personWrites(
  deps: Pick<RecordDeps, 'wrapper'>,
  file: PersonFile,
  made: PersonChange,
  at: number,
  more: MoreOfPerson = {},
): Promise<{ readonly writes: readonly Write[]; readonly chapters: readonly Chapter[] }> {
  const { person } = file.body;
  const iso = new Date(at).toISOString();
  let { body } = made;
  if (made.details !== undefined) {
    const key = await keyToSeal(deps, profileKey(body));
    body = { ...body, sealed: seal(key, person, made.details) };
  }
  const whose = { person, language: body.language };
  return {
    writes: [
      putNext(profileKind, file.stored, body, standingAfter(file.stored, body, made.todo)),
      ...(made.letters ?? []).map((letter) => letterWriteOf(queuedLetter(letter, { ...whose, at: iso }))),
      ...(more.writes ?? []),
    ],
    chapters: [
      { ...personChapter(person, made.events, at), ...(more.head && { head: more.head }) },
      ...(more.chapters ?? []),
    ],
  };
}

/**
 * Writes a change of a person in one transaction with its events and letters (G1), under the version that was read.
 * @param more further writes and chapters of the same transaction
 * @returns `overtaken` when somebody else was quicker, or one of `more` was refused
 */
export async function commitPerson(
  deps: RecordDeps,
  file: PersonFile,
  made: PersonChange,
  at: number,
  more: MoreOfPerson = {},
): Promise<Committed> {
  const { writes, chapters } = await personWrites(deps, file, made, at, more);
  const result = await commitWithEvents(deps.records, deps.secrets, writes, chapters);
  return result.ok ? 'ok' : OVERTAKEN;
}
