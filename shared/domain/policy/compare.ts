/** One line of a comparison: in both texts, only in the older, only in the newer. */
export interface ComparedLine {
  readonly is: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Above this product of line counts the middle is shown as replaced: the answer stays quick whatever is posted. */
const MOST_CELLS = 4_000_000;

/**
 * Compares two texts line by line (P2): the longest common sequence of lines stays, what is not in it was removed or
 * added; removed lines stand before the added ones that replace them. Equal beginnings and ends are set aside first.
 */
export function compareLines(older: string, newer: string): readonly ComparedLine[] {
  const a = older.split('\n');
  const b = newer.split('\n');
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (
    tail < a.length - head &&
    tail < b.length - head &&
    a[a.length - 1 - tail] === b[b.length - 1 - tail]
  )
    tail += 1;
  const same = (text: string): ComparedLine => ({ is: 'same', text });
  return [
    ...a.slice(0, head).map(same),
    ...middle(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
    ...a.slice(a.length - tail).map(same),
  ];
}

function middle(a: readonly string[], b: readonly string[]): readonly ComparedLine[] {
  const removed = (text: string): ComparedLine => ({ is: 'removed', text });
  const added = (text: string): ComparedLine => ({ is: 'added', text });
  if (a.length * b.length > MOST_CELLS) return [...a.map(removed), ...b.map(added)];
  // common[i][j]: length of the longest common sequence of a from i and b from j, row by row in one array.
  const width = b.length + 1;
  const common = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number): number => common[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      common[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const lines: ComparedLine[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [left, right] = [a[i], b[j]];
    if (left !== undefined && left === right) {
      lines.push({ is: 'same', text: left });
      i += 1;
      j += 1;
    } else if (left !== undefined && (right === undefined || at(i + 1, j) >= at(i, j + 1))) {
      lines.push(removed(left));
      i += 1;
    } else if (right !== undefined) {
      lines.push(added(right));
      j += 1;
    }
  }
  return lines;
}
