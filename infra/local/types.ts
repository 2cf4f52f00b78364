/**
 * Contract between the two halves of the local cloud.
 *
 * The compute half (clock, functions, workflows, events, streams, start) builds a {@link LocalCloud} and
 * hands it to the data half (DynamoDB, KMS, Secrets Manager, SES + inbox, OIDC, HTTP gateway), which is
 * `startData: StartData` in `data.ts`. Both register their AWS services at the one AWS endpoint.
 */
import type { DatabaseSync } from 'node:sqlite';

/** Instant in epoch milliseconds of virtual time. */
export type Millis = number;

/** Time of the local cloud: real time plus a persisted offset that only grows. Timers live in memory; their owners register them again after a restart. */
export interface VirtualClock {
  /** Virtual now in epoch milliseconds. */
  now(): Millis;
  /** Virtual now as an ISO instant with milliseconds. */
  iso(): string;
  /** The offset in milliseconds as one `BigInt64`, for worker threads: virtual now = real now + offset. */
  readonly sharedOffset: SharedArrayBuffer;
  /** Runs `fn` once when virtual time reaches `due` (at once when it is past). The same key replaces the earlier timer. What `fn` returns counts as busy. */
  at(due: Millis, key: string, fn: TimerFn): void;
  /** Runs `fn` at each instant of a schedule; see {@link Repeat} for what a jump does with frequent ones. The same key replaces. */
  repeat(key: string, repeat: Repeat): void;
  /** Tells of instants at which something stored falls due: the first one after an instant. In a jump frequent schedules run at them. */
  fallsDue(next: (after: Millis) => Millis | undefined): void;
  /** Forgets a timer or a repeat; an unknown key is fine. */
  cancel(key: string): void;
  /** Counts `work` as going on until it settles: a jump waits for it before it goes to the next timer. Returns `work`. */
  busy<T>(work: Promise<T>): Promise<T>;
  /** Counts as busy until the returned function is called (once). */
  enter(): () => void;
  /** Settles when nothing is going on. */
  quiet(): Promise<void>;
  /** Something was changed: coalesced schedules run again at their next regular instant. The AWS endpoint calls it for every writing operation. */
  touch(): void;
  /** Goes forward to `to`, firing what falls due in order and waiting for quiet after each instant. The past is refused with a RangeError. */
  advanceTo(to: Millis): Promise<{ readonly now: Millis; readonly fired: number }>;
}

/** What it returns is awaited by a jump; a rejection is logged. */
export type TimerFn = (due: Millis) => unknown;

/** A schedule on the virtual clock. */
export interface Repeat {
  /** The first instant strictly after `after`, or undefined when there is none. */
  readonly next: (after: Millis) => Millis | undefined;
  /** The instant it last ran, or the one it counts from. */
  readonly last: Millis;
  /** Whether a jump may leave out runs while nothing changes (schedules more frequent than hourly). */
  readonly coalesce: boolean;
  readonly fn: TimerFn;
}

/** Answer of an invocation: the handler's result, or the error a Lambda function reports. */
export type Invocation =
  | { readonly ok: true; readonly payload: unknown }
  | {
      readonly ok: false;
      /** Name of the error: the thrown error's class, `Sandbox.Timedout`, `Runtime.ExitError`, … */
      readonly errorType: string;
      readonly errorMessage: string;
      readonly trace: readonly string[];
    };

interface InvokeOptions {
  /** Queue it and answer at once; it is tried three times, a minute and then two minutes apart, as asynchronous invocations are. */
  readonly async?: boolean;
}

/** The functions of the templates, run from their bundles. */
export interface Lambdas {
  /** Invokes by function name or ARN. Rejects only when there is no such function. */
  invoke(functionName: string, event: unknown, options?: InvokeOptions): Promise<Invocation>;
  /** Names of all functions. */
  names(): readonly string[];
  close(): Promise<void>;
}

/** An event as `PutEvents` takes it; `id`, `account`, `region`, `time` are added. */
export interface BusEvent {
  readonly source: string;
  readonly detailType: string;
  readonly detail: unknown;
  readonly resources?: readonly string[];
  /** Virtual instant in epoch milliseconds; now when absent. */
  readonly time?: Millis;
}

/** The default event bus with the rules of the templates. */
export interface EventBus {
  /** Takes an event durably and delivers it to the targets of each matching rule, at least once. Returns the event id. */
  put(event: BusEvent): string;
}

/** A change of an item, images in DynamoDB JSON. */
export interface ItemChange {
  readonly eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  readonly keys: Readonly<Record<string, unknown>>;
  readonly newImage?: Readonly<Record<string, unknown>>;
  readonly oldImage?: Readonly<Record<string, unknown>>;
  /** True for deletions by TTL: the record gets the service's user identity. */
  readonly byTtl?: boolean;
}

