/** Puts the compute half together: clock, functions, events, workflows and streams over one journal. */
import { join } from 'node:path';
import { type ClockOptions, createClock, type RunningClock } from './clock.ts';
import { createDeadLetters, type DeadLetters } from './dead-letters.ts';
import { createEvents } from './events.ts';
import { factsOf, openJournal } from './journal.ts';
import { createLambdas } from './lambda.ts';
import { createLambdaService } from './lambda-service.ts';
import { createStreams, type RunningStreams } from './streams.ts';
import type { Assembly, EventBus, Journal, Lambdas, Log, Service } from './types.ts';
import { createEngine, type Engine } from './workflows/engine.ts';
import { machinesOf } from './workflows/machines.ts';
import { createWorkflowService } from './workflows/service.ts';

export interface ComputeOptions {
  readonly dataDir: string;
  readonly assembly: Assembly;
  readonly awsEndpoint: string;
  /** Virtual time to begin with when the data are fresh; real now when absent. */
  readonly now?: number | undefined;
  readonly log: Log;
  readonly realNow?: ClockOptions['realNow'];
}

export interface Compute {
  readonly journal: Journal;
  readonly clock: RunningClock;
  readonly lambdas: Lambdas;
  readonly bus: EventBus;
  readonly streams: RunningStreams;
  readonly engine: Engine;
  readonly deadLetters: DeadLetters;
  readonly services: readonly Service[];
  /** Whether the journal was made by this start. */
  readonly isFresh: boolean;
  /** Lets time run and goes on with everything that the last run left behind; the AWS endpoint must answer by now. */
  resume(): void;
  close(): Promise<void>;
}

/** Opens the journal and builds everything; nothing runs before `resume`. Throws for templates that are not understood. */
export function openCompute(options: ComputeOptions): Compute {
  const { dataDir, assembly, log } = options;
  const realNow = options.realNow ?? (() => Date.now());
  const journal = openJournal(join(dataDir, 'workflows'));
  const facts = factsOf(journal);
  const kept = facts.get('offset');
  const offset = kept === undefined ? (options.now ?? realNow()) - realNow() : Number(kept);
  const persist = (value: number) => facts.set('offset', String(value));
  if (kept === undefined) persist(Math.trunc(offset));
  const clock = createClock({ offset, persist, log, realNow });
  const deadLetters = createDeadLetters(journal, log);
  const lambdas = createLambdas({
    assembly,
    clock,
    journal,
    deadLetters,
    log,
    awsEndpoint: options.awsEndpoint,
    logDir: join(dataDir, 'logs'),
  });
  const bus = createEvents({ assembly, clock, journal, lambdas });
  const { account, region } = assembly;
  const engine = createEngine({
    machines: machinesOf(assembly),
    account,
    region,
    clock,
    journal,
    lambdas,
    bus,
    log,
  });
  const streams = createStreams({ assembly, clock, journal, lambdas, deadLetters, log });
  return {
    journal,
    clock,
    lambdas,
    bus,
    streams,
    engine,
    deadLetters,
    isFresh: kept === undefined,
    services: [createWorkflowService(engine, clock.now()), createLambdaService(lambdas)],
    resume() {
      lambdas.resume();
      engine.resume();
      bus.resume();
      streams.resume();
      clock.start();
    },
    async close() {
      clock.stop();
      streams.close();
      engine.close();
      await lambdas.close();
      journal.close();
    },
  };
}
