import { describe, expect, test } from 'vitest';
import { destroyPerson } from '../../../functions/erasures/destroy.ts';
import { type Publishing, publish } from '../../../functions/publication/publish.ts';
import { takeBack } from '../../../functions/publication/take-back.ts';
import { viewPublication } from '../../../functions/publication/view.ts';
import { showPublic } from '../../../functions/published/show.ts';
import { conditionsCode, conditionsOf } from '../../../shared/domain/consent/distribution.ts';
import { makeTextProof } from '../../../shared/identity/text-proof.ts';
import { audit } from '../../../shared/records/audit.ts';
import { readConsents, recordConsents } from '../../../shared/records/consents.ts';
import { listVersions, postVersion } from '../../../shared/records/documents.ts';
import { DataBlocked } from '../../../shared/records/opening.ts';
import { commitPerson, openDetails, readPerson } from '../../../shared/records/person-file.ts';
import type { Wrapper } from '../../../shared/records/sealing.ts';
import { DETAILS, type PeopleWorld, peopleWorld } from '../account/registered-people.ts';
import { AT } from '../records/builders.ts';

const DAY = 86_400_000;

async function asked(world: PeopleWorld, more: Partial<Publishing> = {}, at = AT): Promise<Publishing> {
  const [version] = await listVersions(world.records, 'distribution');
  const hash = version?.hashes.ru ?? '';
  const shown = { form: 'account', language: 'ru', version: 'distribution-1', hash, at: at - 1000 } as const;
  return {
    ...{
      person: { id: world.person, sid: 'one' },
      field: 'organisation',
      text: 'distribution-1',
      conditions: [],
    },
    proof: makeTextProof(world.secrets, shown),
    ...more,
  };
}

const put = async (world: PeopleWorld, more: Partial<Publishing> = {}, at = AT) =>
  publish(await asked(world, more, at), at, world);
const take = (world: PeopleWorld, field: Publishing['field'] = 'organisation', at = AT + 1) =>
  takeBack({ person: world.person, field }, at, world);

async function own(world: PeopleWorld, at = AT) {
  const view = await viewPublication(world.person, at, world);
  if (!view.ok) throw new Error(view.refusal.code);
  return view.value;
}
const idOf = async (world: PeopleWorld) => (await own(world)).url?.split('/').at(-1) ?? '';
/** What anyone reads; undefined for nothing. */
async function read(world: PeopleWorld, page: string, at = AT + 1) {
  const shown = await showPublic(page, at, world);
  return shown.ok ? shown.value.fields : undefined;
}

