import { MAILING_REFUSALS } from '../../shared/words/refusals-of-mailings.ts';
import { capability } from './manifest.ts';
import { COUNTERS, NOTICES, PEOPLE } from './partitions.ts';

export const mailingsManifest = capability({
  doors: {
    'mailings-task': {
      may: {
        tables: {
          // Who is told: it walks over all profiles, and opens one for its address when that person's turn has come.
          people: [
            { may: ['read', 'lists', 'put', 'scan'], partitions: NOTICES },
            { may: ['read'], partitions: PEOPLE },
          ],
          cases: [{ may: ['read', 'put'], partitions: PEOPLE }],
          ledger: [{ may: ['read', 'put'], partitions: ['CHAIN#notices'] }],
          short: [COUNTERS],
        },
        keys: { open: ['profile'] },
        secret: true,
        mail: true,
        workflow: { of: ['mailing'], may: ['start', 'look'] },
      },
      loses: 'People are not told of a new version of the policy.',
      signals: [
        {
          code: 'mailing-paused',
          severity: 'later',
          loses: 'The mail service takes nothing; people are told late of a new version of the policy.',
          wayOut: 'letters-do-not-leave',
        },
        {
          code: 'mailing-failed',
          severity: 'later',
          loses:
            'People are told late of a new version of the policy: it is not started, or not started again.',
          wayOut: 'executions-die',
        },
      ],
    },
  },
  refusals: MAILING_REFUSALS,
});
