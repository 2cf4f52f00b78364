import type { Regime } from '../../law/regimes.ts';
import type { CaseBody } from '../cases/case.ts';
import { type Change, change } from '../cases/change.ts';
import { datesOf } from '../cases/clocks.ts';
import type { Actor } from '../cases/events.ts';
import { accept, type Result, refuse } from '../result.ts';
import { breachClocks } from './clocks.ts';
import { dutiesUnder } from './duties.ts';
import { type Instants, instantsFault } from './instants.ts';
import type { BreachOwn } from './own.ts';

/** What opens a breach: codes and instants; what happened, in words, is sealed beside it. */
export interface OpenBreach extends Instants, Pick<BreachOwn, 'nature' | 'detectedBy' | 'systems' | 'kinds'> {
  readonly reference: string;
  readonly language: 'ru' | 'en';
  readonly regimes: readonly Regime[];
  readonly drill?: boolean;
  readonly actor: Actor;
}

/**
 * Opens a breach (B1): all its clocks stand at once, from the instants of detection and of knowing. One whose term is over
 * already opens overdue, and says so.
 * @param at epoch ms
 */
export function openBreach(command: OpenBreach, at: number): Result<Change> {
  const { detectedAt, awareAt, regimes, nature, detectedBy, systems, kinds, drill, reference, language } =
    command;
  const fault = instantsFault(command, at);
  if (fault !== undefined) return fault;
  if (systems.length === 0) return refuse('systems-needed', { field: 'systems' });
  if (kinds.length === 0) return refuse('kinds-needed', { field: 'kinds' });
  const openedAt = new Date(at).toISOString();
  const clocks = breachClocks(regimes, command);
  const body: CaseBody<'breach', 'open', BreachOwn> = {
    ...{ reference, kind: 'breach', status: 'open', revision: 1, language, channel: 'desk' },
    openedAt,
    receivedAt: detectedAt,
    clocks,
    ...datesOf(clocks),
    executions: 0,
    events: 0,
    own: {
      ...{ regimes: [...regimes], nature, detectedBy, detectedAt, awareAt },
      systems: [...new Set(systems)],
      kinds: [...new Set(kinds)],
      duties: dutiesUnder(regimes).map((duty) => ({ duty, state: 'open' })),
      ...(drill === true ? { drill } : {}),
    },
  };
  return accept(
    change(body, {
      todo: { why: 'start', at: openedAt },
      events: [
        {
          type: 'opened',
          by: command.actor,
          data: {
            ...{
              kind: 'breach',
              channel: 'desk',
              receivedAt: detectedAt,
              dueOn: body.dueOn,
              nature,
              awareAt,
            },
            ...{ systems: body.own.systems.join(), kinds: body.own.kinds.join(), detectedBy },
            ...(drill === true ? { drill } : {}),
          },
          revision: 1,
        },
      ],
    }),
  );
}
