import { capability } from './manifest.ts';
import {
  ADDRESSES,
  CASES,
  CHALLENGES,
  COUNTERS,
  DESK_SESSION,
  ENTERS_STAFF,
  LEDGER,
  ONCE,
  PEOPLE,
  READS_TEXTS,
} from './partitions.ts';

export const requestsManifest = capability({
  doors: {
    'requests-public': {
      may: {
        tables: {
          // Whose the proven address is, and whether it has changed of late (R5); what is withdrawn at once adds its duties,
          // what is public is taken back (C5, R6).
          people: [
            { may: ['read', 'put'], partitions: PEOPLE },
            { may: ['read'], partitions: ADDRESSES },
            { may: ['read', 'delete'], partitions: [...PEOPLE, 'PUBLIC#*'] },
          ],
          // Whether something from the address was refused, so that officers decide on an erasure (S3). Beside the person: that
          // the case is theirs, letters with a code, and what becomes of a block (S4).
          cases: [
            { may: ['read', 'finds', 'put'], partitions: CASES },
            { may: ['read', 'put'], partitions: PEOPLE },
          ],
          ledger: [LEDGER, READS_TEXTS],
          // The use of a session is noted.
          short: [ONCE, COUNTERS, CHALLENGES, { may: ['read', 'put'], partitions: PEOPLE }],
        },
        keys: { seal: ['case'], open: ['case', 'profile'] },
        secret: true,
      },
      loses: 'People cannot ask for their data, for a correction or an erasure; their terms do not start.',
      wakes: true,
      signals: [
        {
          code: 'requests-over-limit',
          severity: 'later',
          loses:
            'Requests of a network that sends many are stored, but their receipts are held: people there wait for them.',
          wayOut: 'a-network-sends-many-claims',
        },
      ],
    },
    'requests-desk': {
      may: {
        tables: {
          // Whose the address of a document is; whose data it blocks (S3, S4).
          people: [ENTERS_STAFF, { may: ['read'], partitions: [...PEOPLE, ...ADDRESSES] }],
          cases: [
            { may: ['read', 'put'], partitions: CASES },
            // That the case is theirs, and what becomes of a block.
            { may: ['put'], partitions: PEOPLE },
          ],
          ledger: [LEDGER],
          short: [ONCE, COUNTERS, DESK_SESSION],
        },
        keys: { seal: ['case', 'staff'], open: ['staff'] },
        secret: true,
      },
      loses: 'Requests that come by mail, on paper, by phone or at the counter cannot be entered.',
    },
  },
});
