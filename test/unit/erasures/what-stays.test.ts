import { expect, test } from 'vitest';
import { RETENTION, type RetentionRule } from '../../../shared/policy/retention.ts';
import { KINDS, kindOf } from '../../../shared/records/kinds/registry.ts';
import { ownerOf } from '../../../shared/records/owned.ts';
import type { Item } from '../../../shared/records/port.ts';
import { findings } from '../account/people-world.ts';
import { WholeStory } from '../account/whole-story.ts';
import { HOUR } from '../letters/desk-of-letters.ts';
import { ErasureCase } from './decided.ts';

const DAY = 24 * HOUR;
const TABLES = ['people', 'cases', 'short', 'ledger'] as const;

/** Everything that lies in the raw tables. */
async function everything({ deps: { records } }: WholeStory): Promise<readonly Item[]> {
  const found: Item[] = [];
  for (const table of TABLES) {
    let cursor: string | undefined;
    do {
      const page = await records.scan(table, cursor);
      found.push(...page.items);
      cursor = page.cursor;
    } while (cursor !== undefined);
  }
  return found;
}

/** Whose data keys open what is sealed in an item, by name of kind; `program` for a key of the program. */
const keysOf = (item: Item): readonly string[] => {
  const kind = kindOf(item.kind);
  return Object.entries(kind?.sealed ?? {}).flatMap(([field, sealed]) => {
    if (sealed.is !== 'content' || item.body[field] === undefined) return [];
    if (sealed.under === 'own') return [kind?.name ?? ''];
    return ['of' in sealed.under ? sealed.under.of : 'program'];
  });
};

test('S8: what lies there after an erasure, and by whose keys it opens, is what the plan said stays – and that is gone after its end', async () => {
  const world = new WholeStory();
  const asked = await ErasureCase.asked(world);
  const { person } = asked;
  await asked.decided();
  const plan = (await asked.run)?.plan;
  const before = (await everything(world)).filter((item) => ownerOf(item)?.id === person);
  await world.pass(3 * DAY + HOUR);
  expect(await asked.run).toMatchObject({ state: 'destroyed' });
  const after = (await everything(world)).filter((item) => ownerOf(item)?.to === 'person');
  const hers = after.filter((item) => ownerOf(item)?.id === person);
  const rules = (items: readonly Item[]) => new Set(items.map(({ kind }) => kindOf(kind)?.kept ?? kind));
  const stays = new Map(plan?.stays.map(({ rule, keys }) => [rule, keys]));
  const personal = [...rules(hers)].filter((rule) => RETENTION[rule as RetentionRule].personal);
  // Something of every rule that goes was there, so that the test looks at it; nothing of it is there now.
  for (const rule of ['profile', 'address', 'person-session']) expect(rules(before)).toContain(rule);
  expect(personal.filter((rule) => plan?.goes.includes(rule))).toEqual([]);
  for (const rule of personal) expect([...stays.keys()]).toContain(rule);
  for (const item of hers)
    expect(stays.get(kindOf(item.kind)?.kept ?? '') ?? []).toEqual(expect.arrayContaining([...keysOf(item)]));
  // What is sealed with the person alone is the act and nothing else.
  expect([...new Set(hers.filter((item) => keysOf(item).length > 0).map(({ kind }) => kind))]).toEqual([
    KINDS.destruction.name,
  ]);
  expect(await findings(world)).toEqual([]);
  await world.pass(3 * 365 * DAY + 2 * DAY);
  const left = (await everything(world)).filter(
    (item) => ownerOf(item)?.to === 'person' && ownerOf(item)?.id === person,
  );
  expect(left.filter((item) => keysOf(item).length > 0)).toEqual([]);
});
