import * as z from 'zod/mini';

/**
 * The part of a deployment's settings that the doors need at run time. The stacks write it as JSON into the
 * environment key `SETTINGS` (ENV.settings); a door parses it once at start. It holds no secret (G14).
 * The whole settings with their explanations: infra/settings/schema.ts.
 */

/** An address with a domain of any script; that servers take it, the settings of the deployment are checked for. */
const address = z.string().check(z.maxLength(254), z.regex(/^[!-?A-~]+@[^\s@]+$/));
const text = z.string().check(z.minLength(1), z.maxLength(500));
/** A text in both languages of the product (G13). */
const bilingual = z.strictObject({ ru: text, en: text });
/** An absolute http(s) address without a slash at its end. */
const webAddress = z.string().check(z.regex(/^https?:\/\/[^\s/?#]+(?:\/[^\s?#]*[^\s/?#])?$/));
/** An origin as browsers send it: scheme, host, port – nothing after it. */
const origin = z.string().check(z.regex(/^https?:\/\/[a-z0-9.-]+(?::\d{1,5})?$/));
const count = z.int().check(z.positive());

const oidc = z.strictObject({
  /** Issuer exactly as in the `iss` claim; `/.well-known/openid-configuration` is found below it. */
  issuer: webAddress,
  /** Public client (authorization code with PKCE, no secret) of the desk. */
  clientId: text,
  /** Expected `aud` of a staff token. */
  audience: text,
  /** Expected `aud` of a program's token; absent where no program may ask. */
  programAudience: z.optional(text),
  scopes: z.array(text),
  /** Name of the claim that holds the roles (a text or a list of texts); the name is taken literally. */
  rolesClaim: text,
  /** Values of that claim → our roles. */
  roles: z.strictObject({
    agent: z.array(text),
    officer: z.array(text),
    auditor: z.array(text),
    program: z.array(text),
  }),
});

const mail = z.strictObject({
  /** How letters leave: SES (v1 `SendRawEmail`, also a compatible `endpoint`), or SMTP. */
  port: z.enum(['ses', 'smtp']),
  /** An SES-compatible service instead of AWS's own; its credentials lie in the secret MAIL_SECRET. */
  endpoint: z.optional(webAddress),
  /** Region that requests to `endpoint` are signed for. */
  region: z.optional(text),
  /** SMTP server; its `{"user","password"}` lie in the secret MAIL_SECRET. */
  smtp: z.optional(
    z.strictObject({ host: text, port: count, tls: z.enum(['implicit', 'starttls', 'none']) }),
  ),
  /** Calls a second of one worker, its share of what the mail service grants; absent: no limit of our own. */
  perSecond: z.optional(count),
  /** What the mail service grants to all workers together, and the part of it, in percent, that mailings leave to single letters. */
  granted: z.optional(z.strictObject({ perSecond: count, perDay: z.optional(count), reserve: count })),
  /** Whether delivery, bounce and complaint events come back. Without them a letter stays *sent, not confirmed* (K4). */
  events: z.boolean(),
  /** The only address letters are sent from. */
  sender: address,
  senderName: bilingual,
  /** Where people's answers go. */
  replyTo: address,
});

const records = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('aws') }),
  /** A DynamoDB-compatible service elsewhere (L1, L2); its access key lies in the secret RECORDS_SECRET. */
  z.strictObject({
    ...{ kind: z.literal('external'), endpoint: webAddress, region: text },
    /** Days after which the last backup of what was destroyed has lapsed. */
    backupDays: count,
  }),
]);

const other = z.strictObject({
  kind: z.enum(['system', 'processor', 'recipient']),
  name: bilingual,
  /** Where they are asked, and where the code goes. */
  contact: address,
  /** Fields of people that they hold. */
  holds: z.array(z.enum(['email', 'name', 'phone', 'organisation', 'language'])).check(z.minLength(1)),
});

const outbox = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('stream') }),
  /** Intents are taken by polling the index: how often, and for how long one run of the one-minute schedule goes on. */
  z.strictObject({ kind: z.literal('poll'), everySeconds: count, forSeconds: count }),
]);

