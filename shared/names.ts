/**
 * Names that infrastructure and code must agree on. This file imports nothing.
 *
 * A *door* is one Lambda function: an entry file that wires dependencies and knows who knocks
 * (people = public, staff = desk, schedules, streams and workflows = task). Each door has its own role.
 */

/** Tables by lifetime and permission. `people` erasable and blockable; `cases` with contacts, letters and outbox; `ledger` append-only; `short` with TTL. */
export const TABLES = ['people', 'cases', 'ledger', 'short'] as const;
export type TableName = (typeof TABLES)[number];

/** Tables whose stream is the outbox: letters of cases and people, and the first letter of a registration in its profile. */
export const STREAMED = ['cases', 'people'] as const satisfies readonly TableName[];
export type StreamedTable = (typeof STREAMED)[number];

/**
 * Sparse global secondary indexes, and the tables that carry them. `include` is what is projected beside the keys: as
 * little as its readers need, since a change of a projected attribute costs a write unit.
 */
export const INDEXES = {
  /** What staff must finish next: partition `<group>#<shard>`, in order of dates. */
  due: { name: 'due', pk: 'duePk', sk: 'dueSk', include: ['kind'], tables: ['people', 'cases'] },
  /** The outbox and every other thing that wants to be done at an instant: partition `<group>#<shard>`. */
  todo: {
    name: 'todo',
    pk: 'todoPk',
    sk: 'todoSk',
    include: ['kind', 'todoWhy'],
    tables: ['people', 'cases'],
  },
  /** What each commit added to a chain of the ledger, by days (A1): partition `day#<shard>`, sort `<day> <pk> <sk>`. */
  day: { name: 'day', pk: 'dayPk', sk: 'daySk', include: ['dayMac'], tables: ['ledger'] },
} as const;
export type IndexName = keyof typeof INDEXES;

/** The indexes of a table. */
export const indexesOf = (table: TableName): readonly IndexName[] =>
  (Object.keys(INDEXES) as IndexName[]).filter((index) =>
    INDEXES[index].tables.some((name: TableName) => name === table),
  );

/** Shards per index prefix: no partition is hot, a list costs four small queries. */
export const INDEX_SHARDS = 4;

/** Attribute with the epoch second after which DynamoDB may delete an item of `short`. */
export const TTL_ATTRIBUTE = 'expires';

/** Environment keys that the stacks set and the doors read. */
export const ENV = {
  /** Name of each table, e.g. `TABLE_CASES`. */
  tables: { people: 'TABLE_PEOPLE', cases: 'TABLE_CASES', ledger: 'TABLE_LEDGER', short: 'TABLE_SHORT' },
  /** Key id or ARN of the KMS key that wraps data keys. */
  dataKey: 'DATA_KEY',
  /** ARN of the Secrets Manager secret all subkeys are derived from (G14). */
  rootSecret: 'ROOT_SECRET',
  /** ARN of the secret `{"accessKeyId","secretAccessKey"}` of an external records service (L2); absent with AWS records. */
  recordsSecret: 'RECORDS_SECRET',
  /** ARN of the secret of an SMTP server or SES-compatible service; absent with SES. */
  mailSecret: 'MAIL_SECRET',
  /** JSON of the runtime part of the deployment's settings (shared/settings.ts; whole: infra/settings/schema.ts). */
  settings: 'SETTINGS',
  /** ARN of the claims state machine. */
  claimsWorkflow: 'CLAIMS_WORKFLOW',
  /** SES configuration set of case letters. */
  configurationSet: 'CONFIGURATION_SET',
} as const;

/** CloudWatch namespace of a deployment's own metrics: two in one account do not ring each other's alarms. */
export const metricNamespace = (deployment: string): string => `PrivacyDesk/${deployment}`;

/** The program's own metrics; each costs money only in hours in which it comes. Their dimensions are fields of a log line. */
export const METRICS = {
  /** Answers 5xx of a door that people or staff knock at: its function did not fail, so Lambda counts no error. */
  failed: ['door'],
  /** Something that somebody may have to act on. */
  signals: ['door', 'code'],
  /** A daily schedule has done its work. */
  ran: ['door', 'route'],
} as const;

