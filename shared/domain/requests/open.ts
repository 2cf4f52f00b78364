import type { Regime } from '../../law/regimes.ts';
import type { CaseBody, StoredClock } from '../cases/case.ts';
import { type Change, change } from '../cases/change.ts';
import { datesOf, startClock } from '../cases/clocks.ts';
import type { Actor } from '../cases/events.ts';
import { receiptFault } from '../cases/receipt.ts';
import type { Hold } from '../letters/hold.ts';
import type { CaseLetter } from '../letters/new-letter.ts';
import { accept, type Result, refuse } from '../result.ts';
import { dayOf } from './changing.ts';
import { clocksStartedBy, REQUEST_CLOCKS } from './clocks.ts';
import { mandateFault } from './mandate.ts';
import type { PROOFS, Requester, RequestOwn } from './own.ts';
import { type PartKind, partFacts } from './parts.ts';
import { type RequestBody, standingOf } from './standing.ts';

/** What opens a request, without anything personal: that is sealed beside it. */
export interface OpenRequest {
  readonly reference: string;
  readonly language: 'ru' | 'en';
  readonly channel: CaseBody['channel'];
  /** Local date of receipt, for what did not come by the web. */
  readonly receivedOn?: string;
  readonly answerTo?: 'email' | 'post';
  readonly by: Requester;
  readonly parts: readonly PartKind[];
  readonly regimes: readonly Regime[];
  /** How it is known who asks; absent while it is not. */
  readonly proof?: (typeof PROOFS)[number];
  readonly mandate?: RequestOwn['mandate'];
  readonly person?: string;
  readonly actor: Actor;
  readonly heldFor?: Hold;
  /** The first code by which it can be proven who asks, where that is a matter of a mailbox (S3). */
  readonly code?: NonNullable<RequestOwn['proof']['code']>;
  readonly link?: NonNullable<CaseBody['link']>;
}

/** The clocks that a request begins with: of the receipt, and – where it is known who asks – of that. */
const firstClocks = (
  parts: readonly PartKind[],
  regimes: readonly Regime[],
  starts: { readonly receipt: string; readonly proven?: string },
): StoredClock[] =>
  (['receipt', 'proven'] as const).flatMap((from) => {
    const start = starts[from];
    if (start === undefined) return [];
    return parts.flatMap((part) =>
      clocksStartedBy(from, part, regimes).map((id) => startClock(REQUEST_CLOCKS, id, start)),
    );
  });

/**
 * Opens a request (S1, S2): the clocks of all its parts start with the receipt, the receipt letter and the workflow are
 * intents of the same write.
 * @param at epoch ms
 */
export function openRequest(command: OpenRequest, at: number, newId: () => string): Result<Change> {
  const { by, proof, mandate } = command;
  // An authority is always answered itself, whatever it alleges of somebody's data.
  const asked: readonly PartKind[] = by === 'authority' ? ['information', ...command.parts] : command.parts;
  const parts = [...new Set(asked)];
  if (parts.length === 0) return refuse('part-needed', { field: 'parts' });
  const foreign = parts.find((part) => partFacts(part).by?.includes(by) === false);
  if (foreign !== undefined) return refuse('part-not-yours', { field: 'parts', data: { part: foreign } });
  if (by !== 'operator' && command.answerTo === undefined)
    return refuse('address-required', { field: 'requester.email' });
  const fault =
    (command.receivedOn === undefined ? undefined : receiptFault(command.receivedOn, at)) ??
    (mandate && mandateFault(mandate, dayOf(at)));
  if (fault !== undefined) return fault;

  const openedAt = new Date(at).toISOString();
  const receivedAt = command.receivedOn ?? openedAt;
  const clocks = firstClocks(parts, command.regimes, {
    receipt: receivedAt,
    ...(proof === undefined ? {} : { proven: openedAt }),
  });
  const body: CaseBody<'request', 'open', RequestOwn> = {
    reference: command.reference,
    kind: 'request',
    status: 'open',
    revision: 1,
    language: command.language,
    channel: command.channel,
    openedAt,
    receivedAt,
    ...(command.answerTo === undefined ? {} : { answerTo: command.answerTo }),
    clocks,
    ...datesOf(clocks),
    executions: 0,
    ...(command.link === undefined ? {} : { link: command.link }),
    ...(command.person === undefined ? {} : { person: command.person }),
    events: 0,
    own: {
      regimes: [...command.regimes],
      by,
      proof:
        proof === undefined
          ? {
              state: 'unproven',
              ...(command.code === undefined ? {} : { code: command.code }),
            }
          : { state: 'proven', how: proof, at: openedAt },
      ...(mandate === undefined ? {} : { mandate }),
      parts: parts.map((part) => ({ part, state: 'asked' })),
    },
    ...(command.heldFor === undefined ? {} : { heldFor: command.heldFor.why }),
  };
  const opened = { ...body, status: standingOf(body) };
  return accept(
    change(opened, {
      todo: { why: 'start', at: openedAt },
      events: [
        {
          type: 'opened',
          by: command.actor,
          data: {
            ...{ kind: 'request', channel: command.channel, receivedAt, dueOn: body.dueOn },
            ...{ parts: parts.join(), requester: by },
          },
          revision: 1,
        },
      ],
      letters: receipts(command, newId),
    }),
  );
}

/**
 * The receipt to who asks; where somebody asks for another, to that person too, with the code by which they agree (S2, S3).
 * What a stranger caused is counted by address and day, what staff enter is not.
 */
function receipts(
  { answerTo, heldFor, channel, proof, code, by }: OpenRequest,
  newId: () => string,
): readonly CaseLetter[] {
  if (answerTo === undefined) return [];
  const kind = channel === 'web' && proof === undefined ? 'request-unproven' : 'request-receipt';
  const held = heldFor === undefined ? {} : { heldFor };
  const mail = answerTo === 'email' ? 'mail' : 'print';
  const own = { id: newId(), kind, to: 'requester', channel: mail, ...held } as const;
  if (by !== 'representative' || code === undefined) return [own];
  return [own, { id: newId(), kind, to: 'subject', channel: 'mail', ...held }];
}

/** A request as it was when it was opened, whatever has become of it (G3): its dates are counted again from its start. */
export function asOpened(
  body: RequestBody,
  {
    receivedOn,
    proven,
    heldFor,
  }: Pick<OpenRequest, 'receivedOn'> & {
    readonly proven: boolean;
    readonly heldFor?: CaseBody['heldFor'];
  },
): RequestBody {
  const { regimes, parts } = body.own;
  const receivedAt = receivedOn ?? body.openedAt;
  const clocks = firstClocks(
    parts.map(({ part }) => part),
    regimes,
    { receipt: receivedAt, ...(proven ? { proven: body.openedAt } : {}) },
  );
  const own: RequestOwn = {
    ...body.own,
    proof: { state: proven ? 'proven' : 'unproven' },
    parts: parts.map(({ part }) => ({ part, state: 'asked' })),
  };
  const { heldFor: _, dueAt: __, answers: ___, ...rest } = body;
  const first = { ...rest, receivedAt, clocks, ...datesOf(clocks), own, ...(heldFor && { heldFor }) };
  return { ...first, status: standingOf({ ...first, status: 'open' }) };
}
