import { inflateRawSync } from 'node:zlib';
import { daysBetween } from '../../../shared/law/dates.ts';
import { localDate } from '../../../shared/law/zones.ts';
import { termOf } from '../../../shared/policy/retention.ts';
import { heldAbout } from '../../../shared/records/access.ts';
import { nextStep, ownerOfGoing } from '../../../shared/records/erasing.ts';
import { KINDS, type Kinds, kindOf } from '../../../shared/records/kinds/registry.ts';
import { MemoryRecords, type Snapshot } from '../../../shared/records/memory.ts';
import { everyOwned, ownerOf, type Subject } from '../../../shared/records/owned.ts';
import { InvalidWrite, type Item, type Write } from '../../../shared/records/port.ts';
import { type DataKey, open } from '../../../shared/records/sealing.ts';
import { SECRET_PURPOSES } from '../../../shared/records/secrets.ts';
import { keptUntil } from '../../../shared/records/terms.ts';
import { settings } from '../letters/desk-of-letters.ts';
import { type Canary, WholeStory } from './whole-story.ts';

/** A stored item as whoever has every key reads it. */
export interface Bare {
  readonly item: Item;
  /** Key and body as text, with all bytes opened. */
  readonly text: string;
  /** Fields of bytes that no key opens, and that are no wrapped key. */
  readonly dark: readonly string[];
}

const nameOf = ({ table, pk, sk, kind }: Item): string => `${kind} ${table} ${pk} ${sk}`;

/** The walked stories at one moment, and all the keys that were ever made for them. */
export class Everything {
  readonly story = new WholeStory();
  readonly #dataKeys: DataKey[] = [];
  readonly #wrapped = new Set<string>();
  person = '';
  #bare = new Map<string, Bare>();

  private constructor() {
    const { wrapper } = this.story.desk.deps;
    const generate = wrapper.generate.bind(wrapper);
    wrapper.generate = async (context) => {
      const made = await generate(context);
      this.#dataKeys.push(made.key);
      this.#wrapped.add(Buffer.from(made.wrapped).toString('base64'));
      return made;
    };
  }

  static async walked(): Promise<Everything> {
    const all = new Everything();
    all.person = await all.story.live();
    return all;
  }

  get subjects(): readonly Subject[] {
    return [
      { to: 'person', id: this.person },
      ...this.story.cases.map((id) => ({ to: 'case', id }) as const),
    ];
  }

  /** Everything stored, laid bare; what was seen before is not opened again. */
  bare(records: MemoryRecords): readonly Bare[] {
    return [...records.everything()].flatMap((item) => {
      if (item.expires !== undefined && item.expires * 1000 <= this.story.at) return [];
      const name = `${nameOf(item)} ${item.v}`;
      const known = this.#bare.get(name) ?? this.#lay(item);
      this.#bare.set(name, known);
      return [known];
    });
  }

  #lay(item: Item): Bare {
    const dark: string[] = [];
    const text = JSON.stringify([item.pk, item.sk, item.body], (field, value: unknown) => {
      if (!(value instanceof Uint8Array)) return value;
      if (this.#wrapped.has(Buffer.from(value).toString('base64'))) return undefined;
      const content = this.#opened(item, field, value);
      if (content === undefined) dark.push(field);
      return content;
    });
    return { item, text, dark };
  }

  /** Tries every key; bytes that are only packed are unpacked. */
  #opened(item: Item, field: string, bytes: Uint8Array): string | undefined {
    const { secrets } = this.story.desk.deps;
    const program = SECRET_PURPOSES.flatMap((purpose) =>
      secrets.ids.flatMap((id) => {
        const subkey = secrets.byId(purpose, id);
        return subkey === undefined ? [] : [{ bytes: subkey.key }];
      }),
    );
    for (const key of [...this.#dataKeys, ...program]) {
      try {
        return Buffer.from(open(key, { key: item, field }, bytes)).toString('utf8');
      } catch {
        // Another key, perhaps.
      }
    }
    try {
      return inflateRawSync(bytes).toString('utf8');
    } catch {
      return undefined;
    }
  }
}

/** What My data has a section for, of a person with an account; and of a case. */
export const SHOWN: Readonly<Record<Subject['to'], readonly string[]>> = {
  person: [
    'own-case',
    'letter',
    'event',
    'profile',
    'person-text',
    'published',
    'person-session',
    'duty',
    'transfer',
    'legal-hold',
  ],
  case: ['case', 'personal', 'text', 'letter', 'event'],
};

