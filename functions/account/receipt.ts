import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import type { Language } from '../../shared/law/date-words.ts';
import { consentEventId } from '../../shared/records/consents.ts';
import type { OperationDeps } from '../../shared/records/deps.ts';

/** A receipt to be kept by the person. */
export interface OwnReceipt {
  readonly name: string;
  readonly jws: string;
}

/** The signed receipt of one of the person's own consent events (C6); made anew at each asking, always in the same words. */
export async function ownReceipt(
  person: string,
  id: string,
  language: Language,
  at: number,
  deps: OperationDeps,
): Promise<Result<OwnReceipt>> {
  const n = Number(id.slice(id.lastIndexOf('-') + 1));
  if (!Number.isSafeInteger(n) || id !== consentEventId(person, n)) return refuse('no-event');
  // The signer is loaded with the first receipt.
  const { receiptFor } = await import('../../shared/records/receipts.ts');
  const jws = await receiptFor(deps, person, n, language, at);
  return jws === undefined ? refuse('no-event') : accept({ name: `receipt-${id}.jws`, jws });
}
