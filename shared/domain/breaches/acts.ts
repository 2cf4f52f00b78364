import type { Change } from '../cases/change.ts';
import { settledBy, stoppedBy, withClocks } from '../cases/clocks.ts';
import { closed, reasoned } from '../cases/doing.ts';
import type { Acts } from '../cases/type.ts';
import { accept, type Result, refuse } from '../result.ts';
import { breachClocks } from './clocks.ts';
import { type Done, secondOf, withDuty } from './doing.ts';
import { type Duty, dutyFacts } from './duties.ts';
import { instantsFault } from './instants.ts';
import { type DraftCommand, draft, type FileCommand, file, supplement } from './notices.ts';
import type { CONCLUSIONS, GROUNDS } from './own.ts';
import { dutyOf, openDuties } from './standing.ts';

interface Decline {
  readonly act: 'decline';
  readonly duty: Duty;
  readonly ground: (typeof GROUNDS)[number];
  readonly reason: string;
  readonly second?: string | undefined;
}
interface Told {
  readonly act: 'told';
  readonly duty: Duty;
  /** When the last of them was told, ISO instant; how many were, and how many could not be reached. */
  readonly toldAt: string;
  readonly told: number;
  readonly notReached: number;
  readonly reason: string;
}
interface CorrectDetection {
  readonly act: 'detection';
  readonly detectedAt: string;
  readonly awareAt: string;
  readonly reason: string;
  readonly second?: string | undefined;
}
interface Conclude {
  readonly act: 'conclude';
  readonly conclusion: (typeof CONCLUSIONS)[number];
  readonly reason: string;
}

/** What is asked to be done with a breach alone. */
export type BreachCommand =
  | DraftCommand
  | (FileCommand & { readonly act: 'file' })
  | (FileCommand & { readonly act: 'supplement' })
  | Decline
  | Told
  | CorrectDetection
  | Conclude;

/** The acts that only a breach has (B1–B5). */
export const BREACH_ACTS: Acts<BreachCommand, Done['moved']['own']> = {
  draft: { event: 'notice-drafted', decide: draft },
  file: { event: 'notice-filed', decide: file },
  supplement: { event: 'notice-supplemented', decide: supplement },
  decline: { event: 'duty-declined', decide: decline },
  told: { event: 'people-told', decide: told },
  detection: { event: 'detection-corrected', decide: correctDetection },
  conclude: { event: 'concluded', decide: conclude },
};

/** A duty is not done, on a ground of the closed list and with a second officer; it is kept, and stands out on close (B2). */
function decline(doing: Done, { duty, ground, reason, second: named }: Decline): Result<Change> {
  const { moved: body, asking } = doing;
  const standing = dutyOf(body, duty);
  if (standing === undefined) return refuse('duty-not-owed', { field: 'duty', data: { duty } });
  if (standing.state !== 'open') return refuse('duty-over', { field: 'duty', data: { duty } });
  const officer = secondOf(asking, named);
  if (!officer.ok) return officer;
  const { value: second } = officer;
  const declined = withDuty(body, duty, { state: 'declined', ground, second });
  const made = reasoned(doing, declined, reason, { duty, ground, second });
  return accept({ ...made, about: [duty] });
}

/** Everybody affected was told, or is on the list of who was not reached (B4). */
function told(doing: Done, { duty, toldAt, told: count, notReached, reason }: Told): Result<Change> {
  const { moved: body, asking } = doing;
  if (dutyFacts(duty).notice) return refuse('duty-is-notice', { field: 'duty', data: { duty } });
  const standing = dutyOf(body, duty);
  if (standing === undefined) return refuse('duty-not-owed', { field: 'duty', data: { duty } });
  if (standing.state !== 'open') return refuse('duty-over', { field: 'duty', data: { duty } });
  if (Date.parse(toldAt) > asking.at) return refuse('told-in-future', { field: 'toldAt' });
  if (Date.parse(toldAt) < Date.parse(body.own.detectedAt))
    return refuse('told-before-detection', { field: 'toldAt', data: { detectedAt: body.own.detectedAt } });
  const done = withDuty(body, duty, { state: 'done', filedAt: toldAt, told: count, notReached });
  const made = reasoned(doing, done, reason, { duty, toldAt, told: count, notReached });
  return accept({ ...made, done: toldAt, about: [duty] });
}

/**
 * The instants of detection and knowing are corrected: reason, second officer, the old ones stay (S5). The clocks are counted
 * anew, and what was filed is in time or late by them.
 */
function correctDetection(
  doing: Done,
  { detectedAt, awareAt, reason, second: named }: CorrectDetection,
): Result<Change> {
  const { moved: body, asking, before } = doing;
  const { own } = body;
  if (own.detectedAt === detectedAt && own.awareAt === awareAt)
    return refuse('detection-unchanged', { field: 'detectedAt' });
  const early = own.duties.find(
    ({ filedAt }) => filedAt !== undefined && Date.parse(filedAt) < Date.parse(detectedAt),
  );
  if (early !== undefined)
    return refuse('filed-before-detection', { field: 'detectedAt', data: { detectedAt, duty: early.duty } });
  const fault = instantsFault({ detectedAt, awareAt }, asking.at);
  if (fault !== undefined) return fault;
  const officer = secondOf(asking, named);
  if (!officer.ok) return officer;
  const { value: second } = officer;
  const was = { detectedAt: own.detectedAt, awareAt: own.awareAt };
  const corrected = {
    ...body,
    receivedAt: detectedAt,
    own: { ...own, detectedAt, awareAt, corrected: [...(own.corrected ?? []), { ...was, second }] },
  };
  const clocks = breachClocks(own.regimes, { detectedAt, awareAt });
  const counted = own.duties.reduce<Done['moved']>(
    (one, { duty, state, filedAt }) => {
      const deed = (event: string) => ({ event, parts: [duty] });
      if (state === 'declined') return stoppedBy(before.type, one, deed('duty-declined')) as Done['moved'];
      if (filedAt === undefined) return one;
      return settledBy(
        before.type,
        one,
        deed(dutyFacts(duty).notice ? 'notice-filed' : 'people-told'),
        filedAt,
      );
    },
    withClocks(corrected, clocks),
  );
  return accept(
    reasoned(doing, counted, reason, {
      ...{ detectedAt, awareAt, second, dueOn: counted.dueOn },
      ...{ detectedBefore: was.detectedAt, awareBefore: was.awareAt },
    }),
  );
}

/** Closes the breach, with what it was: refused while a duty is neither done nor declined (B5). */
function conclude(doing: Done, { conclusion, reason }: Conclude): Result<Change> {
  const { moved: body, asking } = doing;
  const open = openDuties(body);
  if (open.length > 0) return refuse('duties-open', { data: { duties: open.join(', ') } });
  const done = closed({ ...body, own: { ...body.own, conclusion } }, asking.at);
  return accept(reasoned(doing, done, reason, { conclusion }));
}
