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
  due: { name: 'due', pk: 'duePk', sk: 'dueSk', include: ['kind', 'dueRow'], tables: ['people', 'cases'] },
  /** The outbox and every other thing that wants to be done at an instant: partition `<group>#<shard>`. */
  todo: {
    name: 'todo',
    pk: 'todoPk',
    sk: 'todoSk',
    include: ['kind', 'todoWhy'],
    tables: ['people', 'cases'],
  },
  /** What an address is found by: partition is its keyed hash. People have an item under that hash already. */
  find: { name: 'find', pk: 'findPk', sk: 'findSk', include: ['kind'], tables: ['cases'] },
  /** What each commit added to a chain of the ledger, by days (A1): partition `<shard>`, sort `<day> <subject> <number>`. */
  day: { name: 'day', pk: 'dayPk', sk: 'daySk', include: ['mac'], tables: ['ledger'] },
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
  /** JSON: kind of case → ARN of its state machine, of those that the door may use. */
  workflows: 'WORKFLOWS',
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
  /** A schedule has done its work. */
  ran: ['door', 'route'],
} as const;

/** Doors of the program: name → entry file. Function names in the templates are these, prefixed by the deployment. */
export const DOORS = {
  'site-public': 'functions/site/public.ts',
  'policy-public': 'functions/policy/public.ts',
  'policy-desk': 'functions/policy/desk.ts',
  'policy-task': 'functions/policy/task.ts',
  'mailings-task': 'functions/mailings/task.ts',
  'claims-public': 'functions/claims/public.ts',
  'claims-desk': 'functions/claims/desk.ts',
  'requests-public': 'functions/requests/public.ts',
  'requests-desk': 'functions/requests/desk.ts',
  'registration-public': 'functions/registration/public.ts',
  'account-public': 'functions/account/public.ts',
  'lifecycle-task': 'functions/lifecycle/task.ts',
  'erasures-task': 'functions/erasures/task.ts',
  'erasures-desk': 'functions/erasures/desk.ts',
  'erasures-public': 'functions/erasures/public.ts',
  'breaches-desk': 'functions/breaches/desk.ts',
  'cases-public': 'functions/cases/public.ts',
  'cases-task': 'functions/cases/task.ts',
  'consent-public': 'functions/consent/public.ts',
  'consent-desk': 'functions/consent/desk.ts',
  'people-desk': 'functions/people/desk.ts',
  'publication-public': 'functions/publication/public.ts',
  'published-public': 'functions/published/public.ts',
  'consent-task': 'functions/consent/task.ts',
  'desk-desk': 'functions/desk/desk.ts',
  'desk-task': 'functions/desk/task.ts',
  'exports-public': 'functions/exports/public.ts',
  'exports-task': 'functions/exports/task.ts',
  'recipients-public': 'functions/recipients/public.ts',
  'outbox-task': 'functions/outbox/task.ts',
  'letters-task': 'functions/letters/task.ts',
  'ledger-task': 'functions/ledger/task.ts',
} as const;
export type DoorName = keyof typeof DOORS;

/** Who does what a group of the outbox wants done, and how it is noticed. */
interface Reaction {
  readonly door: DoorName;
  /** Where items of the group lie. */
  readonly tables: readonly StreamedTable[];
  /** Reasons (`todo.why`) that are acted on at once, from the stream or by polling (L2); all others wait for the sweep. */
  readonly prompt: readonly string[];
  /** Knocked at by each sweep, due or not: the door also looks for what no item says. */
  readonly idle?: true;
}

/**
 * The outbox: what wants to be done at an instant, by the group that an item names in its `todo`. One door reads the
 * streams, polls and sweeps, and hands on to the door of the group (shared/outbox.ts). A new reaction is an entry here.
 */
