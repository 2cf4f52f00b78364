import { knownTo } from '../../api/spec.ts';
import { checkAct, checkAddress, checkBody, checkClass, checkRole, looksAt } from '../checks.ts';
import type { House, Step } from './state.ts';

/** Third: everything that the route's spec asks of a request, in this order. What may not pass is thrown or answered. */
export const check =
  ({ origins }: House): Step =>
  async ({ internal }) => {
    const { passage, secrets, answer } = internal;
    const { bound } = passage;
    if (bound === undefined || answer !== undefined) return;
    checkAddress(passage, bound);
    if (knownTo(bound.spec.class) === 'staff') checkRole(passage, bound);
    checkClass(passage, bound, origins);
    internal.answer = await checkAct(passage, bound);
    if (internal.answer !== undefined) return;
    internal.body = checkBody(passage, bound, secrets);
    internal.answer = looksAt(passage, bound);
  };
