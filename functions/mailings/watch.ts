import type { MailingBody } from '../../shared/domain/mailings/mailing.ts';
import { decideSurely, OVERTAKEN, type Overtaken } from '../../shared/records/decide-again.ts';
import { putNext, type Stored, storedOf } from '../../shared/records/kinds/kind.ts';
import { mailingKind, toTell } from '../../shared/records/kinds/mailings.ts';
import type { Key } from '../../shared/records/port.ts';
import type { Workflows } from '../../shared/workflows/step-functions.ts';
import type { MailingDeps } from './deps.ts';

/** Between two looks at whether an execution is still there. */
const LOOK_MS = 5 * 60_000;

/** What the watch over mailings needs: it knows no step. */
export interface WatchDeps extends Pick<MailingDeps, 'records' | 'now'> {
  readonly workflows: Pick<Workflows, 'start' | 'isRunning'>;
}

/**
 * Sees to it that a mailing has an execution until it is done: starts the first one, and `<id>-<n>` after one that died. What
 * is to run is written before it is started, so that one that nobody started is started by the next look.
 */
export async function watchMailing(key: Key, deps: WatchDeps): Promise<void> {
  const run = await decideSurely(deps, {
    read: async () => {
      const item = await deps.records.get(key, deps.now());
      return item?.kind === mailingKind.name || mailingKind.formerly?.includes(item?.kind ?? '') === true
        ? item && storedOf(mailingKind, item)
        : undefined;
    },
    decide: (found) => decide(found, deps),
  });
  if (run !== undefined) await deps.workflows.start('mailing', run.id, run.n);
}

interface Run {
  readonly id: string;
  readonly n: number;
}

/** Which execution is to be started, if one is. */
async function decide(
  found: Stored<MailingBody> | undefined,
  { records, now, workflows }: WatchDeps,
): Promise<Run | undefined | Overtaken> {
  const at = now();
  const { todo } = found?.item ?? {};
  if (found === undefined || todo === undefined || Date.parse(todo.at) > at) return undefined;
  const { id, run, execution, doneAt } = found.body;
  if (doneAt !== undefined)
    return (await records.commit([putNext(mailingKind, found, found.body)])).ok ? undefined : OVERTAKEN;
  const isLatest = execution?.endsWith(`:${id}-${run}`) === true;
  const runs = isLatest && execution !== undefined && (await workflows.isRunning(execution));
  // One that never told its name was not started, or died before its first step: the next takes its place.
  const next: MailingBody = runs ? found.body : { ...found.body, run: run + 1 };
  const standing = { todo: toTell(new Date(at + LOOK_MS).toISOString()) };
  if (!(await records.commit([putNext(mailingKind, found, next, standing)])).ok) return OVERTAKEN;
  return runs ? undefined : { id, n: next.run };
}
