import type { CaseBody, PersonalBody, PersonalPart } from '../domain/cases/case.ts';
import type { Change, NewText, Todo } from '../domain/cases/change.ts';
import { type CaseTypes, caseOf, type KnownCase, statusFacts, typeOf } from '../domain/cases/kinds.ts';
import type { CaseState } from '../domain/cases/type.ts';
import type { LetterBody } from '../domain/letters/letter.ts';
import { queuedLetter } from '../domain/letters/new-letter.ts';
import type { PurposeFor } from '../domain/opening-purposes.ts';
import { blockingOf } from './case-blocks.ts';
import { type LastAct, lastActIn, lastActOf, rowText } from './case-row.ts';
import { type Committed, OVERTAKEN } from './decide-again.ts';
import type { RecordDeps } from './deps.ts';
import { caseContext, caseKind, caseKindOf, personalKind, textKind } from './kinds/cases.ts';
import {
  keyFor,
  putNew,
  putNext,
  read,
  type Standing,
  type Stored,
  storedOf,
  toSeal,
  unsealed,
} from './kinds/kind.ts';
import { letterKind } from './kinds/letters.ts';
import { casePartition } from './kinds/partitions.ts';
import { type Chapter, commitWithEvents, type NewEvent, textHash } from './ledger.ts';
import { letterStanding } from './letter-standing.ts';
import { keyToOpen, keyToSeal } from './opening.ts';
import { ownCaseWrites } from './own-cases.ts';
import type { Item, Records, Write } from './port.ts';
import { type DataKey, openJson, sealJson } from './sealing.ts';
import type { Secrets } from './secrets.ts';
import { allOf } from './walk.ts';

/** A case as read: its state, and the item whose version the next commit demands. */
export interface CaseFile {
  readonly stored: Stored<KnownCase>;
  readonly state: CaseState<KnownCase>;
}

/** Group of the due index in which open cases stand, ordered by the day to finish by. */
export const CASES_DUE = 'case';
/** Group of closed cases in the same order: what a list filtered by a closed state reads. */
export const CASES_CLOSED = 'closed';

/** How cases are stored, of the kinds that there are. */
const kindOfCases = ({ types }: Pick<RecordDeps, 'types'>): typeof caseKind =>
  types === undefined ? caseKind : caseKindOf(types);

const fileOf = (stored: Stored<KnownCase>, types: CaseTypes | undefined): CaseFile => {
  const { todo } = stored.item;
  return {
    stored,
    state: caseOf(stored.body, todo && { why: todo.why as Todo['why'], at: todo.at }, types),
  };
};

/** A case as an item of its table, of the kinds that there are. Throws CorruptRecord. */
export const caseFile = (item: Item, deps: Pick<RecordDeps, 'types'>): CaseFile =>
  fileOf(storedOf(kindOfCases(deps), item), deps.types);

/** Reads a case, strongly consistent. */
export async function readCase(
  deps: RecordDeps,
  reference: string,
  at: number,
): Promise<CaseFile | undefined> {
  const stored = await read(deps.records, kindOfCases(deps), reference, at);
  return stored && fileOf(stored, deps.types);
}

/** What is wanted next of a case: what its waiting wants, or – where that is earlier – what becomes of it by itself. */
function wantedNext(body: CaseBody, todo: Todo | undefined, types: CaseTypes | undefined): Todo | undefined {
  const later = typeOf(body.kind, types).later?.(body);
  if (later === undefined || (todo !== undefined && (todo.why !== 'watch' || todo.at <= later.at)))
    return todo;
  return { why: 'watch', at: later.at };
}

function standingOf(
  body: CaseBody,
  wanted: Todo | undefined,
  last: LastAct | undefined,
  { types }: Pick<RecordDeps, 'types'>,
): Standing {
  const todo = wantedNext(body, wanted, types);
  return {
    due: {
      group: statusFacts(body, types).listed ? CASES_DUE : CASES_CLOSED,
      sort: `${body.workBy}#${body.reference}`,
      row: rowText(body, last),
    },
    ...(todo === undefined ? {} : { todo: { group: 'case', at: todo.at, why: todo.why } }),
  };
}

/** What was last done with a case, as its list tells. */
const lastOf = ({ stored: { item } }: CaseFile): LastAct | undefined =>
  item.due?.row === undefined ? undefined : lastActIn(item.due.row);

/** A case is found by the address of its contact. */
export const personalStanding = ({ lookup }: { readonly lookup?: string | undefined }): Standing =>
  lookup === undefined ? {} : { find: lookup };

/** The intent after a change: kept, replaced or cleared. */
const standingTodo = (file: CaseFile, made: Change): Todo | undefined =>
  made.todo === undefined ? file.state.todo : (made.todo ?? undefined);

