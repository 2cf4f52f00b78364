import { queuedLetter } from '../../shared/domain/letters/new-letter.ts';
import { hasAccount, type ProfileBody } from '../../shared/domain/registration/person.ts';
import type { LedgerDeps } from '../../shared/records/deps.ts';
import { NOTICES_TODO } from '../../shared/records/documents.ts';
import {
  NOTICES_CHAIN,
  type NoticeBody,
  noticeKind,
  PEOPLE_TOLD,
} from '../../shared/records/kinds/documents.ts';
import { putNext, read, type Stored, storedOf } from '../../shared/records/kinds/kind.ts';
import { profileKind } from '../../shared/records/kinds/people.ts';
import { commitWithEvents } from '../../shared/records/ledger.ts';
import { letterWriteOf } from '../../shared/records/person-file.ts';
import type { Entry } from '../../shared/records/port.ts';
import type { Remaining } from '../../shared/records/work-due.ts';

/** A page of the table and its letters must have this long. */
const RESERVE_MS = 15_000;
/** Letters written side by side. */
const AT_ONCE = 16;
/** Versions whose telling is looked at in one run. */
const MOST = 10;

/**
 * Tells everybody of new versions of the policy (P3), page by page of the table, with a place kept after each: a run that
 * dies, or whose time is over, is followed by the next. A letter's id is made of the version, so that nobody gets two.
 * Who acknowledged the version itself when registering is not told of it.
 * @param at epoch ms
 * @returns people told in this run
 */
export async function tellPeople(at: number, deps: LedgerDeps, remaining: Remaining): Promise<number> {
  const upTo = new Date(at).toISOString();
  const due = await deps.records.listTodo(NOTICES_TODO, { upTo, limit: MOST, table: 'people' });
  let told = 0;
  for (const entry of due) told += await tellOf(entry, at, deps, remaining);
  return told;
}

async function tellOf({ pk }: Entry, at: number, deps: LedgerDeps, remaining: Remaining): Promise<number> {
  const before = await read(deps.records, noticeKind, pk.slice('NOTICE#'.length), at);
  let notice = before;
  while (notice !== undefined && notice.body.doneAt === undefined && remaining() > RESERVE_MS)
    notice = await tellPage(notice, at, deps);
  return (notice?.body.told ?? 0) - (before?.body.told ?? 0);
}

/** One page of people. Undefined when another run goes on with the same notice. */
async function tellPage(
  notice: Stored<NoticeBody>,
  at: number,
  { records, secrets }: LedgerDeps,
): Promise<Stored<NoticeBody> | undefined> {
  const { body } = notice;
  const page = await records.scan('people', body.cursor);
  const readers = page.items
    .filter(({ kind }) => kind === profileKind.name)
    .map((item) => storedOf(profileKind, item).body)
    .filter((profile) => isTold(profile, body));
  const waiting = readers[Symbol.iterator]();
  const worker = async () => {
    // Refused where the letter stands already: a run before this one died before it kept its place.
    for (const reader of waiting) await records.commit([letterWriteOf(letterOf(reader, body, at))]);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const { cursor: _, ...rest } = body;
  const done = page.cursor === undefined;
  const next: NoticeBody = {
    ...rest,
    told: body.told + readers.length,
    ...(done ? { doneAt: new Date(at).toISOString() } : { cursor: page.cursor }),
  };
  const { todo } = notice.item;
  const write = putNext(noticeKind, notice, next, done || todo === undefined ? {} : { todo });
  const event = {
    at: new Date(at).toISOString(),
    type: PEOPLE_TOLD,
    by: 'system',
    data: { version: body.version, letters: next.told },
  };
  const chapters = done ? [{ subject: NOTICES_CHAIN, events: [event] }] : [];
  const written = await commitWithEvents(records, secrets, [write], chapters);
  return written.ok && write.op === 'put-version' ? { body: next, item: write.item } : undefined;
}

const isTold = (profile: ProfileBody, { version }: NoticeBody): boolean =>
  hasAccount(profile) && profile.policy.version !== version;

const letterOf = ({ person, language }: ProfileBody, { version, change, startsAt }: NoticeBody, at: number) =>
  queuedLetter(
    { id: version, kind: 'policy-changed', to: 'owner', data: { version, change, starts: startsAt } },
    { person, language, at: new Date(at).toISOString() },
  );
