import { computeDeadline } from '../../law/deadline.ts';
import { withAnswer } from '../cases/answers.ts';
import { type Change, change } from '../cases/change.ts';
import { eventOf, letterTo } from '../cases/doing.ts';
import { accept, type Result, refuse } from '../result.ts';
import { hasVisible } from '../text.ts';
import {
  type Asked,
  about,
  type Chosen,
  chosen,
  dayOf,
  partOf,
  partsFault,
  standingFault,
  withParts,
} from './changing.ts';
import type { Part, RefusalGround } from './own.ts';
import { type PartKind, partFacts } from './parts.ts';

/** An answer that grants what was asked, in whole or in part. */
export interface AnswerCommand {
  readonly act: 'answer';
  readonly part: Chosen;
  readonly text: string;
  /** Reasons for what is not granted: with them it is granted in part. */
  readonly reasons?: string | undefined;
}

/** An answer that refuses it, on a ground of the closed list (S5). */
export interface RefuseCommand {
  readonly act: 'refuse';
  readonly part: Chosen;
  readonly ground: RefusalGround;
  readonly text: string;
  /** For an early repeat: local date of the request before, which the law engine counts from. */
  readonly before?: string | undefined;
}

/** Grounds that say nothing about anybody: they can be given before it is known who asks. */
const BEFORE_PROOF: readonly RefusalGround[] = ['form', 'not-proven', 'nothing-held'];

/** What was asked is granted; what had to be carried out for that has been. */
export function answer(doing: Asked, { part: asked, text, reasons }: AnswerCommand): Result<Change> {
  const { moved: body, asking } = doing;
  const parts = chosen(body, asked);
  const examined = parts.every((part) => partFacts(part).examinedUnproven);
  const fault =
    partsFault(body, parts, ['asked', 'done']) ?? (examined ? undefined : standingFault(body, asking.at));
  if (fault !== undefined) return fault;
  const undone = parts.find(
    (part) => partFacts(part).carriedOutBy.length > 0 && partOf(body, part)?.state !== 'done',
  );
  if (undone !== undefined) return refuse('not-carried-out', { field: 'part', data: { part: undone } });
  const partly = reasons !== undefined && hasVisible(reasons);
  return accept(
    written(doing, parts, { text, ...(partly ? { reasons } : {}) }, partly ? 'partly' : 'fulfilled', {
      state: 'answered',
      ...(partly ? { partly } : {}),
    }),
  );
}

/** What was asked is refused, with the article and how to complain. An early repeat is one by the count of days only. */
export function refuseParts(
  doing: Asked,
  { part: asked, ground, text, before }: RefuseCommand,
): Result<Change> {
  const { moved: body, asking } = doing;
  const parts = chosen(body, asked);
  const fault =
    partsFault(body, parts, ['asked', 'done']) ??
    (BEFORE_PROOF.includes(ground) ? undefined : standingFault(body, asking.at));
  if (fault !== undefined) return fault;
  if (ground === 'early-repeat') {
    if (before === undefined) return refuse('day-needed', { field: 'before' });
    const { due } = computeDeadline('ru-access-repeat-earliest', before);
    if (due === null || dayOf(body.receivedAt) > due)
      return refuse('not-early', { field: 'ground', data: { last: due ?? '' } });
  }
  return accept(written(doing, parts, { text }, ground, { state: 'refused', ground }));
}

/** The decision's text is frozen and sealed with it; its letter is an intent of the same write (K4). */
function written(
  doing: Asked,
  parts: readonly PartKind[],
  decision: { readonly text: string; readonly reasons?: string },
  reason: string,
  become: Partial<Part>,
): Change {
  const { moved: body, asking } = doing;
  const text = asking.newId();
  const frozen = JSON.stringify(decision);
  const letter = letterTo(doing, 'request-answer', body, { text });
  const { heldFor: _, ...rest } = withParts(body, parts, { ...become, letter: letter.id });
  const answered = withAnswer(rest, {
    ...{ letter: letter.id, by: doing.event, parts: [...parts] },
    at: new Date(asking.at).toISOString(),
  });
  return about(
    change(answered, {
      events: [
        eventOf(doing, { reason, text: frozen, data: { text, letter: letter.id, parts: parts.join() } }),
      ],
      letters: [letter],
      texts: [{ id: text, role: 'answer', text: frozen }],
    }),
    parts,
  );
}
