import { capability } from './manifest.ts';
import { CASES, COUNTERS, LEDGER, LOOSE_LETTERS, PEOPLE, READS_STAFF } from './partitions.ts';

export const lettersManifest = capability({
  doors: {
    'letters-task': {
      may: {
        tables: {
          // The first letter of a registration lies in the profile.
          people: [READS_STAFF, { may: ['read', 'lists', 'put'], partitions: PEOPLE }],
          cases: [
            { may: ['read', 'lists', 'put'], partitions: [...CASES, ...PEOPLE, ...LOOSE_LETTERS] },
            // What stood in for a letter to nobody goes once it was looked at.
            { may: ['delete'], partitions: LOOSE_LETTERS },
          ],
          // The letter to the auditor is written from the root itself.
          ledger: [LEDGER, { may: ['read'], partitions: ['ROOTS'] }],
          // A code is made again from its challenge when its letter is written.
          short: [COUNTERS, { may: ['read'], partitions: ['CHALLENGE#*'] }],
        },
        keys: { open: ['case', 'staff', 'profile'] },
        secret: true,
        mail: true,
      },
      loses: 'Receipts and answers stay unsent; an answer may be late although it was decided in time.',
      wakes: true,
      signals: [
        {
          code: 'mail-paused',
          severity: 'urgent',
          loses: 'No letter leaves: answers decided in time are not sent in time.',
          wayOut: 'letters-do-not-leave',
        },
        {
          code: 'letter-failed',
          severity: 'urgent',
          loses: 'A letter could not be prepared or recorded and waits for the next sweep.',
          wayOut: 'letters-do-not-leave',
        },
        {
          code: 'staff-address-returned',
          severity: 'later',
          loses: 'A member of staff gets no reminders: their address takes no mail.',
          wayOut: 'letters-do-not-leave',
        },
      ],
    },
  },
});
