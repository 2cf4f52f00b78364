import { describe, expect, test } from 'vitest';
import { StoreTrouble } from '../../../shared/records/attempts.ts';
import { refusalOf, troubleOf } from '../../../shared/records/dynamo-trouble.ts';
import { InvalidWrite } from '../../../shared/records/port.ts';

const fault = (name: string, rest: object = {}): Error => Object.assign(new Error('x'), { name, ...rest });
const kindOf = (error: unknown): unknown =>
  error instanceof StoreTrouble ? error.kind : (error as Error).name;
const cancelled = (...codes: string[]) =>
  fault('TransactionCanceledException', { CancellationReasons: codes.map((Code) => ({ Code })) });
const thrownBy = (error: unknown): unknown => {
  try {
    return refusalOf(error);
  } catch (thrown) {
    return kindOf(thrown);
  }
};

describe('faults of DynamoDB by what is known of their effect', () => {
  test.each([
    ['ProvisionedThroughputExceededException', {}, 'throttled'],
    ['ThrottlingException', {}, 'throttled'],
    ['RequestLimitExceeded', {}, 'throttled'],
    ['TransactionConflictException', {}, 'conflict'],
    ['TransactionInProgressException', {}, 'conflict'],
    ['InternalServerError', { $metadata: { httpStatusCode: 500 } }, 'unknown'],
    ['ServiceUnavailable', { $metadata: { httpStatusCode: 503 } }, 'unknown'],
    ['TimeoutError', {}, 'unknown'],
    ['AbortError', {}, 'unknown'],
    ['Error', { code: 'ECONNRESET' }, 'unknown'],
    ['Error', { code: 'ECONNREFUSED' }, 'unavailable'],
    ['Error', { code: 'ENOTFOUND' }, 'unavailable'],
    ['AccessDeniedException', { $metadata: { httpStatusCode: 400 } }, 'AccessDeniedException'],
    ['ResourceNotFoundException', { $metadata: { httpStatusCode: 400 } }, 'ResourceNotFoundException'],
  ])('%s %o is %s', (name, rest, kind) => {
    expect(kindOf(troubleOf(fault(name, rest)))).toBe(kind);
  });

  test('a request that the store finds invalid is a fault of the program', () => {
    expect(troubleOf(fault('ValidationException'))).toBeInstanceOf(InvalidWrite);
  });

  test('a cancelled transaction is refused by its failed conditions, else tried again when a conflict or a throttle cancelled it', () => {
    expect(refusalOf(fault('ConditionalCheckFailedException'))).toEqual({ ok: false, failed: [0] });
    expect(
      refusalOf(cancelled('None', 'ConditionalCheckFailed', 'TransactionConflict', 'ConditionalCheckFailed')),
    ).toEqual({ ok: false, failed: [1, 3] });
    expect(thrownBy(cancelled('None', 'TransactionConflict', 'ThrottlingError'))).toBe('conflict');
    expect(thrownBy(cancelled('ThrottlingError', 'None'))).toBe('throttled');
    expect(thrownBy(cancelled('ProvisionedThroughputExceeded'))).toBe('throttled');
    expect(thrownBy(cancelled('ValidationError', 'None'))).toBe('InvalidWrite');
    expect(thrownBy(cancelled())).toBe('InvalidWrite');
  });
});
