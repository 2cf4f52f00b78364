/**
 * Stands in for the SDK's HTTP handler: a request is answered where it would leave. Serializing, signing and parsing are
 * the SDK's own.
 */
import { answerOf, apart, type Json } from './instant-aws.ts';

interface Request {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** Byte strings as JSON has them. */
const inBase64 = (_name: string, value: unknown): unknown => {
  const buffer = value as { type?: string; data?: number[] } | null;
  return buffer?.type === 'Buffer' ? Buffer.from(buffer.data ?? []).toString('base64') : value;
};

function answer({ headers, body }: Request): string {
  const [, operation] = (headers['x-amz-target'] ?? '').split('.');
  if (operation === undefined) throw new Error('instant-http speaks JSON only');
  const sent =
    typeof body === 'string' ? body : Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString();
  return JSON.stringify(answerOf(operation, JSON.parse(sent) as Json), inBase64);
}

export class NodeHttpHandler {
  readonly metadata = { handlerProtocol: 'http/1.1' };

  static create(): NodeHttpHandler {
    return new NodeHttpHandler();
  }

  async handle(request: Request): Promise<unknown> {
    const body = apart(() => Buffer.from(answer(request)));
    return { response: { statusCode: 200, headers: {}, body } };
  }

  updateHttpClientConfig(): void {}
  httpHandlerConfigs = () => ({});
  destroy(): void {}
}

export const streamCollector = async (body: Uint8Array): Promise<Uint8Array> => body;
