import { WAITING_STATES } from '../../shared/domain/workflow-payloads.ts';
import type { CaseChart, Wait } from '../constructs/case-workflow.ts';

const at = (milestone: keyof typeof WAITING_STATES): Wait => ({
  state: WAITING_STATES[milestone],
  milestone,
});

/**
 * A claim (K2, K3): 30 calendar days, driven by the last working day before the end.
 *
 *     Open ─ Jump ─┬─ UntilFirstReminder   nothing; waits until T-10
 *                  ├─ Reminder10           reminds; waits until T-5
 *                  ├─ Reminder5            reminds; waits until T-2
 *                  ├─ Reminder2            reminds; waits until T-1
 *                  ├─ Escalation           tells the officer; waits until the day itself
 *                  ├─ DueDay               reminds; waits until 00:00 after the promised day
 *                  ├─ Overdue              tells; ends. The daily schedule goes on escalating
 *                  └─ Settled              nothing to wait for
 *
 * An answer that has left, by mail or post, ends any of the waits and the execution, as a withdrawal or a settlement
 * does; changed dates (`Replan`) go back to `Open`. A decision alone ends nothing: its letter may never leave.
 */
export const CLAIMS: CaseChart = {
  comment: 'Privacy Desk: one pre-court claim from receipt to its answer. Input: {"case": "<reference>"}',
  waits: [
    at('received'),
    at('reminder-10'),
    at('reminder-5'),
    at('reminder-2'),
    at('escalation'),
    at('due-day'),
  ],
  last: at('overdue'),
};
