import { type ConsentCommand, type DecidedConsent, decideConsent } from '../domain/consent/decide.ts';
import type { ActEvent, NewActEvent } from '../domain/consent/events.ts';
import { factsOf } from '../domain/consent/facts.ts';
import { withdrawalClock } from '../domain/consent/withdrawal.ts';
import { accept, type Result } from '../domain/result.ts';
import { REGIME_ZONE } from '../law/regimes.ts';
import { atHour, isoInstant } from '../law/zones.ts';
import { consentChapter, type PurposeBook, readConsents, recordConsents } from './consents.ts';
import { decideAgain, type Outcome, written } from './decide-again.ts';
import type { LedgerDeps } from './deps.ts';
import { type DutyBody, dutyKind } from './kinds/consents.ts';
import { putNew, type Standing } from './kinds/kind.ts';
import type { Chapter, Head } from './ledger.ts';
import type { Write } from './port.ts';

/** Worker that settles duties when their day has come. */
export const DUTY_GROUP = 'duty';
/** Hour of the day to be done by at which a duty falls due in the zone of the regime. */
const DUE_HOUR = 9;

/** Where a duty stands in the outbox. */
export const dutyStanding = (body: DutyBody): Standing =>
  body.state === 'open'
    ? {
        todo: {
          group: DUTY_GROUP,
          at: isoInstant(atHour(body.workBy, DUE_HOUR, REGIME_ZONE)),
          why: 'destroy',
        },
      }
    : {};

/** What became of an act: the event that says so, and whether it was recorded now or stood already. */
export interface Acted {
  readonly kind: DecidedConsent['kind'];
  /** Number of the event in the person's consent chain. */
  readonly event: number;
}

/** What acting on consents needs. */
export interface ActDeps extends LedgerDeps {
  readonly book: PurposeBook;
}

/** An act that was decided on: what is to be recorded, or the event that says so already. */
export interface DecidedAct extends Acted {
  readonly person: string;
  /** What the chain is to tell: nothing where the event stands. */
  readonly told: readonly NewActEvent[];
  /** The end of the chain on which was decided. */
  readonly head: Head;
  /** The duty of a withdrawal that starts a legal clock. */
  readonly duty: readonly Write[];
}

/**
 * Reads a person's consents and decides on an act (C2, C3). A withdrawal that starts a legal clock comes with its duty, for
 * the day it must be done by (C5). Refusals: those of `decideConsent`.
 * @param at instant of recording, epoch ms
 */
export async function decideAct(
  deps: ActDeps,
  person: string,
  command: ConsentCommand,
  at: number,
): Promise<Result<DecidedAct>> {
  const { book } = deps;
  const facts = book.facts(command.purpose);
  const [{ head, events }, versions] = await Promise.all([
    readConsents(deps, person),
    command.act === 'withdraw' ? [] : book.versions(command.purpose),
  ]);
  const made = decideConsent(command, { facts, versions, events }, at);
  if (!made.ok) return made;
  const decided = { kind: made.value.kind, person, head };
  if (made.value.kind === 'stands')
    return accept({ ...decided, event: made.value.event.n, told: [], duty: [] });
  const { event } = made.value;
  const clock = withdrawalClock(event, events);
  const n = head.n + 1;
  const duty = clock === undefined ? [] : [dutyWrite(person, event, n, clock)];
  return accept({ ...decided, event: n, told: [event], duty });
}

/** What belongs into the same commit. */
interface More {
  readonly writes?: readonly Write[];
  readonly chapters?: readonly Chapter[];
}

/**
 * Records what was decided, once: overtaken when others have appended meanwhile or a condition of `more` failed. An act
 * without a duty and without `more` is a single put; where its event stands, only `more` is written.
 */
export async function recordAct(
  deps: LedgerDeps,
  { kind, person, event, told, head, duty }: DecidedAct,
  { writes = [], chapters = [] }: More = {},
): Promise<Outcome<Acted>> {
  const acted = { kind, event };
  const all = [...writes, ...duty];
  if (told.length === 0 && all.length === 0 && chapters.length === 0) return accept(acted);
  return written(await recordConsents(deps, person, told, { head, writes: all, chapters }), acted);
}

/** Decides on an act and records it (C2, C3, C5). Refusals: those of `decideConsent`, and `busy`. */
export const actOnConsent = (
  deps: ActDeps,
  person: string,
  command: ConsentCommand,
  at: number,
): Promise<Result<Acted>> =>
  decideAgain(deps, {
    read: () => decideAct(deps, person, command, at),
    decide: (act) => recordAct(deps, act),
  });

/**
 * Withdrawals as part of a commit that is somebody else's: the chapter of the consent chain, and the duties that begin (C5).
 * What was withdrawn before is left out.
 * @param at instant of recording, epoch ms
 */
export async function withdrawing(
  deps: Pick<LedgerDeps, 'records'>,
  person: string,
  commands: readonly ConsentCommand[],
  at: number,
): Promise<{ readonly writes: readonly Write[]; readonly chapters: readonly Chapter[] }> {
  const { head, events } = await readConsents(deps, person);
  const made: ActEvent[] = [];
  const writes: Write[] = [];
  for (const command of commands) {
    const before = [...events, ...made];
    const decided = decideConsent(
      command,
      { facts: factsOf(command.purpose), versions: [], events: before },
      at,
    );
    if (!decided.ok || decided.value.kind === 'stands') continue;
    const { event } = decided.value;
    const n = head.n + made.length + 1;
    const clock = withdrawalClock(event, before);
    if (clock !== undefined) writes.push(dutyWrite(person, event, n, clock));
    made.push({ ...event, n });
  }
  const chapters = made.length === 0 ? [] : [{ ...consentChapter(person, made), head }];
  return { writes, chapters };
}

function dutyWrite(
  person: string,
  { data }: NewActEvent,
  n: number,
  clock: NonNullable<ReturnType<typeof withdrawalClock>>,
): Write {
  const body: DutyBody = {
    person,
    purpose: data.purpose,
    ...(data.field === undefined ? {} : { field: data.field }),
    event: n,
    ...clock,
    state: 'open',
  };
  return putNew(dutyKind, body, body, dutyStanding(body));
}
