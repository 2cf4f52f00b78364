/** Table streams and the functions that listen to them: at least once, in order per item, with durable checkpoints. */
import { createHash, randomUUID } from 'node:crypto';
import type { DeadLetters } from './dead-letters.ts';
import { TemplateError } from './intrinsics.ts';
import { compilePattern, type Pattern } from './patterns.ts';
import { createLane, type Lane, type StreamRecord } from './stream-lane.ts';
import type {
  Assembly,
  ItemChange,
  Journal,
  Lambdas,
  Log,
  Resource,
  Streams,
  VirtualClock,
} from './types.ts';

export interface StreamParts {
  readonly assembly: Assembly;
  readonly clock: VirtualClock;
  readonly journal: Journal;
  readonly lambdas: Lambdas;
  readonly deadLetters: DeadLetters;
  readonly log: Log;
}

export interface RunningStreams extends Streams {
  /** Delivers what was appended before the process ended. */
  resume(): void;
  /** Delivers nothing more; what is on its way is delivered again by the next start. */
  close(): void;
}

type Raw = Readonly<Record<string, unknown>>;

/** What of `AWS::Lambda::EventSourceMapping` is understood. */
const MAPPING_FIELDS = new Set([
  'BatchSize',
  'BisectBatchOnFunctionError',
  'DestinationConfig',
  'Enabled',
  'EventSourceArn',
  'FilterCriteria',
  'FunctionName',
  'FunctionResponseTypes',
  'MaximumBatchingWindowInSeconds',
  'MaximumRecordAgeInSeconds',
  'MaximumRetryAttempts',
  'MetricsConfig',
  'ParallelizationFactor',
  'StartingPosition',
  'Tags',
]);

const TABLES = `
CREATE TABLE IF NOT EXISTS stream_records (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, stream TEXT NOT NULL, lane INTEGER NOT NULL, at INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS stream_checkpoints (consumer TEXT PRIMARY KEY, seq INTEGER NOT NULL) STRICT;
`;

/** Items are spread over so many lanes by their key; a mapping reads them in as many groups as it may run at once. */
const MOST_LANES = 10;

export function createStreams(parts: StreamParts): RunningStreams {
  const { assembly, clock, journal } = parts;
  journal.db.exec(TABLES);
  const insert = journal.db.prepare(
    'INSERT INTO stream_records (stream, lane, at, body) VALUES (?, ?, ?, ?)',
  );
  const forget = journal.db.prepare('DELETE FROM stream_records WHERE stream = ? AND seq <= ?');

  const views = new Map<string, string>();
  const lanes = new Map<string, Lane[]>();
  for (const resource of assembly.ofType('AWS::Lambda::EventSourceMapping')) {
    if (resource.properties['Enabled'] === false) continue;
    const { table, made } = lanesOf(parts, resource, () => drop(table.ref));
    views.set(table.ref, viewOf(table));
    lanes.set(table.ref, [...(lanes.get(table.ref) ?? []), ...made]);
  }

  /** Forgets records that every listener has passed. */
  function drop(table: string): void {
    const passed = Math.min(...(lanes.get(table) ?? []).map((lane) => lane.passed()));
    if (Number.isFinite(passed) && passed > 0) forget.run(table, passed);
  }

  function wake(table: string): void {
    const leave = clock.enter();
    // The records may stand in a transaction that is still open.
    setImmediate(() => {
      for (const lane of lanes.get(table) ?? []) lane.wake();
      leave();
    });
  }

  return {
    listens: (table) => lanes.has(table),
    append(table, changes) {
      const view = views.get(table);
      if (view === undefined || changes.length === 0) return;
      const arn = assembly.find(table)?.arn ?? '';
      journal.transact(() => {
        for (const change of changes) {
          const record = recordOf(change, view, arn, assembly.region, clock.now());
          insert.run(table, laneOf(change.keys), clock.now(), JSON.stringify(record));
        }
      });
      clock.touch();
      wake(table);
    },
    resume() {
      for (const table of lanes.keys()) wake(table);
    },
    close() {
      for (const each of lanes.values()) for (const lane of each) lane.close();
    },
  };
}

