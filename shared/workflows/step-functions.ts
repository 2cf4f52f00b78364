import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  InvalidToken,
  SendTaskFailureCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import * as z from 'zod/mini';
import { REPLAN } from '../domain/workflow-payloads.ts';

/** The workflow engine as the dispatcher sees it. */
export interface Workflows {
  /** Starts the execution `<reference>-<n>` of a case, or of a mailing by its id; one that exists counts as started (ExecutionAlreadyExists). */
  start(kind: string, reference: string, n: number): Promise<'started' | 'exists'>;
  /** Ends a wait (`decided`) or has it plan anew. A used, late or unknown token is no error: the record has decided. */
  resume(token: string, how: 'decided' | 'replan'): Promise<'resumed' | 'gone'>;
  /** Whether the execution still runs. */
  isRunning(execution: string): Promise<boolean>;
}

/** Workflows on Step Functions; `machines`: JSON, kind of case, or `mailing`, → ARN of its state machine. */
export function stepFunctions(machines: string): Workflows {
  const client = new SFNClient({});
  const known = z.record(z.string(), z.string()).parse(JSON.parse(machines));
  const machineOf = (kind: string): string => {
    const machine = known[kind];
    if (machine === undefined) throw new TypeError(`no state machine of the kind ${kind}`);
    return machine;
  };
  return {
    async start(kind, reference, n) {
      try {
        await client.send(
          new StartExecutionCommand({
            stateMachineArn: machineOf(kind),
            name: `${reference}-${n}`,
            input: JSON.stringify({ [kind === 'mailing' ? 'mailing' : 'case']: reference }),
          }),
        );
        return 'started';
      } catch (error) {
        if (error instanceof ExecutionAlreadyExists) return 'exists';
        throw error;
      }
    },
    async resume(token, how) {
      try {
        if (how === 'decided')
          await client.send(new SendTaskSuccessCommand({ taskToken: token, output: '{}' }));
        else await client.send(new SendTaskFailureCommand({ taskToken: token, error: REPLAN }));
        return 'resumed';
      } catch (error) {
        if (
          error instanceof TaskTimedOut ||
          error instanceof InvalidToken ||
          error instanceof TaskDoesNotExist
        )
          return 'gone';
        throw error;
      }
    },
    async isRunning(execution) {
      try {
        const { status } = await client.send(new DescribeExecutionCommand({ executionArn: execution }));
        return status === 'RUNNING' || status === 'PENDING_REDRIVE';
      } catch (error) {
        if (error instanceof ExecutionDoesNotExist) return false;
        throw error;
      }
    },
  };
}
