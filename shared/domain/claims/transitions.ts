import { CASE_STATUSES, type CaseStatus } from '../cases/case.ts';

/** Everything that can happen to a claim: acts of staff and requester, and outcomes of the answer's letter. */
export const CLAIM_ACTS = [
  'assign',
  'substitute',
  'note',
  'hold',
  'resume',
  'triage',
  'printed',
  'receipt-date',
  'consumer',
  'answer',
  'withdraw',
  'deliver',
  'settle',
  'court',
  'letter-sent',
  'letter-delivered',
  'letter-bounced',
  'letter-stopped',
  'letter-unconfirmed',
] as const;
export type ClaimAct = (typeof CLAIM_ACTS)[number];

const stay = (status: CaseStatus) => ({
  assign: status,
  substitute: status,
  note: status,
  hold: status,
  resume: status,
  triage: status,
  printed: status,
});

/**
 * The life of a claim as data (K3–K5): state → act → next state. What is not listed is not lawful.
 * A bounce reopens the case (`returned`) from whatever the answer's letter had reached, even after a delivery event; an
 * answer that will not be sent at all returns it at once. It is closed again by the post – or by the delivery after all:
 * a server that gave up for the moment, or a call that was refused, may have been followed or preceded by one that was not.
 */
export const CLAIM_TRANSITIONS: {
  readonly [from in CaseStatus]: { readonly [act in ClaimAct]?: CaseStatus };
} = {
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
};

/** Where `act` leads from `status`, or undefined where it is not lawful. */
export function nextStatus(status: CaseStatus, act: ClaimAct): CaseStatus | undefined {
  return CLAIM_TRANSITIONS[status][act];
}

/** Acts that are lawful in a state. */
export function lawfulActs(status: CaseStatus): readonly ClaimAct[] {
  return CLAIM_ACTS.filter((act) => nextStatus(status, act) !== undefined);
}

/** The table as a Mermaid state diagram for the documentation. */
export function transitionDiagram(): string {
  const lines = CASE_STATUSES.flatMap((from) => {
    const byTarget = new Map<CaseStatus, ClaimAct[]>();
    for (const act of CLAIM_ACTS) {
      const to = nextStatus(from, act);
      if (to !== undefined && to !== from) byTarget.set(to, [...(byTarget.get(to) ?? []), act]);
    }
    return [...byTarget].map(([to, acts]) => `  ${from} --> ${to}: ${acts.join(', ')}`);
  });
  return ['stateDiagram-v2', '  [*] --> open: claim received', ...lines].join('\n');
}
