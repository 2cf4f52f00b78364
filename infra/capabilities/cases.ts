import { WORKFLOW_KINDS } from '../../shared/names.ts';
import { CARRYING_REFUSALS } from '../../shared/words/refusals-of-carrying.ts';
import { CASE_REFUSALS } from '../../shared/words/refusals-of-cases.ts';
import { ERASURE_REFUSALS } from '../../shared/words/refusals-of-erasures.ts';
import { REQUEST_REFUSALS } from '../../shared/words/refusals-of-requests.ts';
import { capability } from './manifest.ts';
import { ADDRESSES, CASES, CHALLENGES, COUNTERS, LEDGER, ONCE, PEOPLE, TOTALS } from './partitions.ts';

export const casesManifest = capability({
  doors: {
    'cases-public': {
      may: {
        tables: {
          // A request that is taken back ends its block: whose data it blocked, and the letter that tells them (S4).
          people: [{ may: ['read'], partitions: [...ADDRESSES, ...PEOPLE] }],
          cases: [
            { may: ['read', 'put'], partitions: CASES },
            { may: ['put'], partitions: PEOPLE },
          ],
          ledger: [LEDGER],
          short: [ONCE, COUNTERS, CHALLENGES],
        },
        keys: { open: ['case'] },
        secret: true,
      },
      loses: 'Claimants cannot see where their claim stands, nor withdraw it.',
      wakes: true,
    },
    'cases-task': {
      may: {
        tables: {
          // Whose data a request blocks that lapses unproven (S4).
          people: [{ may: ['read'], partitions: [...ADDRESSES, ...PEOPLE] }],
          // The owner is told that it has ended.
          cases: [
            { may: ['read', 'lists', 'put'], partitions: [...CASES, ...TOTALS] },
            { may: ['put'], partitions: PEOPLE },
          ],
          ledger: [LEDGER],
        },
        secret: true,
        workflow: { of: WORKFLOW_KINDS, may: ['start', 'answer', 'look'] },
      },
      loses:
        'New claims get no timers, reminders and escalation, and decided ones keep being reminded of; an answer may be late unnoticed.',
      wakes: true,
      signals: [
        {
          code: 'dispatch-failed',
          severity: 'urgent',
          loses: 'A claim waits for its timer, or keeps being reminded of after its answer.',
          wayOut: 'executions-die',
        },
      ],
    },
  },
  refusals: { ...CASE_REFUSALS, ...REQUEST_REFUSALS, ...ERASURE_REFUSALS, ...CARRYING_REFUSALS },
});
