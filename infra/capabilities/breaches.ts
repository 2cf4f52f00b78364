import { BREACH_REFUSALS } from '../../shared/words/refusals-of-breaches.ts';
import { capability } from './manifest.ts';
import { CASES, DESK_SESSION, ENTERS_STAFF, LEDGER, ONCE } from './partitions.ts';

export const breachesManifest = capability({
  doors: {
    'breaches-desk': {
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
      loses: 'A breach cannot be recorded: its 24 and 72 hours run all the same, and nobody is reminded.',
      wakes: true,
    },
  },
  refusals: BREACH_REFUSALS,
});
