import type { MailingStep } from '../../shared/domain/mailings/steps.ts';
import { errorName } from '../../shared/log.ts';
import type { GroupWork } from '../../shared/outbox/door-of.ts';
import { workDue } from '../../shared/records/work-due.ts';
import type { SendDeps } from './deps.ts';
import { type WatchDeps, watchMailing } from './watch.ts';

/** Mailings looked after side by side; there is hardly ever more than one. */
const AT_ONCE = 4;

/** Whether an event is a step of the state machine of mailings. */
export const isMailingStep = (event: unknown): event is MailingStep =>
  typeof event === 'object' && event !== null && 'step' in event && 'mailing' in event;

/** Does a step. Each is loaded with its first event: a sweep needs none of them, and no letter. */
export async function doStep(step: MailingStep, deps: SendDeps): Promise<unknown> {
  switch (step.step) {
    case 'freeze':
      return (await import('./freeze.ts')).freezePeople(step, deps);
    case 'send':
      return (await import('./send-chunk.ts')).sendChunk(step, deps);
    case 'finish':
      return (await import('./finish.ts')).finishMailing(step, deps);
  }
}

/** What is done with mailings: those that are due are started or looked after, and their steps are taken. */
export const mailingsWork = (deps: SendDeps & WatchDeps): GroupWork => ({
  due: (at) =>
    workDue(
      deps.records,
      {
        ...{ group: 'notice', sideBySide: AT_ONCE, remaining: deps.remaining },
        work: (entry) => watchMailing(entry, deps),
        failed: (_, error) => deps.report('mailing-failed', { detail: errorName(error) }),
      },
      at,
    ),
  async items(items) {
    const done = await Promise.allSettled(items.map((item) => watchMailing(item, deps)));
    return done.every(({ status }) => status === 'fulfilled');
  },
  async others(event) {
    if (!isMailingStep(event))
      throw new TypeError('mailings-task takes what the outbox hands on, and its steps');
    return doStep(event, deps);
  },
});
