import { capability } from './manifest.ts';
import { ADDRESSES, CASES, ENTERS_STAFF, LEDGER, LOOSE_LETTERS, ONCE, PEOPLE, TOTALS } from './partitions.ts';

export const deskManifest = capability({
  doors: {
    'desk-desk': {
      may: {
        tables: {
          people: [
            ENTERS_STAFF,
            // Whose data an unproven request blocks is looked up each time (S4).
            { may: ['read'], partitions: ADDRESSES },
            // What a request asks is carried out in the records of its person: corrected, withdrawn, taken back (S7, C5, R6).
            { may: ['read', 'put', 'delete'], partitions: [...PEOPLE, 'PUBLIC#*'] },
          ],
          cases: [
            { may: ['read', 'lists', 'put'], partitions: CASES },
            // Their owner is told what becomes of a block.
            { may: ['put'], partitions: PEOPLE },
            { may: ['read'], partitions: TOTALS },
          ],
          ledger: [LEDGER],
          short: [ONCE, { may: ['read', 'put', 'delete'], partitions: ['SESSION#*'] }],
        },
        keys: { seal: ['staff'], open: ['case', 'staff', 'profile'] },
        secret: true,
      },
      loses: 'Staff cannot see what is due, and officers cannot answer.',
    },
    'desk-task': {
      may: {
        tables: {
          // Acts of destruction that nobody has signed: the list of them, no record (order 179).
          people: [{ may: ['lists'] }],
          cases: [{ may: ['read', 'lists', 'put'], partitions: [...CASES, ...LOOSE_LETTERS] }],
          ledger: [LEDGER],
        },
        secret: true,
      },
      loses: 'Officers get no digest of what is due today and overdue.',
      signals: [
        {
          code: 'daily-failed',
          severity: 'later',
          loses: 'An overdue claim was not escalated today.',
          wayOut: 'a-door-fails',
        },
        {
          code: 'calendar-ends',
          severity: 'later',
          loses:
            "Claims will soon get provisional dates only, because the next year's working days are not loaded.",
          wayOut: 'the-calendar-ends',
        },
      ],
    },
  },
});
