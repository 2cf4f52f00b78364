import { describe, expect, test } from 'vitest';
import { updateProfile } from '../../../functions/account/change-profile.ts';
import { patchProfile } from '../../../functions/account/patch-profile.ts';
import { publish } from '../../../functions/publication/publish.ts';
import type { PublicField } from '../../../shared/domain/consent/distribution.ts';
import type { Result } from '../../../shared/domain/result.ts';
import { makeTextProof } from '../../../shared/identity/text-proof.ts';
import { audit } from '../../../shared/records/audit.ts';
import { listVersions } from '../../../shared/records/documents.ts';
import { openDetails, readPerson } from '../../../shared/records/person-file.ts';
import type { Records } from '../../../shared/records/port.ts';
import { openPublic, publishedOf } from '../../../shared/records/publications.ts';
import { DETAILS, type PeopleWorld, peopleWorld } from '../account/registered-people.ts';
import { AT } from '../records/builders.ts';

const LATER = AT + 60_000;

function granted<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
}

async function put(world: PeopleWorld, field: PublicField, at = AT, deps: PeopleWorld = world) {
  const [version] = await listVersions(world.records, 'distribution');
  const hash = version?.hashes.ru ?? '';
  const shown = { form: 'account', language: 'ru', version: 'distribution-1', hash, at: at - 1000 } as const;
  const proof = makeTextProof(world.secrets, shown);
  const who = { id: world.person, sid: 'one' };
  return publish({ person: who, field, text: 'distribution-1', conditions: [], proof }, at, deps);
}

/** What is public now, by field. */
async function readable(world: PeopleWorld): Promise<{ readonly [field: string]: string }> {
  const stored = await publishedOf(world.records, world.person);
  return Object.fromEntries(
    await Promise.all(
      stored.map(async ({ body }) => [body.field, await openPublic(world, body, 'own-view', LATER)] as const),
    ),
  );
}
const details = async (world: PeopleWorld) => {
  const file = await readPerson(world, world.person, LATER);
  if (file === undefined) throw new Error('nobody');
  return openDetails(world, file.body, 'own-view', LATER);
};
const consents = async (world: PeopleWorld) =>
  (await world.chain(`${world.person}.consent`)).map(({ type, data }) => `${type} ${data?.['field']}`);
const findings = async (world: PeopleWorld) => (await audit(world.records, world.secrets, LATER)).findings;

/** The records, with something done before a commit. */
const watched = (
  records: Records,
  before: (writes: Parameters<Records['commit']>[0]) => Promise<unknown>,
): PeopleWorld['records'] =>
  new Proxy(records, {
    get: (target, name) =>
      name === 'commit'
        ? async (writes: Parameters<Records['commit']>[0]) => {
            await before(writes);
            return target.commit(writes);
          }
        : (...given: unknown[]) =>
            (Reflect.get(target, name) as (...of: unknown[]) => unknown).apply(target, given),
  }) as PeopleWorld['records'];

describe('R6: a published field that its owner changes in the profile', () => {
  test.each([
    ['changed', 'АО «Василёк»'],
    ['emptied', ''],
  ])(
    '%s, its public copy is taken back at once, with its consent; other fields stay',
    async (_, organisation) => {
      const world = await peopleWorld('distribution');
      for (const field of ['organisation', 'name'] as const) granted(await put(world, field));
      const done = granted(await updateProfile(world.person, { organisation }, LATER, world));
      expect(done).toMatchObject({ changed: ['organisation'], unpublished: ['organisation'] });
      expect(await readable(world)).toEqual({ name: DETAILS.name });
      expect(await consents(world)).toEqual([
        'consent-given organisation',
        'consent-given name',
        'consent-withdrawn organisation',
      ]);
      expect((await world.chain(world.person)).slice(-2)).toMatchObject([
        { type: 'profile-changed', data: { fields: 'organisation' } },
        { type: 'unpublished', by: 'person', data: { field: 'organisation' } },
      ]);
      expect(await findings(world)).toEqual([]);
    },
  );

  test('with the last public field the page goes; a new consent makes another one', async () => {
    const world = await peopleWorld('distribution');
    granted(await put(world, 'name'));
    granted(await updateProfile(world.person, { name: 'Анна Иванова' }, LATER, world));
    const kinds = [...world.records.everything()].map(({ kind }) => kind);
    expect(kinds).not.toContain('published');
    expect(kinds).not.toContain('public-page');
    granted(await put(world, 'name', LATER));
    expect(await readable(world)).toEqual({ name: 'Анна Иванова' });
    expect(await findings(world)).toEqual([]);
  });

  test('what did not change stays public, and says nothing of it', async () => {
    const world = await peopleWorld('distribution');
    granted(await put(world, 'organisation'));
    const wish = { organisation: DETAILS.organisation, language: 'en', phone: '' } as const;
    expect(granted(await updateProfile(world.person, wish, LATER, world))).not.toHaveProperty('unpublished');
    expect(await readable(world)).toEqual({ organisation: DETAILS.organisation });
  });

  test('published while it is changed, or changed while it is published: never the old value beside the new one', async () => {
    for (const first of ['change', 'publish'] as const) {
      const world = await peopleWorld('distribution');
      const change = (deps: PeopleWorld) =>
        updateProfile(world.person, { organisation: 'АО «Василёк»' }, LATER, deps);
      const between = first === 'change' ? () => put(world, 'organisation') : () => change(world);
      let done = false;
      const once = async () => {
        if (done) return;
        done = true;
        await between();
      };
      const deps = { ...world, records: watched(world.records, once) };
      if (first === 'change') granted(await change(deps));
      else await put(world, 'organisation', AT, deps);
      const { organisation } = await details(world);
      expect(organisation).toBe('АО «Василёк»');
      expect(['АО «Василёк»', undefined]).toContain((await readable(world))['organisation']);
      expect(await findings(world)).toEqual([]);
    }
  });
});

describe('G1, R5: a patch of an address and other fields', () => {
  test('refused for its address changes nothing else', async () => {
    const world = await peopleWorld('distribution');
    granted(await put(world, 'name'));
    const patch = { email: DETAILS.email, name: 'Анна Иванова' };
    const done = await patchProfile(world.person, patch, LATER, world);
    expect(done).toMatchObject({ ok: false, refusal: { code: 'address-unchanged', field: 'email' } });
    expect(await details(world)).toEqual(DETAILS);
    expect(await readable(world)).toEqual({ name: DETAILS.name });
  });

  test('is one commit: name, the address that waits, and what is public no more', async () => {
    const world = await peopleWorld('distribution');
    granted(await put(world, 'name'));
    const patch = { email: 'anna.petrova@example.org', name: 'Анна Иванова' };
    let commits = 0;
    // Counters of the day's limits are not part of the change.
    const counted = watched(world.records, async (writes) => {
      if (writes.some(({ op }) => op === 'put-version')) commits += 1;
    });
    const deps = { ...world, records: counted };
    expect(granted(await patchProfile(world.person, patch, LATER, deps))).toEqual({
      ...{ changed: ['name'], unpublished: ['name'], waiting: ['email'], revision: 3 },
    });
    expect(commits).toBe(1);
    expect(await details(world)).toEqual({ ...DETAILS, name: 'Анна Иванова', newEmail: patch.email });
    expect(await readable(world)).toEqual({});
    expect(await findings(world)).toEqual([]);
  });
});
