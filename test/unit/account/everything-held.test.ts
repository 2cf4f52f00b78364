import { beforeAll, describe, expect, test } from 'vitest';
import { closeAccount } from '../../../functions/account/close-account.ts';
import { PARTS } from '../../../functions/account/held.ts';
import { HELD_WORDS } from '../../../shared/http/pages/texts/held-records.ts';
import { heldAbout } from '../../../shared/records/access.ts';
import { audit } from '../../../shared/records/audit.ts';
import { type Belongs, partitionOf, toItem } from '../../../shared/records/kinds/kind.ts';
import { personPartition } from '../../../shared/records/kinds/partitions.ts';
import { personTextKind } from '../../../shared/records/kinds/person-texts.ts';
import { type AnyKind, KINDS, type Kinds } from '../../../shared/records/kinds/registry.ts';
import type { Item } from '../../../shared/records/port.ts';
import { MINUTE, settings } from '../letters/desk-of-letters.ts';
import { granted } from '../registration/registration-desk.ts';
import { complaints, Everything } from './everything-held.ts';
import { codesToClose, findings } from './people-world.ts';

const DAY = 86_400_000;

let all: Everything;
beforeAll(async () => {
  all = await Everything.walked();
});

describe('S6, S8: of somebody who walked every story, by a look at the raw tables with every key', () => {
  test('everything stored is declared, all of it is shown to her, and of the person and then the cases nothing is left but proof', async () => {
    expect(await complaints(all)).toEqual([]);
  });

  test('each story has left what it typed, and what was replaced is nowhere: a look that finds nothing proves nothing', () => {
    const stored = all.bare(all.story.desk.records).map(({ text }) => text);
    const wrong = all.story.canaries.filter(
      ({ text, gone }) => stored.some((one) => one.includes(text)) === gone,
    );
    expect(wrong).toEqual([]);
  });

  test('a kind that somebody owns, and that the stories leave nothing of, needs its place in them', () => {
    const left = new Set(all.bare(all.story.desk.records).map(({ item }) => item.kind));
    const owned = Object.values<AnyKind>(KINDS).filter(({ belongs }) => typeof belongs !== 'string');
    // The act of destruction comes with the destruction.
    expect(owned.map(({ name }) => name).filter((name) => !left.has(name))).toEqual(['destruction']);
  });
});

test('E1: what is kept beyond its term is a finding of the audit, a day after it, kind by kind', async () => {
  const { deps, desk, at } = all.story;
  const beyond = async (days: number) => {
    const terms = settings.retention;
    const { findings } = await audit(desk.records, deps.secrets, at + days * DAY, { terms });
    const late = findings.filter(({ what }) => what.includes('beyond its term'));
    return [...new Set(late.map(({ where }) => where.split(' ')[0]))].toSorted();
  };
  expect(await beyond(3 * 365 - 1)).toEqual([]);
  expect(await beyond(3 * 365 + 3)).toEqual(['case', 'letter', 'staff', 'unsubscribe']);
});

test('S6, G13: whatever the account page has no part of its own for has a title, and a term for each field', async () => {
  const held = await heldAbout(all.story.deps, { to: 'person', id: all.person }, 'own-view', all.story.at);
  const { kinds, terms } = HELD_WORDS.ru;
  const further = [...held.sections].filter(([name]) => !PARTS.has(name));
  expect(further.map(([name]) => name)).toEqual([
    ...['own-case', 'event', 'person-text', 'transfer', 'legal-hold', 'duty'],
  ]);
  for (const [name, records] of further) {
    expect(kinds).toHaveProperty(name);
    for (const field of new Set(records.flatMap((record) => Object.keys(record))))
      expect(terms).toHaveProperty(field);
  }
});

test('R7: when she has closed the account nothing that she or staff typed about her is left, but her name in the act', async () => {
  const gone = await Everything.walked();
  const { story, person } = gone;
  const codes = await codesToClose(story, person);
  granted(await closeAccount(person, codes, story.at, story.deps));
  await story.pass(3 * DAY + 15 * MINUTE);
  const left = gone.bare(story.desk.records).flatMap(({ item, text }) => {
    const held = story.canaries.find((one) => one.of === 'person' && text.includes(one.text));
    return held === undefined ? [] : [`${item.kind}: ${held.story}`];
  });
  expect(left).toEqual(['destruction: profile: name']);
  expect(await findings(story)).toEqual([]);
});

