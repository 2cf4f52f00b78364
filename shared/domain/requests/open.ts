import type { Regime } from '../../law/regimes.ts';
import type { CaseBody } from '../cases/case.ts';
import { type Change, change } from '../cases/change.ts';
import { datesOf, startClock } from '../cases/clocks.ts';
import type { Actor } from '../cases/events.ts';
import { receiptFault } from '../cases/receipt.ts';
import type { Hold } from '../letters/hold.ts';
import { accept, type Result, refuse } from '../result.ts';
import { dayOf } from './changing.ts';
import { clocksStartedBy, REQUEST_CLOCKS } from './clocks.ts';
import { mandateFault } from './mandate.ts';
import type { PROOFS, Requester, RequestOwn } from './own.ts';
import { type PartKind, partFacts } from './parts.ts';
import { standingOf } from './standing.ts';

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
  readonly link?: NonNullable<CaseBody['link']>;
}

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
  const started = (from: 'receipt' | 'proven', start: string) =>
    parts.flatMap((part) =>
      clocksStartedBy(from, part, command.regimes).map((id) => startClock(REQUEST_CLOCKS, id, start)),
    );
  const clocks = [
    ...started('receipt', receivedAt),
    ...(proof === undefined ? [] : started('proven', openedAt)),
  ];
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
      proof: proof === undefined ? { state: 'unproven' } : { state: 'proven', how: proof, at: openedAt },
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
      letters:
        command.answerTo === undefined
          ? []
          : [
              {
                id: newId(),
                kind: 'request-receipt',
                to: 'requester',
                channel: command.answerTo === 'email' ? 'mail' : 'print',
                ...(command.heldFor === undefined ? {} : { heldFor: command.heldFor }),
              },
            ],
    }),
  );
}
