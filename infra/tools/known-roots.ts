import * as z from 'zod';
import type { KnownRoot } from '../../shared/records/audit-roots.ts';
import { rootValue, verifyRoot } from '../../shared/records/roots.ts';
import type { PublicKey } from '../../shared/records/signing-keys.ts';
import { readKnownLines } from './known-lines.ts';

const knownRoot = z.strictObject({ day: z.iso.date(), root: z.string().min(1) });

/**
 * The roots that a file of the auditor's names: lines `{"day": "2027-01-25", "root": "…"}`. Throws for anything else, and for
 * a file that names none: an audit against nothing would find nothing.
 */
export const readKnownRoots = (text: string): readonly KnownRoot[] =>
  readKnownLines(text, knownRoot, '{"day": "…", "root": "…"}');

/** What the letters say by themselves: which are not genuine or contradict each other, and which days have none. */
export interface LettersVerdict {
  readonly faults: readonly { readonly day: string; readonly what: string }[];
  /** Days named as the one before by a letter, of which there is no letter in the file. */
  readonly missing: readonly string[];
}

/** Verifies the auditor's letters with public keys alone (A1): each is genuine, and each signs the one before it. */
export function verifyLetters(known: readonly KnownRoot[], keys: readonly PublicKey[]): LettersVerdict {
  const faults: { day: string; what: string }[] = [];
  const missing: string[] = [];
  const values = new Map<string, string>();
  for (const [i, { day, root: jws }] of known.toSorted((a, b) => (a.day < b.day ? -1 : 1)).entries()) {
    const verified = verifyRoot(jws, keys);
    if (!verified.ok || verified.root.day !== day) {
      faults.push({ day, what: verified.ok ? `is that of ${verified.root.day}` : verified.why });
      continue;
    }
    const { previous } = verified.root;
    const before = previous && values.get(previous.day);
    if (before !== undefined && before !== previous?.root)
      faults.push({ day, what: 'does not follow the root before it' });
    // The first letter of a file may begin anywhere.
    if (i > 0 && previous !== undefined && before === undefined) missing.push(previous.day);
    values.set(day, rootValue(verified.root));
  }
  return { faults, missing };
}