export const OUTBOX = {
  /** What a case wants of its workflow (K3); also counts what is open (D1). */
  case: { door: 'cases-task', tables: ['cases'], prompt: ['start', 'resume', 'replan'], idle: true },
  /** Letters, the first one of a registration in its profile (K4, N). */
  letter: { door: 'letters-task', tables: ['cases', 'people'], prompt: ['send'] },
  /** What records of people want done in their time (R2, R5). */
  person: { door: 'lifecycle-task', tables: ['people'], prompt: [] },
  /** What is to be destroyed: closed accounts, requests, acts and lists that have had their time (R7, S8). */
  erasure: { door: 'erasures-task', tables: ['people'], prompt: [] },
  /** Withdrawals of consents whose day has come (C5). */
  duty: { door: 'consent-task', tables: ['people'], prompt: [] },
  /** What people asked for in their session is disclosed at once (S6). */
  export: { door: 'exports-task', tables: ['cases'], prompt: ['disclose'] },
  /** Telling many at once, such as of a new version of the policy (P3). */
  notice: { door: 'mailings-task', tables: ['people'], prompt: ['tell'] },
  /** Records the built-in text of a document that has no version yet (P5). */
  document: { door: 'policy-task', tables: [], prompt: [], idle: true },
} as const satisfies Record<string, Reaction>;
export type OutboxGroup = keyof typeof OUTBOX;
export const OUTBOX_GROUPS = Object.keys(OUTBOX) as readonly OutboxGroup[];
/** The entry of a group, whatever is particular to it. */
export const reactionOf = (group: OutboxGroup): Reaction => OUTBOX[group];
/** Reasons for which something is done at once with an item of a table: what its stream is filtered to. */
export const promptIn = (table: StreamedTable): readonly string[] => [
  ...new Set(
    OUTBOX_GROUPS.map(reactionOf).flatMap(({ tables, prompt }) => (tables.includes(table) ? prompt : [])),
  ),
];

/**
 * Schedules: name → the door that gets `{"source": "privacy-desk.schedule", "detail-type": "Scheduled Event",
 * "time": "<ISO instant>", "detail": {"schedule": "<name>"}}`. When they run: infra/constructs/schedules.ts.
 */
export const SCHEDULES = {
  /** Every 5 minutes: finds what is due in every group of the outbox, and what the streams lost (G1). */
  sweep: 'outbox-task',
  /** Every minute where records have no stream (L2): polls every few seconds until the minute is over. */
  poll: 'outbox-task',
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
  'doors-house': ['site', 'policy', 'mailings', 'ledger'],
  'doors-people': [
    ...['registration', 'account', 'people', 'lifecycle', 'erasures'],
    ...['consent', 'publication', 'published'],
  ],
  'doors-cases': [
    'claims',
    'requests',
    'breaches',
    'cases',
    'exports',
    'recipients',
    'desk',
    'outbox',
    'letters',
  ],
} as const satisfies Partial<Record<StackName, readonly string[]>>;
export type DoorStackName = keyof typeof DOOR_STACKS;

/** What AWS names itself and another stack must know: handed over by Parameter Store under `/<deployment>/<name>`. */
export type HandedOver =
  | 'data-key'
  | 'records-key'
  | 'root-secret'
  | `${StreamedTable}-stream`
  | `${StreamedTable}-reader`
  | 'staff-pool'
  | 'staff-client';

/** State machines: kind of case → the last part of its machine's name. A new kind is an entry here. */
export const WORKFLOWS = { claim: 'claims', request: 'requests', breach: 'breaches' } as const;
export type WorkflowKind = keyof typeof WORKFLOWS;
export const WORKFLOW_KINDS = Object.keys(WORKFLOWS) as readonly WorkflowKind[];

/** All state machines: those of cases, and that which tells many. */
export const MACHINES = { ...WORKFLOWS, mailing: 'mailings' } as const;
export type MachineKind = keyof typeof MACHINES;
export const MACHINE_KINDS = Object.keys(MACHINES) as readonly MachineKind[];

/** Names in AWS of what a deployment has. ARNs are made of them (infra/stacks/places.ts), so that stacks need not ask each other. */
export const NAMES = {
  stack: (deployment: string, stack: StackName) => `${deployment}-${stack}`,
  door: (deployment: string, door: DoorName) => `${deployment}-${door}`,
  table: (deployment: string, table: TableName) => `${deployment}-${table}`,
  workflow: (deployment: string, kind: MachineKind) => `${deployment}-${MACHINES[kind]}`,
  configurationSet: (deployment: string) => `${deployment}-letters`,
  deadLetters: (deployment: string) => `${deployment}-dead-letters`,
  alarms: (deployment: string, severity: string) => `${deployment}-alarms-${severity}`,
  handedOver: (deployment: string, what: HandedOver) => `/${deployment}/${what}`,
} as const;

/** Message tag by which the mail service's events find the letter again (shared/letters/tag.ts). */
export const LETTER_TAG = 'letter';

/** `source` of the events of our schedules. */
export const SCHEDULE_SOURCE = 'privacy-desk.schedule';

/** `source` of what the reader of the outbox hands on. */
export const OUTBOX_SOURCE = 'privacy-desk.outbox';
