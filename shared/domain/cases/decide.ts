import { accept, type Result, refuse } from '../result.ts';
import type { Change } from './change.ts';
import { runningClocks, settledBy, stoppedBy } from './clocks.ts';
import { COMMON_ACTS } from './common-acts.ts';
import { stood } from './standing.ts';
import { type Act, type Asking, type CaseState, type CaseType, type Command, nextStatus } from './type.ts';

const common: { readonly [act: string]: Act } = COMMON_ACTS;

/** The act of that name which the kind has, one of its own or of all. */
const actNamed = ({ acts }: CaseState['type'], name: string): Act | undefined =>
  Object.hasOwn(acts, name) ? acts[name] : Object.hasOwn(common, name) ? common[name] : undefined;

/**
 * Decides an act on a case, of whatever kind: the change it makes, or why not. The caller has compared the revision; races
 * are lost at the commit, whose condition is the version of the item.
 */
export function decideAct<C extends Command>(before: CaseState, command: C, asking: Asking): Result<Change> {
  const { type, body } = before;
  const act = actNamed(type, command.act);
  const status = nextStatus(type, body.status, command.act);
  if (act === undefined || status === undefined)
    return refuse('act-not-lawful', { data: { act: command.act, status: body.status, kind: body.kind } });
  const moved = { ...body, status, revision: body.revision + 1 };
  const made = act.decide({ before, moved, act: command.act, event: act.event, asking }, command);
  if (!made.ok) return made;
  const settled = stood(before, meeting(type, act.event, made.value, asking.at), asking.at);
  const open = settled.body.closedAt === undefined ? [] : runningClocks(settled.body);
  return open.length === 0
    ? accept(settled)
    : refuse('clock-running', { data: { clocks: open.map(({ id }) => id).join(', ') } });
}

/** The change with the clocks settled that the act's event meets or stops; an answer meets none before it has left (K4). */
function meeting(type: CaseType, event: string, made: Change, at: number): Change {
  const { done = new Date(at).toISOString() } = made;
  const deed = { event, parts: made.about };
  const body = stoppedBy(type, made.body, deed);
  const isAnswer = body.answers?.some(({ by }) => by === event) === true;
  return {
    ...made,
    body: isAnswer ? body : settledBy(type, body, { ...deed, event: made.completes ?? event }, done),
  };
}
