import { METRICS, metricNamespace } from './names.ts';
import { parseReference } from './records/references.ts';

/**
 * The only way in which doors write logs: one JSON line of a closed list of fields, codes and ids (G9, style habit 12).
 * Nothing that a stranger typed has a field here, so it cannot get in; an error gives its class and the places in our
 * code, never its message.
 */
export interface LogLine {
  readonly door: string;
  /** Route key such as `POST /claims`, or a step of a workflow. */
  readonly route: string;
  /** Instant of the event, epoch ms. */
  readonly at: number;
  readonly status?: number;
  /** Time the door took, in ms. */
  readonly ms?: number;
  readonly request?: string;
  /** How often somebody else was quicker, and all was decided anew (shared/records/decide-again.ts). */
  readonly again?: number;
  /** Code of a problem or refusal. */
  readonly code?: string;
  /** Names of our own fields that were refused. */
  readonly fields?: readonly string[];
  /** Case reference. */
  readonly case?: string;
  readonly role?: string;
  /** Bot marks. */
  readonly marks?: readonly string[];
  /** Class of an error and where it was thrown. */
  readonly error?: string;
  readonly places?: readonly string[];
}

/** Takes one finished line. */
export type Write = (line: string) => void;

/** Lines go to the standard output, where Lambda collects them. */
export const toStdout: Write = (line) => {
  process.stdout.write(`${line}\n`);
};

/** What went wrong as a code that a report may carry: the class of the error, never its words (G9). */
export const errorName = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');

/** What a value may look like in a log: codes, route keys. Anything else becomes `?`. */
const PLAIN = /^[\w.:/{}+$ -]{1,128}$/;
const plain = (value: string): string => (PLAIN.test(value) ? value : '?');

const FRAME = /([\w.-]{1,80}\.[cm]?[jt]sx?:\d{1,7}:\d{1,7})\)?$/;

/** Class of an error, and the innermost places it came through as `file:line:column`. */
export function describeError(error: unknown): {
  readonly error: string;
  readonly places: readonly string[];
} {
  if (!(error instanceof Error)) return { error: typeof error, places: [] };
  const { stack = '' } = error;
  // The stack repeats name and message first; only what follows them can be frames.
  const head = `${error.name}: ${error.message}`;
  const frames =
    stack.startsWith(head) || error.message === '' ? stack.slice(error.message === '' ? 0 : head.length) : '';
  const places = frames.split('\n').flatMap((line) => FRAME.exec(line.slice(-500))?.[1] ?? []);
  return { error: plain(error.name), places: places.slice(0, 6) };
}

/** Whose metrics they are. */
type Of = { readonly deployment: string };

/** A line that CloudWatch also counts (embedded metric format). */
const counted = ({ deployment }: Of, line: LogLine, metric: keyof typeof METRICS): object => ({
  ...cleaned(line),
  [metric]: 1,
  _aws: {
    Timestamp: line.at,
    CloudWatchMetrics: [
      {
        Namespace: metricNamespace(deployment),
        Dimensions: [METRICS[metric]],
        Metrics: [{ Name: metric, Unit: 'Count' }],
      },
    ],
  },
});

/** One line per request: the access log. An answer 5xx is also counted, as metric `failed` by door. */
export function logRequest(write: Write, of: Of, line: LogLine): void {
  const failed = (line.status ?? 200) >= 500;
  write(JSON.stringify(failed ? counted(of, line, 'failed') : cleaned(line)));
}

/**
 * A line about something that somebody may have to act on, counted as metric `signals` by door and code: alarms watch
 * codes (infra/capabilities), not texts.
 */
export function signal(write: Write, of: Of, line: LogLine & { readonly code: string }): void {
  write(JSON.stringify(counted(of, line, 'signals')));
}

/** A schedule has done its work: counted as metric `ran` by door and route, whose silence is an alarm. */
export function ran(write: Write, of: Of, line: LogLine): void {
  write(JSON.stringify(counted(of, line, 'ran')));
}

/** The closed list, field by field: what is not named here is not written, whatever the caller's object holds. */
function cleaned(line: LogLine): LogLine {
  const texts = ['door', 'route', 'request', 'code', 'role', 'error'] as const;
  const lists = ['fields', 'marks', 'places'] as const;
  const out: Record<string, unknown> = { at: line.at };
  for (const name of texts) if (line[name] !== undefined) out[name] = plain(line[name]);
  // What stands in an address where a reference should be was typed by somebody: a name as likely as not.
  if (line.case !== undefined) out['case'] = parseReference(line.case) ?? '?';
  for (const name of lists) if (line[name] !== undefined) out[name] = line[name].slice(0, 20).map(plain);
  if (line.status !== undefined) out['status'] = line.status;
  if (line.again !== undefined) out['again'] = line.again;
  if (line.ms !== undefined) out['ms'] = Math.round(line.ms * 100) / 100;
  return out as unknown as LogLine;
}
