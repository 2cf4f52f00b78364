import type { Hold } from '../domain/holds/hold.ts';
import type { FrozenPlan, Touched } from '../domain/requests/erasure-run.ts';
import type { Both } from '../policy/bilingual.ts';
import { RETENTION, RETENTION_RULES, type RetentionRule } from '../policy/retention.ts';
import { canonicalJson } from './canonical.ts';
import { goingKinds } from './erasing.ts';
import { type AnyKind, KINDS, type Kinds } from './kinds/registry.ts';
import { hashOfText } from './text-hash.ts';

/** Of people who work here, not of those who use the services. */
const OF_STAFF: RetentionRule = 'staff';

/** A group of records as a destruction treats it. */
export interface GoingGroup {
  readonly rule: RetentionRule;
  readonly what: Both;
}
/** One that stays, why, and by whose keys it can be read. */
export interface KeptGroup extends GoingGroup {
  readonly why: Both;
  readonly keys: readonly string[];
  /** Kept back by a legal hold. */
  readonly held?: Pick<Hold, 'article' | 'until'> | undefined;
}

/** What the destruction of a person's data destroys and what it leaves. */
export interface ErasurePlan {
  readonly goes: readonly GoingGroup[];
  readonly stays: readonly KeptGroup[];
}

/** Of which kinds the plan is, and what holds keep back. */
interface PlanOf {
  readonly kinds?: Kinds;
  readonly held?: ReadonlyMap<string, Pick<Hold, 'article' | 'until'>>;
}

/**
 * What closing an account or erasing on request destroys and what it leaves – one plan for both –, by the registry of kinds
 * and the rules of retention: nothing here is typed, so nothing is promised that the code does not do (R7, S8, E1).
 */
export function erasurePlan({ kinds = KINDS, held = new Map() }: PlanOf = {}): ErasurePlan {
  const going: ReadonlySet<string> = new Set(goingKinds('person', kinds).map(({ kept }) => kept));
  const kept: ReadonlySet<string> = new Set(Object.values(kinds).map((kind) => kind.kept));
  const personal = RETENTION_RULES.filter((rule) => RETENTION[rule].personal && rule !== OF_STAFF);
  return {
    goes: personal
      .filter((rule) => going.has(rule) && !held.has(rule))
      .map((rule) => ({ rule, what: RETENTION[rule].what })),
    stays: personal
      .filter((rule) => kept.has(rule) && (!going.has(rule) || held.has(rule)))
      .map((rule) => ({
        ...{ rule, what: RETENTION[rule].what, why: whyOf(rule) },
        keys: keysOf(Object.values(kinds).filter((kind) => kind.kept === rule)),
        ...(held.has(rule) ? { held: held.get(rule) } : {}),
      })),
  };
}

function whyOf(rule: RetentionRule): Both {
  const { ground, ...rest } = RETENTION[rule];
  return 'why' in rest ? rest.why : { ru: ground, en: ground };
}

/** Kinds of record whose data keys open what is sealed in these; `program` for a key of the program. */
function keysOf(kinds: readonly AnyKind[]): readonly string[] {
  const keys = kinds.flatMap(({ name, sealed }) =>
    Object.values(sealed).flatMap((field) => {
      if (field?.is !== 'content') return [];
      if (field.under === 'own') return [name];
      return ['of' in field.under ? field.under.of : 'program'];
    }),
  );
  return [...new Set(keys)].toSorted();
}

/** A plan as it is kept with what was decided on it (S8). */
export const frozenOf = ({ goes, stays }: ErasurePlan, touches: readonly Touched[]): FrozenPlan => ({
  goes: goes.map(({ rule }) => rule),
  stays: stays.map(({ rule, keys, held }) => ({
    ...{ rule, keys: [...keys] },
    ...(held === undefined ? {} : { heldUntil: held.until, article: held.article }),
  })),
  touches: [...touches],
});

/** By it the second officer approves what the first has seen. */
export const planHash = (plan: FrozenPlan): string => hashOfText(canonicalJson(plan));