describe('public fields', () => {
  test('R6, G9: the published value lies sealed; the door of the public page opens it with keys for "public" alone', async () => {
    const world = await peopleWorld('distribution');
    expect((await put(world)).ok).toBe(true);
    expect(world.plain()).not.toContain('Канарейк');
    const used: string[] = [];
    const wrapper: Wrapper = {
      generate: () => Promise.reject(new Error('the public door makes no key')),
      unwrap: (wrapped, context) => {
        used.push(context.purpose);
        return world.wrapper.unwrap(wrapped, context);
      },
    };
    const page = await idOf(world);
    const shown = await showPublic(page, AT + 1, { ...world, wrapper });
    expect(shown).toMatchObject({ ok: true, value: { fields: [{ value: DETAILS.organisation }] } });
    expect(used).toEqual(['public']);
    expect(page).not.toContain(world.person.slice(2));
  });

  test('R6, A1: given, taken back, given anew: the ledger has from when to when, and the audit finds nothing', async () => {
    const world = await peopleWorld('distribution');
    await put(world, { conditions: ['only-with-source', 'no-transfer'] });
    await take(world, 'organisation', AT + DAY);
    await put(world, {}, AT + 2 * DAY);
    const { events } = await readConsents(world, world.person);
    const day = (n: number) => new Date(AT + n * DAY).toISOString();
    expect(events).toMatchObject([
      { type: 'consent-given', at: day(0), data: { conditions: 'no-transfer,only-with-source' } },
      { type: 'consent-withdrawn', at: day(1), data: { field: 'organisation' } },
      { type: 'consent-given', at: day(2), data: { conditions: 'none' } },
    ]);
    const told = (await world.chain(world.person)).map(({ type }) => type).slice(2);
    expect(told).toEqual(['published', 'unpublished', 'published']);
    expect((await audit(world.records, world.secrets, AT + 3 * DAY)).findings).toEqual([]);
  });

  test('C4: three years on the consent has run out, and the page shows nothing from that instant', async () => {
    const world = await peopleWorld('distribution');
    await put(world);
    const page = await idOf(world);
    const until = Date.parse((await own(world)).fields[0]?.published?.until ?? '');
    expect(new Date(until).getUTCFullYear()).toBe(2029);
    expect(await read(world, page, until - 1)).toHaveLength(1);
    expect(await read(world, page, until)).toBeUndefined();
    expect((await own(world, until)).fields[0]?.published?.shown).toBe(false);
  });

  test.each([
    [
      'a withdrawal of the whole purpose',
      { type: 'consent-withdrawn', data: { purpose: 'distribution', channel: 'paper' } },
    ],
    ['a full block', { type: 'blocked', data: { block: 'b', kind: 'unlawful-use', scope: 'full' } }],
  ] as const)('C4, S4: %s, by whatever way, hides the page at the next reading', async (_, event) => {
    const world = await peopleWorld('distribution');
    await put(world);
    const page = await idOf(world);
    await recordConsents(world, world.person, [
      { at: new Date(AT + 1).toISOString(), by: 'staff:agent-1', ...event },
    ]);
    expect(await read(world, page, AT + 2)).toBeUndefined();
    expect((await take(world, 'organisation', AT + 3)).ok).toBe(true);
    expect((await own(world)).url).toBeNull();
    expect((await audit(world.records, world.secrets, AT + DAY)).findings).toEqual([]);
  });

  test('S4: nothing more becomes public under a full block, and what would is refused where it is opened; under a precautionary one it does', async () => {
    const block = (scope: 'full' | 'precautionary') => ({
      ...{ at: new Date(AT - 1).toISOString(), by: 'requester', type: 'blocked' as const },
      data: { block: 'b', kind: 'inaccuracy' as const, scope },
    });
    const full = await peopleWorld('distribution');
    await recordConsents(full, full.person, [block('full')]);
    await expect(put(full)).rejects.toThrow(new DataBlocked('inaccuracy'));
    const quiet = await peopleWorld('distribution');
    await recordConsents(quiet, quiet.person, [block('precautionary')]);
    await put(quiet);
    expect(await read(quiet, await idOf(quiet), AT + 1)).toHaveLength(1);
  });

  test('C4: a text that asks again ends what was published under the one before', async () => {
    const world = await peopleWorld('distribution');
    await put(world);
    const page = await idOf(world);
    const texts = { ru: 'Новый текст', en: 'New text' };
    const posting = {
      document: 'distribution',
      texts,
      change: 'hard',
      askAgain: true,
      by: 'staff:o',
    } as const;
    expect((await postVersion(posting, AT + DAY, world)).ok).toBe(true);
    expect(await read(world, page, AT + 2 * DAY)).toBeUndefined();
    expect(await put(world, {}, AT + 2 * DAY)).toMatchObject({ refusal: { code: 'text-replaced' } });
  });

  test('R6: a change of the profile stays inside until it is consented to anew', async () => {
    const world = await peopleWorld('distribution');
    await put(world);
    const page = await idOf(world);
    const file = await readPerson(world, world.person, AT);
    if (file === undefined) throw new Error('nobody');
    const details = {
      ...(await openDetails(world, file.body, 'own-view', AT)),
      organisation: 'АО «Василёк»',
    };
    const body = { ...file.body, revision: file.body.revision + 1 };
    const changed = { type: 'profile-changed', by: 'person', revision: body.revision } as const;
    await commitPerson(world, file, { body, details, events: [changed] }, AT);
    expect(await read(world, page)).toMatchObject([{ value: DETAILS.organisation }]);
    await put(world, {}, AT + 5);
    expect(await read(world, page, AT + 6)).toMatchObject([{ value: 'АО «Василёк»' }]);
    const { events } = await readConsents(world, world.person);
    expect(events).toHaveLength(2);
  });

  test('G3: the same said again is not recorded again; other conditions are another consent', async () => {
    const world = await peopleWorld('distribution');
    for (let i = 0; i < 3; i += 1) await put(world, {}, AT + i);
    expect((await readConsents(world, world.person)).events).toHaveLength(1);
    await put(world, { conditions: ['no-transfer'] }, AT + 10);
    expect((await readConsents(world, world.person)).events).toHaveLength(2);
    expect(await read(world, await idOf(world), AT + 11)).toMatchObject([{ conditions: ['no-transfer'] }]);
  });

  test('G1: two fields published at the same instant share one page; both are taken back at once, and it is gone', async () => {
    const world = await peopleWorld('distribution');
    await put(world, { field: 'phone' });
    await Promise.all([put(world, { field: 'name' }), put(world, { field: 'organisation' })]);
    const page = await idOf(world);
    expect((await read(world, page))?.map(({ field }) => field)).toEqual(['organisation', 'name', 'phone']);
    const done = await Promise.all([take(world, 'name'), take(world, 'phone'), take(world, 'organisation')]);
    expect(done.every(({ ok }) => ok)).toBe(true);
    expect(await read(world, page)).toBeUndefined();
    expect([...world.records.everything()].filter(({ kind }) => /^pub/.test(kind))).toEqual([]);
    expect((await audit(world.records, world.secrets, AT + DAY)).findings).toEqual([]);
  });

  test('R7: of a person who is gone nothing is shown, even if a copy was left behind', async () => {
    const world = await peopleWorld('distribution');
    await put(world);
    const page = await idOf(world);
    const file = await readPerson(world, world.person, AT);
    if (file === undefined) throw new Error('nobody');
    const { table, pk, sk, v } = file.stored.item;
    await world.records.commit([{ op: 'delete-version', key: { table, pk, sk }, v }]);
    expect(await read(world, page)).toBeUndefined();
  });

  test('R7: closing the account takes published copies and the page with it', async () => {
    const world = await peopleWorld('distribution');
    await put(world);
    await put(world, { field: 'name' }, AT + 1);
    const file = await readPerson(world, world.person, AT);
    if (file === undefined) throw new Error('nobody');
    const sweep = { ...world, remaining: () => 60_000, report: () => undefined };
    expect(await destroyPerson(file, undefined, AT + DAY, sweep)).toBe(true);
    const left = new Set([...world.records.everything()].map(({ kind }) => kind));
    for (const kind of ['profile', 'address', 'published', 'public-page']) expect(left).not.toContain(kind);
    // Two consents held until then: the end of their chain names both.
    const end = (await world.chain(`${world.person}.consent`)).at(-1);
    expect(String(end?.data?.['ended']).split(',').toSorted()).toEqual([
      'distribution/name',
      'distribution/organisation',
    ]);
    expect((await audit(world.records, world.secrets, AT + 2 * DAY)).findings).toEqual([]);
  });

  test('R6: an empty field, a person who is not there, and a text nobody was shown are refused', async () => {
    const world = await peopleWorld('distribution');
    expect(await put(world, { proof: 'k1.a.b' })).toMatchObject({ refusal: { code: 'text-replaced' } });
    expect(await put(world, { person: { id: 'P-K7M4QX9TBWZ3R5N8C2HD', sid: 'one' } })).toMatchObject({
      refusal: { code: 'no-account' },
    });
    expect((await own(world)).url).toBeNull();
  });

  test('R6: conditions are one code in the order of the list; that there are none is said too', () => {
    expect(conditionsCode(['only-with-source', 'no-transfer', 'no-transfer'])).toBe(
      'no-transfer,only-with-source',
    );
    expect(conditionsCode([])).toBe('none');
    expect(conditionsOf('no-transfer,nonsense')).toEqual(['no-transfer']);
    expect(conditionsOf('none')).toEqual([]);
  });
});
