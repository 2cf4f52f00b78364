import { capability } from './manifest.ts';
import { CASES, CHALLENGES, COUNTERS, LEDGER, PEOPLE } from './partitions.ts';

export const recipientsManifest = capability({
  doors: {
    'recipients-public': {
      may: {
        tables: {
          // Whose data they are, as far as the asked hold that.
          people: [{ may: ['read'], partitions: PEOPLE }],
          // Its owner is told of the end of a block.
          cases: [
            { may: ['read', 'put'], partitions: CASES },
            { may: ['put'], partitions: PEOPLE },
          ],
          // The block that an answer ends stands with the person's consents.
          ledger: [LEDGER],
          short: [COUNTERS, CHALLENGES],
        },
        keys: { open: ['case', 'profile'] },
        secret: true,
      },
      loses: 'Those who hold a copy of the data cannot answer what they are asked.',
      wakes: true,
    },
  },
});
