import { holdUntil } from '../../shared/domain/registration/address.ts';
import { hasAccount, type ProfileBody } from '../../shared/domain/registration/person.ts';
import type { DisclosureHeld } from '../../shared/domain/requests/own.ts';

/** What of a person says whether something may be disclosed to them without an officer. */
export interface Owner {
  readonly body: ProfileBody;
  /** Whether the address of the case is the one on file: an answer goes nowhere else (S9). */
  readonly isAddress: boolean;
}

/**
 * Why what a person asked for in a session is not disclosed by the program itself but by an officer (R5): a new address could be
 * that of who took the account over. Undefined where nothing stands in the way.
 * @param at epoch ms
 */
export function disclosureHeld(owner: Owner | undefined, at: number): DisclosureHeld | undefined {
  if (owner === undefined || !hasAccount(owner.body)) return 'no-account';
  const { body, isAddress } = owner;
  if (holdUntil(body, at) !== undefined) return 'address-held';
  // So is one that was changed while the request was open, however long ago: the answer would go to the one before.
  return isAddress ? undefined : 'address-differs';
}
