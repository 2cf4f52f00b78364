import { approveErasure, type Decided, proposeErasure } from '../../../functions/erasures/decide-erasure.ts';
import type { PartKind } from '../../../shared/domain/requests/parts.ts';
import { PeopleWorld } from '../account/people-world.ts';
import { WholeStory } from '../account/whole-story.ts';
import { askInSession, requestOf } from '../exports/own-request.ts';

/** The code of a refusal, or that it was done. */
export const said = (done: Decided): string => (done.ok ? 'done' : done.refusal.code);

/** Somebody with an account who asks for erasure, and the two officers who decide on it. */
export class ErasureCase {
  readonly world: PeopleWorld;
  readonly person: string;
  readonly reference: string;

  private constructor(world: PeopleWorld, person: string, reference: string) {
    this.world = world;
    this.person = person;
    this.reference = reference;
  }

  static async asked(
    world: PeopleWorld = new PeopleWorld(),
    parts: readonly PartKind[] = ['erasure'],
    more: Parameters<typeof askInSession>[1]['changes'] = {},
  ): Promise<ErasureCase> {
    const person = world instanceof WholeStory ? await world.live() : await world.account();
    return new ErasureCase(world, person, await askInSession(world, { person, changes: { parts, ...more } }));
  }

  get body() {
    return requestOf(this.world, this.reference);
  }

  async propose(sub = 'anna'): Promise<string> {
    const { revision } = await this.body;
    const asked = { reference: this.reference, revision, by: `staff:${sub}` as const, part: 'all' };
    return said(await proposeErasure(asked, this.world.at, this.world.deps));
  }

  async approve(sub = 'boris', hash?: string): Promise<string> {
    const { revision, own } = await this.body;
    const asked = { reference: this.reference, revision, by: `staff:${sub}` as const };
    const shown = hash ?? own.erasure?.hash ?? '';
    return said(await approveErasure({ ...asked, hash: shown }, this.world.at, this.world.deps));
  }

  /** Both officers decide. */
  async decided(): Promise<this> {
    const both = [await this.propose(), await this.approve()];
    if (both.some((one) => one !== 'done')) throw new Error(both.join());
    return this;
  }

  get run() {
    return this.body.then(({ own }) => own.erasure);
  }

  async clock(id: string): Promise<string | undefined> {
    return (await this.body).clocks.find((clock) => clock.id === id)?.state;
  }
}
