import type { DoorName } from '../../shared/names.ts';
import type { Told } from '../constructs/alarms.ts';

/** What a person loses while a door fails. */
export const DOOR_LOSSES: Readonly<Record<DoorName, string>> = {
  'site-public': 'People see an error instead of the start page and of texts.',
  'policy-public': 'People cannot read the policy nor the consents; nobody can register meanwhile.',
  'policy-desk': 'A new version of the policy cannot be posted.',
  'policy-task': 'The first texts of a new deployment are not recorded.',
  'claims-public': 'People cannot hand in a claim on the web; their 30 days do not start.',
  'claims-desk': 'Claims that come on paper cannot be entered.',
  'registration-public': 'People can neither register, nor sign in or out.',
  'lifecycle-task':
    'Data of unconfirmed registrations and closed accounts are not destroyed in their time; old addresses stay reserved.',
  'account-public':
    'People can neither see nor change what is held about them, nor give and withdraw consents.',
  'cases-public': 'Claimants cannot see where their claim stands, nor withdraw it.',
  'cases-task':
    'New claims get no timers, reminders and escalation, and decided ones keep being reminded of; an answer may be late unnoticed.',
  'consent-public': 'People cannot unsubscribe by link; nobody can verify a receipt.',
  'consent-desk': 'Other programs get no answer whether they may use data.',
  'people-desk':
    'Staff cannot find a person, nor see consents and registers; withdrawals on paper cannot be entered.',
  'publication-public': 'People cannot take back what they made public.',
  'published-public': 'What people made public cannot be read.',
  'consent-task': 'What rested on withdrawn consents is not destroyed; the 30 days of the law may pass.',
  'desk-desk': 'Staff cannot see what is due, and officers cannot answer.',
  'desk-task': 'Officers get no digest of what is due today and overdue.',
  'outbox-task':
    'Nothing that is recorded is acted on: no timers of new claims, no receipts and answers, nothing is destroyed in its time.',
  'letters-task': 'Receipts and answers stay unsent; an answer may be late although it was decided in time.',
  'ledger-task': 'The auditor gets no signed root; a tampered ledger would be noticed later.',
};

/**
 * Doors whose failing wakes somebody: people lose now what cannot be made up for – days of a legal term, a withdrawal, a
 * letter. The others' work waits in the records, or is that of staff, who see it themselves.
 */
export const WAKES: ReadonlySet<DoorName> = new Set([
  'claims-public',
  'cases-public',
  'cases-task',
  'registration-public',
  'account-public',
  'policy-public',
  'consent-public',
  'publication-public',
  'outbox-task',
  'letters-task',
]);

/** A code that a door reports, and what a person loses when it comes (shared/log.ts, `signal`). */
export interface Signal extends Told {
  readonly door: DoorName;
  readonly code: string;
}

export const SIGNALS: readonly Signal[] = [
  {
    door: 'claims-public',
    code: 'network-over-limit',
    severity: 'later',
    loses:
      'Claims of a network that sends many are stored, but their receipts are held: people there wait for them.',
    wayOut: 'a-network-sends-many-claims',
  },
  {
    door: 'letters-task',
    code: 'mail-paused',
    severity: 'urgent',
    loses: 'No letter leaves: answers decided in time are not sent in time.',
    wayOut: 'letters-do-not-leave',
  },
  {
    door: 'letters-task',
    code: 'letter-failed',
    severity: 'urgent',
    loses: 'A letter could not be prepared or recorded and waits for the next sweep.',
    wayOut: 'letters-do-not-leave',
  },
  {
    door: 'letters-task',
    code: 'staff-address-returned',
    severity: 'later',
    loses: 'A member of staff gets no reminders: their address takes no mail.',
    wayOut: 'letters-do-not-leave',
  },
  {
    door: 'outbox-task',
    code: 'hand-on-failed',
    severity: 'later',
    loses: 'What was recorded is acted on late: receipts, answers and timers wait for the next sweep.',
    wayOut: 'the-outbox-is-behind',
  },
  {
    door: 'cases-task',
    code: 'dispatch-failed',
    severity: 'urgent',
    loses: 'A claim waits for its timer, or keeps being reminded of after its answer.',
    wayOut: 'executions-die',
  },
  {
    door: 'lifecycle-task',
    code: 'person-failed',
    severity: 'later',
    loses:
      'Data of somebody whose account is closed, or who never confirmed, are not destroyed in their time.',
    wayOut: 'a-door-fails',
  },
  {
    door: 'consent-task',
    code: 'duty-failed',
    severity: 'later',
    loses:
      'What rested on a withdrawn consent only is not destroyed in its term, and nobody can say that it was.',
    wayOut: 'a-door-fails',
  },
  {
    door: 'desk-task',
    code: 'daily-failed',
    severity: 'later',
    loses: 'An overdue claim was not escalated today.',
    wayOut: 'a-door-fails',
  },
  {
    door: 'policy-task',
    code: 'policy-outdated',
    severity: 'later',
    loses: 'People read a policy whose terms or addresses are no longer those of the program.',
    wayOut: 'the-policy-is-out-of-date',
  },
  {
    door: 'desk-task',
    code: 'calendar-ends',
    severity: 'later',
    loses:
      "Claims will soon get provisional dates only, because the next year's working days are not loaded.",
    wayOut: 'the-calendar-ends',
  },
];
