import { PEOPLE_REFUSALS } from '../../shared/words/refusals-of-people.ts';
import { capability } from './manifest.ts';
import { ADDRESSES, CASES, CHALLENGES, COUNTERS, LEDGER, ONCE, PEOPLE, READS_TEXTS } from './partitions.ts';

export const accountManifest = capability({
  doors: {
    'account-public': {
      may: {
        tables: {
          // What one person holds and does; the key of the profile opens it for its owner, who may change the address (R5).
          people: [
            { may: ['read', 'put'], partitions: PEOPLE },
            { may: ['read', 'put', 'delete'], partitions: ADDRESSES },
            // A published field that its owner changes is taken back, its page with the last one (R6).
            { may: ['read', 'delete'], partitions: [...PEOPLE, 'PUBLIC#*'] },
          ],
          // Of a request whose destruction is cancelled, the case is told (S3).
          cases: [{ may: ['read', 'put'], partitions: [...PEOPLE, ...CASES] }],
          ledger: [LEDGER, READS_TEXTS],
          // Its use is noted, and a session that is ended leaves its technical data for their term (T1).
          short: [ONCE, COUNTERS, CHALLENGES, { may: ['read', 'put'], partitions: PEOPLE }],
        },
        keys: { open: ['profile', 'public'] },
        secret: true,
      },
      loses: 'People can neither see nor change what is held about them, nor give and withdraw consents.',
      wakes: true,
    },
  },
  refusals: PEOPLE_REFUSALS,
});