/** The streams of the tables. */
export interface Streams {
  /** Whether a function listens to the table's stream; if not, nothing needs to be appended. */
  listens(tableName: string): boolean;
  /** Appends changes in order, durably on return; call it within `journal.transact` to make it one step with your own journal entry. Delivered at least once, in order per item. */
  append(tableName: string, changes: readonly ItemChange[]): void;
}

/** The local cloud's own durable memory: one SQLite file (WAL) in `<data>/workflows/`. A returned write survives `kill -9`. */
export interface Journal {
  readonly db: DatabaseSync;
  /** Runs `fn` in one transaction; nested calls join the outer one. Synchronous: never await inside. */
  transact<T>(fn: () => T): T;
  close(): void;
}

/** One request to the AWS endpoint, with service and operation found from target header, query action or path. */
export interface AwsRequest {
  /** Signing name: `dynamodb`, `states`, `kms`, `secretsmanager`, `ses`, `lambda`. */
  readonly service: string;
  /** Name of the operation, e.g. `PutItem`. For REST protocols: method and path. */
  readonly operation: string;
  readonly protocol: 'json' | 'query' | 'rest';
  readonly method: string;
  /** Path with query string. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
}

export interface AwsAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** One AWS service behind the endpoint. Errors are thrown as {@link AwsFault} and rendered in the protocol of the request. */
export interface Service {
  /** Signing name this service answers to. */
  readonly name: string;
  handle(request: AwsRequest): AwsAnswer | Promise<AwsAnswer>;
}

/** An error of an AWS service: its code as the SDK sees it (`name`), message, status and further members of the JSON body. */
export class AwsFault extends Error {
  override readonly name = 'AwsFault';
  readonly code: string;
  readonly status: number;
  readonly members: Readonly<Record<string, unknown>>;
  constructor(code: string, message: string, status = 400, members: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.status = status;
    this.members = members;
  }
}

/** A resource of a synthesized template with all intrinsics resolved. */
export interface Resource {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  /** What `Ref` gives: name, id or ARN, as AWS does for the type. */
  readonly ref: string;
  /** ARN where the type has one, else empty. */
  readonly arn: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** The synthesized app. */
export interface Assembly {
  readonly dir: string;
  readonly account: string;
  readonly region: string;
  readonly resources: readonly Resource[];
  /** All resources of a type, in template order. */
  ofType(type: string): readonly Resource[];
  /** Directory of a function's code asset. */
  assetPath(resource: Resource): string;
  /** Finds a resource by ARN, name or id (what Ref or GetAtt gave). */
  find(idOrArn: string): Resource | undefined;
}

/** Ports and addresses of one local cloud; all on 127.0.0.1, all from `--port`. */
export interface LocalAddresses {
  readonly ports: {
    /** The site (HTTP gateway): data half. */
    readonly site: number;
    /** AWS endpoint and clock: compute half. */
    readonly aws: number;
    readonly clock: number;
    /** JSON list of letters: data half. */
    readonly mail: number;
    /** MailDev's page and SMTP: data half. */
    readonly inbox: number;
    readonly smtp: number;
    /** OIDC issuer: data half. */
    readonly issuer: number;
  };
  readonly site: string;
  readonly desk: string;
  readonly inbox: string;
  readonly mail: string;
  readonly aws: string;
  readonly clock: string;
  readonly openapi: string;
  readonly issuer: string;
}

/** Lines go to stderr; `debug` only with `LOCAL_DEBUG=1`. Never give it bodies or addresses of people. */
export interface Log {
  info(message: string): void;
  warn(message: string): void;
  debug(message: string): void;
}

/** Choices of one start that the data half honours; all are off by default. */
export interface LocalOptions {
  /** Takes the caller's address from `X-Forwarded-For` (`--trust-forwarded`), so that tests can come from many networks. */
  readonly trustForwarded?: boolean;
  /** Letters per second that SES takes before it throttles; unlimited when absent. */
  readonly mailRate?: number;
}

/** What the compute half gives to the data half. */
export interface LocalCloud {
  /** The data directory: `records/`, `workflows/`, `inbox/`, `logs/` are inside. */
  readonly dataDir: string;
  readonly assembly: Assembly;
  readonly clock: VirtualClock;
  readonly lambdas: Lambdas;
  readonly bus: EventBus;
  readonly streams: Streams;
  readonly journal: Journal;
  readonly addresses: LocalAddresses;
  readonly log: Log;
  readonly options?: LocalOptions;
}

/** The running data half. */
interface DataHalf {
  /** DynamoDB, KMS, Secrets Manager, SES. */
  readonly services: readonly Service[];
  /** Opens the listeners that people use (site, mail, inbox, issuer); called when the AWS endpoint answers. */
  listen(): Promise<void>;
  close(): Promise<void>;
}

/** Exported as `startData` from `infra/local/data.ts`. */
export type StartData = (cloud: LocalCloud) => Promise<DataHalf>;
