import { withAnswer } from '../cases/answers.ts';
import type { CaseAnswer, StoredClock } from '../cases/case.ts';
import { type Change, change, type NewEvent } from '../cases/change.ts';
import { startClock, withClocks } from '../cases/clocks.ts';
import { eventOf, letterTo } from '../cases/doing.ts';
import { dueOnOf, isLate } from '../clock-ends.ts';
import { accept, type Result, refuse } from '../result.ts';
import { type Asked, about, dayOf, type Moved, partsFault } from './changing.ts';
import { REQUEST_CLOCKS, type RequestClock } from './clocks.ts';
import type { RequestOwn } from './own.ts';
import type { PartKind } from './parts.ts';

/** A reasoned notice that a term is extended, once (S5). */
export interface ExtendCommand {
  readonly act: 'extend';
  readonly part: PartKind;
  readonly text: string;
}

const specOf = ({ id }: StoredClock): RequestClock | undefined =>
  (REQUEST_CLOCKS as { readonly [id: string]: RequestClock })[id];

/** Clocks of a part that run and may be extended at all (S1). */
const extendable = (body: Pick<Moved, 'clocks'>, part: PartKind): readonly StoredClock[] =>
  body.clocks.filter(
    (clock) =>
      clock.state === 'running' && specOf(clock)?.part === part && specOf(clock)?.extended !== undefined,
  );

/** Whether one of them is extended already, or its notice is written: a second is refused (S5). */
const isExtended = ({ extensions = [] }: RequestOwn, clocks: readonly StoredClock[]): boolean =>
  clocks.some(({ id }) => extensions.some(({ clock, state }) => clock === id && state !== 'returned'));

/** Whether the term of a part can still be extended, its day apart. */
export function mayExtend(body: Pick<Moved, 'clocks' | 'own'>, part: PartKind): boolean {
  const clocks = extendable(body, part);
  return clocks.length > 0 && !isExtended(body.own, clocks);
}

/**
 * The notice is written. The date moves when it is sent or posted before the first term ends; until then the old one
 * stands, with its reminders.
 */
export function extend(doing: Asked, { part, text: reasons }: ExtendCommand): Result<Change> {
  const { moved: body, asking } = doing;
  const fault = partsFault(body, [part], ['asked', 'done']);
  if (fault !== undefined) return fault;
  const all = extendable(body, part);
  if (all.length === 0) return refuse('not-extendable', { field: 'part', data: { part } });
  const { extensions = [] } = body.own;
  if (isExtended(body.own, all)) return refuse('extended-already', { field: 'part', data: { part } });
  // Under two regimes the longer term can be extended when the shorter one is over already.
  const clocks = all.filter((clock) => !isLate(clock, new Date(asking.at).toISOString()));
  const [late] = all;
  if (clocks.length === 0) return refuse('term-over', { field: 'part', data: { due: late?.due ?? '' } });

  const text = asking.newId();
  const frozen = JSON.stringify({ text: reasons });
  const letter = letterTo(doing, 'request-extension', body, { text });
  const noticed = withAnswer(
    {
      ...body,
      own: {
        ...body.own,
        extensions: [
          ...extensions,
          ...clocks.map(({ id }) => ({ clock: id, letter: letter.id, state: 'noticed' as const })),
        ],
      },
    },
    { letter: letter.id, by: doing.event, parts: [part], at: new Date(asking.at).toISOString() },
  );
  return accept(
    about(
      change(noticed, {
        events: [eventOf(doing, { text: frozen, data: { text, letter: letter.id, part } })],
        letters: [letter],
        texts: [{ id: text, role: 'answer', text: frozen }],
      }),
      [part],
    ),
  );
}

/** What becomes of a request when a letter of its own has left, or has come back. */
export interface AfterLetter {
  readonly body: Moved;
  readonly events: readonly NewEvent[];
}

const become = (own: RequestOwn, letter: string, state: 'extended' | 'returned'): RequestOwn => ({
  ...own,
  extensions: (own.extensions ?? []).map((one) => (one.letter === letter ? { ...one, state } : one)),
});

const hasMoved = (clock: StoredClock): boolean => clock.rule === specOf(clock)?.extended;

const counted = (clock: StoredClock, extended: boolean): StoredClock => {
  const spec = specOf(clock);
  const rule = extended ? spec?.extended : spec?.rule;
  return spec === undefined || rule === undefined
    ? clock
    : startClock(REQUEST_CLOCKS, clock.id as keyof typeof REQUEST_CLOCKS, clock.start, rule);
};

/**
 * The notice has left: in time it moves the date. It has come back: before the first date the old one stands again, and
 * another way is to be found; after it the person was told as the law asks, and what moved stays moved.
 * @param sentAt ISO instant or local date of the sending that stands; undefined where none does
 * @param at epoch ms
 */
export function afterNotice(
  body: Moved,
  answer: CaseAnswer,
  sentAt: string | undefined,
  at: number,
): AfterLetter {
  const mine = (body.own.extensions ?? []).filter(({ letter }) => letter === answer.letter);
  if (mine.length === 0) return { body, events: [] };
  const isOf = ({ id }: StoredClock) => mine.some(({ clock }) => clock === id);
  const first = body.clocks.filter(isOf).map((clock) => counted(clock, false));
  const [one] = mine;
  if (sentAt !== undefined) {
    const inTime = first.every((clock) => !isLate(clock, sentAt));
    if (!inTime || one?.state === 'extended') return { body, events: [] };
    const own = become(body.own, answer.letter, 'extended');
    const moves = (clock: StoredClock) => isOf(clock) && !hasMoved(clock);
    // Another notice has moved it already: a term is extended once, and its milestones stay as they have passed.
    if (!body.clocks.some(moves)) return { body: { ...body, own }, events: [] };
    const clocks = body.clocks.map((clock) => (moves(clock) ? counted(clock, true) : clock));
    const moved = withClocks({ ...body, own }, clocks);
    return { body: moved, events: [told('extended', moved, answer)] };
  }
  const today = dayOf(at);
  if (one?.state !== 'extended' || first.some(({ due }) => due < today)) return { body, events: [] };
  const own = become(body.own, answer.letter, 'returned');
  // What another notice that has left extends stays extended.
  const stays = ({ id }: StoredClock) =>
    own.extensions?.some(({ clock, state }) => clock === id && state === 'extended') === true;
  const falls = (clock: StoredClock) => isOf(clock) && !stays(clock);
  if (!body.clocks.some(falls)) return { body: { ...body, own }, events: [] };
  const back = withClocks(
    { ...body, own },
    body.clocks.map((clock) => (falls(clock) ? counted(clock, false) : clock)),
  );
  return { body: back, events: [told('extension-returned', back, answer)] };
}

/** The days that a notice tells of: of the first clock that it extends, without it and with it. Undefined for other letters. */
export function noticeDates(
  body: Pick<Moved, 'own' | 'clocks'>,
  letter: string,
): { readonly part: PartKind; readonly was: string; readonly until: string } | undefined {
  const mine = (body.own.extensions ?? []).filter((one) => one.letter === letter);
  const clock = body.clocks.find(({ id }) => mine.some((one) => one.clock === id));
  const spec = clock && specOf(clock);
  if (clock === undefined || spec === undefined) return undefined;
  return { part: spec.part, was: dueOnOf(counted(clock, false)), until: dueOnOf(counted(clock, true)) };
}

const told = (
  type: 'extended' | 'extension-returned',
  { dueOn }: Moved,
  { letter }: CaseAnswer,
): NewEvent => ({
  type,
  by: 'system',
  data: { letter, dueOn },
});
