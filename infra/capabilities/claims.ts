import { capability } from './manifest.ts';
import { CASES, COUNTERS, DESK_SESSION, ENTERS_STAFF, LEDGER, ONCE } from './partitions.ts';

export const claimsManifest = capability({
  doors: {
    'claims-public': {
      may: {
        tables: {
          cases: [{ may: ['read', 'put'], partitions: CASES }],
          ledger: [LEDGER],
          short: [ONCE, COUNTERS],
        },
        keys: { seal: ['case'] },
        secret: true,
      },
      loses: 'People cannot hand in a claim on the web; their 30 days do not start.',
      wakes: true,
      signals: [
        {
          code: 'network-over-limit',
          severity: 'later',
          loses:
            'Claims of a network that sends many are stored, but their receipts are held: people there wait for them.',
          wayOut: 'a-network-sends-many-claims',
        },
      ],
    },
    'claims-desk': {
      may: {
        tables: {
          people: [ENTERS_STAFF],
          cases: [{ may: ['read', 'put'], partitions: CASES }],
          ledger: [LEDGER],
          // It notes that a session is in use.
          short: [ONCE, DESK_SESSION],
        },
        keys: { seal: ['case', 'staff'], open: ['staff'] },
        secret: true,
      },
      loses: 'Claims that come on paper cannot be entered.',
    },
  },
});
