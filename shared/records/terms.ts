import { addDays, isDate } from '../law/dates.ts';
import { REGIME_ZONE } from '../law/regimes.ts';
import { addMonths, localDate, parseInstant } from '../law/zones.ts';
import { partsOf } from '../policy/durations.ts';
import { type RetentionTerms, termOf } from '../policy/retention.ts';
import { bodyIn } from './kinds/kind.ts';
import { KINDS, type Kinds, kindOf } from './kinds/registry.ts';
import type { Item } from './port.ts';

/** A day of the regime's zone, of an instant or of a day. */
const dayOf = (text: string): string => (isDate(text) ? text : localDate(parseInstant(text), REGIME_ZONE));

/** The day so long after a day; hours count as a day begun. */
function dayAfter(day: string, duration: string): string {
  const [years = 0, months = 0, days = 0, hours = 0] = partsOf(duration).map((part) => Number(part ?? 0));
  return addDays(addMonths(day, years * 12 + months), days + Math.ceil(hours / 24));
}

/**
 * The day from which a record is kept no longer, by the rule of its kind and what the kind says its term counts from (E1).
 * Undefined: there is none, it has not begun yet, or the record goes with its owner's or by itself.
 */
export function keptUntil(item: Item, terms: RetentionTerms, kinds: Kinds = KINDS): string | undefined {
  const kind = kindOf(item.kind, kinds);
  if (kind === undefined || typeof kind.begins === 'string') return undefined;
  const body = bodyIn(kind, item);
  if (body === undefined) return undefined;
  if ('ends' in kind.begins) return dayOf(kind.begins.ends(body));
  const term = termOf(kind.kept, terms);
  const from = kind.begins(body);
  return term === null || from === undefined ? undefined : dayAfter(dayOf(from), term);
}
