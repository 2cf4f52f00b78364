import type { BlockKind } from '../domain/consent/block-kinds.ts';
import { OPENING_PURPOSES, type OpenedSubject, type PurposeFor } from '../domain/opening-purposes.ts';
import type { OpenDeps } from './deps.ts';
import type { DataKey, KeyContext } from './sealing.ts';

/** One opening of personal data: whose they are, for what, and when (epoch ms). */
export interface Opening<S extends OpenedSubject = OpenedSubject> {
  readonly of: S;
  /** Reference of the case, id of the person, OIDC subject of a member of staff. */
  readonly id: string;
  readonly purpose: PurposeFor<S>;
  readonly at: number;
}

/** A wrapped data key and what KMS has bound it to. */
export interface WrappedKey {
  readonly key: Uint8Array;
  readonly context: KeyContext;
}

/** The data of a person may not be used for this now: a block stands (S4). The edge tells it as a refusal. */
export class DataBlocked extends Error {
  override readonly name = 'DataBlocked';
  /** Of which block. */
  readonly kind: BlockKind;
  constructor(kind: BlockKind) {
    super(`blocked: ${kind}`);
    this.kind = kind;
  }
}

/**
 * The key of somebody's sealed data, to open them: the one way to it. Every opening of personal data passes here and says
 * whose they are, for what and when. Throws {@link DataBlocked} where a block of that person's data stops the purpose: asked
 * strongly consistent at each opening that a block could stop, one read unit for about six consents; of the others nothing
 * is read.
 */
export async function keyToOpen<S extends OpenedSubject>(
  { records, wrapper }: OpenDeps,
  { key, context }: WrappedKey,
  { of, id, purpose, at }: Opening<S>,
): Promise<DataKey> {
  const facts = OPENING_PURPOSES[purpose];
  const opens: readonly OpenedSubject[] = facts.of;
  if (!opens.includes(of)) throw new TypeError(`data of a ${of} are not opened for ${purpose}`);
  if (of === 'person' && facts.stoppedBy !== 'none') {
    // Loaded where it is asked: most doors never open for what a block could stop.
    const { blockStopping } = await import('./stopping-block.ts');
    const kind = await blockStopping(records, id, facts.stoppedBy, at);
    if (kind !== undefined) throw new DataBlocked(kind);
  }
  return wrapper.unwrap(key, context);
}

/** The same key, to seal something more under it: nothing is opened, so no purpose is asked. */
export const keyToSeal = (
  { wrapper }: Pick<OpenDeps, 'wrapper'>,
  { key, context }: WrappedKey,
): Promise<DataKey> => wrapper.unwrap(key, context);
