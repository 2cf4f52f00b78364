import type { Both } from '../policy/bilingual.ts';
import { RETENTION, RETENTION_RULES, type RetentionRule } from '../policy/retention.ts';
import { goingKinds } from './erasing.ts';
import { KINDS, type Kinds } from './kinds/registry.ts';

/** Of people who work here, not of those who use the services. */
const OF_STAFF: RetentionRule = 'staff';

/** A group of records as the closing treats it. */
export interface ClosedGroup {
  readonly rule: RetentionRule;
  readonly what: Both;
}
/** One that stays, and why. */
export interface KeptGroup extends ClosedGroup {
  readonly why: Both;
}

/**
 * What closing an account destroys and what it leaves, by the registry of kinds and the rules of retention: nothing here is
 * typed, so nothing is promised that the code does not do (R7, E1).
 */
export function closingPlan(kinds: Kinds = KINDS): {
  readonly goes: readonly ClosedGroup[];
  readonly stays: readonly KeptGroup[];
} {
  const going: ReadonlySet<string> = new Set(goingKinds('person', kinds).map(({ kept }) => kept));
  const kept: ReadonlySet<string> = new Set(Object.values(kinds).map((kind) => kind.kept));
  const personal = RETENTION_RULES.filter((rule) => RETENTION[rule].personal && rule !== OF_STAFF);
  return {
    goes: personal.filter((rule) => going.has(rule)).map((rule) => ({ rule, what: RETENTION[rule].what })),
    stays: personal
      .filter((rule) => kept.has(rule) && !going.has(rule))
      .map((rule) => ({ rule, what: RETENTION[rule].what, why: whyOf(rule) })),
  };
}

function whyOf(rule: RetentionRule): Both {
  const { ground, ...rest } = RETENTION[rule];
  return 'why' in rest ? rest.why : { ru: ground, en: ground };
}
