/**
 * What must hold whatever happens: the numbers are those of the quality plan (Q) and of the reliability plan (R).
 * Each name is counted when it is checked; a suite fails when one of them never was.
 */
export const INVARIANTS = {
  recorded: 'Q1 R1: what was answered 2xx is recorded once, what was refused left nothing',
  armed:
    'Q2 R5 N4: a case whose answer has not left – written or not – has a timer, or the sweeper finds it within 15 minutes of its milestone',
  punctual: 'Q2 R5: milestones act in time, also after faults',
  overdue: 'Q2 R5: a case past its date is shown overdue and escalated',
  resumed: 'K3: an answer that has left, or another end, ends the waiting at once',
  deadlines: 'Q3 R6: each stored deadline equals its recomputation',
  moved: 'R6: a due date moves only by its event, with a reason and a letter',
  lawful: 'R5: a case moves only as the transition table says; it is reopened by a bounce only',
  revision: 'Q4: one decision per revision',
  inTime: 'Q4: in time by its sending, closed by its delivery',
  letters:
    'Q4 R7: letters leave at least once, again only if their outcome was unknown; codes alone at most once',
  held: 'T3: nothing that is held is forgotten: it goes after its hour, or waits for a person and the staff are told',
  welcomed: 'G1 R2: a registration that was answered has its letter, at least once',
  frozen: 'K4: an answer leaves as it was decided',
  ledger: 'R2: the ledger only grows, without gaps',
  audit: 'Q8: the audit chain is intact and complete',
  replayed: 'Q9 R11: same key, same answer, one effect; every message any number of times is one',
  accounts: 'Q1 R3: one account per address, made once, by its proof only',
  proofs: 'Q9 R2: a link or code works once, and never after its end',
  destroyed:
    'R2: a registration is confirmed or destroyed after 7 days, an account 72 hours after it was asked; not before',
  may: 'Q5 C4: the check says what the recorded events say, folded a second time',
  withdrawn: 'Q5 C5: never yes after a withdrawal that was answered, until a later consent',
  blocked: 'Q6 S4: what is alleged by who is known blocks fully at once, as long as it is examined',
  disclosed:
    'S6 R5: what is held goes to who asks and proved it, never by a link that data destroyed or blocked have made void',
  approved:
    'S3 R7: nothing is destroyed without its approvals, nor before 72 hours, nor after it was called off',
  erased: 'Q7 R8: what was destroyed stays so, and no letter to the person leaves after the last one',
  budget: 'R10: write units of a claim opened, transitions of an execution',
  drained: 'R12: once faults stop, everything comes to its end',
} as const;
export type Invariant = keyof typeof INVARIANTS;

/** An invariant is broken. */
export class Violation extends Error {
  override readonly name = 'Violation';
  readonly invariant: Invariant;
  constructor(invariant: Invariant, detail: string) {
    super(`${INVARIANTS[invariant]}\n  ${detail}`);
    this.invariant = invariant;
  }
}

/** Checks and counts. */
export class Checks {
  readonly counts = new Map<Invariant, number>();

  /** The first violation, wherever it was found: product code around may have swallowed the error. */
  broken: Violation | undefined;

  hold(invariant: Invariant, holds: boolean, detail: () => string): void {
    this.counts.set(invariant, (this.counts.get(invariant) ?? 0) + 1);
    if (holds) return;
    const violation = new Violation(invariant, detail());
    this.broken ??= violation;
    throw violation;
  }
}