/** Schema of the JSON in `SETTINGS`. Strict: a field that is not here stops the door at start. */
export const runtimeSettings = z.strictObject({
  /** Name of the deployment; prefix of function and table names. */
  deployment: text,
  /** Where our own pages live; links in letters are made from it, never from the Host header. */
  baseUrl: webAddress,
  /** Origins that may post from a browser beside our own (G4). */
  sites: z.array(origin),
  operator: z.strictObject({
    name: bilingual,
    postalAddress: bilingual,
    /** Address for questions about privacy. */
    email: address,
    /** Taxpayer number, where the operator has one. */
    inn: z.optional(z.string().check(z.regex(/^\d{10}(?:\d{2})?$/))),
    policyUrl: z.optional(webAddress),
    /** What notices about a breach give beside these (B2): register number and address, and who deals with the authority. */
    ogrn: z.optional(z.string().check(z.regex(/^(?:\d{13}|\d{15})$/))),
    legalAddress: z.optional(bilingual),
    phone: z.optional(text),
    responsible: z.optional(z.strictObject({ name: bilingual, email: address, phone: text })),
  }),
  /** Who processes data for the operator, by name, address and country: told to who asks what is held (14(7)(9)). */
  processors: z.optional(
    z.array(
      z.strictObject({
        recipient: z.enum(['hosting', 'mail']),
        name: bilingual,
        postalAddress: bilingual,
        country: z.string().check(z.regex(/^[A-Z]{2}$/)),
      }),
    ),
  ),
  /** Language when a person has chosen none. */
  language: z.enum(['ru', 'en']),
  mail,
  staff: z.strictObject({
    /** Where reminders go while a case has no assignee. */
    team: address,
    /** Escalations and the daily digest. */
    officers: z.array(address).check(z.minLength(1)),
    /** Who may stand in for a second officer, by address in the company's login; and who does where nobody can (S3). */
    deputy: z.optional(address),
    head: z.optional(z.strictObject({ name: bilingual, email: address })),
    /** The daily signed root of the ledger leaves the account to this address (A1). */
    auditor: address,
    oidc,
  }),
  /** Bodies entitled to ask about people (20(4)), as they are named: a letter is checked against this list, never by what it says. */
  authorities: z.optional(z.array(text)),
  /** Requests are counted under the GDPR too, beside 152-FZ. */
  gdpr: z.optional(z.literal(true)),
  /** Other programs by name → the purposes they may ask the check about (C4). */
  programs: z.optional(z.record(text, z.array(text))),
  /** Who else holds data of people, by id: other systems of the operator, and processors that have a copy (X3). */
  others: z.optional(z.record(text, other)),
  records,
  /** What the policy says about where data lie (L1); absent: data of Russian citizens are not collected. */
  residency: z.optional(
    z.strictObject({
      russianCitizens: z.boolean(),
      /** The database outside this program that records them first, and its place. */
      database: z.optional(text),
    }),
  ),
  outbox,
  /** A restored copy is being put in order: every door answers 503, no letter leaves, nothing that is due is done (S8). */
  restore: z.optional(z.literal(true)),
  limits: z.strictObject({
    /** Claims, registrations and sign-ins, each an hour and network (/24 or /64); above it letters of claims are held. */
    networkPerHour: count,
    /** Letters a day to an address that proved nothing; further ones wait for a digest. */
    lettersPerDay: count,
    /** Codes a day that an account or a claim asks for, by purpose; short codes to sign in a day and address. */
    codesPerDay: count,
  }),
  retention: z.strictObject({
    /** Years that the file of a closed claim is kept. */
    claimFileYears: count,
    /** Days that technical data (network, user agent) are kept (T1). */
    technicalDays: count,
  }),
  /** Only on a developer's machine: pages beside the product, shown in its footer. */
  local: z.optional(z.strictObject({ inbox: webAddress, clock: webAddress, mail: webAddress })),
});

/** Settings as the doors see them. */
export type RuntimeSettings = z.infer<typeof runtimeSettings>;

/** The tables' point-in-time recovery goes back so many days. */
const RECOVERY_DAYS = 35;

/** Days after which the last backup of what was destroyed has lapsed (S8). */
export const backupDays = ({ records }: Pick<RuntimeSettings, 'records'>): number =>
  records.kind === 'external' ? records.backupDays : RECOVERY_DAYS;

/**
 * Parses the JSON of `SETTINGS`. Throws an Error that names each bad field but repeats no value: the message
 * ends up in a log.
 */
export function parseSettings(json: string | undefined): RuntimeSettings {
  if (json === undefined) throw new Error('SETTINGS is not set in the environment of this function');
  // Once per instance: a compiled parser would cost more than it saves.
  const parsed = runtimeSettings.safeParse(JSON.parse(json), { jitless: true });
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => `${issue.path.join('.') || '(all)'} (${issue.code})`);
  throw new Error(`SETTINGS has bad fields: ${fields.join(', ')}`);
}
