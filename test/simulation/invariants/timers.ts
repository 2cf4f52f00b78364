import type { Run } from '../../../infra/local/workflows/run.ts';
import { caseOf } from '../../../shared/domain/cases/kinds.ts';
import type { CaseStatus } from '../../../shared/domain/cases/names.ts';
import { WATCH_GRACE_MS } from '../../../shared/domain/cases/plan.ts';
import { hasPassed, milestonesOf } from '../../../shared/domain/cases/planned.ts';
import type { Executions } from '../cloud/executions.ts';
import type { Checks } from './checks.ts';
import type { History, Image } from './history.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What clocks that go wrong, late sweeps and tries again may add. */
const SLACK_MS = 12 * MINUTE;
/** How late a milestone may act while faults go on (records may be out of service for hours), and when they are over. */
const LATE_IN_TROUBLE_MS = 12 * HOUR;
const LATE_IN_PEACE_MS = HOUR;
/** How long a case whose answer has left may have an execution that waits in vain, when nothing goes wrong. */
const LINGER_MS = 15 * MINUTE;

/** States in which no answer has left yet, written or not (K3, K4, N4); said here a second time, so that the product may be wrong. */
const OWED: ReadonlySet<CaseStatus> = new Set([
  ...(['open', 'answered', 'returned', 'unproven', 'following'] as const),
]);

interface Basis {
  readonly clocks: Image['body']['clocks'];
  readonly milestones: ReturnType<typeof milestonesOf>;
}

/** Whether every case is looked after, checked after each thing that happens. */
export class Timers {
  readonly #checks: Checks;
  readonly #history: History;
  readonly #executions: Executions;
  readonly #planned = new Map<string, Basis>();
  #byCase = new Map<string, Run[]>();
  #known = 0;
  /** Since when nothing goes wrong any more. */
  peace = Number.POSITIVE_INFINITY;

  constructor(checks: Checks, history: History, executions: Executions) {
    this.#checks = checks;
    this.#history = history;
    this.#executions = executions;
  }

  check(now: number): void {
    this.#index();
    for (const [reference, image] of this.#history.cases) {
      const live = (this.#byCase.get(reference) ?? []).filter(({ status }) => status === 'RUNNING');
      if (OWED.has(image.body.status)) this.#open(image, live, now);
      else this.#decided(image, live, now);
    }
  }

  #index(): void {
    const { runs } = this.#executions;
    if (runs.size === this.#known) return;
    this.#known = runs.size;
    this.#byCase = Map.groupBy(runs.values(), ({ input }) =>
      String((JSON.parse(input) as { case?: unknown }).case),
    );
  }

  #milestones({ body }: Image): Basis['milestones'] {
    const known = this.#planned.get(body.reference);
    if (known?.clocks === body.clocks) return known.milestones;
    const milestones = milestonesOf(caseOf(body));
    this.#planned.set(body.reference, { clocks: body.clocks, milestones });
    return milestones;
  }

  /** An answer is owed: something comes in time for the first milestone that has not passed. */
  #open(image: Image, live: readonly Run[], now: number): void {
    const { body, todo, since } = image;
    const { reference } = body;
    this.#checks.hold(
      'armed',
      todo?.why !== 'resume',
      () => `${reference} is ${body.status}, yet its intent is to end the waiting`,
    );
    const first = this.#milestones(image).find((milestone) => !hasPassed(milestone));
    if (first === undefined) return;
    const due = Math.max(first.at, since);
    const late = Math.max(now, due) + SLACK_MS;
    const by = todo === undefined ? Number.POSITIVE_INFINITY : Date.parse(todo.at);
    const intends = by <= (todo?.why === 'watch' ? late + WATCH_GRACE_MS : now + SLACK_MS);
    const held = live.some((run) => this.#instantOf(run, now) <= late + 30 * MINUTE);
    this.#checks.hold(
      'armed',
      intends || held,
      () =>
        `${reference}: ${first.name} is due ${iso(first.at)}; intent ${todo?.why} ${todo?.at}; executions ${live.map((run) => `${run.name} ${run.cursor?.state} ${iso(this.#instantOf(run, now))}`).join() || 'none'}`,
    );
    const troubled = now < this.peace + LATE_IN_TROUBLE_MS;
    const lateness = now - (troubled ? due : Math.max(due, this.peace));
    this.#checks.hold(
      'punctual',
      lateness <= (troubled ? LATE_IN_TROUBLE_MS : LATE_IN_PEACE_MS),
      () =>
        `${reference}: ${first.name} of ${iso(first.at)} has not acted by ${iso(now)}; intent ${todo?.why} ${todo?.at}; executions ${live.map((run) => `${run.name} ${run.cursor?.state} until ${iso(this.#instantOf(run, now))}`).join() || 'none'}`,
    );
  }

  /** When an execution does something next by itself: now, while its function runs. */
  #instantOf(run: Run, now: number): number {
    return run.cursor?.phase === 'task' && run.cursor.submitted !== true
      ? now
      : (this.#executions.dueOf(run) ?? now);
  }

  /** No answer is owed any more: no execution goes on waiting. */
  #decided({ body, todo, since }: Image, live: readonly Run[], now: number): void {
    const waiting = live.find((run) => this.#executions.isWaiting(run));
    const due = waiting === undefined ? now : (this.#executions.dueOf(waiting) ?? now);
    const soon = due <= now + LINGER_MS || now <= since + LINGER_MS || todo?.why === 'resume';
    this.#checks.hold(
      'resumed',
      soon,
      () =>
        `${body.reference} is ${body.status} since ${iso(since)}; ${waiting?.name} waits in ${waiting?.cursor?.state} until ${iso(due)}`,
    );
  }
}

const iso = (ms: number): string => (Number.isFinite(ms) ? new Date(ms).toISOString() : String(ms));
