import { capability } from './manifest.ts';

export const outboxManifest = capability({
  doors: {
    'outbox-task': {
      // It reads keys of what is to be done, and tells whose it is: no record, no key and no secret is open to it.
      may: {
        tables: { cases: [{ may: ['lists'] }], people: [{ may: ['lists'] }] },
        streams: ['cases', 'people'],
        handsOn: true,
      },
      loses:
        'Nothing that is recorded is acted on: no timers of new claims, no receipts and answers, nothing is destroyed in its time.',
      wakes: true,
      signals: [
        {
          code: 'hand-on-failed',
          severity: 'later',
          loses: 'What was recorded is acted on late: receipts, answers and timers wait for the next sweep.',
          wayOut: 'the-outbox-is-behind',
        },
      ],
    },
  },
});
