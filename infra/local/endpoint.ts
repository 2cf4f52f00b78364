/** The one AWS endpoint: finds service and operation of a request and hands it to the service. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { faultAnswer } from './answers.ts';
import {
  type AwsAnswer,
  AwsFault,
  type AwsRequest,
  type Log,
  type Service,
  type VirtualClock,
} from './types.ts';

const MOST_BODY_BYTES = 16 * 1024 * 1024;
/** Target prefixes of the JSON protocols → signing name. */
const TARGETS: Readonly<Record<string, string>> = {
  AWSStepFunctions: 'states',
  DynamoDB_20120810: 'dynamodb',
  TrentService: 'kms',
  secretsmanager: 'secretsmanager',
};
/** Operations that change something: schedules that a jump left out are due again after one. */
const CHANGES = /^(Put|Update|Delete|TransactWrite|BatchWrite|Start|Stop|Send|Create|Rotate)/;

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > MOST_BODY_BYTES) throw new AwsFault('RequestEntityTooLarge', 'The body is too large.', 413);
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

/** Signing name in the credential scope of the Authorization header. */
function signedService(request: IncomingMessage): string {
  return (
    /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\/aws4_request/.exec(request.headers.authorization ?? '')?.[1] ?? ''
  );
}

/** Reads what the request asks for. */
function parseRequest(request: IncomingMessage, body: Buffer): AwsRequest {
  const { method = 'POST', url: path = '/', headers } = request;
  const common = { method, path, headers, body };
  const target = headers['x-amz-target'];
  if (typeof target === 'string') {
    const dot = target.indexOf('.');
    const service = TARGETS[target.slice(0, dot)] ?? signedService(request);
    return { ...common, service, operation: target.slice(dot + 1), protocol: 'json' };
  }
  if (headers['content-type']?.startsWith('application/x-www-form-urlencoded')) {
    const operation = new URLSearchParams(body.toString('utf8')).get('Action') ?? '';
    return { ...common, service: signedService(request) || 'ses', operation, protocol: 'query' };
  }
  const service = signedService(request) || (path.startsWith('/2015-03-31/functions/') ? 'lambda' : '');
  return { ...common, service, operation: `${method} ${path}`, protocol: 'rest' };
}

function send(response: ServerResponse, answer: AwsAnswer, clock: VirtualClock): void {
  response.writeHead(answer.status, {
    // Virtual time: otherwise the SDK would correct a skew that is none.
    date: new Date(clock.now()).toUTCString(),
    'content-length': Buffer.byteLength(answer.body),
    ...answer.headers,
  });
  response.end(answer.body);
}

/** Makes the server (not yet listening). */
export function createEndpoint(services: readonly Service[], clock: VirtualClock, log: Log): Server {
  const byName = new Map(services.map((service) => [service.name, service]));

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let parsed: AwsRequest | undefined;
    try {
      parsed = parseRequest(request, await bodyOf(request));
      const service = byName.get(parsed.service);
      if (service === undefined) {
        throw new AwsFault(
          'UnknownService',
          `The local cloud does not run the service "${parsed.service}".`,
          501,
        );
      }
      const result = await service.handle(parsed);
      if (result.status < 300 && CHANGES.test(parsed.operation)) clock.touch();
      send(response, result, clock);
    } catch (error) {
      if (!(error instanceof AwsFault)) {
        log.warn(
          `${parsed?.service ?? 'aws'} ${parsed?.operation ?? ''} failed: ${error instanceof Error ? (error.stack ?? '') : ''}`,
        );
      }
      if (!response.headersSent) send(response, faultAnswer(error, parsed?.protocol ?? 'json'), clock);
    }
  }

  const server = createServer((request, response) => void answer(request, response));
  server.keepAliveTimeout = 60_000;
  return server;
}