/** What stays of somebody whose data were destroyed: proof, the files of their cases, what runs out by itself. */
const STAYS: ReadonlySet<string> = new Set([
  ...['event', 'letter', 'unsubscribe', 'destruction'],
  ...['case', 'personal', 'text', 'wait'],
  ...['challenge', 'counter', 'idempotency'],
]);
/** What stays of a case at the end of its term. */
const STAYS_OF_CASE: ReadonlySet<string> = new Set(['event', 'challenge', 'counter', 'idempotency']);

const isOf = (subject: Subject, { text }: Bare): boolean => text.includes(subject.id);

/** What is wrong with these kinds, by what the engine does with them on what all stories have left in the tables. */
export async function complaints(
  all: Everything,
  kinds: Kinds = KINDS,
  plant: readonly Item[] = [],
): Promise<string[]> {
  const before = all.story.desk.records.snapshot();
  return [
    ...(await withCopy(before, plant, (records) => undeclared(all, records, kinds))),
    ...(await withCopy(before, plant, (records) => unshown(all, records, kinds))),
    ...(await withCopy(before, plant, (records) => leftOver(all, records, kinds))),
    ...(await withCopy(before, plant, (records) => keptTooLong(all, records, kinds))),
  ];
}

async function withCopy(
  before: Snapshot,
  plant: readonly Item[],
  look: (records: MemoryRecords) => Promise<string[]>,
): Promise<string[]> {
  const records = new MemoryRecords();
  records.restore(before);
  for (const item of plant) await records.commit([{ op: 'put-absent', item }]);
  return look(records);
}

/** Canaries that an item holds. */
const heldIn = (all: Everything, text: string): readonly Canary[] =>
  all.story.canaries.filter((canary) => text.includes(canary.text));

/** When the terms of records end, by kind and in days from the story on; of the others there is no end, or not one of their own. */
const ENDS: Readonly<Record<string, number>> = {
  ...{ case: 3 * 365, letter: 3 * 365, staff: 3 * 365, unsubscribe: 3 * 365 },
};

/** Terms that end too early, too late, or at the end of which nothing happens (E1). */
async function keptTooLong(all: Everything, records: MemoryRecords, kinds: Kinds): Promise<string[]> {
  const terms = settings.retention;
  const today = localDate(all.story.at, 'Europe/Moscow');
  const wrong = Object.values(kinds).flatMap((kind) => {
    const { name, kept, begins, belongs } = kind;
    const term = termOf(kept, terms);
    const owners =
      typeof belongs === 'string'
        ? []
        : Object.keys(belongs).map((to) => (to === 'case' ? 'case' : 'profile'));
    const alike = owners.length === 0 || kept === name || owners.some((owner) => kinds[owner]?.kept === kept);
    if (begins === 'with-owner' && !alike) return [`${name}: goes with its owner, by another rule`];
    return begins === 'endless' && term !== null ? [`${name}: its rule has an end, and it has none`] : [];
  });
  const seen = new Set<string>();
  for (const { item } of all.bare(records)) {
    const until = keptUntil(item, terms, kinds);
    if (until === undefined) continue;
    seen.add(item.kind);
    const days = ENDS[item.kind];
    if (days === undefined || Math.abs(daysBetween(today, until) - days) > 2)
      wrong.push(`${nameOf(item)}: is kept until ${until}`);
    if (kindOf(item.kind, kinds)?.destroyed.how !== 'deleted')
      wrong.push(`${nameOf(item)}: is never destroyed`);
  }
  const unending = Object.keys(ENDS).filter((kind) => !seen.has(kind));
  return [...wrong, ...unending.map((kind) => `${kind}: has no end`)];
}

/** Items that nobody declared, that are nobody's and say something of somebody, or that the walk does not find. */
async function undeclared(all: Everything, records: MemoryRecords, kinds: Kinds): Promise<string[]> {
  const found = new Set<string>();
  for (const subject of all.subjects)
    for await (const { item } of everyOwned(records, subject, all.story.at, { kinds }))
      found.add(nameOf(item));
  return all.bare(records).flatMap((bare) => {
    const { item, text, dark } = bare;
    const kind = kindOf(item.kind, kinds);
    const wrong: string[] = dark.map((field) => `${nameOf(item)}: no key opens ${field}`);
    if (kind === undefined) return [...wrong, `${nameOf(item)}: of no kind`];
    const owner = ownerOf(item, kinds);
    if (owner !== undefined && !text.includes(owner.id)) wrong.push(`${nameOf(item)}: somebody else’s`);
    if (owner !== undefined) {
      // Only who has the letter finds its link: it can neither be shown nor be left over.
      const isHidden =
        kind.name === 'unsubscribe' &&
        kind.exported.how === 'never' &&
        ownerOfGoing(item, kinds) === undefined;
      const isListed = found.has(nameOf(item)) || isHidden;
      return isListed ? wrong : [...wrong, `${nameOf(item)}: not found by a walk over its owner's records`];
    }
    const typed = heldIn(all, text).filter(({ of }) => kind.belongs !== 'staff' || of !== 'staff');
    if (typed.length > 0) wrong.push(`${nameOf(item)}: nobody's, and holds ${typed[0]?.story}`);
    const named = all.subjects.some((subject) => isOf(subject, bare));
    if (named && item.expires === undefined)
      wrong.push(`${nameOf(item)}: nobody's, and names somebody for ever`);
    return wrong;
  });
}

