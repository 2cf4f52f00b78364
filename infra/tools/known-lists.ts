import * as z from 'zod';
import { addDays } from '../../shared/law/dates.ts';
import { type ListPart, verifyList } from '../../shared/records/erased-lists.ts';
import type { PublicKey } from '../../shared/records/signing-keys.ts';
import { readKnownLines } from './known-lines.ts';

const knownList = z.strictObject({ day: z.iso.date(), erased: z.string().min(1) });
/** A part of a list as it was sent out of the account: what the auditor has in hand. */
export type KnownList = z.infer<typeof knownList>;

/** The lists that a file of the auditor's names: lines `{"day": "2027-01-25", "erased": "…"}`. Throws for anything else. */
export const readKnownLists = (text: string): readonly KnownList[] =>
  readKnownLines(text, knownList, '{"day": "…", "erased": "…"}');

/** What is wrong with a letter or a day. */
export interface ListFault {
  readonly day: string;
  readonly what: string;
}

/** Lists that are genuine, whole days first, and what is wrong with the others. */
export interface ListsVerdict {
  readonly parts: readonly ListPart[];
  readonly faults: readonly ListFault[];
}

/**
 * Verifies the auditor's lists with public keys alone (S8): each is genuine and of this deployment. A day may have come twice
 * – its first list, and that of the restored ledger –: both count.
 */
export function verifyLists(
  known: readonly KnownList[],
  keys: readonly PublicKey[],
  deployment: string,
): ListsVerdict {
  const parts: ListPart[] = [];
  const faults: ListFault[] = [];
  for (const { day, erased } of known) {
    const verified = verifyList(erased, keys);
    const what = !verified.ok
      ? verified.why
      : verified.list.day !== day
        ? `is that of ${verified.list.day}`
        : verified.list.deployment !== deployment
          ? `is of the deployment ${verified.list.deployment}, not of ${deployment}`
          : undefined;
    if (what !== undefined) faults.push({ day, what });
    else if (verified.ok) parts.push(verified.list);
  }
  return { parts, faults };
}

/** Days from `from` to `to`, both among them, that have no list, or one that is not whole. */
export function daysMissing(parts: readonly ListPart[], from: string, to: string): readonly string[] {
  const missing: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const lists = Map.groupBy(
      parts.filter((one) => one.day === day),
      ({ closed }) => closed,
    );
    if (lists.size === 0 || ![...lists.values()].every(isWhole)) missing.push(day);
  }
  return missing;
}

/** Whether every part of a list is there, up to the last. */
function isWhole(parts: readonly ListPart[]): boolean {
  const last = parts.find((one) => one.last)?.part ?? 0;
  const numbers = new Set(parts.map(({ part }) => part));
  return last > 0 && Array.from({ length: last }, (_, i) => i + 1).every((part) => numbers.has(part));
}
