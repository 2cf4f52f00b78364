import { type ConsentCommand, type DecidedConsent, decideConsent } from '../domain/consent/decide.ts';
import type { ActEvent, NewActEvent } from '../domain/consent/events.ts';
import { factsOf } from '../domain/consent/facts.ts';
import { withdrawalClock } from '../domain/consent/withdrawal.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import { REGIME_ZONE } from '../law/regimes.ts';
import { atHour, isoInstant } from '../law/zones.ts';
import {
  type ConsentDeps,
  consentChapter,
  type PurposeBook,
  readConsents,
  recordConsents,
} from './consents.ts';
import { type DutyBody, dutyKind } from './kinds/consents.ts';
import { putNew, type Standing } from './kinds/kind.ts';
import type { Chapter } from './ledger.ts';
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
export interface ActDeps extends ConsentDeps {
  readonly book: PurposeBook;
}

/**
 * Decides on an act and records it, once: undefined when others have appended meanwhile or a condition of `writes`
 * failed – ask again. A withdrawal that starts a legal clock is stored together with its duty, for the day it must be
 * done by (C5); anything else is a single put when there are no `writes`,
 * which are told the number of the event.
 * @param at instant of recording, epoch ms
 */
export async function tryAct(
  deps: ActDeps,
  person: string,
  command: ConsentCommand,
  at: number,
  writes: (event: number) => readonly Write[] = () => [],
): Promise<Result<Acted> | undefined> {
  const { book } = deps;
  const facts = book.facts(command.purpose);
  const [{ head, events }, versions] = await Promise.all([
    readConsents(deps, person),
    command.act === 'withdraw' ? [] : book.versions(command.purpose),
  ]);
  const made = decideConsent(command, { facts, versions, events }, at);
  if (!made.ok) return made;
  if (made.value.kind === 'stands') return accept({ kind: 'stands', event: made.value.event.n });
  const { event } = made.value;
  const clock = withdrawalClock(event, events);
  const n = head.n + 1;
  const duty = clock === undefined ? [] : [dutyWrite(person, event, n, clock)];
  const result = await recordConsents(deps, person, [event], { head, writes: [...writes(n), ...duty] });
  return result.ok ? accept({ kind: 'record', event: n }) : undefined;
}

/** How often is read and decided anew when others append to the chain at the same instant. */
const TRIES = 5;

/** Decides on an act and records it (C2, C3, C5). Refusals: those of `decideConsent`, and `busy`. */
export async function actOnConsent(
  deps: ActDeps,
  person: string,
  command: ConsentCommand,
  at: number,
): Promise<Result<Acted>> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const acted = await tryAct(deps, person, command, at);
    if (acted !== undefined) return acted;
  }
  return refuse('busy');
}

/**
 * Withdrawals as part of a commit that is somebody else's: the chapter of the consent chain, and the duties that begin (C5).
 * What was withdrawn before is left out.
 * @param at instant of recording, epoch ms
 */
export async function withdrawing(
  deps: Pick<ConsentDeps, 'records'>,
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
