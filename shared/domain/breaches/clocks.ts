import type { Regime } from '../../law/regimes.ts';
import type { StoredClock } from '../cases/case.ts';
import { startClock } from '../cases/clocks.ts';
import type { ClockFacts } from '../cases/type.ts';
import { type Duty, dutiesUnder, dutyFacts } from './duties.ts';

const of = (part: Duty, rest: Pick<ClockFacts, 'rule' | 'metBy'>): ClockFacts => ({
  part,
  stoppedBy: ['duty-declined'],
  ...rest,
});

/**
 * The clocks of a breach, each of the duty of its name (B1): a notice is met by its filing, telling people by the last of
 * them. All are of hours, and none can be extended.
 */
export const BREACH_CLOCKS = {
  'first-notice': of('first-notice', { rule: 'ru-breach-first', metBy: ['notice-filed'] }),
  'final-notice': of('final-notice', { rule: 'ru-breach-final', metBy: ['notice-filed'] }),
  'gdpr-notice': of('gdpr-notice', { rule: 'gdpr-breach-authority', metBy: ['notice-filed'] }),
  people: of('people', { rule: 'breach-tell-people', metBy: ['people-told'] }),
} as const satisfies { readonly [duty in Duty]?: ClockFacts };

type ClockId = keyof typeof BREACH_CLOCKS;
const hasClock = (duty: Duty): duty is ClockId => Object.hasOwn(BREACH_CLOCKS, duty);

/** The clocks that a breach starts with: those of its duties, each from its own instant (S10). */
export const breachClocks = (
  regimes: readonly Regime[],
  instants: { readonly detectedAt: string; readonly awareAt: string },
): StoredClock[] =>
  dutiesUnder(regimes)
    .filter(hasClock)
    .map((duty) => startClock(BREACH_CLOCKS, duty, instants[dutyFacts(duty).from ?? 'detectedAt']));