function letterWrites(made: Change, at: string): readonly Write[] {
  const { reference, language } = made.body;
  return made.letters.map((letter) => {
    const body = queuedLetter(letter, { reference, language, at });
    const standing = letterStanding(body, made.body.workBy, letter.notBefore ?? at);
    return putNew(letterKind, { reference, id: letter.id }, body, standing);
  });
}

function textWrites(made: Change, dataKey: DataKey | undefined): readonly Write[] {
  return made.texts.map((text) => {
    if (dataKey === undefined) throw new Error('a text is sealed with the key of its case');
    return textWrite(dataKey, made.body.reference, text);
  });
}

function textWrite(dataKey: DataKey, reference: string, { id, role, text }: NewText): Write {
  const key = { reference, id };
  const place = { key: keyFor(textKind, key), field: 'sealed' };
  return putNew(textKind, key, { role, sealed: sealJson(dataKey, place, text) });
}

/** Events as the ledger takes them: free text only as its keyed hash (G17). */
function eventsOf(made: Change, secrets: Secrets, at: string): readonly NewEvent[] {
  const { reference } = made.body;
  return made.events.map((event) => ({
    ...event,
    at,
    text: event.text === undefined ? undefined : textHash(secrets, reference, event.text),
  }));
}

/** The body to be stored; that it is one of a known kind, its schema checks as it is written. */
const counted = (made: Change, before: number): KnownCase =>
  ({ ...made.body, events: before + made.events.length }) as KnownCase;

/**
 * Writes a change of a case in one transaction with its events, letters and texts (G1), under the version that was read.
 * @param more further writes of the same transaction (an idempotency key, a wait)
 * @param told what it tells on other chains: the person's, whose records it changes
 * @returns `overtaken` when somebody else changed the case, or one of `more` was refused
 */
export async function commitCase(
  deps: RecordDeps,
  file: CaseFile,
  made: Change,
  at: number,
  more: readonly Write[] = [],
  told: readonly Chapter[] = [],
): Promise<Committed> {
  const iso = new Date(at).toISOString();
  const body = counted(made, file.state.body.events);
  const todo = standingTodo(file, made);
  const dataKey = made.texts.length === 0 ? undefined : await caseKey(deps, body.reference, at);
  const lookups = async () => [await lookupOf(deps, body.reference, at)].filter((hash) => hash !== undefined);
  const blocks = await blockingOf(deps, { before: file.state.body, made, lookups }, at);
  const writes = [
    putNext(
      kindOfCases(deps),
      file.stored,
      body,
      standingOf(body, todo, lastActOf(made.events, iso, lastOf(file)), deps),
    ),
    ...letterWrites(made, iso),
    ...textWrites(made, dataKey),
    ...ownCaseWrites(body, file.state.body.person, iso),
    ...blocks.writes,
    ...more,
  ];
  const chapter = { subject: body.reference, events: eventsOf(made, deps.secrets, iso) };
  const chapters = [chapter, ...told, ...blocks.chapters];
  const result = await commitWithEvents(deps.records, deps.secrets, writes, chapters);
  return result.ok ? 'ok' : OVERTAKEN;
}

/** Changes the standing intent alone: nothing happened to the case. A race lost is no matter: the winner knows better. */
export async function clearTodo(deps: RecordDeps, file: CaseFile, todo: Todo | null): Promise<void> {
  const { body } = file.state;
  const standing = standingOf(body, todo ?? undefined, lastOf(file), deps);
  await deps.records.commit([putNext(kindOfCases(deps), file.stored, body, standing)]);
}

/** What a new case is opened with: the personal part is sealed under a data key of its own; a case without one has the key. */
export interface NewCase {
  readonly made: Change;
  readonly personal?: PersonalPart;
  /** Keyed look-up hash of the address, for limits and to find whose it is. */
  readonly lookup?: string;
  /** Its hashes under retired keys, where its owner may stand under one of them. */
  readonly lookups?: readonly string[];
}

/**
 * Records a new case: record, event, letter and the intent to start its workflow in one transaction (G1).
 * @param told what it tells on other chains
 * @returns `overtaken` when the reference is drawn already, or one of `more` was refused
 */
export async function openCase(
  deps: RecordDeps,
  { made, personal, lookup, lookups = [] }: NewCase,
  at: number,
  more: readonly Write[] = [],
  told: readonly Chapter[] = [],
): Promise<Committed> {
  const iso = new Date(at).toISOString();
  const body = counted(made, 0);
  const { reference } = body;
  const { key, wrapped } = await deps.wrapper.generate(caseContext(reference));
  const place = { key: keyFor(personalKind, reference), field: 'sealed' };
  const sealed =
    personal === undefined
      ? {}
      : { sealed: sealJson(key, place, toSeal(personalKind.sealed.sealed, personal)) };
  const found = lookup === undefined ? {} : { lookup };
  const hashes = lookup === undefined ? [] : [lookup, ...lookups];
  const blocks = await blockingOf(deps, { made, lookups: async () => hashes }, at);
  const writes = [
    putNew(
      kindOfCases(deps),
      reference,
      body,
      standingOf(body, made.todo ?? undefined, lastActOf(made.events, iso), deps),
    ),
    putNew(personalKind, reference, { key: wrapped, ...sealed, ...found }, personalStanding(found)),
    ...letterWrites(made, iso),
    ...textWrites(made, key),
    ...ownCaseWrites(body, undefined, iso),
    ...blocks.writes,
    ...more,
  ];
  const chapter = { subject: reference, isNew: true, events: eventsOf(made, deps.secrets, iso) };
  const chapters = [chapter, ...told, ...blocks.chapters];
  const result = await commitWithEvents(deps.records, deps.secrets, writes, chapters);
  return result.ok ? 'ok' : OVERTAKEN;
}

