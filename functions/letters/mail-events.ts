import * as z from 'zod/mini';
import type { Outcome } from '../../shared/domain/letters/state.ts';
import { type LetterAddress, readLetterTag } from '../../shared/letters/tag.ts';
import { LETTER_TAG } from '../../shared/names.ts';

/** The parts of a SES event that are read (EventBridge, source `aws.ses`). Addresses in it are not looked at (G9). */
const mailEvent = z.object({
  source: z.literal('aws.ses'),
  time: z.optional(z.string()),
  detail: z.object({
    eventType: z.string(),
    mail: z.object({
      messageId: z.string().check(z.maxLength(200)),
      timestamp: z.iso.datetime({ offset: true }),
      tags: z.optional(z.record(z.string(), z.array(z.string()))),
    }),
    bounce: z.optional(
      z.object({
        bounceType: z.string().check(z.maxLength(40)),
        bounceSubType: z.optional(z.string().check(z.maxLength(40))),
        timestamp: z.iso.datetime({ offset: true }),
      }),
    ),
    delivery: z.optional(z.object({ timestamp: z.iso.datetime({ offset: true }) })),
    complaint: z.optional(
      z.object({
        complaintSubType: z.optional(z.nullable(z.string().check(z.maxLength(40)))),
        timestamp: z.optional(z.iso.datetime({ offset: true })),
      }),
    ),
    reject: z.optional(z.object({ reason: z.string().check(z.maxLength(100)) })),
  }),
});

/** An outcome told by the mail service, and of which letter. */
export interface MailNews {
  readonly letter: LetterAddress;
  readonly outcome: Outcome;
  readonly messageId: string;
  /** Epoch ms of the acceptance by the mail service, and of the outcome. */
  readonly sentAt: number;
  readonly at: number;
}

/** Reads an event; undefined for one that is not about a letter of ours or tells nothing that matters (Send, Open, …). */
export function readMailEvent(event: unknown): MailNews | undefined {
  const parsed = mailEvent.safeParse(event);
  if (!parsed.success) return undefined;
  const { detail } = parsed.data;
  const letter = readLetterTag(detail.mail.tags?.[LETTER_TAG]?.[0] ?? '');
  const told = outcomeIn(detail);
  if (letter === undefined || told === undefined) return undefined;
  const sentAt = Date.parse(detail.mail.timestamp);
  const at = Date.parse(told.timestamp ?? parsed.data.time ?? detail.mail.timestamp);
  return { letter, outcome: told.outcome, messageId: detail.mail.messageId, sentAt, at };
}

type Detail = z.infer<typeof mailEvent>['detail'];

/** Codes only: a diagnostic text of a foreign server may quote the address. */
const code = (...parts: readonly (string | undefined)[]) =>
  parts
    .map((part) => part?.replace(/[^A-Za-z0-9]/g, ''))
    .filter(Boolean)
    .join('-');

function outcomeIn(
  detail: Detail,
): { readonly outcome: Outcome; readonly timestamp?: string | undefined } | undefined {
  const { bounce, delivery, complaint, reject } = detail;
  switch (detail.eventType) {
    case 'Delivery':
      return delivery && { outcome: { type: 'delivered' }, timestamp: delivery.timestamp };
    case 'Complaint': {
      if (complaint === undefined) return undefined;
      const { complaintSubType, timestamp } = complaint;
      // With a subtype nobody has complained of this letter: its address did before, and the service kept it back.
      return typeof complaintSubType === 'string'
        ? {
            outcome: { type: 'bounced', permanent: true, why: code('Complaint', complaintSubType) },
            timestamp,
          }
        : { outcome: { type: 'complained' }, timestamp };
    }
    case 'Bounce': {
      if (bounce === undefined) return undefined;
      const permanent = bounce.bounceType !== 'Transient';
      const why = code(bounce.bounceType, bounce.bounceSubType);
      return { outcome: { type: 'bounced', permanent, why }, timestamp: bounce.timestamp };
    }
    case 'Reject':
      return { outcome: { type: 'rejected', why: code('Reject', reject?.reason) } };
    case 'Rendering Failure':
      return { outcome: { type: 'rejected', why: code(detail.eventType) } };
    default:
      return undefined;
  }
}
