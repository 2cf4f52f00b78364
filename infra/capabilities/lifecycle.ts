import { capability } from './manifest.ts';
import { ADDRESSES, LEDGER, PEOPLE } from './partitions.ts';

export const lifecycleManifest = capability({
  doors: {
    'lifecycle-task': {
      may: {
        tables: {
          // It destroys registrations that nobody has confirmed.
          people: [
            { may: ['read', 'lists', 'put', 'delete'], partitions: [...PEOPLE, ...ADDRESSES, 'PUBLIC#*'] },
          ],
          // What may be the person's beside cases; the letters stay.
          cases: [{ may: ['read', 'delete'], partitions: PEOPLE }],
          ledger: [LEDGER],
          short: [{ may: ['read', 'delete'], partitions: PEOPLE }],
        },
        keys: { open: ['profile'] },
        secret: true,
      },
      loses:
        'Data of unconfirmed registrations are not destroyed in their time; old addresses stay reserved.',
      signals: [
        {
          code: 'person-failed',
          severity: 'later',
          loses: 'Data of somebody who never confirmed are not destroyed in their time.',
          wayOut: 'a-door-fails',
        },
      ],
    },
  },
});
