import type { ConsentEventView, StandingView } from '../../shared/api/people.ts';
import { DISTRIBUTION, PUBLIC_FIELDS } from '../../shared/domain/consent/distribution.ts';
import { type ConsentEvent, isAct } from '../../shared/domain/consent/events.ts';
import { may } from '../../shared/domain/consent/may.ts';
import type { TextVersion } from '../../shared/domain/consent/purpose.ts';
import { PURPOSE_IDS } from '../../shared/policy/purposes.ts';
import { consentEventId, type PurposeBook } from '../../shared/records/consents.ts';

/** Versions of the text of each purpose that rests on consent. */
export type VersionsOf = ReadonlyMap<string, readonly TextVersion[]>;

interface Holder {
  readonly person: string;
  readonly events: readonly ConsentEvent[];
  readonly versions: VersionsOf;
  readonly book: PurposeBook;
  readonly account: 'open' | 'none';
}

/** What the check says of every purpose at an instant (C4); of public data field by field, where any was ever chosen. */
export function standingOf(
  { person, events, versions, book, account }: Holder,
  at: number,
): readonly StandingView[] {
  const chosen = PUBLIC_FIELDS.filter((field) =>
    events.some((event) => isAct(event) && event.data.field === field),
  );
  return PURPOSE_IDS.flatMap((purpose) =>
    (purpose === DISTRIBUTION && chosen.length > 0 ? chosen : [undefined]).map((field) => {
      const facts = book.facts(purpose);
      const asked = { purpose, field, at, facts, versions: versions.get(purpose) ?? [], account };
      const { allowed, because, event: n } = may(events, asked);
      const act = events.find((event) => event.n === n);
      const until = act !== undefined && isAct(act) ? act.data.until : undefined;
      return {
        ...{ purpose, allowed, because },
        ...(field === undefined ? {} : { field }),
        ...(n === undefined ? {} : { event: consentEventId(person, n) }),
        ...(until === undefined ? {} : { until }),
      };
    }),
  );
}

/** An event of the consent chain with its codes. */
export function consentEventView(
  person: string,
  { n, at, type, by, reason, data }: Pick<ConsentEvent, 'n' | 'at' | 'type' | 'by' | 'reason' | 'data'>,
): ConsentEventView {
  const { shown: _shown, proof: _proof, ...codes } = data;
  return {
    ...codes,
    ...{ event: consentEventId(person, n), n, at, type, by },
    ...(reason === undefined ? {} : { reason }),
  };
}
