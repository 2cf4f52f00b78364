import { capability } from './manifest.ts';
import { LEDGER, ONCE, PEOPLE, READS_TEXTS } from './partitions.ts';

export const publicationManifest = capability({
  doors: {
    'publication-public': {
      may: {
        tables: {
          // Publishes what the person chose, and takes it back: its public page goes with the last field.
          people: [{ may: ['read', 'put', 'delete'], partitions: [...PEOPLE, 'PUBLIC#*'] }],
          ledger: [LEDGER, READS_TEXTS],
          short: [ONCE, { may: ['read', 'put'], partitions: PEOPLE }],
        },
        keys: { seal: ['public'], open: ['profile', 'public'] },
        secret: true,
      },
      loses: 'People cannot take back what they made public.',
      wakes: true,
    },
  },
});
