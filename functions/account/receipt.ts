import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import type { Language } from '../../shared/law/date-words.ts';
import { receiptFor } from '../../shared/records/receipts.ts';
import type { AccountDeps } from './deps.ts';

/** A receipt to be kept by the person. */
export interface OwnReceipt {
  readonly name: string;
  /** Compact JWS. */
  readonly jws: string;
}

/**
 * The signed receipt of one of the person's own consent events (C6). Somebody else's event is as absent as one that
 * never was. Refusal: `no-event`.
 * @param id name of the event: the person's id and its number
 * @param at epoch ms
 */
export async function ownReceipt(
  person: string,
  id: string,
  language: Language,
  at: number,
  deps: AccountDeps,
): Promise<Result<OwnReceipt>> {
  const n = id.startsWith(`${person}-`) ? Number(id.slice(person.length + 1)) : Number.NaN;
  const jws = Number.isInteger(n) ? await receiptFor(deps, person, n, language, at) : undefined;
  return jws === undefined ? refuse('no-event') : accept({ name: `receipt-${id}.jws`, jws });
}
