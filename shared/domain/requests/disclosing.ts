import { withAnswer } from '../cases/answers.ts';
import { type Change, change } from '../cases/change.ts';
import { eventOf, letterTo, plain } from '../cases/doing.ts';
import { accept, type Result, refuse } from '../result.ts';
import { type Asked, about, type Moved, partsFault, standingFault, withParts } from './changing.ts';
import type { Disclosure, LinkEnd } from './own.ts';
import type { PartKind } from './parts.ts';
import type { RequestBody } from './standing.ts';

/** Everything held is disclosed to who asked for it: part `access` is answered by the letter with the link (S6). */
export interface DiscloseCommand {
  readonly act: 'disclose';
  /** An officer has looked at the internal notes written so far: they hold nobody else's data, and are disclosed too. */
  readonly notes?: Notes | undefined;
}

/** What becomes of internal notes of staff: they are left out until an officer has looked at them. */
export const NOTES = ['left-out', 'looked-at'] as const;
export type Notes = (typeof NOTES)[number];

/** The link is made anew: a letter with it goes out again, and every token before is void (G15). */
export interface RenewLinkCommand {
  readonly act: 'renew-link';
  readonly notes?: Notes | undefined;
}

/** The link ends before its time: its holder or staff say so. */
export interface EndLinkCommand {
  readonly act: 'end-link';
}

/** What is disclosed. */
const PART: PartKind = 'access';

/** How long the link to an export is good (G15, purpose `export`). */
export const EXPORT_LINK_MS = 7 * 24 * 3_600_000;

/**
 * Whether the program answers a request for access by itself (S3): the person asks it in their own session, with a fresh code,
 * and nothing is decided yet. Everybody else's is an officer's.
 */
export const disclosesItself = ({
  person,
  own: { by, proof, parts },
}: Pick<RequestBody, 'person' | 'own'>): boolean =>
  by === 'subject' &&
  person !== undefined &&
  proof.state === 'proven' &&
  proof.how === 'session' &&
  parts.some(({ part, state }) => part === PART && (state === 'asked' || state === 'done'));

/** Discloses everything held, by a letter with a link; its sending meets the clock (K4, S2). */
export function disclose(doing: Asked, { notes }: DiscloseCommand): Result<Change> {
  const { moved: body, asking } = doing;
  const fault = partsFault(body, [PART], ['asked', 'done']) ?? standingFault(body, asking.at);
  if (fault !== undefined) return fault;
  if (asking.by === 'system' && !disclosesItself(body)) return refuse('not-proven');
  const letter = letterTo(doing, 'request-disclosure', body);
  const parts: readonly PartKind[] = [PART];
  const { heldFor: _held, ...rest } = withParts(withLink(doing, body, notes), parts, {
    state: 'answered',
    letter: letter.id,
  });
  const answered = withAnswer(rest, {
    ...{ letter: letter.id, by: doing.event, parts: [...parts] },
    at: new Date(asking.at).toISOString(),
  });
  return accept(
    about(
      change(answered, {
        events: [eventOf(doing, { data: { letter: letter.id, parts: PART, notes: notes ?? 'left-out' } })],
        letters: [letter],
      }),
      parts,
    ),
  );
}

/** The next generation of the link, and its letter: the answer's own clock is not asked about again. */
export function renewLink(doing: Asked, { notes }: RenewLinkCommand): Result<Change> {
  const { moved: body, asking } = doing;
  if (body.own.disclosure === undefined) return refuse('not-disclosed');
  const fault = standingFault(body, asking.at);
  if (fault !== undefined) return fault;
  const letter = letterTo(doing, 'request-disclosure', body);
  const renewed = withLink(doing, body, notes);
  return accept(
    change(renewed, {
      events: [eventOf(doing, { data: { letter: letter.id, notes: notes ?? 'left-out' } })],
      letters: [letter],
    }),
  );
}

/** Nobody gets anything by the link any more, whatever its date says. */
export function endLink(doing: Asked, _: EndLinkCommand): Result<Change> {
  const { moved: body, asking } = doing;
  const why: LinkEnd = asking.by === 'requester' ? 'ended-by-holder' : 'ended-by-staff';
  const { disclosure } = body.own;
  if (disclosure === undefined || disclosure.ended !== undefined) return refuse('not-disclosed');
  const over = { ...body, own: { ...body.own, disclosure: { ...disclosure, ended: why } } };
  return accept(plain(doing, over, { why }));
}

/** The body with a link of its first or next generation. */
function withLink({ asking: { at, newId } }: Asked, body: Moved, notes: Notes = 'left-out'): Moved {
  const disclosure: Disclosure = {
    // Two ids of 96 random bits each: the nonce of a generation has 128 at least (G15).
    nonce: newId() + newId(),
    generation: (body.own.disclosure?.generation ?? 0) + 1,
    until: new Date(at + EXPORT_LINK_MS).toISOString(),
    ...(notes === 'looked-at' ? { notes: new Date(at).toISOString() } : {}),
  };
  return { ...body, own: { ...body.own, disclosure } };
}
