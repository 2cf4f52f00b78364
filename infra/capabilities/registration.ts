import { capability } from './manifest.ts';
import { CHALLENGES, COUNTERS, LEDGER, LOOSE_LETTERS, ONCE, PEOPLE, READS_TEXTS } from './partitions.ts';

export const registrationManifest = capability({
  doors: {
    'registration-public': {
      may: {
        tables: {
          // It makes people and proves addresses; what somebody typed it seals, and cannot open.
          people: [{ may: ['read', 'put'], partitions: [...PEOPLE, 'ADDRESS#*'] }],
          cases: [{ may: ['put'], partitions: [...PEOPLE, ...LOOSE_LETTERS] }],
          ledger: [LEDGER, READS_TEXTS],
          short: [ONCE, COUNTERS, CHALLENGES, { may: ['read', 'put'], partitions: PEOPLE }],
        },
        keys: { seal: ['profile'] },
        secret: true,
      },
      loses: 'People can neither register, nor sign in or out.',
      wakes: true,
    },
  },
});
