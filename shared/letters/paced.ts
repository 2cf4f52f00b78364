import type { MailPort } from './mail-port.ts';

/** A clock and a pause, handed in. */
export interface Pace {
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

/**
 * The port at no more than so many calls a second: SES drops what is over the granted rate, it queues nothing. Each call
 * takes the next free slot; slots that were not used are not saved up. The rate is that of one worker: the stacks give
 * each its share.
 */
export function paced(port: MailPort, perSecond: number, { now, sleep }: Pace): MailPort {
  const gap = 1_000 / perSecond;
  let free = 0;
  return {
    async send(message) {
      const slot = Math.max(free, now());
      free = slot + gap;
      const wait = slot - now();
      if (wait > 0) await sleep(wait);
      return port.send(message);
    },
  };
}
