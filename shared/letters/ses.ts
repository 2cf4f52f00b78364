import { SESClient, type SESClientConfig, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { LETTER_TAG } from '../names.ts';
import { CALL_TIMEOUT_MS, type MailPort, type SendOutcome } from './mail-port.ts';

/** Adapter: Amazon SES (v1 `SendRawEmail`), or a service that speaks its protocol at another endpoint (L3). */
export interface SesOptions {
  /** Its event destination reports what became of the letters. Absent with services that have none. */
  readonly configurationSet?: string | undefined;
  /** Region, endpoint, credentials where they are not the function's own. */
  readonly client?: SESClientConfig;
}

/** Codes of errors after which nothing can be sent until somebody acts. The letters wait. */
const PAUSED: ReadonlySet<string> = new Set([
  'AccountSendingPausedException',
  'AccountSendingPaused',
  'ConfigurationSetSendingPausedException',
  'ConfigurationSetSendingPaused',
  'ConfigurationSetDoesNotExistException',
  'ConfigurationSetDoesNotExist',
  'MailFromDomainNotVerifiedException',
  'MailFromDomainNotVerified',
  'ProductionAccessNotGrantedException',
  'AccessDenied',
  'AccessDeniedException',
  'CredentialsProviderError',
  'ExpiredToken',
  'IncompleteSignature',
  'InvalidClientTokenId',
  'OptInRequired',
  'SignatureDoesNotMatch',
]);

const THROTTLED: ReadonlySet<string> = new Set([
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  'LimitExceededException',
  'LimitExceeded',
  'RequestLimitExceeded',
  'ServiceUnavailable',
]);

/** The connection was never made, so nothing was sent. */
const UNREACHED: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** SES: "over the daily quota, wait until it is free"; a rate excess is over within seconds. */
const QUOTA_WAIT_MS = 30 * 60_000;

/** Reads an SDK error as an outcome; only its codes, never its message: that may name an address. */
function outcomeOf(error: unknown): SendOutcome {
  const { name, code, message, status } = fieldsOf(error);
  if (UNREACHED.has(code)) return { type: 'throttled', code };
  if (PAUSED.has(name)) return { type: 'paused', code: name };
  if (THROTTLED.has(name) || status === 429 || status === 503) {
    const overQuota = /daily/i.test(message);
    return { type: 'throttled', code: name, ...(overQuota ? { retryAfterMs: QUOTA_WAIT_MS } : {}) };
  }
  // The sandbox and an unverified sender answer with the code of a refused message; the letter is not at fault.
  if (name === 'MessageRejected' && /not verified|paused|suspended/i.test(message))
    return { type: 'paused', code: 'NotVerified' };
  if (status !== undefined && status >= 400 && status < 500) return { type: 'refused', code: name };
  return { type: 'unknown', code: name };
}

function fieldsOf(error: unknown): {
  name: string;
  code: string;
  message: string;
  status: number | undefined;
} {
  if (!(error instanceof Error)) return { name: 'NotAnError', code: '', message: '', status: undefined };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const metadata = '$metadata' in error ? error.$metadata : undefined;
  const status =
    typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata
      ? metadata.httpStatusCode
      : undefined;
  return {
    name: error.name,
    code,
    message: error.message,
    status: typeof status === 'number' ? status : undefined,
  };
}

/** The mail port over SES. One client per container; one attempt per call. */
export function sesPort({ configurationSet, client }: SesOptions): MailPort {
  // The SDK would try again by itself after a timeout, and SES has no idempotency token: a code could leave twice.
  const ses = new SESClient({ ...client, maxAttempts: 1 });
  return {
    async send(message) {
      const command = new SendRawEmailCommand({
        RawMessage: { Data: message.raw },
        Source: message.from,
        Destinations: [...message.to],
        Tags: [{ Name: LETTER_TAG, Value: message.tag }],
        ConfigurationSetName: configurationSet,
      });
      try {
        const { MessageId } = await ses.send(command, { abortSignal: AbortSignal.timeout(CALL_TIMEOUT_MS) });
        return MessageId === undefined
          ? { type: 'unknown', code: 'NoMessageId' }
          : { type: 'accepted', messageId: MessageId };
      } catch (error) {
        return outcomeOf(error);
      }
    },
  };
}
