import type { Change } from '../cases/change.ts';
import { plain, withText } from '../cases/doing.ts';
import type { CaseLetter } from '../letters/new-letter.ts';
import { accept, type Result, refuse } from '../result.ts';
import { hasVisible } from '../text.ts';
import {
  type Ask,
  type AskedTo,
  askedAgainAt,
  type Holder,
  isOfBlock,
  type OthersAnswer,
  systemsOpen,
} from './asks.ts';
import { type Asked, about } from './changing.ts';
import type { PartKind } from './parts.ts';

/** What is to be asked of whom about a part. */
interface Asking {
  readonly part: PartKind;
  readonly to: AskedTo;
  readonly holders: readonly Holder[];
  /** Fields that it is about; all that each of them holds where not said. */
  readonly fields?: readonly string[];
}

/**
 * A change with everybody asked who holds a copy (X3, S7): a letter now, and – unless they have answered by then – again; with
 * the last, officers are told. Of the fields they are told those only that they got. Whoever holds none of them is not asked.
 * As long as a system of the operator's own has not answered, no clock is met: the operator has not done it yet.
 */
export function askingOthers(
  { asking }: Pick<Asked, 'asking'>,
  made: Change,
  { part, to, holders, fields }: Asking,
): Change {
  const at = new Date(asking.at).toISOString();
  const asks = holders.flatMap((holder): Ask[] => {
    const told =
      fields === undefined ? holder.fields : holder.fields.filter((field) => fields.includes(field));
    if (told.length === 0) return [];
    const { other, kind } = holder;
    const nonce = `${asking.newId()}${asking.newId()}`;
    return [{ id: asking.newId(), other, kind, to, part, fields: [...told], at, nonce }];
  });
  if (asks.length === 0) return made;
  const body = made.body as Asked['moved'];
  const waits = !isOfBlock(to) && asks.some(({ kind }) => kind === 'system');
  return {
    ...made,
    body: { ...body, own: { ...body.own, asks: [...(body.own.asks ?? []), ...asks] } } as Change['body'],
    events: [
      ...made.events,
      {
        type: 'others-asked',
        by: asking.by,
        data: { part, to, others: asks.map(({ other }) => other).join() },
      },
    ],
    letters: [...made.letters, ...asks.flatMap((one) => lettersTo(one, asking.newId))],
    ...(waits ? { about: [] } : {}),
  };
}

/** The letter to one who is asked, those that follow while there is no answer, and what officers are told then. */
function lettersTo(one: Ask, newId: () => string): readonly CaseLetter[] {
  const again = askedAgainAt(one);
  const data = { ask: one.id };
  return [
    { id: newId(), kind: 'other-asked', to: 'other', data },
    ...again.map(
      (notBefore): CaseLetter => ({
        ...{ id: newId(), kind: 'other-asked', to: 'other', notBefore },
        data: { ...data, again: true },
      }),
    ),
    { id: newId(), kind: 'other-silent', to: 'officers', notBefore: again.at(-1) ?? one.at, data },
  ];
}

/** The event of what was done here, which is complete when the last system of the operator's own has done it too. */
const DONE: { readonly [to in AskedTo]?: string } = {
  correct: 'corrected',
  stop: 'stopped',
  unpublish: 'unpublished',
  erase: 'destroyed',
};

/** One of them has answered: by the link, or staff write down what they were told. */
export interface OtherAnsweredCommand {
  readonly act: 'other-answered';
  readonly ask: string;
  readonly answer: OthersAnswer;
  /** Why they cannot; needed then. */
  readonly reason?: string | undefined;
}

/**
 * An answer of somebody who was asked. When the last system of the operator's own has done it, or holds nothing, it is done: the
 * clocks of the part are met by that. One that cannot leaves them running: an officer has to find another way, and may write
 * down another answer then.
 */
export function otherAnswered(
  doing: Asked,
  { ask: id, answer, reason = '' }: OtherAnsweredCommand,
): Result<Change> {
  const { moved: body, asking } = doing;
  const { asks = [] } = body.own;
  const asked = asks.find((one) => one.id === id);
  if (asked === undefined) return refuse('not-asked', { field: 'ask' });
  if (asked.answer !== undefined && asked.answer !== 'cannot')
    return refuse('answered-already', { field: 'ask' });
  if (answer === 'cannot' && !hasVisible(reason)) return refuse('reasons-required', { field: 'reason' });
  const answeredAt = new Date(asking.at).toISOString();
  const all = asks.map((one) => (one.id === id ? { ...one, answer, answeredAt } : one));
  const known: Asked['moved'] = { ...body, own: { ...body.own, asks: all } };
  const data = { ask: id, other: asked.other, part: asked.part, answer };
  const made = hasVisible(reason)
    ? withText(doing, known, { role: 'reason', text: reason }, data)
    : plain(doing, known, data);
  const isLast = asked.kind === 'system' && !isOfBlock(asked.to) && systemsOpen(all, asked.part).length === 0;
  // What is destroyed for several parts is asked once, of the first.
  const parts = asked.to === 'erase' ? (body.own.erasure?.parts ?? [asked.part]) : [asked.part];
  return accept({ ...about(made, isLast ? parts : []), ...(isLast && { completes: DONE[asked.to] }) });
}
