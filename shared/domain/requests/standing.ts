import type { CaseAnswer, CaseBody } from '../cases/case.ts';
import { runningClocks } from '../cases/clocks.ts';
import type { RequestOwn } from './own.ts';
import { partFacts } from './parts.ts';
import type { RequestStatus } from './statuses.ts';

/** The body of a request. */
export type RequestBody = CaseBody<'request', RequestStatus, RequestOwn>;

const isReturned = ({ returnedAt, post }: CaseAnswer): boolean =>
  returnedAt !== undefined && post === undefined;
const hasLeft = ({ sentAt, post }: CaseAnswer): boolean => sentAt !== undefined || post !== undefined;
const hasArrived = ({ deliveredAt, post }: CaseAnswer): boolean =>
  deliveredAt !== undefined || post !== undefined;

/** Parts that have no answer yet. */
export const openParts = ({ own }: Pick<RequestBody, 'own'>): RequestOwn['parts'] =>
  own.parts.filter(({ state }) => state === 'asked' || state === 'done');

/**
 * Where a request stands as a whole: what is gravest of its parts, its answers and its clocks. It is over when nothing is
 * asked any more, every answer has arrived and no clock runs – or staff say so.
 */
export function standingOf(body: RequestBody): RequestStatus {
  const { own, answers = [], status } = body;
  if (own.joinedTo !== undefined) return 'joined';
  if (status === 'settled') return status;
  if (own.parts.every(({ state }) => state === 'withdrawn')) return 'withdrawn';
  const open = openParts(body);
  const isKnown = own.proof.state === 'proven' || open.some(({ part }) => partFacts(part).examinedUnproven);
  if (open.length > 0) return isKnown ? 'open' : 'unproven';
  if (answers.some(isReturned)) return 'returned';
  if (!answers.every(hasLeft)) return 'answered';
  if (runningClocks(body).length > 0) return 'following';
  if (answers.every(hasArrived)) return 'delivered';
  return answers.some(({ unconfirmed }) => unconfirmed === true) ? 'unconfirmed' : 'sent';
}
