import type { BreachLine } from '../../shared/api/breach-reports.ts';
import { readCase } from '../../shared/records/case-file.ts';
import type { RecordDeps } from '../../shared/records/deps.ts';
import { BadCursor } from '../../shared/records/port.ts';
import { lineOf } from './breach-report.ts';
import { listCases } from './list.ts';

/** The lists that the register goes through, one after the other: what is open, then what is closed. */
const LISTS = { open: { kind: 'breach' }, closed: { kind: 'breach', status: 'closed' } } as const;

const split = (
  cursor: string | undefined,
): readonly [list: keyof typeof LISTS, within: string | undefined] => {
  const [, list, within] = /^(open|closed)-([\w-]*)$/.exec(cursor ?? 'open-') ?? [];
  if (list !== 'open' && list !== 'closed') throw new BadCursor('not a cursor of the register');
  return [list, within === '' ? undefined : within];
};

/**
 * A page of the register of breaches (B5). It may be empty while there is a cursor: breaches lie among all cases.
 * Throws BadCursor for a cursor that is none of ours.
 * @param at epoch ms
 */
export async function breachRegister(
  given: string | undefined,
  at: number,
  deps: RecordDeps,
): Promise<{ readonly items: readonly BreachLine[]; readonly cursor: string | null }> {
  const [list, within] = split(given);
  const page = await listCases({ ...LISTS[list], ...(within && { cursor: within }) }, at, deps);
  const cases = await Promise.all(page.items.map(({ reference }) => readCase(deps, reference, at)));
  const items = cases.flatMap((file) => (file && lineOf(file.state.body)) ?? []);
  if (page.cursor !== null) return { items, cursor: `${list}-${page.cursor}` };
  return { items, cursor: list === 'open' ? 'closed-' : null };
}
