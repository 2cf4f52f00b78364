import * as z from 'zod/mini';
import { scheduleEvent } from '../../shared/schedule.ts';
import type { OutboxDeps } from './deps.ts';
import { poll } from './poll.ts';
import { type BatchAnswer, type StreamedNames, takeStream } from './stream.ts';
import { sweep } from './sweep.ts';

const streamEvent = z.object({ Records: z.array(z.unknown()) });
const scheduled = scheduleEvent('sweep', 'poll');

/** Reads which kind of event knocks: a table's stream, which is answered, or a schedule that sweeps or polls (L2). */
export async function takeEvent(
  event: unknown,
  tables: StreamedNames,
  deps: OutboxDeps,
): Promise<BatchAnswer | undefined> {
  const stream = streamEvent.safeParse(event);
  if (stream.success) return takeStream(stream.data.Records, tables, deps);
  const { time, detail } = scheduled.parse(event);
  const { outbox } = deps.settings;
  if (detail.schedule === 'poll' && outbox.kind === 'poll') await poll(outbox, deps);
  else await sweep(Date.parse(time), deps);
  return undefined;
}
