import { type ConsentHistory, readConsents } from './consents.ts';
import type { RecordDeps } from './deps.ts';
import { nextStep, type Step } from './erasing.ts';
import { asHeld, type Held, readHeld, rulesHeld } from './holds.ts';
import { commitWithEvents, type Head, headOf } from './ledger.ts';
import { personChapter } from './person-file.ts';

/** What is left for the last transaction, what holds keep back, and the ends of the chains before it was listed. */
export interface Rest extends Step {
  readonly head: Head;
  readonly consents: ConsentHistory;
  readonly held: Held;
}

/**
 * Destroys what goes with a person but for the last step, in transactions of their own: who dies between two of them leaves a
 * profile that is still due, and the next run goes on. Each demands that the holds are as they were read: one that was set a
 * moment before wins (S8). Undefined when somebody else changed something meanwhile.
 * @param at epoch ms
 */
export async function destroyAllBut(person: string, at: number, deps: RecordDeps): Promise<Rest | undefined> {
  const { records, secrets } = deps;
  for (;;) {
    // Before anything is listed: a sign-in or a publication from here on moves an end, and the next run lists anew.
    const head = await headOf(records, person);
    const [consents, held] = await Promise.all([readConsents(deps, person), readHeld(records, person, at)]);
    const step = await nextStep(records, { to: 'person', id: person }, at, {
      held: rulesHeld(held),
    });
    const writes = [...step.writes, ...asHeld(person, held, step.writes)];
    if (step.last) return { ...step, writes, head, consents, held };
    const chapter = { ...personChapter(person, step.events, at), head };
    if (!(await commitWithEvents(records, secrets, writes, [chapter])).ok) return undefined;
  }
}
