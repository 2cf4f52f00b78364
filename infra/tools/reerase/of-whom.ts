import { TABLES } from '../../../shared/names.ts';
import type { Again } from '../../../shared/records/again.ts';
import { chainReader } from '../../../shared/records/audit-chain.ts';
import type { ListPart } from '../../../shared/records/erased-lists.ts';
import { ownerOfGoing } from '../../../shared/records/erasing.ts';
import type { Records } from '../../../shared/records/port.ts';
import type { Secrets } from '../../../shared/records/secrets.ts';

/** So many are asked for at a time. */
const AT_A_TIME = 25;

/** Whom the lists name. */
export async function* listed(parts: readonly ListPart[]): AsyncGenerator<Again> {
  for (const { ids, held, closed } of parts)
    for (const person of ids) {
      const rules = held?.[person];
      yield { person, closed, ...(rules === undefined ? {} : { held: rules }) };
    }
}

/** Whose chain tells of a destruction, and of whom records lie there all the same; a page in memory at a time. */
export async function* destroyedInLedger(records: Records, secrets: Secrets): AsyncGenerator<Again> {
  for (const table of TABLES.filter((name) => name !== 'ledger')) {
    const chainOf = chainReader(records, secrets);
    let cursor: string | undefined;
    do {
      const page = await records.scan(table, cursor);
      const owners = new Set(page.items.flatMap((item) => ownerOfGoing(item) ?? []));
      for (const person of owners)
        if ((await chainOf(person))?.told.has('destroyed') === true) yield { person };
      cursor = page.cursor;
    } while (cursor !== undefined);
  }
}

/** Some at a time, each person once. */
export async function* inBatches(
  people: AsyncIterable<Again>,
  seen: Set<string>,
): AsyncGenerator<readonly Again[]> {
  let batch: Again[] = [];
  for await (const one of people) {
    if (seen.has(one.person)) continue;
    seen.add(one.person);
    batch.push(one);
    if (batch.length < AT_A_TIME) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
