import { capability } from './manifest.ts';
import { ADDRESSES, CASES, CHALLENGES, COUNTERS, LEDGER, ONCE, PEOPLE, READS_TEXTS } from './partitions.ts';

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
          // What the address has said of requests before: it decides whether one blocks anything unproven (S4). Beside the
          // person: that the case is theirs, and letters with a code.
          cases: [
            { may: ['read', 'put', 'finds'], partitions: CASES },
            { may: ['read', 'put'], partitions: PEOPLE },
          ],
          ledger: [LEDGER, READS_TEXTS],
          // The use of a session is noted.
          short: [ONCE, COUNTERS, CHALLENGES, { may: ['read', 'put'], partitions: PEOPLE }],
        },
        keys: { seal: ['case'], open: ['case', 'profile', 'public'] },
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
  },
});
