import { canonicalJson } from './canonical.ts';
import { decideSurely, OVERTAKEN, type Overtaken } from './decide-again.ts';
import { putNew, type Stored, storedOf } from './kinds/kind.ts';
import { chainPartition, type EventBody, eventKind } from './kinds/ledger.ts';
import type { CommitResult, Records, Write } from './port.ts';
import { keyedHash, macOf, type Secrets, sameText } from './secrets.ts';

/** An event as a change reports it; place, key and seal are added here. */
export interface NewEvent {
  /** ISO instant. */
  readonly at: string;
  readonly type: string;
  /** `requester`, `system`, `staff:<OIDC subject>`. */
  readonly by: string;
  readonly reason?: string | undefined;
  /** Keyed hash of free text, by {@link textHash}. */
  readonly text?: string | undefined;
  readonly revision?: number | undefined;
  /** Ids, codes and numbers; members that are null or undefined are left out. */
  readonly data?: { readonly [name: string]: string | number | boolean | null | undefined } | undefined;
}

/** The newest event of a chain: what the next one is sealed to. `n` is 0 before the first. */
export interface Head {
  readonly subject: string;
  readonly n: number;
  readonly mac: string;
  /** Day whose root covers it (UTC); the days of a chain never go back, whichever clock wrote. */
  readonly day?: string;
}

/** A chain that begins with the record it is about; that it was free is proven by the writing itself. */
export const newChain = (subject: string): Head => ({ subject, n: 0, mac: '' });

/** Keyed hash of a free text: proves later which text was meant without holding it (G17). */
export const textHash = (secrets: Secrets, subject: string, text: string): string =>
  keyedHash(secrets, 'ledger', 'text', subject, text);

/** Reads the newest event of a chain (strongly consistent, one read unit). */
export async function headOf(records: Records, subject: string): Promise<Head> {
  const { items } = await records.query('ledger', chainPartition(subject), { newestFirst: true, limit: 1 });
  const [newest] = items;
  return newest === undefined ? newChain(subject) : headAt(subject, storedOf(eventKind, newest));
}

/** The head that an event is, as it was read. */
export const headAt = (subject: string, { body: { n, mac }, item: { day } }: Stored<EventBody>): Head => ({
  ...{ subject, n, mac },
  ...(day === undefined ? {} : { day }),
});

/** All events of a chain, oldest first. */
export async function readChain(records: Records, subject: string): Promise<readonly Stored<EventBody>[]> {
  const events: Stored<EventBody>[] = [];
  let after: string | undefined;
  do {
    const page = await records.query('ledger', chainPartition(subject), after === undefined ? {} : { after });
    events.push(...page.items.map((item) => storedOf(eventKind, item)));
    after = page.cursor;
  } while (after !== undefined);
  return events;
}

function seal(key: Uint8Array, before: Head, event: Omit<EventBody, 'mac'>): string {
  return macOf(key, ['event', before.subject, before.mac, canonicalJson(event)]).toString('base64url');
}

/**
 * The writes that append events to a chain after `head`, and the head they leave. They demand that nothing stands there yet.
 * The last of them is the chain's head for its day: it alone stands in the index that the daily root is made from (A1).
 */
export function eventWrites(
  secrets: Secrets,
  head: Head,
  events: readonly NewEvent[],
): { readonly writes: readonly Write[]; readonly head: Head } {
  const { id, key } = secrets.current('ledger');
  const writes: Write[] = [];
  const day = laterOf(head.day, events.at(-1)?.at.slice(0, 10) ?? '');
  let last = head;
  for (const { data, ...event } of events) {
    const given = Object.entries(data ?? {}).filter(([, value]) => value !== null && value !== undefined);
    const bare = {
      ...event,
      n: last.n + 1,
      key: id,
      ...(given.length === 0 ? {} : { data: Object.fromEntries(given) as NonNullable<EventBody['data']> }),
    };
    const mac = seal(key, last, bare);
    const isHead = writes.length === events.length - 1;
    const standing = isHead ? { day } : {};
    writes.push(putNew(eventKind, { subject: head.subject, n: bare.n }, { ...bare, mac }, standing));
    last = { subject: head.subject, n: bare.n, mac, day };
  }
  return { writes, head: last };
}