describe('S6: a copy that nobody declared is found', () => {
  const typed = () => all.story.canaries.find(({ of, gone }) => of === 'person' && !gone)?.text ?? '';
  const item = (over: Partial<Item>): Item => ({
    ...{ table: 'people', pk: 'COPY#1', sk: 'COPY', kind: 'copy', v: 1, body: { name: typed() } },
    ...over,
  });
  const cases: readonly (readonly [string, () => Item])[] = [
    ['of no kind', () => item({})],
    ['of no kind, in the person’s own partition', () => item({ pk: personPartition(all.person) })],
    [
      'of a kind that is declared, where its records do not lie',
      () => ({
        ...toItem(personTextKind, { person: all.person, id: 'x' }, { sealed: new Uint8Array(40) }),
        pk: 'COPY#1',
      }),
    ],
    [
      'under a kind that is nobody’s',
      () => item({ table: 'short', kind: 'counter', body: { n: 1, name: typed() }, expires: 9_999_999_999 }),
    ],
    [
      'that no key opens',
      () => toItem(personTextKind, { person: all.person, id: 'x' }, { sealed: new Uint8Array(40) }),
    ],
  ];
  test.each(cases)('one %s', async (_, planted) => {
    // What cannot be opened cannot be shown either: the export says so by its own error.
    const wrong = await complaints(all, KINDS, [planted()]).catch((error: unknown) => [String(error)]);
    expect(wrong).not.toEqual([]);
  });
});

type Change = readonly [what: string, over: Partial<Record<keyof AnyKind, unknown>>];

const never = { how: 'never', because: 'a test' };
/** Everything that can be said otherwise of a kind that somebody owns. */
function otherwise(kind: AnyKind): readonly Change[] {
  const { belongs, exported, destroyed, kept } = kind;
  if (typeof belongs === 'string') return [];
  const changes: Change[] = [
    ['is nobody’s', { belongs: 'nobody' }],
    ['is of staff', { belongs: 'staff' }],
    ...Object.keys(belongs).map(
      (to): Change => [`is of no ${to}`, { belongs: { ...belongs, [to]: undefined } }],
    ),
    ...Object.entries(belongs).flatMap(([to, lies]): Change[] =>
      'in' in lies
        ? [
            [`of a ${to}, lies elsewhere`, moved(belongs, to, { ...lies, in: [partitionOf('ELSEWHERE#')] })],
            [`of a ${to}, is named otherwise`, moved(belongs, to, { ...lies, prefix: 'OTHERWISE#' })],
          ]
        : [[`of a ${to}, is somebody else’s`, moved(belongs, to, { ...lies, apart: () => 'P-0' })]],
    ),
    exported.how === 'shown'
      ? ['is not shown', { exported: never }]
      : ['is shown', { exported: { how: 'shown', show: (body: object) => body } }],
  ];
  if (exported.how === 'shown')
    changes.push(['shows nothing', { exported: { ...exported, show: () => ({}) } }]);
  changes.push(
    destroyed.how === 'deleted'
      ? ['is never destroyed', { destroyed: never }]
      : ['is destroyed', { destroyed: { how: 'deleted' }, kept: 'profile' }],
  );
  if (!STAYS_FOR_A_REASON.has(kept)) changes.push(['is kept for a dispute', { kept: 'case-file' }]);
  else if (destroyed.how === 'deleted') changes.push(['goes with the account', { kept: 'profile' }]);
  return changes;
}
const STAYS_FOR_A_REASON: ReadonlySet<string> = new Set(['case-file', 'destruction-proof', 'unsubscribe']);
const moved = (belongs: object, to: string, lies: unknown) => ({
  belongs: { ...(belongs as Belongs<never> & object), [to]: lies },
});

/** Changes that nothing can be noticed of, and why. */
const UNSEEN: Readonly<Record<string, string>> = {
  'wait is kept for a dispute': 'that is the rule of its case, with which it goes all the same',
};

const MUTANTS = Object.values<AnyKind>(KINDS)
  .filter(({ name }) => name !== 'destruction')
  .flatMap((kind) => otherwise(kind).map(([what, over]) => [kind.name, what, over] as const))
  .filter(([name, what]) => UNSEEN[`${name} ${what}`] === undefined);

describe('S6, S8, E1: what a kind says of itself is done', () => {
  test.each(MUTANTS)('were it said of %s that it %s, somebody would complain', async (name, _, over) => {
    const kinds: Kinds = { ...KINDS, [name]: { ...KINDS[name as keyof typeof KINDS], ...over } as AnyKind };
    const wrong = await complaints(all, kinds);
    expect(wrong).not.toEqual([]);
  });
});
