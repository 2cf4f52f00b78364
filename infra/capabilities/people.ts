import { capability } from './manifest.ts';
import { CASES, DESK_SESSION, DOCUMENTS, ENTERS_STAFF, ONCE, PEOPLE } from './partitions.ts';

export const peopleManifest = capability({
  doors: {
    'people-desk': {
      may: {
        tables: {
          // The words of a reason are added to the person's records; a case is read for whose address it has.
          people: [
            ENTERS_STAFF,
            { may: ['read'], partitions: ['ADDRESS#*'] },
            { may: ['read', 'put'], partitions: PEOPLE },
          ],
          // A release is told to both addresses (R5).
          cases: [
            { may: ['read', 'finds'], partitions: [...CASES, ...PEOPLE] },
            { may: ['put'], partitions: PEOPLE },
          ],
          // The register of consents goes through the days of the ledger: ids and codes.
          ledger: [
            { may: ['read', 'put', 'lists'], partitions: ['CHAIN#*'] },
            { may: ['read'], partitions: DOCUMENTS },
          ],
          short: [ONCE, DESK_SESSION, { may: ['read'], partitions: PEOPLE }],
        },
        keys: { seal: ['staff'], open: ['staff', 'profile'] },
        secret: true,
      },
      loses:
        'Staff cannot find a person, nor see consents and registers; withdrawals on paper cannot be entered.',
    },
  },
});
