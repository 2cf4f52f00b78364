import { capability } from './manifest.ts';
import { CASES, COUNTERS, LEDGER, ONCE, PEOPLE } from './partitions.ts';

export const exportsManifest = capability({
  doors: {
    'exports-public': {
      may: {
        tables: {
          // Everything held about who has the link: read, and the link closed; nothing of a person is changed.
          people: [{ may: ['read'], partitions: [...PEOPLE, 'PUBLIC#*'] }],
          cases: [
            { may: ['read', 'finds', 'put'], partitions: CASES },
            { may: ['read'], partitions: PEOPLE },
          ],
          ledger: [LEDGER],
          short: [ONCE, COUNTERS, { may: ['read'], partitions: PEOPLE }],
        },
        keys: { open: ['profile', 'public', 'case'] },
        secret: true,
      },
      loses: 'Who was sent everything held about them cannot download it; the link has its days.',
      wakes: true,
    },
    'exports-task': {
      may: {
        tables: {
          // Whose the case is, and whether the address on file has just changed (R5).
          people: [{ may: ['read'], partitions: PEOPLE }],
          cases: [{ may: ['read', 'lists', 'put'], partitions: [...CASES, ...PEOPLE] }],
          ledger: [LEDGER],
        },
        // After a rotation an address is compared with the one that was typed.
        keys: { open: ['profile'] },
        secret: true,
      },
      loses: 'Who asks what is held waits for an officer, though the program could answer at once.',
      signals: [
        {
          code: 'disclosure-failed',
          severity: 'later',
          loses: 'Somebody waits for their data, whose term runs.',
          wayOut: 'a-door-fails',
        },
      ],
    },
  },
});