/** Doors of the program: name → entry file. Function names in the templates are these, prefixed by the deployment. */
export const DOORS = {
  'site-public': 'functions/site/public.ts',
  'policy-public': 'functions/policy/public.ts',
  'policy-desk': 'functions/policy/desk.ts',
  'policy-task': 'functions/policy/task.ts',
  'claims-public': 'functions/claims/public.ts',
  'claims-desk': 'functions/claims/desk.ts',
  'registration-public': 'functions/registration/public.ts',
  'account-public': 'functions/account/public.ts',
  'account-task': 'functions/account/task.ts',
  'cases-public': 'functions/cases/public.ts',
  'cases-task': 'functions/cases/task.ts',
  'consent-public': 'functions/consent/public.ts',
  'consent-desk': 'functions/consent/desk.ts',
  'account-desk': 'functions/account/desk.ts',
  'publication-public': 'functions/publication/public.ts',
  'published-public': 'functions/published/public.ts',
  'consent-task': 'functions/consent/task.ts',
  'desk-desk': 'functions/desk/desk.ts',
  'desk-task': 'functions/desk/task.ts',
  'outbox-task': 'functions/outbox/task.ts',
  'letters-task': 'functions/letters/task.ts',
  'ledger-task': 'functions/ledger/task.ts',
} as const;
export type DoorName = keyof typeof DOORS;

/**
 * Schedules: name → the door that gets `{"source": "privacy-desk.schedule", "detail-type": "Scheduled Event",
 * "time": "<ISO instant>", "detail": {"schedule": "<name>"}}`. When they run: infra/constructs/schedules.ts.
 */
export const SCHEDULES = {
  /** Every 5 minutes: finds what the stream lost (G1). */
  'sweep-cases': 'outbox-task',
  'sweep-letters': 'letters-task',
  /** Every 5 minutes: records the built-in text of a document that has no version yet (P5). */
  'sweep-policy': 'policy-task',
  /** Every 5 minutes: what records of people want done in their time (R2, R5, R7); counted in hours, so polling needs no more. */
  'sweep-people': 'account-task',
  /** Every hour: settles withdrawals whose day has come (C5). */
  'sweep-duties': 'consent-task',
  /** Every minute where records have no stream (L2): polls every few seconds until the minute is over. */
  'poll-cases': 'outbox-task',
  'poll-letters': 'letters-task',
  /** 09:00 in the zone of the settings (D0, K3, A1). */
  'daily-digest': 'desk-task',
  'daily-overdue': 'desk-task',
  'daily-root': 'ledger-task',
} as const satisfies Record<string, DoorName>;
export type ScheduleName = keyof typeof SCHEDULES;

/**
 * The stacks of a deployment, in the order in which they are deployed; in AWS each is called `<deployment>-<stack>`. Doors
 * are grouped by capability, so that each stack has room for those to come.
 */
export const STACKS = [
  'stateful',
  'api',
  'doors-house',
  'doors-people',
  'doors-cases',
  'workflows',
  'front',
  'watch',
] as const;
export type StackName = (typeof STACKS)[number];

/** Stacks of doors: the capabilities – the first word of a door's name – that each holds. */
export const DOOR_STACKS = {
  'doors-house': ['site', 'policy', 'ledger'],
  'doors-people': ['registration', 'account', 'consent', 'publication', 'published'],
  'doors-cases': ['claims', 'cases', 'desk', 'outbox', 'letters'],
} as const satisfies Partial<Record<StackName, readonly string[]>>;
export type DoorStackName = keyof typeof DOOR_STACKS;

/** What AWS names itself and another stack must know: handed over by Parameter Store under `/<deployment>/<name>`. */
export type HandedOver =
  | 'data-key'
  | 'records-key'
  | 'root-secret'
  | `${StreamedTable}-stream`
  | 'staff-pool'
  | 'staff-client';

/** Names in AWS of what a deployment has. ARNs are made of them (infra/stacks/places.ts), so that stacks need not ask each other. */
export const NAMES = {
  stack: (deployment: string, stack: StackName) => `${deployment}-${stack}`,
  door: (deployment: string, door: DoorName) => `${deployment}-${door}`,
  table: (deployment: string, table: TableName) => `${deployment}-${table}`,
  workflow: (deployment: string) => `${deployment}-claims`,
  configurationSet: (deployment: string) => `${deployment}-letters`,
  deadLetters: (deployment: string) => `${deployment}-dead-letters`,
  alarms: (deployment: string, severity: string) => `${deployment}-alarms-${severity}`,
  handedOver: (deployment: string, what: HandedOver) => `/${deployment}/${what}`,
} as const;

/** Message tag by which the mail service's events find the letter again (shared/letters/tag.ts). */
export const LETTER_TAG = 'letter';

/** `source` of the events of our schedules. */
export const SCHEDULE_SOURCE = 'privacy-desk.schedule';
