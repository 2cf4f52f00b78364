import type { ConsentLine } from '../../shared/api/people.ts';
import { readReasonOf } from '../../shared/domain/cases/reasons.ts';
import { toConsentEvent } from '../../shared/records/consents.ts';
import type { LedgerDeps, StaffDeps } from '../../shared/records/deps.ts';
import { keyFor } from '../../shared/records/kinds/kind.ts';
import { profileKind } from '../../shared/records/kinds/people.ts';
import type { Page } from '../../shared/records/port.ts';
import { recordLook } from '../../shared/records/record-read.ts';
import { consentDays } from './consent-days.ts';
import { consentEventView } from './present-consents.ts';

/** Chain of those who read the register of consents. */
export const REGISTER_READS = 'registers';

/** A member of staff reads a page of the register, and says why. */
export interface RegisterLook {
  readonly cursor?: string | undefined;
  /** OIDC subject. */
  readonly sub: string;
  readonly reason: string;
}

/** Lines on a page: one that ends within a commit of several shows them all. */
const LINES = 100;

/**
 * One page of the register of consents, in the order of days: ids and codes only. There is no list by purpose: counting
 * needs all pages. Who read, and why, is recorded first (G10). Throws `BadCursor`, and `RecordsUnavailable` when the read
 * cannot be recorded.
 * @param at epoch ms
 */
export async function consentsRegister(
  { cursor, sub, reason }: RegisterLook,
  at: number,
  deps: LedgerDeps,
): Promise<Page<ConsentLine>> {
  const { items, cursor: next } = await consentDays(deps.records, cursor, LINES);
  const lines = items.map(({ person, body }) => ({
    person,
    ...consentEventView(person, toConsentEvent(body)),
  }));
  const data = { register: 'consents', lines: lines.length, first: cursor === undefined };
  const look = { subject: REGISTER_READS, type: 'exported', by: `staff:${sub}` } as const;
  await recordLook(deps, { ...look, reason: readReasonOf(reason), data }, at);
  return { items: lines, ...(next === undefined ? {} : { cursor: next }) };
}

/**
 * Of which people on a page there is no account any more (R7): the ledger keeps their consents, their record is gone, and
 * nothing is there to go on to. One look a person, whatever the number of their lines.
 * @param at epoch ms
 */
export async function closedAmong(
  lines: readonly Pick<ConsentLine, 'person'>[],
  at: number,
  { records }: Pick<StaffDeps, 'records'>,
): Promise<ReadonlySet<string>> {
  const people = [...new Set(lines.map(({ person }) => person))];
  const found = await records.getMany(
    people.map((person) => keyFor(profileKind, person)),
    at,
  );
  return new Set(people.filter((_, i) => found[i] === undefined));
}