function laneOf(keys: Raw): number {
  const digest = createHash('sha1').update(JSON.stringify(keys)).digest();
  return digest.readUInt32BE(0) % MOST_LANES;
}

function viewOf(table: Resource): string {
  const stream = table.properties['StreamSpecification'] as Raw | undefined;
  return String(stream?.['StreamViewType'] ?? 'NEW_IMAGE');
}

function recordOf(
  change: ItemChange,
  view: string,
  tableArn: string,
  region: string,
  at: number,
): StreamRecord {
  const { newImage, oldImage } = change;
  return {
    eventID: randomUUID().replaceAll('-', ''),
    eventName: change.eventName,
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: region,
    ...(change.byTtl === true
      ? { userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' } }
      : {}),
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(at / 1000),
      Keys: change.keys,
      ...(newImage !== undefined && view.includes('NEW') ? { NewImage: newImage } : {}),
      ...(oldImage !== undefined && view.includes('OLD') ? { OldImage: oldImage } : {}),
      SizeBytes: JSON.stringify(newImage ?? oldImage ?? change.keys).length,
      StreamViewType: view,
    },
    eventSourceARN: `${tableArn}/stream/2026-01-01T00:00:00.000`,
  };
}

function lanesOf(
  parts: StreamParts,
  resource: Resource,
  passed: () => void,
): { table: Resource; made: Lane[] } {
  const { properties } = resource;
  const label = `${resource.stack}/${resource.logicalId} (${resource.type})`;
  const other = Object.keys(properties).find((name) => !MAPPING_FIELDS.has(name));
  if (other !== undefined) throw new TemplateError(`${label}: ${other} is not understood`);
  const table = parts.assembly.find(String(properties['EventSourceArn']));
  if (table === undefined || !table.type.startsWith('AWS::DynamoDB::')) {
    throw new TemplateError(`${label}: its source is no table stream of this app`);
  }
  const handler = parts.assembly.find(String(properties['FunctionName']));
  if (handler?.type !== 'AWS::Lambda::Function') throw new TemplateError(`${label}: no function of this app`);
  const criteria = (properties['FilterCriteria'] as { Filters?: { Pattern: string }[] } | undefined)?.Filters;
  let filters: readonly Pattern[] | undefined;
  try {
    filters = criteria?.map(({ Pattern }) => compilePattern(JSON.parse(Pattern) as Raw));
  } catch (error) {
    throw new TemplateError(`${label}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const destination = properties['DestinationConfig'] as { OnFailure?: { Destination?: string } } | undefined;
  const responses = (properties['FunctionResponseTypes'] ?? []) as readonly string[];
  const groups = Math.min(Number(properties['ParallelizationFactor'] ?? 1), MOST_LANES);
  const made = Array.from({ length: groups }, (_, group) =>
    createLane({
      ...parts,
      consumer: `${resource.stack}/${resource.logicalId}#${group}/${groups}`,
      table: table.ref,
      functionName: handler.ref,
      functionArn: handler.arn,
      matches: (record) => filters === undefined || filters.some((filter) => filter(record)),
      lanes: Array.from({ length: MOST_LANES }, (_, lane) => lane).filter((lane) => lane % groups === group),
      batchSize: Number(properties['BatchSize'] ?? 100),
      bisect: properties['BisectBatchOnFunctionError'] === true,
      itemFailures: responses.includes('ReportBatchItemFailures'),
      maxRetries: Number(properties['MaximumRetryAttempts'] ?? -1),
      maxAgeMs: Number(properties['MaximumRecordAgeInSeconds'] ?? -1) * 1000,
      fromNow: properties['StartingPosition'] === 'LATEST',
      queue: destination?.OnFailure?.Destination,
      passed,
    }),
  );
  return { table, made };
}
