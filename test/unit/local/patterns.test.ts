import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../../infra/local/patterns.ts';
import { compileInput } from '../../../infra/local/targets.ts';

const died = {
  source: 'aws.states',
  'detail-type': 'Step Functions Execution Status Change',
  detail: { status: 'FAILED', name: 'PD-2026-K7M4QX-9-1', count: 3, output: null },
  resources: ['arn:one', 'arn:two'],
};

describe('event patterns', () => {
  it.each([
    ['an exact value', { source: ['aws.states'] }, true],
    ['another value', { source: ['aws.ses'] }, false],
    ['one of several', { detail: { status: ['TIMED_OUT', 'FAILED'] } }, true],
    ['all fields', { source: ['aws.states'], detail: { status: ['SUCCEEDED'] } }, false],
    ['any element of a list', { resources: ['arn:two'] }, true],
    ['a prefix', { detail: { name: [{ prefix: 'PD-2026-' }] } }, true],
    ['another prefix', { detail: { name: [{ prefix: 'PD-2027-' }] } }, false],
    ['a suffix', { detail: { name: [{ suffix: '-1' }] } }, true],
    ['anything but', { detail: { status: [{ 'anything-but': ['SUCCEEDED', 'RUNNING'] }] } }, true],
    ['anything but this', { detail: { status: [{ 'anything-but': 'FAILED' }] } }, false],
    ['anything but a prefix', { detail: { name: [{ 'anything-but': { prefix: 'PD-' } }] } }, false],
    ['anything but, of a field that is absent', { detail: { other: [{ 'anything-but': 'x' }] } }, false],
    ['an existing field', { detail: { status: [{ exists: true }] } }, true],
    ['a field that must be absent', { detail: { error: [{ exists: false }] } }, true],
    ['a field that must be absent but is there', { detail: { status: [{ exists: false }] } }, false],
    ['absent below an absent object', { other: { deep: [{ exists: false }] } }, true],
    ['null', { detail: { output: [null] } }, true],
    ['a number', { detail: { count: [{ numeric: ['>', 2, '<=', 3] }] } }, true],
    ['a number out of range', { detail: { count: [{ numeric: ['>', 3] }] } }, false],
    ['letters of any case', { detail: { status: [{ 'equals-ignore-case': 'failed' }] } }, true],
  ])('%s', (_title, pattern, expected) => {
    expect(compilePattern(pattern)(died)).toBe(expected);
  });

  it('a stream filter reads images in DynamoDB JSON', () => {
    const record = {
      eventName: 'MODIFY',
      dynamodb: { NewImage: { kind: { S: 'letter' }, todoWhy: { S: 'send' }, v: { N: '12' } } },
    };
    const filter = (image: unknown) =>
      compilePattern({ dynamodb: { NewImage: image } } as Record<string, unknown>);
    expect(filter({ kind: { S: ['letter'] }, todoWhy: { S: ['send', 'confirm'] } })(record)).toBe(true);
    expect(filter({ kind: { S: ['case'] } })(record)).toBe(false);
    expect(filter({ todoPk: { S: [{ exists: false }] } })(record)).toBe(true);
    expect(filter({ v: { N: [{ numeric: ['>=', 12] }] } })(record)).toBe(true);
  });

  it.each([[{ source: [{ wildcard: 'a*' }] }], [{ $or: [{ source: ['a'] }] }], [{ source: 'not a list' }]])(
    'refuses %j by name',
    (pattern) => {
      expect(() => compilePattern(pattern as Record<string, unknown>)).toThrow(
        /wildcard|\$or|lists of values/,
      );
    },
  );
});

describe('what a rule hands to its target', () => {
  it('the event, a part of it, or a constant', () => {
    expect(compileInput({}, 'arn')(died)).toBe(died);
    expect(compileInput({ InputPath: '$.detail.status' }, 'arn')(died)).toBe('FAILED');
    expect(compileInput({ Input: '{"sweep":true}' }, 'arn')(died)).toEqual({ sweep: true });
  });

  it('a filled template: values as JSON, within a text as text', () => {
    const InputTransformer = {
      InputPathsMap: { name: '$.detail.name', count: '$.detail.count', gone: '$.detail.gone' },
      InputTemplate:
        '{"case":<name>,"n":<count>,"says":"run \\"<name>\\" is <count>","gone":<gone>,"rule":<aws.events.rule-arn>}',
    };
    expect(compileInput({ InputTransformer }, 'arn:rule')(died)).toEqual({
      case: 'PD-2026-K7M4QX-9-1',
      n: 3,
      says: 'run "PD-2026-K7M4QX-9-1" is 3',
      gone: '',
      rule: 'arn:rule',
    });
  });

  it('refuses a placeholder that nothing fills', () => {
    const InputTransformer = { InputTemplate: '{"a":<b>}' };
    expect(() => compileInput({ InputTransformer }, 'arn')).toThrow(/<b>/);
  });
});
