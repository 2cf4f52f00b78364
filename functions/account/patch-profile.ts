import type { ProfilePatch } from '../../shared/api/account.ts';
import { accept, type Result } from '../../shared/domain/result.ts';
import type { OperationDeps } from '../../shared/records/deps.ts';
import { ownFile } from '../../shared/records/person-file.ts';
import { policyAsked, policyChanged } from './acknowledge.ts';
import { askNewAddress } from './ask-address.ts';
import { type Changed, updateProfile } from './change-profile.ts';

/**
 * Changes what a patch names (R5), as a whole or not at all (G1): a new address waits for its proof, the rest changes with the
 * same commit. Refusals: those of {@link updateProfile} and of {@link askNewAddress}.
 * @param at epoch ms
 */
export async function patchProfile(
  person: string,
  { email, ...wish }: ProfilePatch,
  at: number,
  deps: OperationDeps,
): Promise<Result<Changed & { readonly waiting?: readonly ['email'] }>> {
  if (email === undefined) return updateProfile(person, wish, at, deps);
  const file = await ownFile(person, at, deps);
  if (!file.ok) return file;
  const { body } = file.value;
  const asked = await policyAsked(body, at, deps);
  if (asked !== undefined) return policyChanged(asked, body.policy.version);
  const done = await askNewAddress(person, email, at, deps, { wish: wish });
  return done.ok ? accept({ ...done.value, waiting: ['email'] }) : done;
}
