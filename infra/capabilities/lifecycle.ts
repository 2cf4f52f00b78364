import { capability } from './manifest.ts';
import { ADDRESSES, LEDGER, PEOPLE } from './partitions.ts';

export const lifecycleManifest = capability({
  doors: {
    'lifecycle-task': {
      may: {
        tables: {
          // It destroys what has had its time; the act names whose it was, sealed for a class of its own (order 179).
          people: [
            { may: ['read', 'lists', 'put', 'delete'], partitions: [...PEOPLE, ...ADDRESSES, 'PUBLIC#*'] },
          ],
          // The last letter, and how it stands.
          cases: [{ may: ['read', 'put'], partitions: PEOPLE }],
          ledger: [LEDGER],
          short: [{ may: ['read', 'delete'], partitions: PEOPLE }],
        },
        keys: { seal: ['proof'], open: ['profile'] },
        secret: true,
      },
      loses:
        'Data of unconfirmed registrations and closed accounts are not destroyed in their time; old addresses stay reserved.',
      signals: [
        {
          code: 'person-failed',
          severity: 'later',
          loses:
            'Data of somebody whose account is closed, or who never confirmed, are not destroyed in their time.',
          wayOut: 'a-door-fails',
        },
      ],
    },
  },
});
