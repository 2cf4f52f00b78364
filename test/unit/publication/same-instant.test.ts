import { describe, expect, test } from 'vitest';
import { publish } from '../../../functions/publication/publish.ts';
import { takeBack } from '../../../functions/publication/take-back.ts';
import { showPublic } from '../../../functions/published/show.ts';
import type { PublicField } from '../../../shared/domain/consent/distribution.ts';
import { makeTextProof } from '../../../shared/identity/text-proof.ts';
import { audit } from '../../../shared/records/audit.ts';
import { actOnConsent } from '../../../shared/records/consent-acts.ts';
import { listVersions } from '../../../shared/records/documents.ts';
import { publishedOf } from '../../../shared/records/publications.ts';
import { DETAILS, type PeopleWorld, peopleWorld } from '../account/registered-people.ts';
import { AT } from '../records/builders.ts';

const BY_PHONE = {
  ...({ act: 'withdraw', purpose: 'distribution', field: 'organisation' } as const),
  ...({ by: 'staff:anna', channel: 'phone', form: 'desk' } as const),
};

async function put(world: PeopleWorld, field: PublicField, at: number) {
  const [version] = await listVersions(world.records, 'distribution');
  const hash = version?.hashes.ru ?? '';
  const shown = { form: 'account', language: 'ru', version: 'distribution-1', hash, at: at - 1000 } as const;
  const person = { id: world.person, sid: 'one' };
  const proof = makeTextProof(world.secrets, shown);
  return publish({ person, field, text: 'distribution-1', conditions: [], proof }, at, world);
}

/** The records, where something happens just before the `n`th question of a kind; tells how many were asked. */
function disturbed(world: PeopleWorld, n: number, other: () => Promise<unknown>) {
  let asked = 0;
  const query: PeopleWorld['records']['query'] = async (...wanted) => {
    asked += 1;
    if (asked === n) await other();
    return world.records.query(...wanted);
  };
  const records = new Proxy(world.records, {
    get: (target, name) => {
      if (name === 'query') return query;
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return { records, asked: () => asked };
}

describe('R6: a field is published while the only other one is taken back', () => {
  test.each([
    ['its consent stands', false],
    ['its consent was withdrawn by phone, and only the copy is left', true],
  ])('%s: at whichever instant, the page stays with the one and without the other', async (_, withdrawn) => {
    for (let n = 1; ; n += 1) {
      const world = await peopleWorld('distribution');
      expect((await put(world, 'organisation', AT)).ok).toBe(true);
      if (withdrawn) await actOnConsent(world, world.person, BY_PHONE, AT);
      const { records, asked } = disturbed(world, n, () => put(world, 'name', AT + 1));
      const { person } = world;
      expect((await takeBack({ person, field: 'organisation' }, AT + 2, { ...world, records })).ok).toBe(
        true,
      );
      if (asked() < n) break;
      const [left, ...more] = await publishedOf(world.records, person);
      expect([n, left?.body.field, more]).toEqual([n, 'name', []]);
      const page = await showPublic(left?.body.page ?? '', AT + 3, world);
      expect(page).toMatchObject({ ok: true, value: { fields: [{ field: 'name', value: DETAILS.name }] } });
      expect((await audit(world.records, world.secrets, AT + 3)).findings).toEqual([]);
      expect(n).toBeLessThan(20);
    }
  });
});
