/** Sends a sample to where it belongs and tells the answer in one line, without secrets. */
import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { DoorName } from '../../../shared/names.ts';
import type { TraceCloud } from './cloud.ts';
import { bodyOf, type HttpSample, httpSample, type SampleKind } from './sample.ts';
import { machineOf } from './snapshot.ts';

/** Headers that describe one connection, or that the gateway sets itself. */
const OF_THE_CONNECTION = /^(host|connection|content-length|x-forwarded-.*)$/;

/** The answer as a line for people, and whether the sample was taken. */
interface Told {
  readonly text: string;
  readonly taken: boolean;
}

/** Sends it. */
export async function send(kind: SampleKind, event: unknown, cloud: TraceCloud): Promise<Told> {
  switch (kind.is) {
    case 'http':
      return request(httpSample.parse(event), cloud);
    case 'workflow': {
      const stateMachineArn = await machineOf(cloud, kind.workflow);
      const input = JSON.stringify(event);
      const { executionArn } = await cloud.workflows.send(
        new StartExecutionCommand({ stateMachineArn, input }),
      );
      const name = executionArn?.slice(executionArn.lastIndexOf(':') + 1);
      return { text: `execution ${name} is started`, taken: true };
    }
    default:
      return invoke(kind.door, event, cloud);
  }
}

async function request(sample: HttpSample, { addresses }: TraceCloud): Promise<Told> {
  const { rawPath, rawQueryString, headers, requestContext } = sample;
  const kept = Object.entries(headers).filter(([name]) => !OF_THE_CONNECTION.test(name));
  const body = bodyOf(sample);
  const url = new URL(rawPath, addresses.site);
  url.search = rawQueryString;
  const response = await fetch(url, {
    method: requestContext.http.method,
    redirect: 'manual',
    headers: Object.fromEntries(kept),
    ...(body === undefined ? {} : { body }),
  });
  const told = toldBy(response.headers, await response.text());
  return { text: `${response.status} ${told}`.trim(), taken: response.status < 400 };
}

/** Fields of an answer that say what became of the request; links and codes stay unsaid. */
const TELLING = ['reference', 'code', 'detail', 'status', 'revision', 'dueOn', 'outcome'];

function toldBy(headers: Headers, text: string): string {
  const location = headers.get('location');
  if (location !== null && text === '') return `on to ${location.replace(/([?&]key=)[^&]+/, '$1…')}`;
  const type = headers.get('content-type') ?? '';
  if (type.includes('html')) return `page “${/<title>([^<]*)/.exec(text)?.[1] ?? ''}”`;
  if (!type.includes('json')) return type;
  const json = JSON.parse(text) as Record<string, unknown>;
  const told = TELLING.filter((name) => typeof json[name] === 'string' || typeof json[name] === 'number');
  const items = Array.isArray(json['items']) ? [`${json['items'].length} items`] : [];
  const shown = [...told.map((name) => `${name} ${json[name]}`), ...items];
  return shown.length > 0 ? shown.join(', ') : `fields: ${Object.keys(json).join(', ')}`;
}

async function invoke(door: DoorName, event: unknown, cloud: TraceCloud): Promise<Told> {
  const name = `${cloud.deployment}-${door}`;
  const response = await fetch(`${cloud.addresses.aws}/2015-03-31/functions/${name}/invocations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(event),
  });
  const text = await response.text();
  if (!response.headers.has('x-amz-function-error'))
    return { text: `returned ${text || 'nothing'}`, taken: true };
  const { errorType, errorMessage } = JSON.parse(text) as { errorType: string; errorMessage: string };
  return { text: `failed with ${errorType}: ${errorMessage}`, taken: false };
}
