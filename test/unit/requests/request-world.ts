import { actOnCase } from '../../../functions/desk/act.ts';
import { publish } from '../../../functions/publication/publish.ts';
import type { PublicField } from '../../../shared/domain/consent/distribution.ts';
import { type OpenRequest, openRequest } from '../../../shared/domain/requests/open.ts';
import { makeTextProof } from '../../../shared/identity/text-proof.ts';
import { type CaseFile, openCase, readCase } from '../../../shared/records/case-file.ts';
import { actOnConsent } from '../../../shared/records/consent-acts.ts';
import { mayNow } from '../../../shared/records/consents.ts';
import { listVersions } from '../../../shared/records/documents.ts';
import { openDetails, readPerson } from '../../../shared/records/person-file.ts';
import { newReference } from '../../../shared/records/references.ts';
import { addressHash } from '../../../shared/records/secrets.ts';
import { DETAILS, type PeopleWorld, peopleWorld } from '../account/registered-people.ts';
import { AT } from '../records/builders.ts';
import { anOpening } from './builders.ts';

export { AT };
export const LATER = AT + 60_000;

/** A person with consents to promotions and partners, and with requests. */
export async function requestWorld(): Promise<PeopleWorld> {
  const world = await peopleWorld('promotions', 'partners', 'distribution');
  for (const purpose of ['promotions', 'partners']) await consents(world, purpose, AT - 60_000);
  return world;
}

/** A consent of the person, as of an instant. */
export async function consents(world: PeopleWorld, purpose: string, at: number): Promise<void> {
  const [version] = await listVersions(world.records, purpose as 'promotions');
  const done = await actOnConsent(
    world,
    world.person,
    {
      ...({ act: 'give', purpose, by: 'person', channel: 'web', form: 'account', language: 'ru' } as const),
      text: {
        version: `${purpose}-1`,
        hash: version?.hashes.ru ?? '',
        shown: new Date(at).toISOString(),
        proof: 'p',
      },
    },
    at,
  );
  if (!done.ok) throw new Error(done.refusal.code);
}

/** A field of the person made public. */
export async function makePublic(world: PeopleWorld, field: PublicField, at = AT - 30_000): Promise<void> {
  const [version] = await listVersions(world.records, 'distribution');
  const hash = version?.hashes.ru ?? '';
  const shown = { form: 'account', language: 'ru', version: 'distribution-1', hash, at: at - 1000 } as const;
  const proof = makeTextProof(world.secrets, shown);
  const who = { id: world.person, sid: 'one' };
  const done = await publish(
    { person: who, field, text: 'distribution-1', conditions: [], proof },
    at,
    world,
  );
  if (!done.ok) throw new Error(done.refusal.code);
}

/** A request of the person's, or of whoever `changes` says, with what was typed. */
export async function aStoredRequest(
  world: PeopleWorld,
  changes: Partial<OpenRequest> = {},
  typed: object = {},
  at = AT,
  email = DETAILS.email,
): Promise<string> {
  const reference = newReference('2026', world.random);
  const made = openRequest(anOpening({ reference, person: world.person, ...changes }), at, world.newId);
  if (!made.ok) throw new Error(made.refusal.code);
  const personal = {
    contact: { name: 'Анна Канарейкина', email },
    typed: { text: 'Исправьте, пожалуйста.', ...typed },
  };
  const lookup = addressHash(world.secrets, email);
  if ((await openCase(world, { made: made.value, personal, lookup }, at)) !== 'ok') throw new Error('stale');
  return reference;
}

export async function fileOf(world: PeopleWorld, reference: string): Promise<CaseFile> {
  return (await readCase(world, reference, 0)) ?? Promise.reject(new Error('no case'));
}

/** An act of an officer by the desk's own operation: `ok`, or the code of its refusal. */
export async function acts(
  world: PeopleWorld,
  reference: string,
  act: string,
  body: { readonly [field: string]: unknown } = {},
  at = LATER,
): Promise<string> {
  const { revision } = (await fileOf(world, reference)).state.body;
  const done = await actOnCase({ reference, act, body: { revision, ...body }, sub: 'officer-1' }, at, world);
  return done.ok ? 'ok' : done.refusal.code;
}

/** What the program may do with the person's data, by purpose. */
export const mays = async (world: PeopleWorld, purposes: readonly string[], at = LATER) =>
  Object.fromEntries(
    await Promise.all(
      purposes.map(
        async (purpose) =>
          [purpose, (await mayNow(world, { person: world.person, purpose }, at)).because] as const,
      ),
    ),
  );

export async function detailsOf(world: PeopleWorld) {
  const file = await readPerson(world, world.person, LATER);
  if (file === undefined) throw new Error('nobody');
  return { ...(await openDetails(world, file.body, 'own-view', LATER)), revision: file.body.revision };
}
