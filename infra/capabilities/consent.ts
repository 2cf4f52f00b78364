import { CONSENT_REFUSALS } from '../../shared/words/refusals-of-consents.ts';
import { capability } from './manifest.ts';
import { ADDS_DUTIES, DESK_SESSION, DOCUMENTS, LEDGER, PEOPLE } from './partitions.ts';

export const consentManifest = capability({
  doors: {
    'consent-public': {
      may: {
        tables: {
          // The link names whose consent it withdraws; the duty that follows lies with the person.
          people: [{ may: ['read'], partitions: ['UNSUB#*'] }, ADDS_DUTIES],
          ledger: [LEDGER],
        },
        secret: true,
      },
      loses: 'People cannot unsubscribe by link; nobody can verify a receipt.',
      wakes: true,
    },
    'consent-desk': {
      may: {
        tables: {
          // Programs ask; who comes with a session of the desk is known, and turned away.
          people: [{ may: ['read'], partitions: ['ADDRESS#*', ...PEOPLE] }],
          ledger: [{ may: ['read'], partitions: ['CHAIN#*', ...DOCUMENTS] }],
          short: [DESK_SESSION],
        },
        secret: true,
      },
      loses: 'Other programs get no answer whether they may use data.',
    },
    'consent-task': {
      may: {
        tables: {
          // What rested on a withdrawn consent only goes: published copies, with their page.
          people: [
            { may: ['read', 'lists', 'put'], partitions: PEOPLE },
            { may: ['read', 'delete'], partitions: [...PEOPLE, 'PUBLIC#*'] },
          ],
          ledger: [LEDGER, { may: ['read'], partitions: DOCUMENTS }],
        },
        secret: true,
      },
      loses: 'What rested on withdrawn consents is not destroyed; the 30 days of the law may pass.',
      signals: [
        {
          code: 'duty-failed',
          severity: 'later',
          loses:
            'What rested on a withdrawn consent only is not destroyed in its term, and nobody can say that it was.',
          wayOut: 'a-door-fails',
        },
      ],
    },
  },
  refusals: CONSENT_REFUSALS,
});
