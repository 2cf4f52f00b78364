import { capability } from './manifest.ts';
import {
  ADDRESSES,
  CASES,
  DESK_SESSION,
  ENTERS_STAFF,
  LEDGER,
  ONCE,
  PEOPLE,
  READS_STAFF,
} from './partitions.ts';

export const erasuresManifest = capability({
  doors: {
    'erasures-desk': {
      may: {
        tables: {
          // An approval begins the 72 hours of the person's record; what their holds and blocks are, the plan says.
          // Acts are listed, opened and signed (order 179).
          people: [ENTERS_STAFF, { may: ['read', 'lists', 'put'], partitions: PEOPLE }],
          cases: [
            { may: ['read', 'finds', 'put'], partitions: CASES },
            { may: ['put'], partitions: PEOPLE },
          ],
          ledger: [LEDGER],
          short: [ONCE, DESK_SESSION],
        },
        keys: { seal: ['staff'], open: ['staff', 'proof'] },
        secret: true,
      },
      loses: 'Officers cannot decide on destructions, and a term of the law may end.',
    },
    'erasures-public': {
      may: {
        tables: {
          people: [{ may: ['read', 'put'], partitions: PEOPLE }],
          cases: [
            { may: ['read', 'finds', 'put'], partitions: CASES },
            { may: ['put'], partitions: PEOPLE },
          ],
          ledger: [LEDGER],
          short: [ONCE],
        },
        secret: true,
      },
      loses: 'Where there is one officer only, the head of the company cannot approve a destruction.',
    },
    'erasures-task': {
      may: {
        tables: {
          // It destroys what has had its time; the act names whose it was, sealed for a class of its own (order 179).
          people: [
            READS_STAFF,
            {
              may: ['read', 'lists', 'put', 'delete'],
              partitions: [...PEOPLE, ...ADDRESSES, 'PUBLIC#*', 'ERASED#*', 'ERASED-LISTS'],
            },
          ],
          // The last letter, and how it stands; the request that asked for it, and whether others were refused (R7).
          cases: [
            { may: ['read', 'put', 'delete'], partitions: PEOPLE },
            { may: ['read', 'finds', 'put'], partitions: CASES },
          ],
          ledger: [LEDGER],
          short: [{ may: ['read', 'delete'], partitions: PEOPLE }],
        },
        // Of a case it seals the answer to who decided alone: no officer is there to write it (R7).
        keys: { seal: ['proof'], open: ['case', 'profile', 'staff'] },
        secret: true,
      },
      loses:
        'Data of closed accounts, and what requests ask to be destroyed, are not destroyed in their time.',
      signals: [
        {
          code: 'erasure-failed',
          severity: 'later',
          loses: 'Data of somebody that are due to be destroyed are not, and a term of the law may end.',
          wayOut: 'a-door-fails',
        },
      ],
    },
  },
});
