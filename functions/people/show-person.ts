import type { PersonView } from '../../shared/api/people.ts';
import { presentLetter } from '../../shared/api/present-case.ts';
import { readReasonOf } from '../../shared/domain/cases/reasons.ts';
import { type BlockedEvent, blocksAt } from '../../shared/domain/consent/block.ts';
import { holdUntil } from '../../shared/domain/registration/address.ts';
import { hasAccount } from '../../shared/domain/registration/person.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import { liveSessions } from '../../shared/identity/person-sessions.ts';
import { REGIME_ZONE } from '../../shared/law/regimes.ts';
import { startOfDay } from '../../shared/law/zones.ts';
import { CONSENT_PURPOSES } from '../../shared/policy/purposes.ts';
import { readConsents } from '../../shared/records/consents.ts';
import { storedOf } from '../../shared/records/kinds/kind.ts';
import { chainPartition, type EventBody, eventKind } from '../../shared/records/kinds/ledger.ts';
import type { TransferWords } from '../../shared/records/kinds/transfers.ts';
import { type OpenedPerson, openPerson } from '../../shared/records/open-person.ts';
import { personLetters } from '../../shared/records/person-letters.ts';
import { recordRead } from '../../shared/records/record-read.ts';
import { readWholePerson, type WholePerson } from '../../shared/records/whole-person.ts';
import type { PeopleDeps } from './deps.ts';
import { consentEventView, standingOf, type VersionsOf } from './present-consents.ts';

/** A member of staff looks at a person. */
export interface PersonLook {
  readonly person: string;
  /** OIDC subject. */
  readonly sub: string;
  /** Why the personal part is to be shown; without it the rest is (G10). */
  readonly reason?: string | undefined;
}

/** Most acts that are shown: the newest. */
const MOST_ACTS = 200;

/**
 * A person for staff (D1). With a reason also the personal part: the read is in the ledger before anything is shown, and
 * changes nothing of the person's record (G2, G10). Refusal: `unknown-person`.
 * @param at epoch ms
 */
export async function showPerson(
  { person, sub, reason: given }: PersonLook,
  at: number,
  deps: PeopleDeps,
): Promise<Result<PersonView>> {
  const whole = await readWholePerson(deps.records, person);
  if (whole === undefined) return refuse('unknown-person');
  if (given === undefined) return accept(await viewOf(whole, undefined, at, deps));
  const opened = await openPerson(deps, whole.body, 'staff-view', at);
  const reason = readReasonOf(given);
  const read = { subject: person, type: 'read-personal', by: `staff:${sub}`, reason } as const;
  const id = await recordRead(deps, opened, read, at);
  const words = new Map(opened.textsIn(whole.texts));
  if (reason.text !== undefined) words.set(id, reason.text);
  // Its history is read after the event was written, so that the page shows it.
  return accept(
    await viewOf(whole, { details: opened.details, words, got: opened.wordsOf(whole.transfers) }, at, deps),
  );
}

/** What is opened of a person: the details, and words of staff by the id that their events name. */
interface Shown {
  readonly details: OpenedPerson['details'];
  readonly words: ReadonlyMap<string, string>;
  /** Who got the data, and what proves it. */
  readonly got: ReadonlyMap<string, TransferWords>;
}

async function viewOf(
  { body, published, transfers }: WholePerson,
  opened: Shown | undefined,
  at: number,
  deps: PeopleDeps,
): Promise<PersonView> {
  const { person, state, revision, language, registeredAt, confirmedAt, policy } = body;
  const { changedAt, releasedAt, closing } = body;
  const held = holdUntil(body, at);
  const { records, book } = deps;
  // What cannot have changed with this look may be a moment old, at half the price.
  const stale = { stale: true };
  const [{ events }, texts, letters, sessions, acts] = await Promise.all([
    readConsents(deps, person),
    Promise.all(CONSENT_PURPOSES.map(async (one) => [one, await book.versions(one, stale)] as const)),
    personLetters(records, body, stale),
    liveSessions(records, person, at),
    newestActs(person, deps),
  ]);
  const versions: VersionsOf = new Map(texts);
  const account = hasAccount(body) ? 'open' : 'none';
  return {
    ...{ person, state, revision, language, registeredAt },
    ...(confirmedAt === undefined ? {} : { confirmedAt }),
    policy: { version: policy.version, at: policy.at },
    ...(changedAt === undefined ? {} : { changedAt }),
    ...(held === undefined ? {} : { holdUntil: held }),
    ...(releasedAt === undefined ? {} : { releasedAt }),
    ...(closing === undefined ? {} : { closing: { at: closing.at, due: closing.due } }),
    consents: [...standingOf({ person, events, versions, book, account }, at)],
    history: events.map((event) => consentEventView(person, event)),
    blocks: blocksAt(events, at).map((event) => blockView(event, acts)),
    published: published.map(({ body: { field, since, conditions, page } }) => ({
      ...{ field, since, conditions, page },
    })),
    transfers: transfers.map(({ body: { id, recipient, fields, ground, on, at, by } }) => ({
      ...{ id, recipient, fields, ground, on, at, by },
      ...opened?.got.get(id),
    })),
    letters: letters.map(presentLetter),
    sessions,
    acts: acts.map((event) => actView(event, opened?.words)),
    actsInAll: acts.at(-1)?.n ?? 0,
    ...(opened === undefined ? {} : { personal: opened.details }),
  };
}

/** Acts by which data were read, sent or shown to others. */
const USES: ReadonlySet<string> = new Set(['read-personal', 'letter-sent', 'published', 'exported']);

/** A block that stands, and what was done with the data after they should not have been used and before they could not be (S4). */
function blockView(
  { at: from, data: { block, kind, scope, since = from, case: reference } }: BlockedEvent,
  acts: readonly EventBody[],
): PersonView['blocks'][number] {
  const start = since.length === 'YYYY-MM-DD'.length ? startOfDay(since, REGIME_ZONE) : Date.parse(since);
  const between = acts.filter(
    ({ at, type }) => USES.has(type) && Date.parse(at) >= start && Date.parse(at) < Date.parse(from),
  );
  return {
    ...{ block, kind, scope, since, from },
    ...(reference === undefined ? {} : { case: reference }),
    between: between.map(({ at, type }) => ({ at, type })),
  };
}

/** The newest acts on a person's record, oldest first. */
async function newestActs(person: string, { records }: PeopleDeps): Promise<readonly EventBody[]> {
  const { items } = await records.query('ledger', chainPartition(person), {
    newestFirst: true,
    limit: MOST_ACTS,
  });
  return items.map((item) => storedOf(eventKind, item).body).reverse();
}

/** An act as staff see it; words of a reason only for who may see the personal part (G17). */
function actView(
  { n, at, type, by, reason, data }: EventBody,
  words: ReadonlyMap<string, string> | undefined,
): PersonView['acts'][number] {
  const text = words?.get(String(data?.['text'] ?? ''));
  return {
    ...{ n, at, type, by },
    ...(reason === undefined ? {} : { reason: { code: reason, ...(text === undefined ? {} : { text }) } }),
    ...(data === undefined ? {} : { data }),
  };
}
