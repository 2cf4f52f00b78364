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

/**
 * The key of somebody's sealed data, to open them: the one way to it. Every opening of personal data passes here and says
 * whose they are, for what and when; whatever may forbid the use of data that are kept is to be asked here.
 */
export async function keyToOpen<S extends OpenedSubject>(
  { wrapper }: OpenDeps,
  { key, context }: WrappedKey,
  { of, purpose }: Opening<S>,
): Promise<DataKey> {
  const opens: readonly OpenedSubject[] = OPENING_PURPOSES[purpose];
  if (!opens.includes(of)) throw new TypeError(`data of a ${of} are not opened for ${purpose}`);
  return wrapper.unwrap(key, context);
}

/** The same key, to seal something more under it: nothing is opened, so no purpose is asked. */
export const keyToSeal = (
  { wrapper }: Pick<OpenDeps, 'wrapper'>,
  { key, context }: WrappedKey,
): Promise<DataKey> => wrapper.unwrap(key, context);
