import { decideSurely, OVERTAKEN, type Overtaken } from './decide-again.ts';
import type { LedgerDeps } from './deps.ts';
import { nextStep, type Step } from './erasing.ts';
import { readHeld, rulesHeld } from './holds.ts';
import { legalHoldKind } from './kinds/holds.ts';
import { commitWithEvents, type Head, headOf, readChain } from './ledger.ts';
import { personChapter } from './person-file.ts';
import type { Records } from './port.ts';

/**
 * Destroys what is left of a person whose chain tells that the data were destroyed (R7, S8): what an earlier version of the
 * program left lying, and what came back with older tables. Each transaction tells the chain how many records it took.
 * Nothing happens to a person whose chain tells no such thing; what a hold kept back then stays. May be stopped and started
 * again.
 * @param at epoch ms
 * @returns how many records went
 */
export async function destroyLeftOver(deps: LedgerDeps, person: string, at: number): Promise<number> {
  let gone = 0;
  for (;;) {
    const taken = await decideSurely(deps, {
      read: () => leftOf(person, at, deps),
      decide: (left) => destroy(person, left, at, deps),
    });
    if (taken === 0) return gone;
    gone += taken;
  }
}

/** What is left, as much as one step takes, and the end of the chain before it was listed. */
interface LeftOver {
  readonly head: Head;
  readonly step: Step;
}

async function leftOf(person: string, at: number, { records }: LedgerDeps): Promise<LeftOver> {
  const head = await headOf(records, person);
  const nothing = { writes: [], events: [], last: true };
  const held = await heldOfDestroyed(records, person, at);
  if (held === undefined) return { head, step: nothing };
  return { head, step: await nextStep(records, { to: 'person', id: person }, at, { held }) };
}

/** @returns how many records went */
async function destroy(
  person: string,
  { head, step: { writes, events } }: LeftOver,
  at: number,
  { records, secrets }: LedgerDeps,
): Promise<number | Overtaken> {
  if (writes.length === 0) return 0;
  const told = { type: 'leftovers-destroyed', by: 'system', data: { records: writes.length } } as const;
  const chapter = { ...personChapter(person, [...events, told], at), head };
  return (await commitWithEvents(records, secrets, writes, [chapter])).ok ? writes.length : OVERTAKEN;
}

/**
 * Rules whose records a hold keeps back of somebody whose data were destroyed; undefined where the chain tells of no destruction.
 * What the destruction kept back stays until the chain tells that a hold has ended: a copy may have come back without the hold.
 */
async function heldOfDestroyed(
  records: Records,
  person: string,
  at: number,
): Promise<ReadonlySet<string> | undefined> {
  const chain = await readChain(records, person);
  const last = chain.findLastIndex(({ body }) => body.type === 'destroyed');
  if (last < 0) return undefined;
  const standing = rulesHeld(await readHeld(records, person, at));
  if (chain.slice(last).some(({ body }) => body.type === 'hold-ended')) return standing;
  const rules = String(chain[last]?.body.data?.['held'] ?? '');
  return rules === '' ? standing : new Set([...standing, ...rules.split(','), legalHoldKind.kept]);
}
