import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { referenceOf } from '../../../functions/cases/steps.ts';
import { readMailEvent } from '../../../functions/letters/mail-events.ts';
import {
  BLANKS,
  type Blank,
  blanksOf,
  bodyOf,
  fill,
  httpSample,
  listSamples,
  readSample,
  routeOf,
} from '../../../infra/tools/trace/sample.ts';
import { gatewayRoutes } from '../../../shared/api/prefixes.ts';
import { ROUTES } from '../../../shared/api/routes.ts';
import type { StepEvent } from '../../../shared/domain/workflow-payloads.ts';
import { computeDeadline } from '../../../shared/law/deadline.ts';
import {
  DOORS,
  OUTBOX_GROUPS,
  reactionOf,
  SCHEDULE_SOURCE,
  SCHEDULES,
  WORKFLOWS,
} from '../../../shared/names.ts';
import { outboxEvent } from '../../../shared/outbox/event.ts';
import { fromAttributes, toAttributes } from '../../../shared/records/dynamo-items.ts';
import { caseKind } from '../../../shared/records/kinds/cases.ts';
import { keyFor, storedOf } from '../../../shared/records/kinds/kind.ts';
import { letterKind } from '../../../shared/records/kinds/letters.ts';
import { parseReference } from '../../../shared/records/references.ts';
import { routeByRules } from '../../support/gateway-rules.ts';

const KEYS = gatewayRoutes(ROUTES).map(({ key }) => key);
const samples = listSamples().map(readSample);
const ofKind = (is: string) => samples.filter((sample) => sample.kind.is === is);
const named = (list: typeof samples) => list.map((sample) => [sample.file, sample] as const);

/** API Gateway's payload format 2.0: all of it, and nothing else. */
const gatewayEvent = z.strictObject({
  ...httpSample.shape,
  cookies: z.array(z.string()).optional(),
  queryStringParameters: z.record(z.string(), z.string()).optional(),
  requestContext: z.strictObject({
    accountId: z.string(),
    apiId: z.string(),
    domainName: z.string(),
    domainPrefix: z.string(),
    http: z.strictObject({
      method: z.string(),
      path: z.string(),
      protocol: z.string(),
      sourceIp: z.ipv4(),
      userAgent: z.string(),
    }),
    requestId: z.string(),
    routeKey: z.string(),
    stage: z.literal('$default'),
    time: z.string(),
    timeEpoch: z.int(),
  }),
});

/** What EventBridge wraps around every event. */
const busEvent = z.strictObject({
  version: z.literal('0'),
  id: z.uuid(),
  'detail-type': z.string(),
  source: z.string(),
  account: z.string().regex(/^\d{12}$/),
  time: z.iso.datetime(),
  region: z.string(),
  resources: z.array(z.string().startsWith('arn:aws:')),
  detail: z.record(z.string(), z.unknown()),
});

const stepCommon = {
  input: z.strictObject({ case: z.string() }),
  execution: z.string().regex(/^arn:aws:states:[^:]+:\d+:execution:[^:]+:.+$/),
  at: z.iso.datetime(),
};
const stepEvent = z.discriminatedUnion('step', [
  z.strictObject({ step: z.literal('open'), ...stepCommon }),
  z.strictObject({
    step: z.literal('wait'),
    planned: z.strictObject({
      from: z.iso.datetime(),
      until: z.iso.datetime(),
      seconds: z.int().check(z.positive()),
    }),
    token: z.string(),
    ...stepCommon,
  }),
]);

/** A form's fields as the schema of its body wants them: dotted names nested, empty ones and the page's own left out. */
function formBody(text: string): unknown {
  const body: { [name: string]: unknown } = {};
  for (const [name, value] of new URLSearchParams(text)) {
    if (value === '' || name.startsWith('_')) continue;
    const [first = '', second] = name.split('.');
    body[first] = second === undefined ? value : { ...(body[first] as object), [second]: value };
  }
  return body;
}

