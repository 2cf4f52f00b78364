import * as z from 'zod/mini';

/** Somebody whose data were destroyed after the copy was made, as the lists or the ledger say. */
const again = z.object({
  person: z.string().check(z.regex(/^[\w-]{1,100}$/)),
  /** Rules of retention whose records a legal hold kept back then. */
  held: z.optional(z.array(z.string())),
  /** When the list was closed that names them, ISO instant; absent for who stands in the ledger only. */
  closed: z.optional(z.string()),
});
export type Again = z.infer<typeof again>;

/** What `npm run reerase` asks the door for; `time`: the instant that counts, ISO. */
export const reeraseEvent = z.object({
  reerase: z.object({ time: z.iso.datetime({ offset: true }), people: z.array(again) }),
});

/**
 * What became of somebody: nothing of them was there; destroyed; destroyed but for what a hold keeps back; spared, because
 * they have used the copy since; not done.
 */
export type Reerased = 'nothing' | 'destroyed' | 'held' | 'spared' | 'failed';
