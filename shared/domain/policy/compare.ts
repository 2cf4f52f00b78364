import { diffArrays } from 'diff';

/** One line of a comparison: in both texts, only in the older, only in the newer. */
export interface ComparedLine {
  readonly is: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Texts that differ in more lines are shown as replaced: the answer stays quick whatever is posted. */
const MOST_CHANGES = 2_000;

/**
 * Compares two texts line by line (P2): the longest common sequence of lines stays, what is not in it was removed or
 * added; removed lines stand before the added ones that replace them.
 */
export function compareLines(older: string, newer: string): readonly ComparedLine[] {
  const [a, b] = [older.split('\n'), newer.split('\n')];
  const marked = (is: ComparedLine['is'], lines: readonly string[]): readonly ComparedLine[] =>
    lines.map((text) => ({ is, text }));
  const parts = diffArrays(a, b, { maxEditLength: MOST_CHANGES });
  if (parts === undefined) return [...marked('removed', a), ...marked('added', b)];
  return parts.flatMap(({ added, removed, value }) =>
    marked(added ? 'added' : removed ? 'removed' : 'same', value),
  );
}