describe('samples of HTTP requests', () => {
  test.each(named(ofKind('http')))('D2: %s is what API Gateway hands to its door', (_, { text, kind }) => {
    if (kind.is !== 'http') throw new Error('not a request');
    const event = gatewayEvent.parse(JSON.parse(text));
    const { http } = event.requestContext;
    const key = routeByRules(KEYS, http.method, event.rawPath) ?? '';
    expect([event.routeKey, event.requestContext.routeKey, http.path]).toEqual([key, key, event.rawPath]);
    const params = event.pathParameters ?? {};
    const path = key === '$default' ? event.rawPath : key.split(' ')[1];
    expect(path?.replace(/\{(\w+)\+?\}/g, (_all, name: string) => params[name] ?? '?')).toBe(event.rawPath);
    expect(event.queryStringParameters ?? {}).toEqual(
      Object.fromEntries(new URLSearchParams(event.rawQueryString)),
    );
  });

  test.each(named(ofKind('http')))('D2, G5: %s is taken by the schemas of its route', (_, { text, kind }) => {
    if (kind.is !== 'http') throw new Error('not a request');
    const { spec } = kind;
    const event = httpSample.loose().parse(JSON.parse(text));
    const params = routeOf(event)?.params ?? {};
    expect(spec.params?.safeParse(params).success ?? Object.keys(params).length === 0).toBe(true);
    const query = Object.fromEntries(new URLSearchParams(event.rawQueryString));
    expect(spec.query?.safeParse(query).success ?? event.rawQueryString === '').toBe(true);
    const body = bodyOf(event);
    const schema = spec.acts?.[params['act'] ?? '']?.body ?? spec.body;
    if (schema === undefined) {
      expect(body).toBeUndefined();
      return;
    }
    const form = event.headers['content-type'] === 'application/x-www-form-urlencoded';
    // API Gateway hands over everything that is not text or JSON in base64.
    expect(event.isBase64Encoded).toBe(form);
    expect(schema.safeParse(form ? formBody(body ?? '') : JSON.parse(body ?? '')).error).toBeUndefined();
  });
});

describe('samples of workflows', () => {
  const workflows = ['claims', 'requests'];

  test.each(workflows)(
    'K6: the workflow %s has a start sample, {"case": "<reference>"} and nothing else',
    (name) => {
      const file = `events/${name}/start.json`;
      const input: unknown = JSON.parse(readFileSync(file, 'utf8'));
      const { kind } = readSample(file);
      expect(kind.is === 'workflow' && WORKFLOWS[kind.workflow]).toBe(name);
      expect(Object.keys(input as object)).toEqual(['case']);
      expect(referenceOf(input)).toBe(BLANKS.reference);
    },
  );

  test.each(named(ofKind('step')))('K6: %s is a step as the workflow sends it', (_, { text }) => {
    const step: StepEvent = stepEvent.parse(JSON.parse(text));
    expect(referenceOf(step.input)).toBe(BLANKS.reference);
    expect(step.execution.split(':').at(-1)).toBe(`${BLANKS.reference}-1`);
  });
});

