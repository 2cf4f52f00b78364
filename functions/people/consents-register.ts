import type { ConsentLine } from '../../shared/api/people.ts';
import { readReasonOf } from '../../shared/domain/cases/reasons.ts';
import { toConsentEvent } from '../../shared/records/consents.ts';
import type { LedgerDeps, StaffDeps } from '../../shared/records/deps.ts';
import { keyFor, storedOf } from '../../shared/records/kinds/kind.ts';
import { eventKind, subjectOf } from '../../shared/records/kinds/ledger.ts';
import { profileKind } from '../../shared/records/kinds/people.ts';
import { consentChain, isPersonId } from '../../shared/records/person-ids.ts';
import type { Item, Page } from '../../shared/records/port.ts';
import { recordLook } from '../../shared/records/record-read.ts';
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

/**
 * One page of the register of consents: the consent events on one page of the ledger (a megabyte), ids and codes only.
 * There is no list by purpose: counting needs all pages, and each page is one bounded read. Who read, and why, is
 * recorded first (G10). Throws `BadCursor`, and `RecordsUnavailable` when the read cannot be recorded.
 * @param at epoch ms
 */
export async function consentsRegister(
  { cursor, sub, reason }: RegisterLook,
  at: number,
  deps: LedgerDeps,
): Promise<Page<ConsentLine>> {
  const { items, cursor: next } = await deps.records.scan('ledger', cursor);
  const lines = items.flatMap(lineOf);
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

/** An item of the ledger as a line, where it is an event of somebody's consent chain. */
function lineOf(item: Item): readonly ConsentLine[] {
  const subject = item.kind === eventKind.name ? (subjectOf(item.pk) ?? '') : '';
  const [person = ''] = subject.split('.');
  if (!isPersonId(person) || subject !== consentChain(person)) return [];
  return [{ person, ...consentEventView(person, toConsentEvent(storedOf(eventKind, item).body)) }];
}
