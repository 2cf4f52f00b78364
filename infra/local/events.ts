/** EventBridge: the default bus with the templates' rules, and schedules on the virtual clock. */
import { randomUUID } from 'node:crypto';
import { TemplateError } from './intrinsics.ts';
import { compilePattern, type Pattern } from './patterns.ts';
import { compileSchedule, isFrequent, type Schedule } from './schedules.ts';
import { compileInput, type TargetInput } from './targets.ts';
import type {
  Assembly,
  BusEvent,
  EventBus,
  Journal,
  Lambdas,
  Millis,
  Resource,
  VirtualClock,
} from './types.ts';
import type { Json } from './workflows/paths.ts';

export interface EventParts {
  readonly assembly: Assembly;
  readonly clock: VirtualClock;
  readonly journal: Journal;
  readonly lambdas: Lambdas;
}

export interface RunningEvents extends EventBus {
  /** Puts the schedules on the clock; they go on from their last run. */
  resume(): void;
}

interface Target {
  readonly functionArn: string;
  readonly input: TargetInput;
}
interface Rule {
  readonly matches: Pattern;
  readonly targets: readonly Target[];
}
interface Timed {
  readonly key: string;
  readonly schedule: Schedule;
  readonly run: (due: Millis) => void;
}

type Raw = Readonly<Record<string, unknown>>;

const labelOf = (resource: Resource) => `${resource.stack}/${resource.logicalId} (${resource.type})`;
/** Events carry whole seconds. */
const instant = (at: Millis): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

/** Reads rules and schedules. Throws {@link TemplateError} for targets, matchers or expressions that are not run here. */
export function createEvents(parts: EventParts): RunningEvents {
  const { assembly, clock, journal, lambdas } = parts;
  const rules: Rule[] = [];
  const timed: Timed[] = [];

  function envelopeOf(event: BusEvent, id: string): Json {
    return {
      version: '0',
      id,
      'detail-type': event.detailType,
      source: event.source,
      account: assembly.account,
      time: instant(event.time ?? clock.now()),
      region: assembly.region,
      resources: event.resources ?? [],
      detail: event.detail as Json,
    };
  }

  function deliver(targets: readonly Target[], envelope: Json): void {
    for (const target of targets) {
      void lambdas.invoke(target.functionArn, target.input(envelope), { async: true });
    }
  }

  function functionOf(resource: Resource, arn: unknown): string {
    const found = assembly.find(String(arn));
    if (found?.type !== 'AWS::Lambda::Function') {
      throw new TemplateError(`${labelOf(resource)}: the target ${String(arn)} is no function of this app`);
    }
    return found.arn;
  }

  for (const resource of assembly.ofType('AWS::Events::Rule')) {
    const { properties } = resource;
    if (properties['State'] === 'DISABLED') continue;
    const bus = String(properties['EventBusName'] ?? 'default');
    if (bus !== 'default' && !bus.endsWith(':event-bus/default')) {
      throw new TemplateError(`${labelOf(resource)}: only the default bus runs here`);
    }
    const targets = ((properties['Targets'] ?? []) as Raw[]).map((target) => ({
      functionArn: functionOf(resource, target['Arn']),
      input: compileInput(target, resource.arn),
    }));
    if (properties['EventPattern'] !== undefined) {
      rules.push({
        matches: named(resource, () => compilePattern(properties['EventPattern'] as Raw)),
        targets,
      });
    }
    if (properties['ScheduleExpression'] !== undefined) {
      timed.push({
        key: `rule ${resource.ref}`,
        schedule: named(resource, () => compileSchedule(String(properties['ScheduleExpression']))),
        run: (due) =>
          deliver(
            targets,
            envelopeOf(
              {
                source: 'aws.events',
                detailType: 'Scheduled Event',
                resources: [resource.arn],
                detail: {},
                time: due,
              },
              randomUUID(),
            ),
          ),
      });
    }
  }

  for (const resource of assembly.ofType('AWS::Scheduler::Schedule')) {
    const { properties } = resource;
    if (properties['State'] === 'DISABLED') continue;
    for (const other of ['StartDate', 'EndDate']) {
      if (properties[other] !== undefined)
        throw new TemplateError(`${labelOf(resource)}: ${other} is not understood`);
    }
    const target = properties['Target'] as Raw;
    const functionArn = functionOf(resource, target['Arn']);
    const zone = String(properties['ScheduleExpressionTimezone'] ?? 'UTC');
    const input = String(target['Input'] ?? '{}');
    timed.push({
      key: `schedule ${resource.ref}`,
      schedule: named(resource, () => compileSchedule(String(properties['ScheduleExpression']), zone)),
      run: (due) => {
        const values: Readonly<Record<string, string>> = {
          'scheduled-time': instant(due),
          'execution-id': randomUUID(),
          'attempt-number': '1',
          'schedule-arn': resource.arn,
        };
        const filled = input.replace(
          /<aws\.scheduler\.([\w-]+)>/g,
          (all, name: string) => values[name] ?? all,
        );
        void lambdas.invoke(functionArn, JSON.parse(filled), { async: true });
      },
    });
  }

  journal.db.exec(
    'CREATE TABLE IF NOT EXISTS schedules (key TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT',
  );
  const selectLast = journal.db.prepare('SELECT last FROM schedules WHERE key = ?');
  const writeLast = journal.db.prepare('INSERT OR REPLACE INTO schedules (key, last) VALUES (?, ?)');

  return {
    put(event) {
      const id = randomUUID();
      const envelope = envelopeOf(event, id);
      journal.transact(() => {
        for (const rule of rules) if (rule.matches(envelope)) deliver(rule.targets, envelope);
      });
      return id;
    },
    resume() {
      for (const { key, schedule, run } of timed) {
        let last = selectLast.get(key)?.['last'] as Millis | undefined;
        if (last === undefined) {
          last = clock.now();
          writeLast.run(key, last);
        }
        clock.repeat(key, {
          next: schedule,
          last,
          coalesce: isFrequent(schedule, last),
          fn: (due) =>
            journal.transact(() => {
              writeLast.run(key, due);
              run(due);
            }),
        });
      }
    },
  };
}

function named<T>(resource: Resource, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw new TemplateError(
      `${labelOf(resource)}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