describe('samples of events', () => {
  test.each(named(ofKind('schedule')))('%s is what the scheduler sends', (_, { text }) => {
    const scheduled = z.strictObject({
      source: z.literal(SCHEDULE_SOURCE),
      'detail-type': z.literal('Scheduled Event'),
      time: z.iso.datetime(),
      detail: z.strictObject({ schedule: z.enum(Object.keys(SCHEDULES)) }),
    });
    expect(scheduled.safeParse(JSON.parse(text)).error).toBeUndefined();
  });

  test.each(named(ofKind('outbox')))(
    'G1: %s is what the reader of the outbox hands on',
    (_, { text, kind }) => {
      if (kind.is !== 'outbox') throw new Error('not handed on');
      const event = outboxEvent(kind.group).parse(JSON.parse(text));
      for (const item of event.items ?? []) expect(reactionOf(kind.group).tables).toContain(item.table);
      expect(event).toEqual(JSON.parse(text));
    },
  );

  test('G1: every group of the outbox has a sample', () => {
    const groups = samples.flatMap(({ kind }) => (kind.is === 'outbox' ? [kind.group] : []));
    expect([...new Set(groups)].toSorted()).toEqual(OUTBOX_GROUPS.toSorted());
  });

  const streamed = z.strictObject({
    Records: z.tuple([
      z.strictObject({
        eventID: z.string().length(32),
        eventName: z.literal('INSERT'),
        eventVersion: z.literal('1.1'),
        eventSource: z.literal('aws:dynamodb'),
        awsRegion: z.string(),
        dynamodb: z.strictObject({
          ApproximateCreationDateTime: z.int(),
          Keys: z.strictObject({
            pk: z.strictObject({ S: z.string() }),
            sk: z.strictObject({ S: z.string() }),
          }),
          NewImage: z.record(z.string(), z.any()),
          SequenceNumber: z.string().regex(/^\d{21,40}$/),
          SizeBytes: z.int(),
          StreamViewType: z.literal('NEW_IMAGE'),
        }),
        eventSourceARN: z.string(),
      }),
    ]),
  });

  test.each(named(ofKind('stream')))(
    'G1: %s holds an item as the store writes it, with its intent',
    (_, { text }) => {
      const { dynamodb } = streamed.parse(JSON.parse(text)).Records[0];
      const item = fromAttributes('cases', dynamodb.NewImage);
      expect(dynamodb.Keys).toEqual({ pk: { S: item.pk }, sk: { S: item.sk } });
      expect(toAttributes(item, dynamodb.NewImage['w']?.S)).toEqual(dynamodb.NewImage);
      if (item.kind === 'case') {
        const { body } = storedOf(caseKind, item);
        expect(keyFor(caseKind, body.reference)).toMatchObject({ pk: item.pk, sk: item.sk });
        expect(item.todo?.why).toBe('start');
        for (const clock of body.clocks)
          expect(computeDeadline(clock.rule, clock.start)).toMatchObject({
            nominal: clock.nominal,
            workBy: clock.workBy,
          });
      } else {
        const { body } = storedOf(letterKind, item);
        expect(keyFor(letterKind, body)).toMatchObject({ pk: item.pk, sk: item.sk });
        expect(item.todo?.why).toBe('send');
      }
    },
  );

  test.each(named(ofKind('mail')))('N4: %s is understood as news of a letter', (file, { text }) => {
    const event = busEvent.parse(JSON.parse(text));
    expect(readMailEvent(event)).toMatchObject({
      letter: { owner: BLANKS.reference, id: BLANKS.letter },
      outcome: {
        type: { delivery: 'delivered', bounce: 'bounced', complaint: 'complained' }[basename(file, '.json')],
      },
      messageId: BLANKS.message,
    });
    expect(event.detail).toMatchObject({ mail: { tags: { 'ses:configuration-set': ['local-letters'] } } });
  });

  test.each(named(ofKind('died')))(
    'invariant 2: %s is a status that the rule catches, of a case',
    (_, { text }) => {
      const { detail, ...event } = busEvent.parse(JSON.parse(text));
      expect(event).toMatchObject({
        source: 'aws.states',
        'detail-type': 'Step Functions Execution Status Change',
      });
      expect(['FAILED', 'TIMED_OUT', 'ABORTED']).toContain(detail['status']);
      expect(referenceOf(JSON.parse(String(detail['input'])))).toBe(BLANKS.reference);
    },
  );
});

describe('all samples', () => {
  const decoded = (sample: (typeof samples)[number]) =>
    sample.kind.is === 'http'
      ? `${sample.text}${decodeURIComponent(bodyOf(httpSample.parse(JSON.parse(sample.text))) ?? '')}`
      : sample.text;

  test.each(Object.keys(DOORS))('D2: the door %s has a sample', (door) => {
    expect(samples.filter(({ kind }) => 'door' in kind && kind.door === door)).not.toEqual([]);
  });

  test.each(named(samples))('G8: every reference in %s has its right check character', (_, sample) => {
    for (const [reference] of decoded(sample).matchAll(/PD-\d{4}-[0-9A-Z]{6}-[0-9A-Z]/g))
      expect(parseReference(reference)).toBe(reference);
    expect(decoded(sample)).not.toMatch(/PD-(?!\d{4}-[0-9A-Z]{6}-[0-9A-Z])/);
  });

  test.each(named(samples))('every address in %s belongs to nobody', (_, sample) => {
    for (const [, domain] of decoded(sample).matchAll(/[\w.+-]@([\w.-]+)/g))
      expect(['example.org', 'example.com']).toContain(domain);
  });

  test.each(named(samples))('no blank stays in %s once it is filled in', (_, sample) => {
    const values = Object.fromEntries(blanksOf(sample).map((blank) => [blank, `a "value" of ${blank}`]));
    const filled = fill(sample, values);
    const after = sample.kind.is === 'http' ? bodyOf(httpSample.parse(filled)) : '';
    for (const blank of Object.values(BLANKS)) expect(JSON.stringify(filled) + after).not.toContain(blank);
  });

  test('the README tells where to find what belongs in each blank', () => {
    const readme = readFileSync('events/README.md', 'utf8');
    const told = Object.keys(BLANKS).filter((blank) => blank !== 'site') as Blank[];
    expect(told.filter((blank) => !readme.includes(`\`${BLANKS[blank]}\``))).toEqual([]);
  });
});
