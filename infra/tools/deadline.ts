/**
 * `npm run deadline -- --rule R --start ISO` prints a deadline as JSON (exit 2 when the legal date is refused);
 * `npm run deadline -- --cases FILE` checks worked examples (exit 1 when one fails). A wrong call exits 1.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { computeDeadline } from '../../shared/law/deadline.ts';
import { isRuleId, RULE_IDS } from '../../shared/law/rules.ts';
import type { Deadline } from '../../shared/law/types.ts';
import { parseInstant } from '../../shared/law/zones.ts';

const expected = z.nullable(z.string()).optional();
const Case = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  rule: z.string(),
  start: z.string(),
  due: expected,
  nominal: expected,
  workBy: expected,
  safeDue: expected,
});
type Case = z.infer<typeof Case>;

/** What the tool printed and how it exits. */
export interface Outcome {
  readonly out: string;
  readonly err: string;
  readonly code: 0 | 1 | 2;
}

/** Runs the tool with the arguments after `--`. */
export function deadlineTool(args: readonly string[]): Outcome {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { rule: { type: 'string' }, start: { type: 'string' }, cases: { type: 'string' } },
    });
    const { rule, start, cases } = values;
    if (cases !== undefined && rule === undefined && start === undefined) return checkCases(cases);
    if (cases !== undefined || rule === undefined || start === undefined) {
      return failed('Usage: npm run deadline -- --rule RULE --start ISO | --cases FILE');
    }
    const deadline = deadlineOf(rule, start);
    return { out: printed(deadline), err: '', code: deadline.refused ? 2 : 0 };
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}

function failed(err: string): Outcome {
  return { out: '', err, code: 1 };
}

function deadlineOf(rule: string, start: string): Deadline {
  if (!isRuleId(rule)) throw new Error(`Unknown rule ${rule}. Known: ${RULE_IDS.join(', ')}`);
  return computeDeadline(rule, start);
}

/** JSON with one line per day. */
function printed(deadline: Deadline): string {
  const { days, ...rest } = deadline;
  const lines = days.map((day) => `    ${JSON.stringify(day)}`);
  const list = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`;
  return `${JSON.stringify(rest, null, 2).slice(0, -2)},\n  "days": ${list}\n}`;
}

function checkCases(file: string): Outcome {
  const cases = z.array(Case).parse(JSON.parse(readFileSync(file, 'utf8')));
  const lines = cases.flatMap((one, i) => {
    const faults = faultsOf(one);
    return faults.length === 0
      ? []
      : [`${one.id ?? `#${i + 1}`} ${one.rule} ${one.start}: ${faults.join('; ')}`];
  });
  const summary = `${cases.length - lines.length} passed, ${lines.length} failed`;
  return { out: [...lines, summary].join('\n'), err: '', code: lines.length === 0 ? 0 : 1 };
}

function faultsOf(one: Case): string[] {
  let deadline: Deadline;
  try {
    deadline = deadlineOf(one.rule, one.start);
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
  const compare = (field: string, want: string | null | undefined, got: string | null): string[] =>
    want === undefined || same(want, got) ? [] : [`${field} ${got ?? 'refused'}, expected ${want ?? 'none'}`];
  const refused = deadline.due === null && deadline.workBy === null && deadline.refused !== undefined;
  return [
    ...(one.due === 'ERROR'
      ? refused
        ? []
        : [`due ${deadline.due}, expected a refusal`]
      : compare('due', one.due, deadline.due)),
    ...compare('nominal', one.nominal, deadline.nominal),
    ...compare('workBy', one.workBy, deadline.workBy),
    ...compare('safeDue', one.safeDue, deadline.workBy),
  ];
}

/** Dates as texts, instants as instants. */
function same(want: string | null, got: string | null): boolean {
  if (want === got || want === null || got === null) return want === got;
  if (!want.includes('T') || !got.includes('T')) return false;
  try {
    return parseInstant(want) === parseInstant(got);
  } catch {
    return false;
  }
}

if (import.meta.main) {
  const { out, err, code } = deadlineTool(process.argv.slice(2));
  if (out) console.log(out);
  if (err) console.error(err);
  process.exitCode = code;
}
