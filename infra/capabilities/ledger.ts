import { capability } from './manifest.ts';
import { LOOSE_LETTERS } from './partitions.ts';

export const ledgerManifest = capability({
  doors: {
    'ledger-task': {
      may: {
        tables: {
          // Whose data were destroyed: their list is closed, and leaves with the root (S8).
          people: [
            { may: ['read'], partitions: ['ERASED#*'] },
            { may: ['read', 'put'], partitions: ['ERASED-LISTS'] },
          ],
          // The letters to the auditor are all that it adds outside the ledger.
          cases: [{ may: ['read', 'put'], partitions: LOOSE_LETTERS }],
          // What a root signed of a chain is looked up where the index of its day does not bear it out.
          ledger: [
            { may: ['read', 'put', 'lists'], partitions: ['HEADS#*', 'ROOTS'] },
            { may: ['read'], partitions: ['CHAIN#*'] },
          ],
        },
        secret: true,
      },
      loses:
        'The auditor gets no signed root; a tampered ledger would be noticed later, and a restored copy could not be erased again.',
    },
  },
});
