import * as z from 'zod/mini';
import { DUTIES, NOTICE_FIELDS, NOTICES, type NoticeField } from '../../domain/breaches/duties.ts';
import { CONCLUSIONS, GROUNDS, WAYS } from '../../domain/breaches/own.ts';
import { lineField, textField } from '../fields.ts';
import { late } from '../late.ts';
import { momentField } from '../moment-field.ts';
import type { Role } from '../spec.ts';

const revision = late(() => z.int().check(z.gte(1)));
const reason = textField(1_000);
const OFFICERS = ['officer'] as const satisfies readonly Role[];
const notice = late(() => z.enum(NOTICES));
const duty = late(() => z.enum(DUTIES));
/** Another officer than who acts. */
const second = late(() => z.optional(lineField(200)));
const count = late(() => z.int().check(z.gte(0)));

type NoticeTexts = { readonly [F in NoticeField]?: string | undefined };

const texts = late(() => {
  const shape = Object.fromEntries(NOTICE_FIELDS.map((name) => [name, z.optional(textField(4_000))]));
  return z.strictObject(shape) as unknown as z.ZodMiniObject<Record<NoticeField, z.ZodMiniOptional>>;
});
/** A notice as its page posts it; which one it is, the address says. */
export const noticeTexts = late(
  () =>
    z.strictObject({ revision, ...texts.shape, confirmed: z.optional(z.boolean()) }) as z.ZodMiniType<
      NoticeTexts & { readonly revision: number; readonly confirmed?: boolean | undefined }
    >,
);
const fields = late(
  () =>
    z.strictObject({
      ...{ revision, notice },
      ...texts.shape,
      confirmed: z.optional(z.boolean()),
    }) as z.ZodMiniType<
      NoticeTexts & {
        readonly revision: number;
        readonly notice: (typeof NOTICES)[number];
        readonly confirmed?: boolean | undefined;
      }
    >,
);
const filing = late(() =>
  z.strictObject({
    revision,
    notice,
    filedAt: momentField,
    number: lineField(100),
    way: z.enum(WAYS),
  }),
);

/** Acts that only a breach has (B1–B5). */
export const BREACH_ACT_SPECS = {
  draft: {
    roles: OFFICERS,
    body: fields,
    summary: 'Write a notice to an authority, and confirm it; it can be written again until it is filed',
  },
  file: {
    roles: OFFICERS,
    body: filing,
    summary: 'A notice was filed: the time of the authority’s receipt decides whether it was in time',
  },
  supplement: {
    roles: OFFICERS,
    body: filing,
    summary: 'Something was added to a notice that had been filed',
  },
  decline: {
    roles: OFFICERS,
    body: late(() => z.strictObject({ revision, duty, ground: z.enum(GROUNDS), reason, second })),
    summary: 'A duty is not done: the ground, the reason, and a second officer',
  },
  told: {
    roles: OFFICERS,
    body: late(() =>
      z.strictObject({ revision, duty, toldAt: momentField, told: count, notReached: count, reason }),
    ),
    summary: 'Everybody affected was told, or is on the list of who was not reached',
  },
  detection: {
    roles: OFFICERS,
    body: late(() =>
      z.strictObject({ revision, detectedAt: momentField, awareAt: momentField, reason, second }),
    ),
    summary: 'Correct when it was detected and known: the clocks are counted anew',
  },
  conclude: {
    roles: OFFICERS,
    body: late(() => z.strictObject({ revision, conclusion: z.enum(CONCLUSIONS), reason })),
    summary: 'Close the breach; refused while a duty is open',
  },
} as const;
