import * as z from 'zod/mini';
import { ACT_EVENTS, type ActEvent, CONSENT_CHANNELS, effectiveAt } from './events.ts';
import { SERVED_STATEMENTS, TEXT_SERVED, textServed } from './served.ts';

const text = z.string().check(z.maxLength(2_000));
const texts = z.array(text);

/**
 * Content of a receipt (C6): the fields of the Kantara Consent Receipt 1.1, and in `privacyDesk` what that does not know
 * – the event, the act, the exact text. It names the person by id only.
 */
export const receiptContent = z.object({
  version: z.literal('KI-CR-v1.1.0'),
  jurisdiction: text,
  /** Seconds since 1970: when the act took effect. */
  consentTimestamp: z.int(),
  collectionMethod: text,
  consentReceiptID: text,
  language: text,
  piiPrincipalId: text,
  piiControllers: z.array(
    z.object({
      piiController: text,
      contact: text,
      address: z.object({ streetAddress: text }),
      email: text,
      phone: z.optional(text),
    }),
  ),
  policyUrl: text,
  services: z.array(
    z.object({
      service: text,
      purposes: z.array(
        z.object({
          purpose: text,
          purposeCategory: texts,
          consentType: z.literal('EXPLICIT'),
          piiCategory: texts,
          primaryPurpose: z.boolean(),
          termination: text,
          thirdPartyDisclosure: z.boolean(),
          thirdPartyName: z.optional(text),
        }),
      ),
    }),
  ),
  sensitive: z.literal(false),
  spiCat: texts,
  privacyDesk: z.object({
    /** Name of the event, and its seal in the ledger: the same receipt can be made again at any time. */
    event: text,
    seal: text,
    act: z.enum(ACT_EVENTS),
    purpose: text,
    recordedAt: text,
    until: z.optional(text),
    channel: z.enum(CONSENT_CHANNELS),
    textVersion: z.optional(text),
    /** SHA-256, base64url, of the text. */
    textHash: z.optional(text),
    /** Who got that text: this person, whoever asked the form, or what staff named; and as a sentence in the receipt's language. */
    textServed: z.optional(z.enum(TEXT_SERVED)),
    textStatement: z.optional(text),
    field: z.optional(text),
    conditions: z.optional(text),
  }),
});
export type ReceiptContent = z.infer<typeof receiptContent>;

/** The company as receipts name it. */
export interface ReceiptController {
  readonly name: string;
  readonly contact: string;
  readonly postalAddress: string;
  readonly email: string;
  readonly policyUrl: string;
  /** Name of the services, e.g. the company's sites. */
  readonly service: string;
}

/** A purpose as receipts describe it, in the receipt's language. */
export interface ReceiptPurpose {
  readonly name: string;
  readonly category: string;
  /** Kinds of data. */
  readonly data: readonly string[];
  /** When and how it ends. */
  readonly termination: string;
  /** Who gets data for it; empty: nobody. */
  readonly recipients: readonly string[];
}

/** What a receipt is made of. The same parts give the same content, at whatever time it is asked for. */
export interface ReceiptParts {
  readonly person: string;
  readonly event: ActEvent;
  /** Name of the event. */
  readonly id: string;
  /** The event's seal (`mac`). */
  readonly seal: string;
  /** Unique number of the receipt (UUID). */
  readonly number: string;
  readonly language: 'ru' | 'en';
  readonly controller: ReceiptController;
  readonly purpose: ReceiptPurpose;
}

const METHODS = {
  web: { ru: 'форма на сайте', en: 'web form' },
  phone: { ru: 'телефон, запись сотрудника', en: 'phone, entered by staff' },
  paper: { ru: 'на бумаге, запись сотрудника', en: 'paper, entered by staff' },
} as const;

/** The receipt of an act: of a consent, and as well of a refusal or a withdrawal. */
export function receiptOf(parts: ReceiptParts): ReceiptContent {
  const { person, event, id, seal, number, language, controller, purpose } = parts;
  const { data } = event;
  const to = purpose.recipients.join(', ');
  const served = textServed(event);
  return {
    version: 'KI-CR-v1.1.0',
    jurisdiction: 'RU',
    consentTimestamp: Math.floor(effectiveAt(event) / 1000),
    collectionMethod: METHODS[data.channel][language],
    consentReceiptID: number,
    language,
    piiPrincipalId: person,
    piiControllers: [
      {
        piiController: controller.name,
        contact: controller.contact,
        address: { streetAddress: controller.postalAddress },
        email: controller.email,
      },
    ],
    policyUrl: controller.policyUrl,
    services: [
      {
        service: controller.service,
        purposes: [
          {
            purpose: purpose.name,
            purposeCategory: [purpose.category],
            consentType: 'EXPLICIT',
            piiCategory: [...purpose.data],
            primaryPurpose: false,
            termination: purpose.termination,
            thirdPartyDisclosure: to !== '',
            ...(to === '' ? {} : { thirdPartyName: to }),
          },
        ],
      },
    ],
    sensitive: false,
    spiCat: [],
    privacyDesk: {
      event: id,
      seal,
      act: event.type,
      purpose: data.purpose,
      recordedAt: event.at,
      channel: data.channel,
      ...(data.until === undefined ? {} : { until: data.until }),
      ...(data.text === undefined ? {} : { textVersion: data.text }),
      ...(data.hash === undefined ? {} : { textHash: data.hash }),
      ...(served === undefined
        ? {}
        : { textServed: served, textStatement: SERVED_STATEMENTS[served][language] }),
      ...(data.field === undefined ? {} : { field: data.field }),
      ...(data.conditions === undefined ? {} : { conditions: data.conditions }),
    },
  };
}

/** Who issued a receipt, by what it says: the origin of the deployment's own pages. */
export const issuerOf = ({ policyUrl }: Pick<ReceiptContent, 'policyUrl'>): string | undefined => {
  const origin = URL.parse(policyUrl)?.origin;
  return origin === 'null' ? undefined : origin;
};
