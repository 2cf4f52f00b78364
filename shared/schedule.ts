import * as z from 'zod/mini';
import { SCHEDULE_SOURCE } from './names.ts';

/** The event of a schedule of ours, by the names that its door knows. `time`: the instant that the schedule names. */
export const scheduleEvent = <const N extends readonly [string, ...string[]]>(...names: N) =>
  z.object({
    source: z.literal(SCHEDULE_SOURCE),
    time: z.iso.datetime({ offset: true }),
    detail: z.object({ schedule: z.enum(names) }),
  });
