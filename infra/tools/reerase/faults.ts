import { addDays } from '../../../shared/law/dates.ts';
import type { KnownRoot } from '../../../shared/records/audit-roots.ts';
import type { ListPart } from '../../../shared/records/erased-lists.ts';
import type { PublicKey } from '../../../shared/records/signing-keys.ts';
import { daysMissing, type KnownList, verifyLists } from '../known-lists.ts';
import { verifyLetters } from '../known-roots.ts';

/** What the auditor has in hand. `of`: the deployment whose letters they are. */
export interface InHand {
  readonly roots: readonly KnownRoot[];
  readonly lists: readonly KnownList[];
  readonly of: string;
}

/** Lists that may be worked by, or why not, line by line. */
export type Found =
  | { readonly ok: true; readonly parts: readonly ListPart[]; readonly notes: readonly string[] }
  | { readonly ok: false; readonly lines: readonly string[] };

/**
 * Whether the auditor's letters say all that a copy has lost (S8): they are genuine, and there is a whole list of every day
 * from the newest root of the copy to the newest root that the auditor has. What was destroyed until the copy was made stands
 * in its own ledger.
 * @param newest day of the newest root of the copy's ledger
 */
export function faultsOf(
  { roots, lists, of }: InHand,
  keys: { readonly root: readonly PublicKey[]; readonly erased: readonly PublicKey[] },
  newest: string | undefined,
): Found {
  const letters = verifyLetters(roots, keys.root);
  const { parts, faults } = verifyLists(lists, keys.erased, of);
  const days = roots.map(({ day }) => day).toSorted();
  const from = newest === undefined ? (days[0] ?? '') : addDays(newest, 1);
  const to = days.at(-1) ?? '';
  const missing = daysMissing(parts, from, to);
  const lines = [
    ...letters.faults.map(({ day, what }) => `The root of ${day} ${what}.`),
    ...faults.map(({ day, what }) => `The list of ${day} ${what}.`),
    ...(newest !== undefined && to < newest
      ? [
          `The newest root given is of ${to}; the copy itself has that of ${newest}. Give all that came after it too.`,
        ]
      : []),
    ...(lists.length === 0 ? ['No list was given: --erased FILE.'] : []),
    ...missing.map((day) => `There is no whole list of ${day}. What was destroyed on that day would stay.`),
  ];
  if (lines.length > 0) return { ok: false, lines };
  return {
    ok: true,
    parts,
    notes: [
      from > to
        ? `The copy has every root that was given, up to ${to}: its own ledger says what was destroyed.`
        : `Lost with the copy: ${from} to ${to}; there is a whole list of each of these days.`,
      `What was destroyed after ${to} is in no list: if the program still ran then, see the runbook.`,
    ],
  };
}
