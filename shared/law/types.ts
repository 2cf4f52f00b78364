/**
 * Types of the legal clocks. Dates are ISO calendar dates (`2026-12-07`) in the zone of the rule's regime;
 * instants are ISO instants in UTC.
 */

/** Why a day counted or not; the words shown to people are made from it in ru and en (shared/law/day-words.ts). */
export type DayReason =
  | 'start' // the day of the event itself; never counted (Civil Code 191)
  | 'working-day'
  | 'working-weekend' // a Saturday or Sunday made working by the government's transfer decree
  | 'shortened-day' // counts in full
  | 'weekend'
  | 'holiday' // day off by law or transfer
  | 'calendar-day'
  | 'moved-from' // the nominal last day is off: the term moves on (Civil Code 193)
  | 'moved-to'
  | 'unknown'; // no calendar for that year (G12)

export interface CountedDay {
  readonly date: string;
  readonly counted: boolean;
  readonly reason: DayReason;
}

/** A computed legal term. For hour and instant rules `nominal`, `due` and `workBy` are instants, else dates. */
export interface Deadline {
  readonly rule: string;
  readonly article: string;
  /** The start as an ISO instant in UTC (a bare date start stays a date). */
  readonly start: string;
  /** Counted date, unmoved. Null only where a working-day rule needs an unknown year. */
  readonly nominal: string | null;
  /** Last lawful date (moved where the rule moves). Null when refused. */
  readonly due: string | null;
  /** Last working day not after `nominal`. Null when refused. */
  readonly workBy: string | null;
  /** Set when a needed day lies in a year whose calendar is not loaded (G12). */
  readonly refused?: { readonly year: number };
  readonly calendar: { readonly years: readonly number[]; readonly version: string };
  readonly days: readonly CountedDay[];
}
