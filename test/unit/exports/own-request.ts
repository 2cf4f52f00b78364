import { discloseNow } from '../../../functions/exports/disclose-now.ts';
import { decideAct } from '../../../shared/domain/cases/decide.ts';
import type { KnownCase } from '../../../shared/domain/cases/kinds.ts';
import type { Command } from '../../../shared/domain/cases/type.ts';
import { type OpenRequest, openRequest } from '../../../shared/domain/requests/open.ts';
import { addressHashes } from '../../../shared/records/addresses.ts';
import { commitCase, openCase, readCase } from '../../../shared/records/case-file.ts';
import { newLink } from '../../../shared/records/links.ts';
import { newReference } from '../../../shared/records/references.ts';
import { OLD, type PeopleWorld } from '../account/people-world.ts';

/** What somebody asks for in their own session, as intake records it; `email` where the answer goes. */
export interface OwnRequest {
  readonly person: string;
  readonly email?: string;
  readonly changes?: Partial<OpenRequest>;
  readonly text?: string;
}

/** Opens a request of a signed-in person who brought a code. @returns its reference */
export async function askInSession(
  world: PeopleWorld,
  { person, email = OLD, changes = {}, text = 'Что у вас есть обо мне?' }: OwnRequest,
): Promise<string> {
  const { deps, at } = world;
  const reference = newReference(2026, deps.random);
  const made = openRequest(
    {
      ...{ reference, language: 'ru', channel: 'web', answerTo: 'email', by: 'subject' },
      ...{ parts: ['access'], regimes: ['ru'], proof: 'session', actor: 'requester', person },
      link: newLink(deps.random),
      ...changes,
    },
    at,
    world.desk.deps.newId,
  );
  if (!made.ok) throw new Error(made.refusal.code);
  const { lookup } = addressHashes(deps.secrets, email);
  const personal = { contact: { name: 'Анна Петрова', email }, typed: { text } };
  const done = await openCase(deps, { made: made.value, personal, lookup }, at);
  if (done !== 'ok') throw new Error(done);
  return reference;
}

/** The case of a request. */
export async function requestOf(world: PeopleWorld, reference: string): Promise<KnownCase<'request'>> {
  const body = (await readCase(world.deps, reference, world.at))?.state.body;
  if (body?.kind !== 'request') throw new Error('no request');
  return body;
}

/** What the door of the outbox does about it. */
export const disclosed = (world: PeopleWorld, person: string, reference: string) =>
  discloseNow({ person, reference }, world.at, { ...world.desk.deps, ...world.deps });

/** An officer does something about a case. */
export async function staffDoes(
  world: PeopleWorld,
  reference: string,
  command: Command & { readonly [field: string]: unknown },
): Promise<void> {
  const deps = { ...world.desk.deps, ...world.deps };
  const file = await readCase(deps, reference, world.at);
  if (file === undefined) throw new Error('no case');
  const made = decideAct(file.state, command, { by: 'staff:officer', at: world.at, newId: deps.newId });
  if (!made.ok) throw new Error(made.refusal.code);
  const done = await commitCase(deps, file, made.value, world.at);
  if (done !== 'ok') throw new Error(done);
}
