import type { KnownCase } from '../../shared/domain/cases/kinds.ts';
import { readCollected } from '../../shared/domain/letters/digest.ts';
import type { DataOf, KindsWith } from '../../shared/domain/letters/kinds.ts';
import { receiptLine } from '../../shared/letters/facts.ts';
import { letter, type Maker } from '../../shared/letters/maker.ts';
import { proofUrls } from '../../shared/letters/proof-urls.ts';
import { claimWithdrawalCode } from '../../shared/letters/templates/claim-withdrawal.ts';
import { receiptsDigest } from '../../shared/letters/templates/receipts-digest.ts';
import { requestCode, requestWithdrawalCode } from '../../shared/letters/templates/request-codes.ts';
import { caseKind } from '../../shared/records/kinds/cases.ts';
import { keyFor, storedOf } from '../../shared/records/kinds/kind.ts';
import { proofCodeFor } from '../../shared/records/proof-codes.ts';
import type { LetterDeps } from './deps.ts';
import { codeIn } from './letter-code.ts';

/** Letters to requesters that go by mail only; the others are made in shared/letters/printed-letters.ts. */
export type MailedKind = KindsWith<{ readonly reader: 'requester'; readonly printed: false }>;

/** What they are made from: what the letter carries, and a case of its reader's. */
interface MailedRead<K extends MailedKind> {
  readonly data: DataOf<K>;
  readonly about: KnownCase;
  readonly at: number;
  readonly deps: LetterDeps;
}

/** A kind that is missing here does not compile. */
export const MAILED: { readonly [K in MailedKind]: Maker<MailedRead<K>> } = {
  // A code that has run out, or was followed by another, is not sent: it could only confuse.
  'claim-withdrawal-code': letter(claimWithdrawalCode, async ({ data, about: { reference }, at, deps }) => {
    const code = await codeIn(data, at, deps);
    return code && { reference, ...code };
  }),
  'request-code': letter(requestCode, async ({ data, about, at, deps }) => {
    if (about.kind !== 'request') return undefined;
    const code =
      data.shared === true
        ? await codeIn(data, at, deps)
        : await proofCodeFor(deps, about, at, data.generation);
    const { notMeUrl } = proofUrls(about, deps);
    return code && { reference: about.reference, notMeUrl, ...code };
  }),
  'request-withdrawal-code': letter(
    requestWithdrawalCode,
    async ({ data, about: { reference }, at, deps }) => {
      const code = await codeIn(data, at, deps);
      return code && { reference, ...code };
    },
  ),
  'receipts-digest': letter(receiptsDigest, async ({ data, at, deps: { records } }) => {
    const { day, entries, count } = readCollected(data);
    const items = await records.getMany(
      entries.map((reference) => keyFor(caseKind, reference)),
      at,
    );
    const receipts = items.flatMap((item) =>
      item === undefined ? [] : [receiptLine(storedOf(caseKind, item).body)],
    );
    return { day, receipts, more: Math.max(0, count - receipts.length) };
  }),
};
