import type { BreachLine, BreachReport } from '../../shared/api/breach-reports.ts';
import { BREACH_VIEW } from '../../shared/api/kinds/breach.ts';
import type { BreachFields } from '../../shared/api/kinds/breach-fields.ts';
import { type CaseParts, presentLetter } from '../../shared/api/present-case.ts';
import type { KnownCase } from '../../shared/domain/cases/kinds.ts';
import { articleOf, ruleOf } from '../../shared/law/rules.ts';

const MINUTE = 60_000;
const minutesBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / MINUTE);

/** What of an event's data says what it is about: codes only. */
const ABOUT = ['notice', 'duty', 'milestone', 'conclusion', 'kind'] as const;

const fieldsOf = (body: KnownCase<'breach'>): BreachFields => BREACH_VIEW.own(body) as BreachFields;

/**
 * The report of a breach (B5), made from what the case and its ledger hold; it has codes, instants and numbers, and no text that
 * anybody typed. Undefined for a case of another kind.
 */
export function reportOf({ body, events, letters }: CaseParts): BreachReport | undefined {
  if (body.kind !== 'breach') return undefined;
  const { drafts: _, ...own } = fieldsOf(body);
  return {
    reference: body.reference,
    status: body.status,
    openedAt: body.openedAt,
    closedAt: body.closedAt ?? null,
    ...own,
    times: body.clocks.map(({ id, rule, start, due, state }) => {
      const doneAt = own.duties.find(({ duty }) => duty === id)?.filedAt ?? null;
      return {
        ...{ duty: id, rule, article: articleOf(ruleOf(rule)), start, due, state, doneAt },
        minutesLeft: doneAt === null ? null : minutesBetween(doneAt, due),
      };
    }),
    timeline: events.map(({ at, type, by, data = {} }) => {
      const about = ABOUT.map((name) => data[name]).find((value) => value !== undefined);
      return {
        ...{ at, type, by, minutes: minutesBetween(body.openedAt, at) },
        ...(about === undefined ? {} : { about: String(about) }),
      };
    }),
    letters: letters.map(presentLetter),
  };
}

/** A line of the register (B5): also of incidents that were no breach. Undefined for a case of another kind. */
export function lineOf(body: KnownCase): BreachLine | undefined {
  if (body.kind !== 'breach') return undefined;
  const { nature, detectedAt, detectedBy, systems, dataKinds, duties, drill, conclusion } = fieldsOf(body);
  return {
    ...{ reference: body.reference, status: body.status, closedAt: body.closedAt ?? null },
    ...{ nature, detectedAt, detectedBy, systems, dataKinds, duties, drill, conclusion },
  };
}
