import { capability } from './manifest.ts';
import { DESK_SESSION, DOCUMENTS, ENTERS_STAFF, NOTICES, ONCE, POSTINGS } from './partitions.ts';

export const policyManifest = capability({
  doors: {
    'policy-public': {
      may: {
        tables: { ledger: [{ may: ['read'], partitions: DOCUMENTS }] },
        secret: true,
      },
      loses: 'People cannot read the policy nor the consents; nobody can register meanwhile.',
      wakes: true,
    },
    'policy-desk': {
      may: {
        tables: {
          // A posting says that people are to be told of it.
          people: [ENTERS_STAFF, { may: ['read', 'put'], partitions: NOTICES }],
          // The chain of what was told to many: a pause and a stop stand in it.
          ledger: [{ may: ['read', 'put'], partitions: [...POSTINGS, 'CHAIN#notices'] }],
          short: [ONCE, DESK_SESSION],
        },
        keys: { seal: ['staff'], open: ['staff'] },
        secret: true,
      },
      loses: 'A new version of the policy cannot be posted.',
    },
    'policy-task': {
      may: {
        tables: {
          ledger: [{ may: ['read', 'put'], partitions: POSTINGS }],
        },
        secret: true,
      },
      loses: 'The first texts of a new deployment are not recorded.',
      signals: [
        {
          code: 'policy-outdated',
          severity: 'later',
          loses: 'People read a policy whose terms or addresses are no longer those of the program.',
          wayOut: 'the-policy-is-out-of-date',
        },
      ],
    },
  },
});
