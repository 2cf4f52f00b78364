import { knownTo } from '../../api/spec.ts';
import type { Secrets } from '../../records/secrets.ts';
import type { Passage } from '../passage.ts';
import { HttpProblem } from '../problems.ts';
import type { House, Step } from './state.ts';

/** Second: who asks, on routes of staff and of people, and on pages that greet who is signed in. */
export const identify =
  ({ staff, people }: House): Step =>
  async ({ internal: { passage, secrets, answer } }) => {
    const { bound } = passage;
    if (bound === undefined || answer !== undefined) return;
    const known = knownTo(bound.spec.class);
    if (known !== 'anyone') {
      const gate = known === 'staff' ? staff : people;
      if (gate === undefined || secrets === undefined)
        throw new Error(`a route of ${known} on a door without`);
      await gate.identify(passage, secrets);
    } else if (bound.spec.greets !== undefined && secrets !== undefined) {
      await greet(people, passage, secrets);
    }
  };

/** Who is signed in, on a page for anyone: nobody is turned away. */
async function greet(people: House['people'], passage: Passage, secrets: Secrets): Promise<void> {
  try {
    await people?.identify(passage, secrets);
  } catch (error) {
    if (!(error instanceof HttpProblem && error.problem === 'unauthenticated')) throw error;
  }
}
