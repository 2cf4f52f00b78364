import type { Change } from '../cases/change.ts';
import { plain, reasoned } from '../cases/doing.ts';
import { accept, type Result, refuse } from '../result.ts';
import { type Asked, dayOf, type Moved, notNow } from './changing.ts';
import { mandateEnds, mandateInUse } from './mandate.ts';

/** The authority to act has ended: an officer has learnt that it was revoked, and when; or – by the program – its term is over. */
export interface EndMandateCommand {
  readonly act: 'end-mandate';
  /** Local date from which it holds no more; absent: its own end. */
  readonly endedOn?: string | undefined;
  readonly reason?: string | undefined;
}

/** The person takes on what was asked for them: how that is known stands in the reason. */
export interface TakeOnCommand {
  readonly act: 'take-on';
  readonly reason: string;
}

/**
 * Nothing more goes to who asked for somebody else (S3): their links are void, the person is asked and told at once, the clocks
 * go on. Nothing is disclosed, changed or destroyed before the person takes it on.
 */
export function endMandate(doing: Asked, { endedOn, reason }: EndMandateCommand): Result<Change> {
  const { moved: body, asking } = doing;
  const { proof, disclosure } = body.own;
  const mandate = mandateInUse(body.own);
  if (mandate === undefined) return notNow(doing, 'end-mandate');
  const today = dayOf(asking.at);
  const own = mandateEnds(mandate);
  // The first day without it.
  const from = endedOn ?? (own !== undefined && own < today ? today : undefined);
  if (from === undefined) return refuse('day-needed', { field: 'endedOn' });
  if (from > today) return refuse('day-in-future', { field: 'endedOn', data: { today } });
  const { code: _, ...proven } = proof;
  const ended: Moved = {
    ...body,
    ...(body.link && {
      link: { ...body.link, nonce: asking.newId() + asking.newId(), generation: body.link.generation + 1 },
    }),
    own: {
      ...body.own,
      proof: proven,
      mandate: { ...mandate, endedOn: from },
      ...(disclosure && disclosure.ended === undefined
        ? { disclosure: { ...disclosure, ended: 'ended-by-staff' } }
        : {}),
    },
  };
  const why = { why: endedOn === undefined ? 'expired' : 'revoked', endedOn: from };
  const made = reason === undefined ? plain(doing, ended, why) : reasoned(doing, ended, reason, why);
  return accept({
    ...made,
    letters: [{ id: asking.newId(), kind: 'request-mandate-ended', to: 'subject', channel: 'mail' }],
  });
}

/** From now on the request is the person's own: decisions are possible again, and every letter goes to them. */
export function takeOn(doing: Asked, { reason }: TakeOnCommand): Result<Change> {
  const { moved: body, asking } = doing;
  const { mandate } = body.own;
  if (mandate === undefined || mandate.takenOnAt !== undefined) return notNow(doing, 'take-on');
  const takenOnAt = new Date(asking.at).toISOString();
  const taken: Moved = { ...body, own: { ...body.own, mandate: { ...mandate, takenOnAt } } };
  return accept(reasoned(doing, taken, reason));
}
