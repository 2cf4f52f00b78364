import { readFileSync } from 'node:fs';
import {
  DescribeExecutionCommand,
  type DescribeExecutionOutput,
  type ExecutionListItem,
  type HistoryEvent,
  ListStateMachinesCommand,
  paginateGetExecutionHistory,
  paginateListExecutions,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { NAMES, type WorkflowKind } from '../../shared/names.ts';
import type { DeskClient } from './desk-client.ts';

/** Reference in `events/claims/start.json`. */
const SAMPLE = /PD-\d{4}-[0-9A-Z]{6}-[0-9A-Z]/;

/** Deployment whose workflow is looked at; `local` is what `npm start` runs. */
const DEPLOYMENT = process.env['DEPLOYMENT'] ?? 'local';

/** The workflow of a kind of case of a running program, as an engineer sees it in AWS. */
export class CaseExecutions {
  readonly #desk: () => DeskClient;
  readonly #name: string;
  #opened: { readonly client: SFNClient; readonly machine: string } | undefined;

  constructor(desk: () => DeskClient, kind: WorkflowKind = 'claim') {
    this.#desk = desk;
    this.#name = NAMES.workflow(DEPLOYMENT, kind);
  }

  /** Executions of a case in the order of their names. Those that a person started have names of their own and are not among them. */
  async of(reference: string): Promise<readonly ExecutionListItem[]> {
    const { client, machine } = await this.#open();
    const found: ExecutionListItem[] = [];
    for await (const page of paginateListExecutions({ client }, { stateMachineArn: machine }))
      found.push(...(page.executions ?? []).filter((one) => one.name?.startsWith(reference)));
    return found.toSorted((a, b) => (a.name ?? '').localeCompare(b.name ?? ''));
  }

  /** The last of them, if it runs. */
  async running(reference: string): Promise<ExecutionListItem | undefined> {
    const last = (await this.of(reference)).at(-1);
    return last?.status === 'RUNNING' ? last : undefined;
  }

  untilRunning(reference: string): Promise<ExecutionListItem> {
    return this.#desk().until(() => this.running(reference), `an execution of ${reference}`);
  }

  async describe(executionArn: string | undefined): Promise<DescribeExecutionOutput> {
    const { client } = await this.#open();
    return client.send(new DescribeExecutionCommand({ executionArn }));
  }

  untilEnded(executionArn: string | undefined): Promise<DescribeExecutionOutput> {
    return this.#desk().until(async () => {
      const found = await this.describe(executionArn);
      return found.status === 'RUNNING' ? undefined : found;
    }, `${executionArn} to end`);
  }

  async history(executionArn: string | undefined): Promise<readonly HistoryEvent[]> {
    const { client } = await this.#open();
    const events: HistoryEvent[] = [];
    for await (const page of paginateGetExecutionHistory({ client }, { executionArn }))
      events.push(...(page.events ?? []));
    return events;
  }

  async stop(executionArn: string | undefined): Promise<void> {
    const { client } = await this.#open();
    await client.send(new StopExecutionCommand({ executionArn, error: 'Stopped', cause: 'by hand' }));
  }

  /** Starts one without a name, as the console does; returns its ARN. */
  async start(input: string): Promise<string | undefined> {
    const { client, machine } = await this.#open();
    return (await client.send(new StartExecutionCommand({ stateMachineArn: machine, input }))).executionArn;
  }

  /** Starts one as a person does: with `events/claims/start.json`, its reference replaced. */
  startByHand(reference: string): Promise<string | undefined> {
    return this.start(readFileSync('events/claims/start.json', 'utf8').replace(SAMPLE, reference));
  }

  async #open(): Promise<{ readonly client: SFNClient; readonly machine: string }> {
    if (this.#opened !== undefined) return this.#opened;
    // A real account: region and credentials of the shell. The local cloud takes any.
    const { aws } = this.#desk().target;
    const anyKeys = { accessKeyId: 'local', secretAccessKey: 'local' };
    const local = process.env['AWS_ACCESS_KEY_ID'] === undefined && { credentials: anyKeys };
    const region = process.env['AWS_REGION'] ?? 'eu-central-1';
    const client = new SFNClient({ region, ...(aws !== undefined && { endpoint: aws }), ...local });
    const { stateMachines = [] } = await client.send(new ListStateMachinesCommand({}));
    const machine = stateMachines.find(({ name }) => name === this.#name)?.stateMachineArn;
    if (machine === undefined) throw new Error(`there is no workflow ${this.#name}`);
    this.#opened = { client, machine };
    return this.#opened;
  }
}
