import { capability } from './manifest.ts';
import { CASES, LEDGER, PEOPLE } from './partitions.ts';

export const exportsManifest = capability({
  doors: {
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
