/** Answers and errors of the AWS endpoint, in the protocol of the request. */
import { randomUUID } from 'node:crypto';
import { type AwsAnswer, AwsFault, type AwsRequest } from './types.ts';

/** A JSON answer (protocols AWS JSON 1.0 and 1.1). */
export function jsonAnswer(body: unknown, status = 200): AwsAnswer {
  return { status, headers: { 'content-type': 'application/x-amz-json-1.0' }, body: JSON.stringify(body) };
}

const escapeXml = (text: string): string =>
  text.replace(/[<>&]/g, (sign) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;' })[sign] ?? sign);

/** An error as the SDK of that protocol reads it. Anything but an {@link AwsFault} is an internal failure without details. */
export function faultAnswer(error: unknown, protocol: AwsRequest['protocol']): AwsAnswer {
  const fault =
    error instanceof AwsFault ? error : new AwsFault('InternalFailure', 'The local cloud failed.', 500);
  if (protocol === 'query') {
    const side = fault.status < 500 ? 'Sender' : 'Receiver';
    const body = `<ErrorResponse><Error><Type>${side}</Type><Code>${escapeXml(fault.code)}</Code><Message>${escapeXml(fault.message)}</Message></Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`;
    return { status: fault.status, headers: { 'content-type': 'text/xml' }, body };
  }
  return {
    status: fault.status,
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-errortype': fault.code },
    body: JSON.stringify({ __type: fault.code, message: fault.message, ...fault.members }),
  };
}
