import { describe, expect, it } from 'vitest';
import { DefinitionError, parseDefinition } from '../../../infra/local/workflows/definition.ts';
import { fill, lookUp, parsePath, parseTemplate, placeAt } from '../../../infra/local/workflows/paths.ts';
import { countTransitions } from '../../support/transitions.ts';

type Json = Readonly<Record<string, unknown>>;
const invoke = {
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'f' },
  End: true,
};
const MAP = {
  Type: 'Map',
  ItemsPath: '$.items',
  ItemProcessor: {
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
    StartAt: 'One',
    States: { One: invoke },
  },
  End: true,
};
const parse = (state: Json, top: Json = {}) =>
  parseDefinition(JSON.stringify({ StartAt: 'A', States: { A: state }, ...top }));

describe('definitions that hold what the interpreter does not run are refused by state and name', () => {
  it.each<[string, Json, RegExp]>([
    ['a map within one history', { Type: 'Map', ItemProcessor: {}, End: true }, /distributed to Standard/],
    [
      'a map over objects of S3',
      { ...MAP, ItemReader: { Resource: 'arn:aws:states:::s3:getObject' } },
      /state A: the field ItemReader/,
    ],
    [
      'a map whose children hold what is not run',
      { ...MAP, ItemProcessor: { ...MAP.ItemProcessor, States: { One: { Type: 'Parallel', End: true } } } },
      /state A: definition: state One|state A: state One: the type Parallel/,
    ],
    ['Parallel', { Type: 'Parallel', End: true }, /state A: the type Parallel/],
    [
      'another service',
      { ...invoke, Resource: 'arn:aws:states:::dynamodb:putItem' },
      /state A: the resource .*putItem/,
    ],
    ['an activity', { ...invoke, Resource: 'arn:aws:states:eu-central-1:1:activity:x' }, /the resource/],
    ['a field of JSONata', { ...invoke, Arguments: {} }, /the field Arguments/],
    ['JSONata', { ...invoke, QueryLanguage: 'JSONata' }, /only JSONPath/],
    ['Assign', { ...invoke, Assign: {} }, /the field Assign/],
    ['Credentials', { ...invoke, Credentials: {} }, /the field Credentials/],
    ['a qualifier', { ...invoke, Parameters: { FunctionName: 'f', Qualifier: '1' } }, /the field Qualifier/],
    ['no function', { ...invoke, Parameters: {} }, /FunctionName is missing/],
    [
      'an invocation as event',
      { ...invoke, Parameters: { FunctionName: 'f', InvocationType: 'Event' } },
      /RequestResponse/,
    ],
    [
      'an intrinsic function',
      { ...invoke, Parameters: { FunctionName: 'f', 'Payload.$': 'States.Format(1)' } },
      /States\.Format/,
    ],
    ['a wildcard', { ...invoke, InputPath: '$.a[*]' }, /\$\.a\[\*\]/],
    ['a filter', { ...invoke, InputPath: '$..a' }, /\$\.\.a/],
    ['a field of retries', { ...invoke, Retry: [{ ErrorEquals: ['x'], Strange: 1 }] }, /the field Strange/],
    [
      'a comparison',
      { Type: 'Choice', Choices: [{ Variable: '$.a', TimestampEquals: 'x', Next: 'A' }] },
      /TimestampEquals/,
    ],
    ['a state that is not there', { ...invoke, End: undefined, Next: 'B' }, /there is no state B/],
    [
      'a catch into nowhere',
      { ...invoke, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }] },
      /there is no state B/,
    ],
    ['neither Next nor End', { Type: 'Pass' }, /neither Next nor End/],
  ])('%s', (_title, state, message) => {
    expect(() => parse(state)).toThrow(DefinitionError);
    expect(() => parse(state)).toThrow(message);
  });

  it('unknown fields of the whole, and a start that is not there', () => {
    expect(() => parse(invoke, { Processor: 1 })).toThrow(/definition: the field Processor/);
    expect(() => parse(invoke, { StartAt: 'B' })).toThrow(/there is no state B/);
  });
});

describe('paths and templates', () => {
  const data = { plan: { gaps: { Reminder10: 7 }, list: ['a', { b: 1 }] }, 'odd key': true };
  it.each([
    ['$', data],
    ['$.plan.gaps.Reminder10', 7],
    ["$['odd key']", true],
    ['$.plan.list[1].b', 1],
    ['$.plan.list[9]', undefined],
    ['$.plan.gaps.toString', undefined],
    ['$$.Execution.Id', 'arn'],
  ])('%s', (path, expected) => {
    expect(lookUp(parsePath(path), data, { Execution: { Id: 'arn' } })).toEqual(expected);
  });

  it('a result is placed where its path says, the rest stays', () => {
    expect(placeAt(parsePath('$.plan.extra.deep'), data, 1)).toEqual({
      ...data,
      plan: { ...data.plan, extra: { deep: 1 } },
    });
    expect(placeAt(parsePath('$'), data, 1)).toBe(1);
  });

  it('a template takes constants, paths and the context', () => {
    const template = parseTemplate({ a: 1, 'b.$': '$.plan.gaps', c: [{ 'id.$': '$$.Execution.Id' }] });
    expect(fill(template, data, { Execution: { Id: 'arn' } })).toEqual({
      a: 1,
      b: { Reminder10: 7 },
      c: [{ id: 'arn' }],
    });
  });
});

it('transitions are states entered and retries, as they are billed', () => {
  expect(
    countTransitions([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskFailed',
      'TaskScheduled',
      'TaskSucceeded',
      'TaskStateExited',
      'ChoiceStateEntered',
      'ExecutionSucceeded',
    ]),
  ).toBe(3);
});
