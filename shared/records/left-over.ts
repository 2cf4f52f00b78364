import { nextStep } from './erasing.ts';
import { commitWithEvents, headOf, readChain } from './ledger.ts';
import { personChapter } from './person-file.ts';
import { type Records, RecordsUnavailable } from './port.ts';
import type { Secrets } from './secrets.ts';

/** How often is listed anew when others change the same records at the same instant. */
const TRIES = 5;

/**
 * Destroys what is left of a person whose chain tells that the data were destroyed (R7, S8): what an earlier version of the
 * program left lying, and what came back with older tables. Each transaction tells the chain how many records it took.
 * Nothing happens to a person whose chain tells no such thing. May be stopped and started again.
 * @param at epoch ms
 * @returns how many records went
 */
export async function destroyLeftOver(
  { records, secrets }: { readonly records: Records; readonly secrets: Secrets },
  person: string,
  at: number,
): Promise<number> {
  let gone = 0;
  for (let refused = 0; refused < TRIES; ) {
    const head = await headOf(records, person);
    if (!(await wasDestroyed(records, person))) return gone;
    const { writes, events } = await nextStep(records, { to: 'person', id: person }, at);
    if (writes.length === 0) return gone;
    const told = {
      type: 'leftovers-destroyed',
      by: 'system',
      data: { records: writes.length },
    } as const;
    const chapter = { ...personChapter(person, [...events, told], at), head };
    if ((await commitWithEvents(records, secrets, writes, [chapter])).ok) gone += writes.length;
    else refused += 1;
  }
  throw new RecordsUnavailable('others change the same records again and again');
}

async function wasDestroyed(records: Records, person: string): Promise<boolean> {
  return (await readChain(records, person)).some(({ body }) => body.type === 'destroyed');
}
