import { lastAnswer } from '../domain/cases/answers.ts';
import type { CaseBody, PersonalPart, StoredClock } from '../domain/cases/case.ts';
import { caseOf, type KnownCase } from '../domain/cases/kinds.ts';
import type { LetterBody } from '../domain/cases/letter.ts';
import { milestonesOf } from '../domain/cases/plan.ts';
import { type CaseState, isOverdue, isRunning, lawfulActs } from '../domain/cases/type.ts';
import { claimTyped } from '../domain/claims/own.ts';
import { recompute } from '../law/deadline.ts';
import { explainDeadline } from '../law/words.ts';
import { ACTS, type ActTable, actNamed } from './acts.ts';
import type { CaseLine, CaseView, ClockView, EventView, LetterView, Typed } from './case-view.ts';
import { presentHeld } from './held.ts';
import { nextSentence } from './next-sentence.ts';
import type { Role } from './spec.ts';

type Language = 'ru' | 'en';

/** A stored clock with its explanation, counted again from its start (nothing but dates is stored). */
export function presentClock(clock: StoredClock, language: Language): ClockView {
  const { deadline } = recompute(clock);
  return {
    rule: clock.rule,
    article: clock.article,
    start: clock.start,
    nominal: clock.nominal,
    due: clock.due,
    workBy: clock.workBy,
    state: clock.state,
    explanation: {
      text: explainDeadline(deadline, language),
      days: deadline.days.map((day) => ({ ...day })),
    },
  };
}

/** One line of a staff list, without personal data (G10). */
export function presentLine(body: KnownCase, at: number): CaseLine {
  return {
    reference: body.reference,
    kind: body.kind,
    status: body.status,
    receivedAt: body.receivedAt,
    workBy: body.workBy,
    dueOn: body.dueOn,
    overdue: isOverdue(caseOf(body), at),
    assignee: body.assignee ?? null,
    held: body.held ?? false,
    triage: body.heldFor !== undefined,
    provisional: isProvisional(body),
  };
}

/** Some date of it is the earliest possible one: the calendar of its year has not been loaded yet (G12). */
const isProvisional = (body: CaseBody): boolean => body.clocks.some((clock) => clock.provisional === true);

/** What was typed, and by whom, as views show it to whom it is opened for. */
export const presentPersonal = ({ contact, typed }: PersonalPart): Typed => ({
  ...(contact ?? { name: '' }),
  ...claimTyped.parse(typed),
});

/** A letter as views list it: no address, no text. */
export function presentLetter(letter: LetterBody): LetterView {
  const { id, kind, at, to, channel, status } = letter;
  const held = presentHeld(letter);
  return { id, kind, at, to, channel, status, ...(held === undefined ? {} : { held }) };
}

/** Events that a requester may see: what happened to the case, not who of the staff looked or passed it on. */
const PUBLIC_EVENTS: ReadonlySet<EventView['type']> = new Set([
  'opened',
  'receipt-date-corrected',
  'recalculated',
  'consumer-flagged',
  'answered',
  'posted',
  'reopened',
  'closed',
  'withdrawn',
  'settled',
  'went-to-court',
]);

/** What the case consists of beside its personal part. */
export interface CaseParts {
  readonly body: KnownCase;
  readonly events: readonly EventView[];
  readonly letters: readonly LetterBody[];
}

/** A postal letter in the print queue; the answer leaves it with its tracking number (K4). */
const waitsForPrinter = ({ channel, status, kind }: LetterBody): boolean =>
  channel === 'print' && status === 'queued' && kind !== 'claim-answer';

/** Acts that are lawful now and allowed to the role. */
export function actsFor(
  { type, body }: Pick<CaseState, 'type' | 'body'>,
  role: Role,
  letters: readonly LetterBody[],
  acts: ActTable = ACTS,
): readonly string[] {
  const needless: { readonly [act: string]: boolean } = {
    hold: body.held === true,
    resume: body.held !== true,
    triage: body.heldFor === undefined,
    printed: !letters.some(waitsForPrinter),
  };
  return lawfulActs(type, body.status).filter(
    (act) => needless[act] !== true && actNamed(body.kind, act, acts)?.roles.includes(role) === true,
  );
}

/** A case as staff see it (api.md). */
export function presentCase(
  { body, events, letters }: CaseParts,
  at: number,
  language: Language,
  role: Role,
): CaseView {
  const next = milestonesOf(body).find((milestone) => milestone.at > at);
  return {
    reference: body.reference,
    kind: body.kind,
    kinds: [],
    status: body.status,
    revision: body.revision,
    language: body.language,
    channel: body.channel,
    receivedAt: body.receivedAt,
    dueOn: body.dueOn,
    workBy: body.workBy,
    overdue: isOverdue(caseOf(body), at),
    provisional: isProvisional(body),
    clocks: body.clocks.map((clock) => presentClock(clock, language)),
    assignee: body.assignee ?? null,
    held: body.held ?? false,
    consumer: body.own.consumer ?? false,
    triage: body.heldFor !== undefined,
    answerTo: body.answerTo ?? 'post',
    outcome: body.own.outcome ?? null,
    sentAt: lastAnswer(body)?.sentAt ?? null,
    nextMilestone:
      isRunning(caseOf(body)) && next ? { name: next.name, at: new Date(next.at).toISOString() } : null,
    next: nextSentence(body, at, language, 'staff'),
    events: [...events],
    letters: letters.map(presentLetter),
    acts: [...actsFor(caseOf(body), role, letters)],
  };
}

/** A case as its requester sees it: without staff fields, without letters to staff (K1). */
export function presentPublicCase(parts: CaseParts, at: number, language: Language): CaseView {
  const { body } = parts;
  const shown = presentCase(parts, at, language, 'auditor');
  return {
    ...shown,
    assignee: null,
    held: false,
    triage: false,
    nextMilestone: null,
    next: nextSentence(body, at, language, 'requester'),
    events: parts.events
      .filter((event) => PUBLIC_EVENTS.has(event.type))
      .map(({ at: when, type }) => ({
        at: when,
        type,
        by: type === 'opened' || type === 'withdrawn' ? 'requester' : 'staff',
      })),
    letters: parts.letters.filter((letter) => letter.to === 'requester').map(presentLetter),
    acts: lawfulActs(caseOf(body).type, body.status).filter((act) => act === 'withdraw'),
  };
}
