import type { ConsentLine } from '../../shared/api/people.ts';
import { toConsentEvent } from '../../shared/records/consents.ts';
import { storedOf } from '../../shared/records/kinds/kind.ts';
import { eventKind, subjectOf } from '../../shared/records/kinds/ledger.ts';
import { commitWithEvents } from '../../shared/records/ledger.ts';
import { consentChain, isPersonId } from '../../shared/records/person-ids.ts';
import { type Item, type Page, RecordsUnavailable } from '../../shared/records/port.ts';
import type { ReadDeps } from '../../shared/records/record-read.ts';
import { consentEventView } from './present-consents.ts';

/** Chain of those who read the register of consents. */
export const REGISTER_READS = 'registers';

/**
 * One page of the register of consents: the consent events on one page of the ledger (a megabyte), ids and codes only.
 * There is no list by purpose: counting needs all pages, and each page is one bounded read. Who read is recorded first
 * (G10). Throws `BadCursor`, and `RecordsUnavailable` when the read cannot be recorded.
 * @param at epoch ms
 */
export async function consentsRegister(
  { cursor, sub }: { readonly cursor?: string | undefined; readonly sub: string },
  at: number,
  { records, secrets }: Pick<ReadDeps, 'records' | 'secrets'>,
): Promise<Page<ConsentLine>> {
  const { items, cursor: next } = await records.scan('ledger', cursor);
  const lines = items.flatMap(lineOf);
  const data = { register: 'consents', lines: lines.length, first: cursor === undefined };
  const event = { at: new Date(at).toISOString(), type: 'exported', by: `staff:${sub}`, data };
  const told = await commitWithEvents(records, secrets, [], [{ subject: REGISTER_READS, events: [event] }]);
  if (!told.ok) throw new RecordsUnavailable('the read could not be recorded');
  return { items: lines, ...(next === undefined ? {} : { cursor: next }) };
}

/** An item of the ledger as a line, where it is an event of somebody's consent chain. */
function lineOf(item: Item): readonly ConsentLine[] {
  const subject = item.kind === eventKind.name ? (subjectOf(item.pk) ?? '') : '';
  const [person = ''] = subject.split('.');
  if (!isPersonId(person) || subject !== consentChain(person)) return [];
  return [{ person, ...consentEventView(person, toConsentEvent(storedOf(eventKind, item).body)) }];
}
