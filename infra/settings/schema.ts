import * as z from 'zod';
import { addressFault, envelopeAddress } from '../../shared/domain/email.ts';
import { DOORS } from '../../shared/names.ts';
import { PURPOSE_IDS, type PurposeId } from '../../shared/policy/purposes.ts';

/**
 * Settings of one deployment: `infra/settings/<name>.json`, chosen by `-c settings=<name>`. Every field says what it is
 * for; a company other than SmartCard-Service JSC changes these files, not the code. What the doors get of it at
 * run time: infra/settings/runtime.ts.
 */

const text = z.string().min(1).max(500);
const email = z
  .string()
  .refine((value) => addressFault(value) === undefined, 'must be an e-mail address that mail servers take');
/** An address that AWS is told: its domain in ASCII. */
const awsEmail = email.overwrite((value) => envelopeAddress(value) ?? value);
const count = z.int().positive();
const bilingual = z.strictObject({ ru: text, en: text });
const webAddress = z
  .string()
  .regex(
    /^https?:\/\/[^\s/?#]+(?:\/[^\s?#]*[^\s/?#])?$/,
    'must be an http(s) address without a slash at its end',
  );
const origin = z
  .string()
  .regex(/^https?:\/\/[a-z0-9.-]+(?::\d{1,5})?$/, 'must be an origin: scheme, host and port only');
/** IAM compares whole ARNs: one without its last six characters finds the secret, and no role may read it. */
const secretArn = z
  .string()
  .regex(
    /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[\w/+=.@-]+-[A-Za-z0-9]{6}$/,
    'must be the whole ARN of a secret, with the hyphen and six characters that AWS puts at its end: `aws secretsmanager describe-secret --secret-id NAME --query ARN` says it',
  );
/** Words that Cognito takes in no prefix of login pages. */
const COGNITO_RESERVED = /aws|amazon|cognito/;
const date = z.iso.date();
const roleNames = z.array(text);

const operator = z.strictObject({
  name: bilingual.describe('The company as it signs its letters.'),
  postalAddress: bilingual.describe('Where paper claims and evidence are sent.'),
  email: email.describe('Address for questions about privacy.'),
  processor: z
    .strictObject({ name: bilingual, postalAddress: bilingual })
    .optional()
    .describe(
      'Who processes the data on its behalf, as acts of destruction name it (order 179); left out: nobody.',
    ),
  inn: z
    .string()
    .regex(/^\d{10}(?:\d{2})?$/, 'must have 10 or 12 digits')
    .optional()
    .describe('Russian taxpayer number; leave it out if there is none.'),
  ogrn: z
    .string()
    .regex(/^(?:\d{13}|\d{15})$/, 'must have 13 digits, or 15 of a sole trader')
    .optional()
    .describe('Number in the state register of companies, as notices about a breach give it (B2).'),
  legalAddress: bilingual
    .optional()
    .describe('Address of the state register, as notices about a breach give it (B2).'),
  phone: text.optional().describe('Telephone number, as notices about a breach give it (B2).'),
  responsible: z
    .strictObject({
      name: bilingual.describe('As notices name them, with the post.'),
      email: email.describe('Where the authority writes.'),
      phone: text.describe('Where the authority calls.'),
    })
    .optional()
    .describe(
      'Responsible for the processing of personal data (art. 22.1), authorised to deal with the authority about a breach (B2).',
    ),
  policyUrl: webAddress.optional().describe('The published policy, if it stands elsewhere.'),
});

const processors = z
  .array(
    z.strictObject({
      recipient: z.enum(['hosting', 'mail']).describe('As whom the policy names it.'),
      name: bilingual,
      postalAddress: bilingual,
      country: z
        .string()
        .regex(/^[A-Z]{2}$/, 'must be a country in two letters (ISO 3166)')
        .describe('Country in two letters (ISO 3166); outside Russia it is a cross-border transfer.'),
    }),
  )
  .default([])
  .describe(
    'Who processes data for the operator by contract. Whoever asks what is held is told their names and addresses, and whether data leave the country (14(7)).',
  );

const mail = z
  .strictObject({
    port: z
      .enum(['ses', 'smtp', 'ses-compatible'])
      .describe(
        'How letters leave: SES in this account, an SMTP server, or another service that speaks SES (L3).',
      ),
    endpoint: webAddress.optional().describe('Address of the SES-compatible service.'),
    region: text.optional().describe('Region that requests to the SES-compatible service are signed for.'),
    smtp: z
      .strictObject({ host: text, port: count.max(65535), tls: z.enum(['implicit', 'starttls', 'none']) })
      .optional()
      .describe('The SMTP server.'),
    secret: secretArn
      .optional()
      .describe(
        'Secret with `{"user","password"}` (SMTP) or `{"accessKeyId","secretAccessKey"}` (SES-compatible).',
      ),
    granted: z
      .strictObject({
        perSecond: count,
        perDay: count.optional(),
        reserve: count.max(90).default(10),
      })
      .optional()
      .describe(
        'Letters that the mail service grants, a second and a day, and the percentage of them that telling many leaves to single letters. Without it a mailing goes as fast as the service takes it.',
      ),
    sender: awsEmail.describe('The only address letters are sent from; SES must have verified it.'),
    senderName: bilingual.describe('Name beside the sender.'),
    replyTo: email.describe("Where people's answers go."),
  })
  .superRefine((value, context) => {
    const need = (field: 'endpoint' | 'region' | 'smtp' | 'secret'): void => {
      if (value[field] === undefined)
        context.addIssue({ code: 'custom', path: [field], message: `is needed with port "${value.port}"` });
    };
    if (value.port === 'ses-compatible')
      for (const field of ['endpoint', 'region', 'secret'] as const) need(field);
    if (value.port === 'smtp') need('smtp');
  });

const oidcLogin = z.strictObject({
  kind: z.literal('oidc').describe("The company's own login."),
  issuer: webAddress.describe('Issuer of the company login, exactly as in the `iss` claim.'),
  clientId: text.describe('Public client of the desk (authorization code with PKCE, no secret).'),
  audience: text.describe('`aud` of a staff token.'),
  programAudience: text.optional().describe("`aud` of other programs' tokens (client credentials)."),
  scopes: z.array(text).default(['openid', 'profile', 'email']).describe('Scopes that the desk asks for.'),
  rolesClaim: text.describe('Name of the claim that holds the roles, taken literally.'),
  roles: z
    .strictObject({
      agent: roleNames,
      officer: roleNames,
      auditor: roleNames,
      program: roleNames.default([]),
    })
    .describe('Values of that claim for each role.'),
});

const cognitoLogin = z.strictObject({
  kind: z
    .literal('cognito')
    .describe('Make a user pool that holds staff only; groups agent, officer, auditor.'),
});

const staff = z.strictObject({
  team: email.describe('Reminders go here while a case has no assignee.'),
  officers: z.array(email).min(1).describe('Escalations and the daily digest.'),
  deputy: email
    .optional()
    .describe(
      'Stands in for a second officer where destructions are approved (S3): an address of the company login.',
    ),
  head: z
    .strictObject({
      name: bilingual.describe('As acts name them, with the post.'),
      email: email.describe('Where the link goes by which they approve.'),
    })
    .optional()
    .describe(
      'Head of the company: approves destructions where there is neither a second officer nor a deputy (S3).',
    ),
  auditor: email.describe('Gets the daily signed root of the ledger, outside this account (A1).'),
  login: z.discriminatedUnion('kind', [oidcLogin, cognitoLogin]),
});

/** Other programs by name → the purposes they may ask the check about (C4). */
const programs = z
  .record(
    z.string().regex(/^[A-Za-z0-9._-]{1,100}$/, 'must be the name of a program: its client id at the issuer'),
    z.array(z.enum(PURPOSE_IDS as [PurposeId, ...PurposeId[]])),
  )
  .default({})
  .describe(
    'Which purposes each other program may ask about (POST /may); a program not named may ask nothing.',
  );

/** Who else holds data of people (X3). */
const others = z
  .record(
    z.string().regex(/^[a-z][a-z0-9-]{0,40}$/, 'must be a short id in lower case'),
    z.strictObject({
      kind: z
        .enum(['system', 'processor', 'recipient'])
        .describe(
          "The operator's own system; a processor with a copy; or somebody who is asked only about people whose data they got by a recorded transfer.",
        ),
      name: bilingual.describe('What it is called, for staff.'),
      contact: email.describe('Where it is asked, and where the code goes.'),
      holds: z
        .array(z.enum(['email', 'name', 'phone', 'organisation', 'language']))
        .min(1)
        .describe('Fields of people that it holds.'),
    }),
  )
  .default({})
  .describe(
    'Who else holds data of people: other systems of the company, processors that have a copy, and recipients to whom data are handed over. They are asked when data are corrected or a use is stopped, and their answers are waited for.',
  );

const primary = z.strictObject({
  database: text.describe('The database in which the data are recorded first.'),
  place: text.describe('Where it stands.'),
  decidedBy: text.describe('Who decided that this is lawful.'),
  decidedOn: date.describe('When.'),
});

const residency = z.strictObject({
  russianCitizens: z
    .boolean()
    .describe('Whether data of Russian citizens are collected (152-FZ art. 18(5)).'),
  primary: primary
    .optional()
    .describe('Needed when data of Russian citizens are recorded outside Russia by this program (L1).'),
});

const records = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('machine').describe("The developer's own machine; never deployed.") }),
  z.strictObject({ kind: z.literal('aws').describe('DynamoDB tables in this account.') }),
  z.strictObject({
    kind: z.literal('external').describe('A DynamoDB-compatible service elsewhere (L1, L2).'),
    endpoint: webAddress.describe('Address of the service.'),
    region: text.describe('Region that requests are signed for.'),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, 'must be two capital letters')
      .describe('Country it stands in (ISO 3166).'),
    secret: secretArn.describe('Secret with `{"accessKeyId","secretAccessKey"}`.'),
    tablePrefix: text.describe('Its tables are named by this prefix and people, cases, ledger, short.'),
    backupDays: count
      .default(35)
      .describe(
        'Days after which the last backup of what was destroyed has lapsed: so long are its ids kept, to be erased again after a restore (S8), and so long people are told that backups hold their data.',
      ),
  }),
]);

