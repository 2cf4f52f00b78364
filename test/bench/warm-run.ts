/**
 * Program of `warm.ts`, run in a process of its own: loads the doors' bundles (over instant-aws.ts) and
 * calls each many times. Prints `{"<operation>": {"p50", "p99", "calls"}}`, ms without AWS's part.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Plan } from '../../shared/domain/workflow-payloads.ts';
import type { DoorName } from '../../shared/names.ts';
import { SETTINGS } from '../support/http-door.ts';
import { httpEvent, lambdaContext, ORDINARY_DAY } from '../support/http-event.ts';
import { testIssuer } from '../support/test-issuer.ts';

const [folder = ''] = process.argv.slice(2);
const load = createRequire(join(folder, 'here.cjs'));
const AT = Date.parse(ORDINARY_DAY);
/** Calls before measuring (the compiler needs them), and measured ones of each round. */
const WARM_UP = 300;
const MEASURED = 200;
/** A round is over after so many times that many calls, however busy the machine. */
const MOST = 3;
const ROUNDS = Number(process.argv[3] ?? 6);

interface Result {
  readonly statusCode?: number;
  readonly body?: string;
}
type Handler = (event: unknown, context: unknown) => Promise<unknown>;
const aws = globalThis as unknown as { instantAws: { ms: number; calls: number } };

process.env['SETTINGS'] = JSON.stringify({
  ...SETTINGS,
  limits: { ...SETTINGS.limits, networkPerHour: 1_000_000, lettersPerDay: 1_000_000 },
});
Date.now = () => AT;
// Log lines are made as in Lambda, and go nowhere.
const print = process.stdout.write.bind(process.stdout);
process.stdout.write = () => true;

const preempted = (): number => process.resourceUsage().involuntaryContextSwitches;

const doors = new Map<DoorName, Handler>();
const door = (name: DoorName): Handler => {
  const known = doors.get(name) ?? (load(join(folder, name, 'index.cjs')) as { handler: Handler }).handler;
  doors.set(name, known);
  return known;
};

const issuer = await testIssuer(SETTINGS.staff.oidc);
globalThis.fetch = issuer.fetcher;
const authorization = `Bearer ${await issuer.token({ email: 'officer@example.com', name: 'Олег Офицеров' })}`;

const CLAIM = {
  claimant: { name: 'Константин Константинопольский', email: 'konstantin@example.org' },
  facts:
    'Прошу вернуть деньги за карту: она перестала работать через неделю после покупки. Чек сохранился, гарантия действует. Обращался дважды, ответа нет.',
  demand: 'Вернуть деньги за карту полностью и ответить письменно.',
};
let n = 0;
const claim = () => {
  n += 1;
  const key = `bench-${String(n).padStart(20, '0')}`;
  return httpEvent({
    route: 'POST /claims',
    json: CLAIM,
    headers: { accept: 'application/json', 'idempotency-key': key },
  });
};

const call = async (name: DoorName, event: unknown, expected = 200): Promise<Result> => {
  const result = (await door(name)(event, lambdaContext())) as Result;
  if (result.statusCode !== expected) throw new Error(`${name}: ${result.statusCode} ${result.body}`);
  return result;
};

const opened = JSON.parse((await call('claims-public', claim(), 201)).body ?? '{}') as {
  reference: string;
  statusUrl: string;
};
const { reference } = opened;
const status = {
  route: 'GET /cases/{reference}',
  params: { reference },
  query: new URL(opened.statusUrl).search.slice(1),
};
const page = { accept: 'text/html' };
const staff = { authorization };
const execution = {
  input: { case: reference },
  execution: `arn:aws:states:eu-central-1:1:execution:claims:${reference}-1`,
};
const { waits } = (await door('cases-task')(
  { ...execution, step: 'open', at: ORDINARY_DAY },
  lambdaContext(),
)) as Plan;
if (waits.Wait2 === undefined) throw new Error('a claim without a milestone to come');
// The wait that begins at its first milestone.
const step = {
  ...execution,
  ...{ step: 'wait', planned: waits.Wait2, at: waits.Wait2.from, token: 'x'.repeat(400) },
};

const OPERATIONS: Readonly<Record<string, () => Promise<unknown>>> = {
  'POST /claims (JSON)': () => call('claims-public', claim(), 201),
  'GET /cases/{reference} (JSON)': () =>
    call('cases-public', httpEvent({ ...status, headers: { accept: 'application/json' } })),
  'GET /staff/cases (JSON, 50 cases)': () =>
    call('desk-desk', httpEvent({ route: 'GET /staff/cases', headers: staff })),
  'workflow: milestone': () => door('cases-task')(step, lambdaContext()),
  'page: claim form': () => call('claims-public', httpEvent({ route: 'GET /claims', headers: page })),
  'page: status': () => call('cases-public', httpEvent({ ...status, headers: page })),
  'page: case on the desk': () =>
    call(
      'desk-desk',
      httpEvent({
        route: 'GET /desk/cases/{reference}',
        params: { reference },
        headers: { ...page, ...staff },
      }),
    ),
  'page: list on the desk (50 cases)': () =>
    call('desk-desk', httpEvent({ route: 'GET /desk', headers: { ...page, ...staff } })),
};

const operations: Record<string, { p50: number; p99: number; calls: number }> = {};
for (let i = 0; i < 60; i += 1) await call('claims-public', claim(), 201);
for (const [name, operation] of Object.entries(OPERATIONS).toSorted(
  ([a], [b]) => Number(a.startsWith('POST')) - Number(b.startsWith('POST')),
)) {
  let calls = 0;
  /** Ms; undefined where another process took the processor meanwhile. */
  const once = async (): Promise<number | undefined> => {
    const { ms, calls: before } = aws.instantAws;
    const switches = preempted();
    const began = performance.now();
    await operation();
    const own = performance.now() - began - (aws.instantAws.ms - ms);
    calls = aws.instantAws.calls - before;
    return preempted() === switches ? own : undefined;
  };
  for (let i = 0; i < WARM_UP; i += 1) await once();
  // The least disturbed round counts: others work on the machine too.
  let [p50, p99] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < ROUNDS; round += 1) {
    const times: number[] = [];
    for (let i = 0; i < MEASURED * MOST && times.length < MEASURED; i += 1) {
      const own = await once();
      if (own !== undefined) times.push(own);
    }
    times.sort((a, b) => a - b);
    p50 = Math.min(p50, times[Math.floor(times.length * 0.5)] ?? p50);
    p99 = Math.min(p99, times[Math.floor(times.length * 0.99)] ?? p99);
  }
  operations[name] = { p50, p99, calls };
}
print(JSON.stringify(operations));
