import type { DoorName } from '../../shared/names.ts';

/** What a person loses while a door fails. */
export const DOOR_LOSSES: Readonly<Record<DoorName, string>> = {
  'site-public': 'People see an error instead of the start page and of texts.',
  'policy-public': 'People cannot read the policy nor the consents; nobody can register meanwhile.',
  'policy-desk': 'A new version of the policy cannot be posted.',
  'policy-task': 'The first texts of a new deployment are not recorded.',
  'claims-public': 'People cannot hand in a claim on the web; their 30 days do not start.',
  'claims-desk': 'Claims that come on paper cannot be entered.',
  'registration-public': 'People can neither register, nor sign in or out.',
  'account-task':
    'Data of unconfirmed registrations and closed accounts are not destroyed in their time; old addresses stay reserved.',
  'account-public':
    'People can neither see nor change what is held about them, nor give and withdraw consents.',
  'cases-public': 'Claimants cannot see where their claim stands, nor withdraw it.',
  'cases-task': 'Claims get no reminders and no escalation; an answer may be late unnoticed.',
  'consent-public': 'People cannot unsubscribe by link; nobody can verify a receipt.',
  'consent-desk': 'Other programs get no answer whether they may use data.',
  'account-desk':
    'Staff cannot find a person, nor see consents and registers; withdrawals on paper cannot be entered.',
  'publication-public': 'People cannot take back what they made public.',
  'published-public': 'What people made public cannot be read.',
  'consent-task': 'What rested on withdrawn consents is not destroyed; the 30 days of the law may pass.',
  'desk-desk': 'Staff cannot see what is due, and officers cannot answer.',
  'desk-task': 'Officers get no digest of what is due today and overdue.',
  'outbox-task': 'New claims get no timers, and decided ones keep being reminded of.',
  'letters-task': 'Receipts and answers stay unsent; an answer may be late although it was decided in time.',
  'ledger-task': 'The auditor gets no signed root; a tampered ledger would be noticed later.',
};

/** Codes that doors report, and what a person loses when they come (shared/http/log.ts, `signal`). */
export const SIGNALS: readonly (readonly [DoorName, string, string, wayOut: string])[] = [
  [
    'claims-public',
    'network-over-limit',
    'Claims of a network that sends many are stored, but their receipts are held: people there wait for them.',
    'a-network-sends-many-claims',
  ],
  [
    'letters-task',
    'mail-paused',
    'No letter leaves: answers decided in time are not sent in time.',
    'letters-do-not-leave',
  ],
  [
    'letters-task',
    'letter-failed',
    'A letter could not be prepared or recorded and waits for the next sweep.',
    'letters-do-not-leave',
  ],
  [
    'letters-task',
    'staff-address-returned',
    'A member of staff gets no reminders: their address takes no mail.',
    'letters-do-not-leave',
  ],
  [
    'outbox-task',
    'dispatch-failed',
    'A claim waits for its timer, or keeps being reminded of after its answer.',
    'executions-die',
  ],
  [
    'account-task',
    'person-failed',
    'Data of somebody whose account is closed, or who never confirmed, are not destroyed in their time.',
    'a-door-fails',
  ],
  [
    'consent-task',
    'duty-failed',
    'What rested on a withdrawn consent only is not destroyed in its term, and nobody can say that it was.',
    'a-door-fails',
  ],
  ['desk-task', 'daily-failed', 'An overdue claim was not escalated today.', 'a-door-fails'],
  [
    'policy-task',
    'policy-outdated',
    'People read a policy whose terms or addresses are no longer those of the program.',
    'the-policy-is-out-of-date',
  ],
  [
    'desk-task',
    'calendar-ends',
    "Claims will soon get provisional dates only, because the next year's working days are not loaded.",
    'the-calendar-ends',
  ],
];