/** What was typed and is not shown, sections that are missing or too many, and secrets that are shown. */
async function unshown(all: Everything, records: MemoryRecords, kinds: Kinds): Promise<string[]> {
  const deps = { ...all.story.desk.deps, records };
  const wrong: string[] = [];
  const secrets = all.bare(records).flatMap(({ item }) => secretsIn(item.body));
  for (const subject of all.subjects) {
    const held = await heldAbout(deps, subject, 'own-view', all.story.at, { kinds });
    const names = [...held.sections.keys()];
    if (names.toSorted().join() !== SHOWN[subject.to].toSorted().join())
      wrong.push(`${subject.to}: shown are ${names.join(', ')}`);
    const shown = JSON.stringify([...held.sections]);
    for (const [name, records] of held.sections)
      if (records.some((record) => Object.values(record).every((value) => value === undefined)))
        wrong.push(`${subject.to}: ${name} shows nothing`);
    const stored = all.bare(records).filter((bare) => isOf(subject, bare));
    for (const canary of new Set(stored.flatMap(({ text }) => heldIn(all, text))))
      if (!shown.includes(canary.text)) wrong.push(`${subject.to}: not shown: ${canary.story}`);
    for (const secret of secrets) if (shown.includes(secret)) wrong.push(`${subject.to}: shown: a secret`);
    for (const { text } of all.story.canaries.filter(({ of }) => of === 'staff'))
      if (shown.includes(text)) wrong.push(`${subject.to}: shown: who of the staff it was`);
    if (shown.includes('staff:')) wrong.push(`${subject.to}: shown: who of the staff it was`);
  }
  return wrong;
}

/** Proofs, hashes and nonces, wherever they stand in a body. */
function secretsIn(value: unknown, field = ''): readonly string[] {
  if (typeof value === 'string')
    return ['nonce', 'lookup', 'handle', 'mac'].includes(field) || /^k\d\.[\w-]{40,}$/.test(value)
      ? [value]
      : [];
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return [];
  return Object.entries(value).flatMap(([name, inner]) => secretsIn(inner, name));
}

/** Destroys step by step; gives up on a destruction that never ends. */
async function destroy(records: MemoryRecords, subject: Subject, at: number, kinds: Kinds): Promise<boolean> {
  for (let steps = 0; steps < 50; steps += 1) {
    const { writes, last } = await nextStep(records, subject, at, { kinds });
    if (writes.length > 0 && !(await written(records, writes))) return false;
    if (last) return true;
  }
  return false;
}

/** Whether the store takes it: of the ledger nothing can be deleted. */
async function written(records: MemoryRecords, writes: readonly Write[]): Promise<boolean> {
  try {
    return (await records.commit(writes)).ok;
  } catch (error) {
    if (error instanceof InvalidWrite) return false;
    throw error;
  }
}

/** What is left of the person, then of the cases, and should not be; and what is gone and should not be. */
async function leftOver(all: Everything, records: MemoryRecords, kinds: Kinds): Promise<string[]> {
  const wrong: string[] = [];
  for (const [n, subject] of all.subjects.entries()) {
    const before = all.bare(records).filter((bare) => isOf(subject, bare));
    if (!(await destroy(records, subject, all.story.at, kinds))) wrong.push(`${subject.to}: no end`);
    const left = all.bare(records);
    const stays = n === 0 ? STAYS : STAYS_OF_CASE;
    for (const { item } of left.filter((bare) => isOf(subject, bare)))
      if (!stays.has(item.kind)) wrong.push(`${nameOf(item)}: left`);
    const names = new Set(left.map(({ item }) => nameOf(item)));
    for (const { item } of before)
      if (stays.has(item.kind) && !names.has(nameOf(item))) wrong.push(`${nameOf(item)}: gone`);
  }
  const hers = all.story.canaries.filter(({ of }) => of !== 'staff');
  for (const { item, text } of all.bare(records)) {
    const held = hers.find((canary) => text.includes(canary.text));
    if (held !== undefined) wrong.push(`${nameOf(item)}: left: ${held.story}`);
  }
  return wrong;
}
