import { SETTLE_SECONDS, SIDE_BY_SIDE } from '../../shared/domain/mailings/mailing.ts';
import { RETRY } from './workflow.ts';

/** A step works for four minutes, and has begun its last batch by then. */
const STEP_SECONDS = 330;

/**
 * The chart of telling many, in Amazon States Language (JSONPath). Input: `{"mailing": "<id>"}`.
 *
 *     Settle    a minute, so that whoever was there at the beginning is seen
 *     Freeze    settles who is told, in chunks; answers their numbers
 *     Tell      a Distributed Map over the numbers: an execution a chunk, so many side by side
 *       Send    tells people for minutes; answers whether all are told, or how long to wait
 *       More    … → Rest → Send
 *     Finish    the record wants nothing more
 *
 * Who is told and how far it has come lie in the records: an execution that died is followed by `<id>-<n>`.
 */
export function mailingDefinition(stepFunction: string): object {
  const step = (payload: object) => ({
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Parameters: { FunctionName: stepFunction, Payload: payload },
    TimeoutSeconds: STEP_SECONDS,
    Retry: RETRY,
  });
  return {
    Comment: 'Privacy Desk: telling many. Input: {"mailing": "<id>"}',
    StartAt: 'Settle',
    States: {
      Settle: { Type: 'Wait', Seconds: SETTLE_SECONDS, Next: 'Freeze' },
      Freeze: {
        ...step({
          step: 'freeze',
          'mailing.$': '$.mailing',
          'execution.$': '$$.Execution.Id',
          'at.$': '$$.State.EnteredTime',
        }),
        ResultSelector: { 'chunks.$': '$.Payload.chunks' },
        ResultPath: '$.frozen',
        Next: 'Tell',
      },
      Tell: {
        Type: 'Map',
        Label: 'Chunks',
        ItemsPath: '$.frozen.chunks',
        ItemSelector: { 'mailing.$': '$.mailing', 'chunk.$': '$$.Map.Item.Value' },
        MaxConcurrency: SIDE_BY_SIDE,
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: 'Send',
          States: {
            Send: {
              ...step({ step: 'send', 'mailing.$': '$.mailing', 'chunk.$': '$.chunk' }),
              ResultSelector: { 'done.$': '$.Payload.done', 'waitSeconds.$': '$.Payload.waitSeconds' },
              ResultPath: '$.told',
              Next: 'More',
            },
            More: {
              Type: 'Choice',
              Choices: [{ Variable: '$.told.done', BooleanEquals: true, Next: 'Done' }],
              Default: 'Rest',
            },
            Rest: { Type: 'Wait', SecondsPath: '$.told.waitSeconds', Next: 'Send' },
            // Thousands of answers would not fit into the state of their parent.
            Done: { Type: 'Succeed', OutputPath: null },
          },
        },
        ResultPath: null,
        Next: 'Finish',
      },
      Finish: {
        ...step({ step: 'finish', 'mailing.$': '$.mailing' }),
        ResultPath: null,
        OutputPath: null,
        End: true,
      },
    },
  };
}
