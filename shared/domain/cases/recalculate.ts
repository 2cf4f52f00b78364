import type { StoredClock } from './case.ts';
import { type Change, change } from './change.ts';
import { recounted, startedAgain, withClocks } from './clocks.ts';
import type { CaseState, CaseType } from './type.ts';

const dates = (clock: StoredClock) => `${clock.nominal} ${clock.due} ${clock.workBy}`;

/** The clock counted again. Of new dates no milestone has passed. */
function countedAgain(type: CaseType, clock: StoredClock): StoredClock {
  const anew = startedAgain(type, clock, clock.start);
  return dates(anew) === dates(clock) ? { ...anew, passed: clock.passed } : anew;
}

/**
 * Counts the clocks of an open case anew with the calendar that is loaded now (G12, S5: a due date moves by an event of
 * type *recalculated*, with its reason – the calendar's version – and a letter). Undefined when nothing is to be done:
 * same version, or the case is closed.
 */
export function recalculate(state: CaseState, at: number, newId: () => string): Change | undefined {
  const { body } = state;
  if (body.closedAt !== undefined) return undefined;
  const clocks = body.clocks.map((clock) =>
    clock.state === 'running' ? countedAgain(state.type, clock) : clock,
  );
  const stale = body.clocks.some((clock, index) => clock.calendar !== clocks[index]?.calendar);
  if (!stale) return undefined;
  const moved = body.clocks.some((clock, index) => dates(clock) !== dates(clocks[index] ?? clock));
  const next = withClocks(body, clocks);
  const calendar = clocks[0]?.calendar ?? 'unknown';
  if (!moved)
    return change(next, { events: [{ type: 'recalculated', by: 'system', data: { calendar, moved } }] });
  const revision = body.revision + 1;
  const { corrected } = state.type.letters;
  return change(
    { ...recounted(body, clocks), revision },
    {
      todo: { why: 'replan', at: new Date(at).toISOString() },
      events: [
        {
          type: 'recalculated',
          by: 'system',
          reason: 'calendar',
          data: { calendar, moved, from: body.dueOn, to: next.dueOn },
          revision,
        },
      ],
      letters:
        corrected === undefined
          ? []
          : [
              {
                id: newId(),
                kind: corrected,
                to: 'requester',
                channel: body.answerTo === 'email' ? 'mail' : 'print',
              },
            ],
    },
  );
}