async function caseKey(deps: RecordDeps, reference: string, at: number): Promise<DataKey> {
  const personal = await read(deps.records, personalKind, reference, at);
  if (personal === undefined) throw new Error('a case without its key');
  return keyToSeal(deps, { key: personal.body.key, context: caseContext(reference) });
}

/** The write by which what was typed into a case is destroyed; its number, codes and hashes stay (S3). Nothing is opened for it. */
export async function forgetTyped(
  { records }: Pick<RecordDeps, 'records'>,
  reference: string,
  at: number,
): Promise<readonly Write[]> {
  const stored = await read(records, personalKind, reference, at);
  if (stored?.body.sealed === undefined) return [];
  const { key, lookup } = stored.body;
  const left: PersonalBody = { key, ...(lookup === undefined ? {} : { lookup }) };
  return [putNext(personalKind, stored, left, personalStanding(left))];
}

/** The personal part of a case, opened, and its sealed texts. */
export interface Opened extends PersonalPart {
  readonly lookup?: string;
  /** A sealed text by its id; undefined when there is none. */
  text(id: string): Promise<string | undefined>;
  /** All sealed texts by id. */
  texts(): Promise<ReadonlyMap<string, Omit<NewText, 'id'>>>;
  /** The write that seals one more text, e.g. the reason of a read, which changes nothing of the case itself (G17). */
  textWrite(text: NewText): Write;
}

/** Keyed look-up hash of the address of a case, for limits and searches: nothing is opened for it. */
export const lookupOf = async (
  { records }: Pick<RecordDeps, 'records'>,
  reference: string,
  at: number,
): Promise<string | undefined> => (await read(records, personalKind, reference, at))?.body.lookup;

/** Opens what the poster typed. Who looks for the company has given a reason, and writes the event of the read first (G10). */
export async function openContact(
  deps: RecordDeps,
  reference: string,
  purpose: PurposeFor<'case'>,
  at: number,
): Promise<Opened | undefined> {
  const stored = await read(deps.records, personalKind, reference, at);
  if (stored === undefined) return undefined;
  const wrapped = { key: stored.body.key, context: caseContext(reference) };
  const key = await keyToOpen(deps, wrapped, { of: 'case', id: reference, purpose, at });
  const place = { key: keyFor(personalKind, reference), field: 'sealed' };
  const { sealed, lookup } = stored.body;
  const personal =
    sealed === undefined
      ? { typed: {} }
      : openJson(key, place, sealed, (value) => unsealed(personalKind.sealed.sealed, value));
  return {
    ...personal,
    ...(lookup === undefined ? {} : { lookup }),
    async text(id) {
      const found = await read(deps.records, textKind, { reference, id }, at);
      if (found === undefined) return undefined;
      const where = { key: keyFor(textKind, { reference, id }), field: 'sealed' };
      return openJson(key, where, found.body.sealed, String);
    },
    async texts() {
      const items = await allOf(deps.records, 'cases', casePartition(reference), TEXTS);
      const opened = items.map((item) => {
        const { body } = storedOf(textKind, item);
        const text = openJson(key, { key: item, field: 'sealed' }, body.sealed, String);
        return [item.sk.slice(TEXTS.length), { role: body.role, text }] as const;
      });
      return new Map(opened);
    },
    textWrite: (text) => textWrite(key, reference, text),
  };
}

const LETTERS = 'LETTER#';
const TEXTS = 'TEXT#';

/** All letters of a case as stored, however many pages they fill: an act can change them in its own transaction. */
export async function storedLetters(
  { records }: { readonly records: Pick<Records, 'query'> },
  reference: string,
): Promise<readonly Stored<LetterBody>[]> {
  return (await allOf(records, 'cases', casePartition(reference), LETTERS)).map((item) =>
    storedOf(letterKind, item),
  );
}

/** All letters of a case, oldest first. */
export async function lettersOf(
  deps: { readonly records: Pick<Records, 'query'> },
  reference: string,
): Promise<readonly LetterBody[]> {
  return (await storedLetters(deps, reference))
    .map(({ body }) => body)
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
