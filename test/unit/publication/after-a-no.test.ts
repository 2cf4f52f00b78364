import { describe, expect, test } from 'vitest';
import { destroyersOf } from '../../../functions/consent/destroyers.ts';
import { settleDuties } from '../../../functions/consent/settle-duties.ts';
import { destroyPerson } from '../../../functions/erasures/destroy.ts';
import { type Publishing, publish } from '../../../functions/publication/publish.ts';
import { takeBack } from '../../../functions/publication/take-back.ts';
import { showPublic } from '../../../functions/published/show.ts';
import { makeTextProof } from '../../../shared/identity/text-proof.ts';
import { audit } from '../../../shared/records/audit.ts';
import { actOnConsent } from '../../../shared/records/consent-acts.ts';
import { readConsents } from '../../../shared/records/consents.ts';
import { listVersions } from '../../../shared/records/documents.ts';
import { readPerson } from '../../../shared/records/person-file.ts';
import { publishedOf } from '../../../shared/records/publications.ts';
import { type PeopleWorld, peopleWorld } from '../account/registered-people.ts';
import { AT } from '../records/builders.ts';

const DAY = 86_400_000;
const KEYS = ['first-key-of-the-form-01', 'second-key-of-the-form-2'] as const;

async function asked(world: PeopleWorld, more: Partial<Publishing> = {}): Promise<Publishing> {
  const [version] = await listVersions(world.records, 'distribution');
  const hash = version?.hashes.ru ?? '';
  const shown = { form: 'account', language: 'ru', version: 'distribution-1', hash, at: AT - 1000 } as const;
  const proof = makeTextProof(world.secrets, shown);
  return {
    ...{
      person: { id: world.person, sid: 'one' },
      field: 'organisation',
      text: 'distribution-1',
      conditions: [],
      proof,
    },
    ...more,
  };
}
const copies = async (world: PeopleWorld) =>
  (await publishedOf(world.records, world.person)).map(({ body }) => body.field);
const acts = async (world: PeopleWorld) =>
  (await readConsents(world, world.person)).events.map(({ type }) => type);

describe('R6: a no stays a no', () => {
  test.each([
    ['the form that published', KEYS[0]],
    ['a form that came when the field was public already', KEYS[1]],
  ])('G3: %s, posted once more after the field was taken back, publishes nothing', async (_, late) => {
    const world = await peopleWorld('distribution');
    for (const key of KEYS) expect((await publish(await asked(world, { key }), AT, world)).ok).toBe(true);
    const { person } = world;
    expect((await takeBack({ person, field: 'organisation' }, AT + 1, world)).ok).toBe(true);
    expect((await publish(await asked(world, { key: late }), AT + 2, world)).ok).toBe(true);
    expect(await copies(world)).toEqual([]);
    expect(await acts(world)).toEqual(['consent-given', 'consent-withdrawn']);
  });

  test('G3: the key of one field is refused for another; without a key the person may say yes anew', async () => {
    const world = await peopleWorld('distribution');
    const [key] = KEYS;
    await publish(await asked(world, { key }), AT, world);
    const other = await publish(await asked(world, { key, field: 'phone' }), AT, world);
    expect(other).toMatchObject({ refusal: { code: 'idempotency-mismatch' } });
    await takeBack({ person: world.person, field: 'organisation' }, AT + 1, world);
    await publish(await asked(world), AT + 2, world);
    expect(await copies(world)).toEqual(['organisation']);
  });

  test('C4: a yes that is written after a no, though it was said before, leaves nothing public', async () => {
    const world = await peopleWorld('distribution');
    const { person, wrapper } = world;
    let overtaken = false;
    const slow: typeof wrapper = {
      unwrap: wrapper.unwrap,
      generate: async (context) => {
        if (!overtaken) {
          overtaken = true;
          expect((await takeBack({ person, field: 'organisation' }, AT + 500, world)).ok).toBe(true);
        }
        return wrapper.generate(context);
      },
    };
    await publish(await asked(world), AT, { ...world, wrapper: slow });
    const [copy] = await publishedOf(world.records, person);
    const shown = copy === undefined ? undefined : await showPublic(copy.body.page, AT + 1000, world);
    expect([copy?.body.field, shown?.ok ?? false]).toEqual([undefined, false]);
  });

  test('R7: an account that is closed at the very instant leaves no published copy behind', async () => {
    const world = await peopleWorld('distribution');
    const { wrapper } = world;
    const file = await readPerson(world, world.person, AT);
    if (file === undefined) throw new Error('nobody');
    const sweep = { ...world, remaining: () => 60_000, report: () => undefined };
    let destroyed = false;
    const slow: typeof wrapper = {
      unwrap: wrapper.unwrap,
      // The copy is being sealed while the sweep destroys the account.
      generate: async (context) => {
        if (!destroyed) {
          destroyed = true;
          expect(await destroyPerson(file, undefined, AT, sweep)).toBe(true);
        }
        return wrapper.generate(context);
      },
    };
    expect((await publish(await asked(world), AT, { ...world, wrapper: slow })).ok).toBe(false);
    expect(await copies(world)).toEqual([]);
    expect(await acts(world)).toEqual(['closed']);
  });
});

describe('C5: what rested on the consent to distribution only', () => {
  test('is destroyed by its day when the withdrawal came on paper; a field consented to since stays', async () => {
    const world = await peopleWorld('distribution');
    for (const field of ['organisation', 'name', 'phone'] as const)
      await publish(await asked(world, { field }), AT, world);
    const paper = {
      ...({ act: 'withdraw', purpose: 'distribution', by: 'staff:agent-1', channel: 'paper' } as const),
      language: 'ru',
    } as const;
    expect((await actOnConsent(world, world.person, paper, AT + 1000)).ok).toBe(true);
    await publish(await asked(world, { field: 'name' }), AT + 2000, world);
    expect((await copies(world)).toSorted()).toEqual(['name', 'organisation', 'phone']);
    const deps = { ...world, destroyers: destroyersOf(world), report: () => undefined };
    const day = AT + 40 * DAY;
    expect(await settleDuties(day, deps)).toBe(1);
    expect(await copies(world)).toEqual(['name']);
    expect((await world.chain(world.person)).slice(-3)).toMatchObject([
      { type: 'withdrawal-settled', data: { outcome: 'destroyed' } },
      { type: 'unpublished', by: 'system', data: { field: 'organisation' } },
      { type: 'unpublished', by: 'system', data: { field: 'phone' } },
    ]);
    expect((await audit(world.records, world.secrets, day)).findings).toEqual([]);
  });
});
