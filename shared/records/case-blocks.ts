import type { CaseBody } from '../domain/cases/case.ts';
import type { Change } from '../domain/cases/change.ts';
import { typeOf } from '../domain/cases/kinds.ts';
import type { Block } from '../domain/consent/block.ts';
import type { Blocking } from './block-writes.ts';
import type { RecordDeps } from './deps.ts';

const NOTHING: Blocking = { writes: [], chapters: [] };

/** A change of a case, and what stood before; absent where the case begins. */
export interface CaseStep {
  readonly before?: CaseBody;
  readonly made: Change;
  /** Look-up hashes of the address whose owner is asked about, the current key's first; none: the case has no address. */
  readonly lookups: () => Promise<readonly string[]>;
}

/**
 * What a change of a case does to blocks: nothing is read where it wants what it wanted before. Until it is known who asks
 * the case names nobody: whose address it is is looked up each time. An address that nobody has, and an owner who is not to
 * be blocked, cost the same reads and writes (G7).
 * @param at epoch ms
 */
export async function blockingOf(
  deps: RecordDeps,
  { before, made, lookups }: CaseStep,
  at: number,
): Promise<Blocking> {
  const { body } = made;
  const type = typeOf(body.kind, deps.types);
  const now = type.blocks?.(body);
  const was = before === undefined ? [] : (type.blocks?.(before).wanted ?? []);
  if (now === undefined || (was.length === 0 && now.wanted.length === 0)) return NOTHING;
  if (isSame(was, now.wanted) && before?.person === body.person) return NOTHING;
  // Loaded where something is to be done: most changes of cases want what was wanted before.
  const { blockWrites } = await import('./block-writes.ts');
  const [first] = made.events;
  const wished = {
    ...{ reference: body.reference, since: body.receivedAt, isNew: before === undefined, ...now },
    why: first?.type ?? 'changed',
    // Whose act it was nobody knows of who has proven nothing; the case tells who asked.
    by: first?.by.startsWith('staff:') ? first.by : 'system',
    told: type.tellsOwner?.(body, made.letters) === true,
    ...{ person: body.person, unproven: [...was, ...now.wanted].some(isPrecaution), lookups },
  };
  return blockWrites(deps, wished, at);
}

const isPrecaution = ({ scope }: Block): boolean => scope === 'precautionary';

const isSame = (one: readonly Block[], other: readonly Block[]): boolean =>
  one.length === other.length &&
  one.every(({ kind, scope }) => other.some((block) => block.kind === kind && block.scope === scope));