const throttle = z.strictObject({ perSecond: count, burst: count });

const limits = z.strictObject({
  networkPerHour: count.describe(
    'Claims, registrations and sign-ins, each an hour and network (/24 or /64). Above it letters of claims are held.',
  ),
  lettersPerDay: count.describe('Letters a day to an address that proved nothing.'),
  codesPerDay: count.describe(
    'Codes a day that an account or the link of a claim asks for, by purpose; short codes to sign in a day and address.',
  ),
  api: throttle.describe(
    'Each route that has no limit of its own below; API Gateway keeps to it as well as it can, and promises nothing.',
  ),
  intake: throttle.describe(
    'Each public route that takes a submission, so that a flood of one starves no other.',
  ),
  concurrency: z
    .partialRecord(z.enum(Object.keys(DOORS) as [string, ...string[]]), count)
    .default({})
    .describe('Reserved concurrency by door; the account must have 100 left over.'),
});

/** Secrets that settings name, by field. */
export const secretsNamed = (value: {
  readonly mail: { readonly secret?: string | undefined };
  readonly records: { readonly kind: string; readonly secret?: string };
}): Readonly<Record<string, string | undefined>> => ({
  'mail.secret': value.mail.secret,
  'records.secret': value.records.secret,
});

/** The whole settings of a deployment. */
export const settingsSchema = z
  .strictObject({
    deployment: z
      .string()
      .regex(/^[a-z][a-z0-9-]{1,30}$/, 'must be 2–31 lower-case letters, digits or hyphens')
      .describe('Prefix of every name: functions, tables, the workflow.'),
    account: z
      .string()
      .regex(/^\d{12}$/)
      .optional()
      .describe('AWS account; left out, the deployer’s.'),
    region: text.describe('AWS region.'),
    baseUrl: webAddress
      .optional()
      .describe('Where our pages live; left out, the address that API Gateway gives.'),
    domain: z
      .strictObject({
        name: text.describe('The host name, e.g. `privacy.example.com`.'),
        certificate: text.describe('ARN of its certificate in this region.'),
      })
      .optional()
      .describe('Own domain of the API; `baseUrl` must lie on it.'),
    sites: z.array(origin).describe("Origins of the company's sites that may post from a browser (G4)."),
    operator,
    processors,
    language: z.enum(['ru', 'en']).default('ru').describe('Language when a person chose none (G13).'),
    mail,
    staff,
    authorities: z
      .array(text)
      .default([])
      .describe(
        'Bodies entitled to ask about people, as they are named; the letter of another is looked at by an officer.',
      ),
    programs,
    others,
    residency,
    records,
    outbox: z
      .discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('stream').describe('From the stream of the table.') }),
        z.strictObject({
          kind: z.literal('poll').describe('By polling the index; needed with external records.'),
          everySeconds: count.max(30).describe('Seconds between two polls.'),
        }),
      ])
      .describe('How intents are taken: from the stream of the table, or by polling its index (L2).'),
    gdpr: z
      .boolean()
      .default(false)
      .describe(
        'Every request is counted under the GDPR too: one month (two more by a reasoned notice) beside the terms of 152-FZ, and the earliest drives. Otherwise an officer says so case by case.',
      ),
    restore: z
      .boolean()
      .default(false)
      .describe(
        'A restored copy is being put in order: every door answers 503, no letter leaves, nothing that is due is done; `npm run reerase` works only then (S8).',
      ),
    limits,
    retention: z.strictObject({
      claimFileYears: count.describe('Years that the file of a closed claim is kept.'),
      technicalDays: count.describe('Days that technical data are kept (T1).'),
      logDays: z
        .union([7, 14, 30, 60, 90, 180, 365].map((days) => z.literal(days)) as [z.ZodLiteral<number>])
        .describe('Days that logs are kept.'),
    }),
    alarms: z.strictObject({
      urgent: z
        .array(awsEmail)
        .describe(
          'Who is woken when people lose what cannot be made up for, and told when it is over: the address of an on-call service, for example.',
        ),
      later: z.array(awsEmail).describe('Who reads in the morning what can wait till then.'),
      runbook: text.describe('Address of infra/README.md as engineers see it; alarms link to its anchors.'),
    }),
    local: z
      .strictObject({ inbox: webAddress, clock: webAddress, mail: webAddress })
      .optional()
      .describe("Pages of the local cloud beside the product; on a developer's machine only."),
  })
  .superRefine((value, context) => {
    const refuse = (path: string[], message: string): void => {
      context.addIssue({ code: 'custom', path, message });
    };
    if (value.records.kind === 'external' && value.outbox.kind !== 'poll') {
      refuse(['outbox', 'kind'], 'must be "poll": external records have no streams (L2)');
    }
    if (value.records.kind === 'machine' && value.local === undefined) {
      refuse(['local'], 'is needed with records of kind "machine"');
    }
    if (value.records.kind !== 'machine' && value.local !== undefined) {
      refuse(['local'], 'is for records of kind "machine" only');
    }
    const { login } = value.staff;
    if (login.kind === 'cognito' && COGNITO_RESERVED.test(value.deployment)) {
      refuse(
        ['deployment'],
        'must not contain "aws", "amazon" or "cognito": the login pages are named after it, and Cognito refuses them',
      );
    }
    for (const [field, secret] of Object.entries(secretsNamed(value))) {
      if (secret?.split(':')[3] !== value.region && secret !== undefined)
        refuse(field.split('.'), `must be a secret in ${value.region}, where the functions read it`);
    }
    if (value.domain !== undefined && value.baseUrl !== `https://${value.domain.name}`) {
      refuse(['baseUrl'], `must be https://${value.domain.name}, as the domain says`);
    }
    if (value.records.kind !== 'machine' && value.baseUrl?.startsWith('http:') === true) {
      refuse(['baseUrl'], 'must be https outside a developer’s machine');
    }
  });

export type Settings = z.output<typeof settingsSchema>;
