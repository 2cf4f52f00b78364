/** Sample inputs of `events/`: which door or workflow each is for, and the blanks that only a run can fill. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import * as z from 'zod';
import { ROUTES } from '../../../shared/api/routes.ts';
import type { RouteSpec } from '../../../shared/api/spec.ts';
import { whichRoute } from '../../../shared/http/which-route.ts';
import {
  type DoorName,
  OUTBOX_GROUPS,
  OUTBOX_SOURCE,
  type OutboxGroup,
  reactionOf,
  SCHEDULE_SOURCE,
  SCHEDULES,
  type ScheduleName,
  WORKFLOW_KINDS,
  WORKFLOWS,
  type WorkflowKind,
} from '../../../shared/names.ts';

/** Values that stand in the samples for what only a run knows (events/README.md says how to get each). */
export const BLANKS = {
  reference: 'PD-2026-K7M4QX-1',
  statusKey: 'key-of-the-status-link',
  staffToken: 'token-of-staff',
  programToken: 'token-of-program',
  personToken: 'token-of-person',
  stepToken: 'token-of-the-step',
  stamp: 'stamp-of-the-form',
  letter: 'id-of-the-letter',
  message: 'id-of-the-message',
  policyProof: 'proof-of-the-policy',
  consentProof: 'proof-of-the-consent',
  challenge: 'handle-of-the-registration',
  requestChallenge: 'challenge-of-the-request',
  requestCode: '135790',
  confirmToken: 'token-of-the-confirmation',
  site: 'http://127.0.0.1:4000',
} as const;
export type Blank = keyof typeof BLANKS;

/** The parts of an API Gateway event (payload 2.0) that a request is made of. */
export const httpSample = z.object({
  version: z.literal('2.0'),
  routeKey: z.string(),
  rawPath: z.string(),
  rawQueryString: z.string(),
  headers: z.record(z.string(), z.string()),
  pathParameters: z.record(z.string(), z.string()).optional(),
  requestContext: z.object({ http: z.object({ method: z.string() }) }),
  body: z.string().optional(),
  isBase64Encoded: z.boolean(),
});
export type HttpSample = z.infer<typeof httpSample>;

const scheduleNames = Object.keys(SCHEDULES) as [ScheduleName, ...ScheduleName[]];
const scheduleSample = z.object({
  source: z.literal(SCHEDULE_SOURCE),
  detail: z.object({ schedule: z.enum(scheduleNames) }),
});
const busSample = z.object({ source: z.enum(['aws.states', 'aws.ses']) });
const streamSample = z.object({ Records: z.array(z.unknown()).nonempty() });
const outboxSample = z.object({
  source: z.literal(OUTBOX_SOURCE),
  group: z.enum(OUTBOX_GROUPS as [OutboxGroup, ...OutboxGroup[]]),
  items: z.array(z.unknown()).optional(),
});

/** What a sample is: an HTTP request, the input of a workflow, or an event of one of the other kinds that doors take. */
export type SampleKind =
  | { readonly is: 'http'; readonly door: DoorName; readonly spec: RouteSpec }
  | { readonly is: 'workflow'; readonly workflow: WorkflowKind }
  | { readonly is: 'step'; readonly door: DoorName; readonly step: string }
  | { readonly is: 'stream' | 'mail' | 'died'; readonly door: DoorName }
  | {
      readonly is: 'outbox';
      readonly door: DoorName;
      readonly group: OutboxGroup;
      /** Items that were noticed; or word that something is due. */
      readonly items: boolean;
    }
  | { readonly is: 'schedule'; readonly door: DoorName; readonly schedule: ScheduleName };

const which = whichRoute(ROUTES.map((spec) => ({ spec })));

/** The route of a request and the values in its path; undefined where none takes it. */
export const routeOf = ({ routeKey: by, rawPath: path, requestContext: { http } }: HttpSample) =>
  which({ method: http.method, path, by });

/** The workflow whose samples lie in a folder; all take a reference and nothing else. */
function workflowIn(folder: string): WorkflowKind {
  const kind = WORKFLOW_KINDS.find((one) => WORKFLOWS[one] === folder);
  if (kind === undefined) throw new Error(`no workflow starts from events/${folder}`);
  return kind;
}

/** Which door or workflow takes this input. Throws for one that nothing of ours takes. */
function kindOf(input: unknown, folder: string): SampleKind {
  const fields = z.record(z.string(), z.unknown()).parse(input);
  if ('routeKey' in fields) {
    const sample = httpSample.parse(input);
    const spec = routeOf(sample)?.route.spec;
    if (spec === undefined)
      throw new Error(`no route for ${sample.requestContext.http.method} ${sample.rawPath}`);
    return { is: 'http', door: spec.door, spec };
  }
  if ('case' in fields) return { is: 'workflow', workflow: workflowIn(folder) };
  if ('step' in fields) return { is: 'step', door: 'cases-task', step: String(fields['step']) };
  if ('Records' in fields) {
    streamSample.parse(input);
    return { is: 'stream', door: 'outbox-task' };
  }
  const outbox = outboxSample.safeParse(input);
  if (outbox.success) {
    const { group, items } = outbox.data;
    return { is: 'outbox', door: reactionOf(group).door, group, items: items !== undefined };
  }
  const schedule = scheduleSample.safeParse(input);
  if (schedule.success) {
    const { schedule: name } = schedule.data.detail;
    return { is: 'schedule', door: SCHEDULES[name], schedule: name };
  }
  const { source } = busSample.parse(input);
  return source === 'aws.ses' ? { is: 'mail', door: 'letters-task' } : { is: 'died', door: 'cases-task' };
}

/** A sample as it lies in `events/`. */
export interface Sample {
  /** Path from the top, e.g. `events/claims/claim.json`. */
  readonly file: string;
  /** Capability that it lies with. */
  readonly folder: string;
  readonly text: string;
  readonly kind: SampleKind;
}

export function readSample(file: string): Sample {
  const text = readFileSync(file, 'utf8');
  const folder = basename(dirname(file));
  return { file, folder, text, kind: kindOf(JSON.parse(text), folder) };
}

/** All samples, in order of their paths. */
export function listSamples(root = 'events'): readonly string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => relative('.', join(entry.parentPath, entry.name)))
    .toSorted();
}

/** The body of an HTTP sample as text. */
export const bodyOf = ({ body, isBase64Encoded }: HttpSample): string | undefined =>
  body === undefined ? undefined : Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8').toString('utf8');

/** The blanks that a sample has; a form's are inside its base64 body. */
export function blanksOf({ text, kind }: Pick<Sample, 'text' | 'kind'>): readonly Blank[] {
  const body = kind.is === 'http' ? (bodyOf(httpSample.parse(JSON.parse(text))) ?? '') : '';
  return (Object.keys(BLANKS) as Blank[]).filter((blank) => `${text}${body}`.includes(BLANKS[blank]));
}

/** The sample with its blanks filled in. */
export function fill(sample: Sample, values: { readonly [blank in Blank]?: string }): unknown {
  const put = (text: string, encode: (value: string) => string) =>
    Object.entries(values).reduce(
      (filled, [blank, value]) => filled.replaceAll(BLANKS[blank as Blank], () => encode(value)),
      text,
    );
  const event: unknown = JSON.parse(put(sample.text, (value) => JSON.stringify(value).slice(1, -1)));
  if (sample.kind.is !== 'http') return event;
  const http = httpSample.loose().parse(event);
  if (!http.isBase64Encoded) return http;
  const form = put(bodyOf(http) ?? '', encodeURIComponent);
  return { ...http, body: Buffer.from(form).toString('base64') };
}
