import { describe, expect, test } from 'vitest';
import { tellPeople } from '../../../functions/policy/tell-people.ts';
import { register } from '../../../shared/domain/registration/register.ts';
import { audit } from '../../../shared/records/audit.ts';
import { NOTICES_TODO, postVersion } from '../../../shared/records/documents.ts';
import { noticeKind } from '../../../shared/records/kinds/documents.ts';
import { read } from '../../../shared/records/kinds/kind.ts';
import { letterKind } from '../../../shared/records/kinds/letters.ts';
import { MemoryRecords } from '../../../shared/records/memory.ts';
import { commitPerson, createPerson, readPerson } from '../../../shared/records/person-file.ts';
import { newPersonId } from '../../../shared/records/person-ids.ts';
import { newProof } from '../../../shared/records/person-proofs.ts';
import type { Write } from '../../../shared/records/port.ts';
import { memoryWrapper } from '../../../shared/records/wrapper-memory.ts';
import { AT, seeded, someSecrets } from '../records/builders.ts';

const secrets = someSecrets();
const random = seeded('tell-people');
const HOUR = 3_600_000;
const PLENTY = () => 100_000;

async function world() {
  const records = new MemoryRecords();
  const deps = { records, secrets, wrapper: memoryWrapper() };
  const post = (text: string, at: number, startsAt?: string) =>
    postVersion(
      {
        document: 'policy',
        texts: { ru: `${text} по-русски`, en: `${text} in English` },
        change: 'soft',
        askAgain: false,
        by: 'staff:officer-1',
        ...(startsAt === undefined ? {} : { startsAt }),
      },
      at,
      deps,
    );
  async function person(policy: string, confirmed = true): Promise<string> {
    const id = newPersonId(random);
    const confirm = newProof(secrets, { lifeMs: HOUR, long: false }, random, AT);
    const made = register(
      {
        person: id,
        language: 'en',
        lookup: `k1.${id}`,
        policy: { version: policy, hash: 'h' },
        confirm,
        handle: 'h',
        known: false,
      },
      new Date(AT).toISOString(),
    );
    const { letter: _, ...body } = made.body;
    await createPerson(
      deps,
      { body, details: { email: 'a@example.org', name: 'A' }, events: made.events },
      AT,
    );
    const file = await readPerson(deps, id, AT);
    if (confirmed && file !== undefined) {
      const revision = file.body.revision + 1;
      await commitPerson(
        deps,
        file,
        {
          body: { ...file.body, state: 'active', revision },
          events: [{ type: 'confirmed', by: 'person', revision }],
        },
        AT,
      );
    }
    return id;
  }
  const letters = async (id: string) =>
    (await records.query('cases', `PERSON#${id}`)).items.map(({ sk }) => sk);
  return { records, deps, post, person, letters };
}

describe('P3: a new version of the policy', () => {
  test('is told to everybody with an account, once, however often the sweep runs', async () => {
    const { deps, post, person, letters, records } = await world();
    const [anna, boris] = [await person('policy-0'), await person('policy-0')];
    const nobody = await person('policy-0', false);
    expect((await post('One', AT)).ok).toBe(true);
    expect(await tellPeople(AT, deps, PLENTY)).toBe(2);
    expect(await tellPeople(AT + HOUR, deps, PLENTY)).toBe(0);
    for (const id of [anna, boris]) expect(await letters(id)).toEqual(['LETTER#policy-1']);
    expect(await letters(nobody)).toEqual([]);
    expect((await read(records, noticeKind, 'policy-1', AT))?.body).toMatchObject({ told: 2 });
    expect(await records.listTodo(NOTICES_TODO, { upTo: '2099', limit: 5, table: 'people' })).toEqual([]);
    expect((await audit(records, secrets, AT + HOUR)).findings).toEqual([]);
  });

  test('is not told before its start, nor to who acknowledged it when registering', async () => {
    const { deps, post, person, letters } = await world();
    await post('One', AT);
    await tellPeople(AT, deps, PLENTY);
    const early = await person('policy-1');
    const late = await person('policy-2');
    await post('Two', AT, new Date(AT + 48 * HOUR).toISOString());
    expect(await tellPeople(AT + 47 * HOUR, deps, PLENTY)).toBe(0);
    expect(await tellPeople(AT + 48 * HOUR, deps, PLENTY)).toBe(1);
    expect([await letters(early), await letters(late)]).toEqual([['LETTER#policy-2'], []]);
  });

  test('is told to all of many, although a run dies after its letters and before it keeps its place', async () => {
    const { deps, post, person, records } = await world();
    const all: string[] = [];
    for (let n = 0; n < 60; n += 1) all.push(await person('policy-0'));
    await post('One', AT);
    const dying = {
      ...deps,
      records: new Proxy(records, {
        get: (target, name) =>
          name === 'commit'
            ? (writes: readonly Write[]) =>
                writes.some((write) => 'item' in write && write.item.kind === noticeKind.name)
                  ? Promise.reject(new Error('killed'))
                  : target.commit(writes)
            : Reflect.get(target, name).bind?.(target),
      }),
    };
    await expect(tellPeople(AT, dying, PLENTY)).rejects.toThrow('killed');
    expect(await tellPeople(AT + HOUR, deps, PLENTY)).toBe(all.length);
    for (const id of all) {
      const stored = await read(records, letterKind, { person: id, id: 'policy-1' }, AT);
      expect(stored?.body).toMatchObject({ kind: 'policy-changed', status: 'queued', language: 'en' });
    }
    expect((await read(records, noticeKind, 'policy-1', AT))?.body.doneAt).toBeDefined();
  });

  test('is not begun when the run has no time left, and goes on in the next', async () => {
    const { deps, post, person } = await world();
    await person('policy-0');
    await post('One', AT);
    expect(await tellPeople(AT, deps, () => 1_000)).toBe(0);
    expect(await tellPeople(AT, deps, PLENTY)).toBe(1);
  });
});
