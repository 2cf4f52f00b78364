import { capability } from './manifest.ts';
import { LOOSE_LETTERS } from './partitions.ts';

export const ledgerManifest = capability({
  doors: {
    'ledger-task': {
      may: {
        tables: {
          // The letter to the auditor is all that it adds outside the ledger.
          cases: [{ may: ['read', 'put'], partitions: LOOSE_LETTERS }],
          // What a root signed of a chain is looked up where the index of its day does not bear it out.
          ledger: [
            { may: ['read', 'put', 'lists'], partitions: ['HEADS#*', 'ROOTS'] },
            { may: ['read'], partitions: ['CHAIN#*'] },
          ],
        },
        secret: true,
      },
      loses: 'The auditor gets no signed root; a tampered ledger would be noticed later.',
    },
  },
});
