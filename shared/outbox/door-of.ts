import { signal, toStdout } from '../log.ts';
import { OUTBOX, type OutboxGroup } from '../names.ts';
import type { RuntimeSettings } from '../settings.ts';
import { NotAllDone, type OutboxItem, outboxEvent } from './event.ts';

/** What a group of the outbox does, each time it is knocked at. `at`: instant that the event names, epoch ms. */
export interface GroupWork {
  /** Goes through the list of what is due. */
  readonly due: (at: number) => Promise<unknown>;
  /** Does what the reader of the streams has noticed; false when not all was done. Without it, the list is gone through. */
  readonly items?: (items: readonly OutboxItem[], at: number) => Promise<boolean>;
  /** Takes an event of somebody else, and may answer it. Without it, such an event ends up with the dead letters. */
  readonly others?: (event: unknown) => Promise<unknown>;
}

/**
 * Reads which kind of event knocks, and has the work done. Throws {@link NotAllDone} when something that was handed on was
 * not done: it is brought again.
 */
export async function takeEvent(group: OutboxGroup, event: unknown, work: GroupWork): Promise<unknown> {
  const read = outboxEvent(group).safeParse(event);
  if (!read.success) {
    if (work.others === undefined) throw read.error;
    return work.others(event);
  }
  const { items, time } = read.data;
  const at = Date.parse(time);
  if (items === undefined || work.items === undefined) await work.due(at);
  else if (!(await work.items(items, at))) throw new NotAllDone(group);
  return undefined;
}

/** What a door has of its function: how long this run may go on, ms, and the log, for codes and ids only. */
export interface GroupDoor {
  readonly remaining: () => number;
  readonly report: (
    code: string,
    about?: { readonly case?: string | undefined; readonly detail?: string | undefined },
  ) => void;
}

/** What the function of a group's door is built with. */
interface DoorOptions {
  readonly settings: RuntimeSettings;
  /** Its clock, for the lines of its log. */
  readonly now: () => number;
  /** Takes an event of somebody else while a copy is being restored; without it, such an event is let go by. */
  readonly meanwhile?: (event: unknown, work: () => Promise<GroupWork>) => Promise<unknown>;
}

/**
 * The function of a group's door. While a copy is being restored nothing that is due is done (S8): what the outbox wants stays
 * in the records, where the first sweep afterwards finds it. `work`: made anew for each event.
 */
export const doorOf = (
  group: OutboxGroup,
  { settings, now, meanwhile = async () => undefined }: DoorOptions,
  work: (door: GroupDoor) => Promise<GroupWork>,
): ((event: unknown, context: { readonly getRemainingTimeInMillis: () => number }) => Promise<unknown>) => {
  const report: GroupDoor['report'] = (code, about = {}) => {
    const { case: reference, detail: error } = about;
    signal(toStdout, settings, {
      ...{ door: OUTBOX[group].door, route: group, at: now(), code },
      ...(reference === undefined ? {} : { case: reference }),
      ...(error === undefined ? {} : { error }),
    });
  };
  return async (event, context) => {
    const made = () => work({ remaining: () => context.getRemainingTimeInMillis(), report });
    if (settings.restore !== true) return takeEvent(group, event, await made());
    return outboxEvent(group).safeParse(event).success ? undefined : meanwhile(event, made);
  };
};
