import type { NewPersonEvent } from '../domain/registration/events.ts';
import { RETENTION } from '../policy/retention.ts';
import type { SubjectKind } from './kinds/kind.ts';
import { bodyIn, deleting } from './kinds/kind.ts';
import { type AnyKind, KINDS, type Kinds, kindOf } from './kinds/registry.ts';
import { everyOwned, isOfRoot, namerOf, type Owned, ownerOf, rootOf, type Subject } from './owned.ts';
import type { Item, Records, Write } from './port.ts';

/**
 * Whether records of a kind go with their subject: all of a case's at the end of its term; of a person's, who leaves before,
 * those which no rule of retention gives a reason to keep (R7, E1).
 */
export const goesWith = (to: SubjectKind, { belongs, destroyed, kept }: AnyKind): boolean =>
  typeof belongs !== 'string' &&
  belongs[to] !== undefined &&
  destroyed.how === 'deleted' &&
  (to === 'case' || !('why' in RETENTION[kept]));

/** Names of the kinds of which {@link goesWith} is true. */
export const goingKinds = (to: SubjectKind, kinds: Kinds = KINDS): readonly AnyKind[] =>
  Object.values(kinds).filter((kind) => goesWith(to, kind));

/** Whose a record is that should have gone, if its person has left. */
export function ownerOfGoing(item: Item, kinds: Kinds = KINDS): string | undefined {
  const owner = ownerOf(item, kinds);
  const kind = kindOf(item.kind, kinds);
  return owner?.to === 'person' && kind && goesWith('person', kind) ? owner.id : undefined;
}

/**
 * So many writes of a step are records and the events of their ends; with what a caller adds – an act, its event, the end of
 * another chain – a step stays within ninety, and a transaction takes a hundred.
 */
const MOST = 80;

/** Whether records of a kind go when all others of their subject are gone: what the rest of the destruction needs. */
const isLate = ({ destroyed }: AnyKind): boolean => destroyed.how === 'deleted' && destroyed.late === true;

/** One step of a destruction. */
export interface Step {
  readonly writes: readonly Write[];
  /** What the records' kinds want told of their end. */
  readonly events: readonly NewPersonEvent[];
  /** Nothing is left after it; the subject's own record, if there was one, goes with it. */
  readonly last: boolean;
}

/**
 * The next step of destroying a subject's records (S8, R7): as many as one commit takes, by what their kinds say, the
 * subject's own record at the very end. What is destroyed is found no more: the next step, or the next run after a death
 * between two, begins with what is left, and nothing has to be remembered.
 * @param at epoch ms; @param held rules of retention whose records a legal hold keeps back
 */
export async function nextStep(
  records: Records,
  subject: Subject,
  at: number,
  { kinds = KINDS, held }: { readonly kinds?: Kinds; readonly held?: ReadonlySet<string> } = {},
): Promise<Step> {
  const { to } = subject;
  const step = new StepOf();
  const kept = keptBack(to, kinds, held);
  const goes = (kind: AnyKind) => goesWith(to, kind) && !kept.has(kind.name);
  for (const late of [false, true]) {
    const only = (kind: AnyKind) => goes(kind) && !isOfRoot(to, kind) && isLate(kind) === late;
    for await (const one of everyOwned(records, subject, at, { only, limit: MOST, kinds }))
      if (!step.takes(one)) return { ...step.made, last: false };
  }
  const root = (await rootOf(records, subject, at, kinds)).filter(({ kind }) => goes(kind));
  const last = root.every((one) => step.takes(one));
  return { ...step.made, last };
}

/** Names of the kinds that a hold keeps back: those of its rules, and whatever alone finds or opens them. */
function keptBack(to: SubjectKind, kinds: Kinds, held: ReadonlySet<string> | undefined): ReadonlySet<string> {
  if (held === undefined || held.size === 0) return new Set();
  const kept = new Set(
    Object.values(kinds)
      .filter((kind) => held.has(kind.kept))
      .map(({ name }) => name),
  );
  for (;;) {
    const before = kept.size;
    for (const kind of Object.values(kinds).filter(({ name }) => kept.has(name)))
      for (const name of neededBy(to, kind)) kept.add(name);
    if (kept.size === before) return kept;
  }
}

/** What a kind's records are found by, where they lie apart, and what has the key that opens them. */
function neededBy(to: SubjectKind, kind: AnyKind): readonly string[] {
  const keys = Object.values(kind.sealed).flatMap((field) =>
    field?.is === 'content' && typeof field.under === 'object' && 'of' in field.under ? [field.under.of] : [],
  );
  const by = namerOf(to, kind);
  return by === undefined ? keys : [by, ...keys];
}

/** What a record's kind wants told of its end; nothing of one that nobody can read. */
function toldOf(kind: AnyKind, item: Item): NewPersonEvent | undefined {
  const { destroyed } = kind;
  const body = destroyed.how === 'deleted' && destroyed.tells ? bodyIn(kind, item) : undefined;
  return destroyed.how === 'deleted' && body !== undefined ? destroyed.tells?.(body) : undefined;
}

/** Records that go in one step, as many as fit. */
class StepOf {
  readonly #taken = new Set<string>();
  readonly #writes: Write[] = [];
  readonly #events: NewPersonEvent[] = [];

  get made(): Pick<Step, 'writes' | 'events'> {
    return { writes: this.#writes, events: this.#events };
  }

  /** Whether it has room for a record. One that several others name is taken once. */
  takes({ item, kind }: Owned): boolean {
    const name = `${item.table} ${item.pk} ${item.sk}`;
    if (this.#taken.has(name)) return true;
    const told = toldOf(kind, item);
    const size = this.#writes.length + this.#events.length + (told === undefined ? 1 : 2);
    if (size > MOST) return false;
    this.#taken.add(name);
    this.#writes.push(deleting(item));
    if (told !== undefined) this.#events.push(told);
    return true;
  }
}
