import type * as z from 'zod/mini';
import { answerBy, lastAnswer } from '../domain/cases/answers.ts';
import type { CaseBody, PersonalPart, StoredClock } from '../domain/cases/case.ts';
import { caseOf, type KnownCase, typeOf } from '../domain/cases/kinds.ts';
import { milestonesOf } from '../domain/cases/planned.ts';
import { type CaseState, isOverdue, isRunning, lawfulActs } from '../domain/cases/type.ts';
import { storedTyped } from '../domain/cases/typed.ts';
import type { LetterBody } from '../domain/letters/letter.ts';
import { recompute } from '../law/deadline.ts';
import { articleOf, ruleOf } from '../law/rules.ts';
import { explainDeadline } from '../law/words.ts';
import { actNamed } from './acts.ts';
import type { CaseView, ClockView, EventView, LetterView, TypedView } from './case-view.ts';
import { presentHeld } from './held.ts';
import type { claimFields } from './kinds/claim-fields.ts';
import { KINDS, type Kinds, viewOf } from './kinds/table.ts';
import { nextSentence } from './next-sentence.ts';
import type { Role } from './spec.ts';

type Language = 'ru' | 'en';

/** A stored clock with its explanation, counted again from its start (nothing but dates is stored). */
export function presentClock(clock: StoredClock, language: Language): ClockView {
  const { deadline } = recompute(clock);
  return {
    id: clock.id,
    rule: clock.rule,
    article: articleOf(ruleOf(clock.rule)),
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

/** Some date of it is the earliest possible one: the calendar of its year has not been loaded yet (G12). */
const isProvisional = (body: CaseBody): boolean => body.clocks.some((clock) => clock.provisional === true);

/** What was typed, and by whom, as views show it to whom it is opened for. */
export const presentPersonal = (
  { contact, about, typed }: PersonalPart,
  kind: string,
  { types }: Kinds = KINDS,
): TypedView => ({
  ...contact,
  ...(about === undefined ? {} : { about }),
  ...(storedTyped(typeOf(kind, types).typed).parse(typed) as object),
});

/** A letter as views list it: no address, no text. */
export function presentLetter(letter: LetterBody): LetterView {
  const { id, kind, at, to, channel, status } = letter;
  const held = presentHeld(letter);
  return { id, kind, at, to, channel, status, ...(held === undefined ? {} : { held }) };
}

/** Events of all cases that a requester may see: what happened to the case, not who of the staff looked or passed it on. */
const PUBLIC_EVENTS = ['opened', 'receipt-date-corrected', 'recalculated', 'posted', 'reopened', 'closed'];

/** What the case consists of beside its personal part. */
export interface CaseParts {
  readonly body: KnownCase;
  readonly events: readonly EventView[];
  readonly letters: readonly LetterBody[];
}

/** A postal letter in the print queue; the answer leaves it with its tracking number (K4). */
const waitsForPrinter = (body: CaseBody, { channel, status, id }: LetterBody): boolean =>
  channel === 'print' && status === 'queued' && answerBy(body, id) === undefined;

/** Acts that are lawful now and allowed to the role. */
export function actsFor(
  { type, body }: Pick<CaseState, 'type' | 'body'>,
  role: Role,
  letters: readonly LetterBody[],
  kinds: Kinds = KINDS,
): readonly string[] {
  const ofKind = viewOf(body.kind, kinds).needless?.(body as KnownCase) ?? [];
  const needless: { readonly [act: string]: boolean } = {
    hold: body.held === true,
    resume: body.held !== true,
    triage: body.heldFor === undefined,
    printed: !letters.some((letter) => waitsForPrinter(body, letter)),
  };
  return lawfulActs(type, body.status).filter(
    (act) =>
      needless[act] !== true &&
      !ofKind.includes(act) &&
      actNamed(body.kind, act, kinds.acts)?.roles.includes(role) === true,
  );
}

/** A case as staff see it (api.md). */
export function presentCase(
  { body, events, letters }: CaseParts,
  at: number,
  language: Language,
  role: Role,
  kinds: Kinds = KINDS,
): CaseView {
  const state = caseOf(body, undefined, kinds.types);
  const next = milestonesOf(state).find((milestone) => milestone.at > at);
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
    overdue: isOverdue(state, at),
    provisional: isProvisional(body),
    clocks: body.clocks.map((clock) => presentClock(clock, language)),
    assignee: body.assignee ?? null,
    held: body.held ?? false,
    triage: body.heldFor !== undefined,
    answerTo: body.answerTo ?? 'post',
    sentAt: lastAnswer(body)?.sentAt ?? null,
    nextMilestone: isRunning(state) && next ? { name: next.name, at: new Date(next.at).toISOString() } : null,
    next: nextSentence(body, at, language, 'staff', kinds),
    ...(viewOf(body.kind, kinds).own(body) as z.infer<typeof claimFields>),
    events: [...events],
    letters: letters.map(presentLetter),
    acts: [...actsFor(state, role, letters, kinds)],
  };
}

/** A case as its requester sees it: without staff fields, without letters to staff (K1). */
export function presentPublicCase(
  parts: CaseParts,
  at: number,
  language: Language,
  kinds: Kinds = KINDS,
): CaseView {
  const view = viewOf(parts.body.kind, kinds);
  // A kind makes a case of its own kind of it.
  const body = (view.forRequester?.(parts.body) ?? parts.body) as KnownCase;
  const shown = presentCase({ ...parts, body }, at, language, 'auditor', kinds);
  // What is shown as open is not told to be closed.
  const isShown = new Set(
    [...PUBLIC_EVENTS, ...view.shown].filter((type) => type !== 'closed' || body.closedAt !== undefined),
  );
  return {
    ...shown,
    assignee: null,
    held: false,
    triage: false,
    nextMilestone: null,
    next: nextSentence(body, at, language, 'requester', kinds),
    events: parts.events
      .filter((event) => isShown.has(event.type))
      .map(({ at: when, type }) => ({
        at: when,
        type,
        by: type === 'opened' || view.byRequester.includes(type) ? 'requester' : 'staff',
      })),
    letters: parts.letters.filter((letter) => letter.to === 'requester').map(presentLetter),
    acts: lawfulActs(typeOf(body.kind, kinds.types), body.status).filter((act) =>
      view.withRequester.includes(act),
    ),
  };
}
