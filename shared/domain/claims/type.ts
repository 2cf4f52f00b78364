import { caseType, type StatusFacts } from '../cases/type.ts';
import { CLAIM_ACTS } from './acts.ts';
import { CLAIM_RULE, CONSUMER_RULE } from './clocks.ts';
import { CLAIM_EVENTS } from './events.ts';
import { claimOwn, claimTyped } from './own.ts';

const STATUSES = {
  open: { runs: true, owed: 'answer', listed: true, witness: 'opened', tone: 'calm' },
  /** Decided; the answer is written and has not left. */
  answered: { runs: true, owed: 'sending', listed: true, witness: 'answered', tone: 'calm' },
  /** Accepted by the mail service. */
  sent: { runs: false, listed: true, witness: 'answered', tone: 'good' },
  /** No delivery event within 72 h (K4). */
  unconfirmed: { runs: false, listed: true, witness: 'answered', tone: 'warn' },
  /** The answer came back or could not leave: the case is open again and asks for the postal way. */
  returned: { runs: true, owed: 'posting', listed: true, witness: 'reopened', tone: 'bad' },
  /** Closed in the ordinary way, or by post. */
  delivered: { runs: false, listed: false, witness: 'answered', tone: 'good' },
  withdrawn: { runs: false, listed: false, witness: 'withdrawn', tone: 'quiet' },
  settled: { runs: false, listed: false, witness: 'settled', tone: 'good' },
  court: { runs: false, listed: false, witness: 'went-to-court', tone: 'quiet' },
} as const satisfies { readonly [status: string]: StatusFacts };

type ClaimStatus = keyof typeof STATUSES;

const stay = <S extends ClaimStatus>(status: S) => ({
  assign: status,
  substitute: status,
  note: status,
  hold: status,
  resume: status,
  triage: status,
  printed: status,
});

/**
 * A pre-court claim (K1–K5). Of its moves: a bounce reopens the case (`returned`) from whatever the answer's letter had
 * reached, even after a delivery event; an answer that will not be sent at all returns it at once. It is closed again by
 * the post – or by the delivery after all: a server that gave up for the moment, or a call that was refused, may have been
 * followed or preceded by one that was not.
 */
export const CLAIM = /* @__PURE__ */ (() =>
  caseType({
    kind: 'claim',
    statuses: STATUSES,
    transitions: {
      open: {
        ...stay('open'),
        'receipt-date': 'open',
        consumer: 'open',
        answer: 'answered',
        withdraw: 'withdrawn',
        settle: 'settled',
        court: 'court',
      },
      answered: {
        ...stay('answered'),
        'letter-sent': 'sent',
        'letter-delivered': 'delivered',
        'letter-bounced': 'returned',
        'letter-stopped': 'returned',
        deliver: 'delivered',
        court: 'court',
      },
      sent: {
        note: 'sent',
        printed: 'sent',
        'letter-delivered': 'delivered',
        'letter-bounced': 'returned',
        'letter-unconfirmed': 'unconfirmed',
        court: 'court',
      },
      unconfirmed: {
        ...stay('unconfirmed'),
        'letter-delivered': 'delivered',
        'letter-bounced': 'returned',
        deliver: 'delivered',
        settle: 'settled',
        court: 'court',
      },
      returned: {
        ...stay('returned'),
        'letter-delivered': 'delivered',
        deliver: 'delivered',
        withdraw: 'withdrawn',
        settle: 'settled',
        court: 'court',
      },
      delivered: {
        note: 'delivered',
        printed: 'delivered',
        'letter-bounced': 'returned',
        settle: 'settled',
        court: 'court',
      },
      withdrawn: { note: 'withdrawn', printed: 'withdrawn', court: 'court' },
      settled: { note: 'settled', printed: 'settled', court: 'court' },
      court: { note: 'court', printed: 'court', settle: 'settled' },
    },
    own: claimOwn,
    typed: claimTyped,
    // The statute's ten days and the promise's thirty are one duty: to answer (K2).
    clocks: { [CLAIM_RULE]: { metBy: ['answered'] }, [CONSUMER_RULE]: { metBy: ['answered'] } },
    acts: CLAIM_ACTS,
    events: CLAIM_EVENTS,
    letters: { answer: 'claim-answer', corrected: 'claim-corrected' },
  }))();
