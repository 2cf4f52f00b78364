import { StoreTrouble } from './attempts.ts';
import { type CommitResult, InvalidWrite } from './port.ts';
import { refused } from './writes.ts';

const THROTTLED = new Set([
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
  'RequestLimitExceeded',
  'ThrottledException',
  // codes of a cancelled transaction
  'ProvisionedThroughputExceeded',
  'ThrottlingError',
]);
const CONFLICT = new Set([
  'TransactionConflictException',
  'TransactionInProgressException',
  'TransactionConflict',
]);
/** The connection was never made: nothing was written. */
const NOT_REACHED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);
/** The connection broke or the time was up: what became of the request is not known. */
const CUT_OFF = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ERR_STREAM_PREMATURE_CLOSE', 'UND_ERR_SOCKET']);

/** What of an AWS SDK error is looked at; all of it may be missing. */
interface Fault {
  readonly name?: string;
  readonly code?: string;
  readonly message?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly CancellationReasons?: readonly { readonly Code?: string }[];
}

/** Turns an error of the SDK into {@link StoreTrouble} where another try may help; else gives it back as it is. */
export function troubleOf(error: unknown): unknown {
  const fault = error as Fault;
  const options = { cause: error };
  const name = fault.name ?? '';
  if (THROTTLED.has(name)) return new StoreTrouble('throttled', options);
  if (CONFLICT.has(name)) return new StoreTrouble('conflict', options);
  if (name === 'ValidationException') return new InvalidWrite('the store refuses the request', options);
  if (NOT_REACHED.has(fault.code ?? '')) return new StoreTrouble('unavailable', options);
  const cutOff = name === 'TimeoutError' || name === 'AbortError' || CUT_OFF.has(fault.code ?? '');
  if (cutOff || (fault.$metadata?.httpStatusCode ?? 0) >= 500) return new StoreTrouble('unknown', options);
  return error;
}

/** The answer that a failed write gives: refused by its conditions, or thrown on as trouble. */
export function refusalOf(error: unknown): CommitResult {
  const fault = error as Fault;
  if (fault.name === 'ConditionalCheckFailedException') return refused([0]);
  if (fault.name !== 'TransactionCanceledException') throw troubleOf(error);
  const codes = (fault.CancellationReasons ?? []).map((reason) => reason.Code ?? 'None');
  const failed = codes.flatMap((code, index) => (code === 'ConditionalCheckFailed' ? [index] : []));
  if (failed.length > 0) return refused(failed);
  if (codes.some((code) => CONFLICT.has(code))) throw new StoreTrouble('conflict', { cause: error });
  if (codes.some((code) => THROTTLED.has(code))) throw new StoreTrouble('throttled', { cause: error });
  throw new InvalidWrite('the store refuses the transaction', { cause: error });
}
