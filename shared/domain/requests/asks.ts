import * as z from 'zod/mini';
import { REGIME_ZONE } from '../../law/regimes.ts';
import { addWorkingDays } from '../../law/working-days.ts';
import { atHour, isoInstant, localDate } from '../../law/zones.ts';
import { PART_KINDS } from './parts.ts';

/** What somebody else who holds the data is asked to do (X3). */
export const ASKED_TO = ['correct', 'stop', 'erase', 'unpublish', 'block', 'unblock'] as const;
export type AskedTo = (typeof ASKED_TO)[number];

/** Asked because of a block, which no clock waits for: it stands from the moment of the request (S4). */
export const isOfBlock = (to: AskedTo): boolean => to === 'block' || to === 'unblock';

/** What they may answer: it is done, they hold nothing, or they cannot, and why. */
export const OTHERS_ANSWERS = ['done', 'not-held', 'cannot'] as const;
export type OthersAnswer = (typeof OTHERS_ANSWERS)[number];

/** Who else holds data: another system of the operator's own, or somebody who got them. */
export const OTHER_KINDS = ['system', 'recipient'] as const;
export type OtherKind = (typeof OTHER_KINDS)[number];

/** Somebody else who holds a copy of some fields. */
export interface Holder {
  /** Id in the settings. */
  readonly other: string;
  readonly kind: OtherKind;
  readonly fields: readonly string[];
}

/** One of them was asked about a part of a request, and what they said. Codes, dates and half a link; why they cannot lies sealed. */
export const ask = z.object({
  id: z.string(),
  other: z.string(),
  kind: z.enum(OTHER_KINDS),
  to: z.enum(ASKED_TO),
  part: z.enum(PART_KINDS),
  /** Fields that they are told of: of those which they hold. */
  fields: z.array(z.string()),
  /** ISO instant. */
  at: z.string(),
  nonce: z.string(),
  answer: z.optional(z.enum(OTHERS_ANSWERS)),
  answeredAt: z.optional(z.string()),
});
export type Ask = z.infer<typeof ask>;

/** Working days after which somebody who is silent is asked again; with the last, officers are told. */
const ASKED_AGAIN_AFTER: { readonly [kind in OtherKind]: readonly [number, number] } = {
  system: [3, 5],
  recipient: [5, 10],
};
const HOUR = 9;

/** When they are asked again, unless they have answered: ISO instants, in order. */
export function askedAgainAt({ kind, at }: Pick<Ask, 'kind' | 'at'>): readonly string[] {
  const day = localDate(Date.parse(at), REGIME_ZONE);
  return ASKED_AGAIN_AFTER[kind].map((days) =>
    isoInstant(atHour(addWorkingDays(day, days), HOUR, REGIME_ZONE)),
  );
}

/** Days for which the link is good, unless it is answered before (G15). */
const LINK_DAYS = 30;
const DAY_MS = 86_400_000;

/** When the link of an ask ends, ISO instant. */
export const linkEnds = ({ at, answeredAt }: Pick<Ask, 'at' | 'answeredAt'>): string =>
  answeredAt ?? new Date(Date.parse(at) + LINK_DAYS * DAY_MS).toISOString();

/** The other systems of the operator that have not said yet that it is done, or that they hold nothing. */
export const systemsOpen = (asks: readonly Ask[] | undefined, part: string): readonly Ask[] =>
  (asks ?? []).filter(
    (one) =>
      one.kind === 'system' &&
      one.part === part &&
      !isOfBlock(one.to) &&
      (one.answer === undefined || one.answer === 'cannot'),
  );
