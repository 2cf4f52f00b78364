import { INVARIANTS } from './invariants/checks.ts';
import type { Report } from './run.ts';

/** Sums over the runs of a suite. */
export class Tally {
  readonly fired = new Map<string, number>();
  readonly checked = new Map<string, number>();
  readonly failures: Report[] = [];
  runs = 0;
  cases = 0;
  simulated = 0;
  happened = 0;

  add(report: Report): void {
    this.runs += 1;
    this.cases += report.cases;
    this.simulated += report.simulated;
    this.happened += report.happened;
    if (report.failure !== undefined) this.failures.push(report);
    for (const [name, n] of report.fired) this.fired.set(name, (this.fired.get(name) ?? 0) + n);
    for (const [name, n] of report.checked) this.checked.set(name, (this.checked.get(name) ?? 0) + n);
  }

  /** Invariants that no run has checked. */
  neverChecked(): readonly string[] {
    return Object.keys(INVARIANTS).filter((name) => !this.checked.has(name));
  }
}
