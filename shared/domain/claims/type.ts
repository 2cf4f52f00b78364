import { caseType } from '../cases/type.ts';
import { CLAIM_ACTS } from './acts.ts';
import { CLAIM_CLOCKS } from './clocks.ts';
import { CLAIM_EVENTS } from './events.ts';
import { CLAIM_LETTERS } from './letters.ts';
import { claimOwn } from './own.ts';
import { CLAIM_STATUSES, type ClaimStatus } from './statuses.ts';
import { CLAIM_TYPED } from './typed.ts';

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
    statuses: CLAIM_STATUSES,
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
    typed: CLAIM_TYPED,
    clocks: CLAIM_CLOCKS,
    acts: CLAIM_ACTS,
    events: CLAIM_EVENTS,
    letters: CLAIM_LETTERS,
  }))();
