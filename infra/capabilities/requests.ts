import { capability } from './manifest.ts';
import { ADDRESSES, CASES, CHALLENGES, COUNTERS, LEDGER, ONCE, PEOPLE } from './partitions.ts';

export const requestsManifest = capability({
  doors: {
    'requests-public': {
      may: {
        tables: {
          // Whose the proven address is, and whether it has changed of late (R5).
          people: [{ may: ['read'], partitions: [...PEOPLE, ...ADDRESSES] }],
          // What the address has said of requests before: it decides whether one blocks anything unproven (S4).
          cases: [
            { may: ['read', 'put', 'finds'], partitions: CASES },
            // Once it is known whose a case is, that stands beside the person (S3).
            { may: ['put'], partitions: PEOPLE },
          ],
          ledger: [LEDGER],
          short: [ONCE, COUNTERS, CHALLENGES],
        },
        keys: { seal: ['case'], open: ['case'] },
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
