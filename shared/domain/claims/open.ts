import type { CaseBody } from '../cases/case.ts';
import { type Change, change } from '../cases/change.ts';
import { datesOf, startClock } from '../cases/clocks.ts';
import type { Actor } from '../cases/events.ts';
import { receiptFault } from '../cases/receipt.ts';
import type { Hold } from '../letters/hold.ts';
import { accept, type Result, refuse } from '../result.ts';
import { CLAIM_CLOCKS } from './clocks.ts';
import type { ClaimOwn } from './own.ts';

/** What opens a claim, without anything personal: that is sealed beside it. */
export interface OpenClaim {
  readonly reference: string;
  readonly language: 'ru' | 'en';
  readonly channel: 'web' | 'paper';
  /** Bare date of receipt of a paper claim. */
  readonly receivedOn?: string;
  readonly hasEmail: boolean;
  readonly hasPostalAddress: boolean;
  readonly by: Actor;
  /** Why its letters are held back, if they are; the claim and its clock stand (security.md, bots). */
  readonly heldFor?: Hold;
  readonly link: NonNullable<CaseBody['link']>;
}

/**
 * Opens a pre-court claim (K1, K2): the clock starts on receipt, the receipt letter and the workflow are intents of
 * the same write. A claim from the web is received when it is recorded, a paper one on its date.
 */
export function openClaim(command: OpenClaim, at: number, newId: () => string): Result<Change> {
  if (!command.hasEmail && !command.hasPostalAddress)
    return refuse('address-required', { field: 'claimant.email' });
  const fault = command.receivedOn === undefined ? undefined : receiptFault(command.receivedOn, at);
  if (fault !== undefined) return fault;

  const openedAt = new Date(at).toISOString();
  const receivedAt = command.receivedOn ?? openedAt;
  const clocks = [startClock(CLAIM_CLOCKS, 'promise', receivedAt)];
  const answerTo = command.hasEmail ? 'email' : 'post';
  const body: CaseBody<'claim', 'open', ClaimOwn> = {
    reference: command.reference,
    kind: 'claim',
    status: 'open',
    revision: 1,
    language: command.language,
    channel: command.channel,
    openedAt,
    receivedAt,
    answerTo,
    clocks,
    ...datesOf(clocks),
    executions: 0,
    link: command.link,
    events: 0,
    own: {},
    ...(command.heldFor === undefined ? {} : { heldFor: command.heldFor.why }),
  };
  return accept(
    change(body, {
      todo: { why: 'start', at: openedAt },
      events: [
        {
          type: 'opened',
          by: command.by,
          data: { kind: 'claim', channel: command.channel, receivedAt, dueOn: body.dueOn },
          revision: 1,
        },
      ],
      letters: [
        {
          id: newId(),
          kind: 'claim-receipt',
          to: 'requester',
          channel: answerTo === 'email' ? 'mail' : 'print',
          ...(command.heldFor === undefined ? {} : { heldFor: command.heldFor }),
        },
      ],
    }),
  );
}
