import { deleting, storedOf } from '../../shared/records/kinds/kind.ts';
import { destructionKind } from '../../shared/records/kinds/people.ts';
import { commitWithEvents } from '../../shared/records/ledger.ts';
import { personChapter } from '../../shared/records/person-file.ts';
import type { Entry } from '../../shared/records/port.ts';
import type { ErasureDeps } from './deps.ts';

/** The three years of an act are over (order 179, p. 8): it goes with its key, and the chain tells of it. `at`: epoch ms. */
export async function dropAct(entry: Entry, at: number, { records, secrets }: ErasureDeps): Promise<void> {
  const item = await records.get(entry, at);
  if (item === undefined || item.todo === undefined || Date.parse(item.todo.at) > at) return;
  const { person, act } = storedOf(destructionKind, item).body;
  const told = { type: 'act-destroyed', by: 'system', data: { act } } as const;
  await commitWithEvents(records, secrets, [deleting(item)], [personChapter(person, [told], at)]);
}
