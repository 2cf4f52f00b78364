import * as z from 'zod/mini';

/** One legal hold (S8): what it keeps back from destruction, on which article, until when, and who decided it. */
const hold = z.object({
  id: z.string(),
  /** Article of the law that demands it, as staff wrote it: no personal data. */
  article: z.string(),
  /** Rules of retention whose records it keeps. */
  rules: z.array(z.string()),
  /** Last local day on which it stands: at most twelve months after the day of the proposal. */
  until: z.string(),
  /** One officer proposes, another approves: only then it stands. */
  state: z.enum(['proposed', 'standing']),
  proposed: z.object({ by: z.string(), at: z.string() }),
  approved: z.optional(z.object({ by: z.string(), at: z.string() })),
  /** An officer wants it to end before its day; another ends it. */
  endProposed: z.optional(z.object({ by: z.string(), at: z.string() })),
  ended: z.optional(z.object({ by: z.string(), at: z.string() })),
  /** Whether the person is told; not where the article forbids it. */
  told: z.boolean(),
});
export type Hold = z.infer<typeof hold>;

/** Body of kind `legal-hold`: all holds on one person's records. */
export const holdBody = z.object({ person: z.string(), holds: z.array(hold) });
export type HoldBody = z.infer<typeof holdBody>;

/** What is kept back on a local day, by rule: the hold that lasts longest. */
export function heldRules(
  body: Pick<HoldBody, 'holds'> | undefined,
  today: string,
): ReadonlyMap<string, Pick<Hold, 'article' | 'until'>> {
  const held = new Map<string, Pick<Hold, 'article' | 'until'>>();
  const standing = (body?.holds ?? []).filter(({ state, until }) => state === 'standing' && today <= until);
  for (const { rules, article, until } of standing.toSorted((a, b) => (a.until < b.until ? -1 : 1)))
    for (const rule of rules) held.set(rule, { article, until });
  return held;
}