const laterOf = (one: string | undefined, other: string): string =>
  one !== undefined && one > other ? one : other;

/** What is wrong with an event as the successor of `before`; undefined when its place and its seal are right. */
export function faultOf(secrets: Secrets, before: Head, body: EventBody): string | undefined {
  if (body.n !== before.n + 1) return `event ${before.n + 1} is missing`;
  const { mac, ...event } = body;
  const subkey = secrets.byId('ledger', event.key);
  if (subkey === undefined) return `event ${body.n} is sealed with an unknown key`;
  return sameText(mac, seal(subkey.key, before, event)) ? undefined : `event ${body.n} does not fit its seal`;
}

/**
 * Events for one chain. `isNew` saves the read of its head when the same commit begins it. `head` is the end on which the
 * caller decided: when others have appended since, the commit is refused, so that the decision is made anew.
 */
export interface Chapter {
  readonly subject: string;
  readonly isNew?: boolean;
  readonly head?: Head;
  readonly events: readonly NewEvent[];
}

/**
 * Chapters of one chain as one: what was named first is told first. Decided on different ends, the older one stands: the
 * commit is refused then, and all is decided anew.
 */
function joined(chapters: readonly Chapter[]): readonly Chapter[] {
  const bySubject = new Map<string, Chapter>();
  for (const chapter of chapters) {
    const before = bySubject.get(chapter.subject);
    if (before === undefined) bySubject.set(chapter.subject, chapter);
    else bySubject.set(chapter.subject, both(before, chapter));
  }
  return [...bySubject.values()];
}

function both(one: Chapter, other: Chapter): Chapter {
  const heads = [one.head, other.head].filter((head) => head !== undefined);
  const [head] = heads.toSorted((a, b) => a.n - b.n);
  return {
    subject: one.subject,
    isNew: one.isNew === true || other.isNew === true,
    events: [...one.events, ...other.events],
    ...(head === undefined ? {} : { head }),
  };
}

/**
 * Commits a change together with its events (G1) – the only way in which events are written. When only the end of a
 * chain had moved (a read by staff leaves an event too), it is read anew; when a condition of the change itself failed,
 * the caller gets the indexes of `writes` and decides on what it reads then.
 * Throws `RecordsUnavailable` when the chain is too busy.
 */
export async function commitWithEvents(
  records: Records,
  secrets: Secrets,
  writes: readonly Write[],
  chapters: readonly Chapter[],
): Promise<CommitResult> {
  const told = joined(chapters.filter((chapter) => chapter.events.length > 0));
  const headsNow = (wanted: (chapter: Chapter) => Head | undefined) =>
    Promise.all(told.map((chapter) => wanted(chapter) ?? headOf(records, chapter.subject)));
  const decidedOn = ({ head }: Chapter): Head | undefined => head;
  const begun = (chapter: Chapter): Head | undefined =>
    chapter.head ?? (chapter.isNew ? newChain(chapter.subject) : undefined);
  return decideSurely(
    { records },
    {
      known: await headsNow(begun),
      read: () => headsNow(decidedOn),
      async decide(heads): Promise<CommitResult | Overtaken> {
        const appended = told.flatMap(
          ({ events }, i) => eventWrites(secrets, heads[i] as Head, events).writes,
        );
        const result = await records.commit([...writes, ...appended]);
        if (result.ok) return result;
        const failed = result.failed.filter((index) => index < writes.length);
        return failed.length > 0 || told.some(({ head }) => head !== undefined)
          ? { ok: false, failed }
          : OVERTAKEN;
      },
    },
  );
}
