import type { World } from './world.ts';

const HOUR = 3_600_000;

/** What lies between a backup and its restoring is lost: what was answered then is not held against the records. */
export interface Lost {
  readonly from: number;
  readonly to: number;
}

/** How long a request may go on being tried. */
const TRIED_MS = 4 * HOUR;

/** Whether a request of an instant may have been lost by a restore. */
export const isLost = (lost: Lost | undefined, at: number): boolean =>
  lost !== undefined && at >= lost.from - TRIED_MS && at <= lost.to;

/**
 * A backup, and hours later everything put back to it, while the mail service goes on as it was. All functions and all
 * executions are stopped, as the way out says: the records know nothing of what those wait for, and start others (G1).
 */
export async function restoreLater(world: World): Promise<Lost> {
  const { clock, chance, executions, faults, functions, history, people, personData, store } = world;
  await clock.sleep(chance.between(HOUR, 72 * HOUR));
  const from = clock.now;
  const snapshot = store.twin.snapshot();
  const rewind = history.backup();
  const rewindPeople = people.backup();
  const rewindData = personData.backup();
  await clock.sleep(chance.between(HOUR, 48 * HOUR));
  if (!faults.on) return { from, to: from };
  faults.note('records: restored from an older backup');
  functions.killAll();
  store.twin.takeChanges();
  store.twin.restore(snapshot);
  rewind(clock.now);
  rewindPeople();
  rewindData();
  world.restored(snapshot.rows.map(({ item }) => item));
  for (const run of executions.runs.values()) executions.end(run, 'ABORTED');
  return { from, to: clock.now };
}
