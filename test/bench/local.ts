/**
 * The local cloud: time to ready, weight of pages, state transitions from the execution history, a jump of 30 days, claims
 * a second with their workflows and letters.
 */

import {
  GetExecutionHistoryCommand,
  type HistoryEvent,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  SFNClient,
} from '@aws-sdk/client-sfn';
import { MILESTONES } from '../../shared/domain/milestone-names.ts';
import { aClaimBody, DeskClient } from '../support/desk-client.ts';
import { startLocalCloud } from '../support/local-cloud.ts';
import { LOCAL_LIMITS, PAGE_LIMITS, TRANSITION_LIMITS } from './budgets.ts';
import { count, type Row, rate, time } from './rows.ts';

/** Claims of the load, and how many are posted at once. */
const CLAIMS = 150;
const SIDE_BY_SIDE = 8;

/** Limits are for people; the load lifts them by the stated option of the local cloud. */
const LIFTED = {
  limits: {
    networkPerHour: 1_000_000,
    lettersPerDay: 1_000_000,
    api: { perSecond: 10_000, burst: 10_000 },
    intake: { perSecond: 10_000, burst: 10_000 },
  },
};

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
};

interface Opened {
  readonly reference: string;
  readonly statusUrl: string;
}

/** A running local cloud, and what is asked of it. */
class Cloud {
  readonly desk: DeskClient;
  readonly #sfn: SFNClient;
  readonly #site: string;

  constructor(addresses: {
    readonly site: string;
    readonly aws: string;
    readonly mail: string;
    readonly clock: string;
  }) {
    this.desk = new DeskClient(addresses);
    this.#site = addresses.site;
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    this.#sfn = new SFNClient({ endpoint: addresses.aws, region: 'eu-central-1', credentials });
  }

  async claim(name: string): Promise<Opened> {
    const body = aClaimBody({ claimant: { name: 'Анна Петрова', email: `${name}@example.org` } });
    const { status, json } = await this.desk.post('/claims', body);
    if (status !== 201) throw new Error(`a claim was answered ${status}`);
    return json as Opened;
  }

  /** Events of the case's newest execution; none before it is started. */
  async history(reference: string): Promise<readonly HistoryEvent[]> {
    const { stateMachines = [] } = await this.#sfn.send(new ListStateMachinesCommand({}));
    const stateMachineArn = stateMachines.find((one) => one.name?.includes('claims'))?.stateMachineArn ?? '';
    const { executions = [] } = await this.#sfn.send(
      new ListExecutionsCommand({ stateMachineArn, maxResults: 1000 }),
    );
    const executionArn = executions.find((one) => one.name?.startsWith(reference))?.executionArn;
    if (executionArn === undefined) return [];
    const asked = new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 });
    return (await this.#sfn.send(asked)).events ?? [];
  }

  /** States that were entered: what Step Functions bills. */
  async transitions(reference: string): Promise<readonly string[]> {
    const events = await this.history(reference);
    return events.flatMap((event) => event.stateEnteredEventDetails?.name ?? []);
  }

  /** A page with all that it makes a browser fetch. */
  async page(
    path: string,
    headers: Record<string, string> = {},
  ): Promise<{ bytes: number; requests: number }> {
    const page = await fetch(new URL(path, this.#site), { headers: { accept: 'text/html', ...headers } });
    const html = await page.text();
    const shown = page.headers.get('content-type')?.startsWith('text/html') === true;
    if (!shown || (!page.ok && page.status !== 404)) throw new Error(`${path} was answered ${page.status}`);
    const linked = new Set(
      [
        ...html.matchAll(
          /<(?:link|script|img|iframe|source|video|audio|object|embed)\b[^>]*?\s(?:href|src|data)="([^"]+)"/g,
        ),
      ].map(([, address = '']) => address),
    );
    let bytes = Buffer.byteLength(html);
    for (const address of linked)
      bytes += (await (await fetch(new URL(address, this.#site))).arrayBuffer()).byteLength;
    return { bytes, requests: 1 + linked.size };
  }

  waitFor(reference: string, state: string): Promise<true> {
    const there = async () => ((await this.transitions(reference)).includes(state) ? true : undefined);
    return this.desk.until(there, `${reference} to enter ${state}`, 60);
  }
}

async function pageRows(cloud: Cloud, { reference, statusUrl }: Opened): Promise<readonly Row[]> {
  const staff = await cloud.desk.as('officer@example.com');
  const status = new URL(statusUrl);
  const pages: readonly (readonly [name: string, path: string, headers?: Record<string, string>])[] = [
    ['home', '/'],
    ['claim form', '/claims'],
    ['documentation', '/docs'],
    ['documentation of errors', '/docs/errors'],
    ['status', `${status.pathname}${status.search}`],
    ['withdrawal', `${status.pathname}/withdraw${status.search}`],
    ['refused', '/no-such-page'],
    ['list on the desk', '/desk', staff],
    ['claim on paper', '/desk/claims/new', staff],
    ['print queue', '/desk/print', staff],
    ['case on the desk', `/desk/cases/${reference}`, staff],
    ['answer on the desk', `/desk/cases/${reference}/answer`, staff],
  ];
  const rows: Row[] = [];
  for (const [name, path, headers] of pages) {
    const { bytes, requests } = await cloud.page(path, headers);
    rows.push(
      count(`page, ${name}`, Math.round(bytes / 102.4) / 10, PAGE_LIMITS.kilobytes, {
        unit: 'KB',
        note: 'with style sheet and icon, uncompressed',
      }),
      count(`page, ${name}, requests`, requests, PAGE_LIMITS.requests, { unit: '' }),
    );
  }
  return rows;
}

/** A claim answered in time before any reminder, and one that nobody answers. */
async function workflowRows(cloud: Cloud, answered: string, neglected: string): Promise<readonly Row[]> {
  const { desk } = cloud;
  await cloud.waitFor(answered, 'Wait1');
  await desk.act(answered, 'answer', { outcome: 'satisfied', text: 'Мы вернём деньги.' });
  await desk.until(
    async () =>
      (await cloud.history(answered)).some((event) => event.type === 'ExecutionSucceeded') ? true : undefined,
    'the end of the workflow',
    60,
  );
  const inTime = await cloud.transitions(answered);
  const jump = await seconds(() => desk.jump({ advance: 'P30D' }));
  await desk.jump({ advance: 'P5D' });
  const all = await cloud.transitions(neglected);
  const milestones = MILESTONES.days.length;
  return [
    count('transitions, a claim answered in time', inTime.length, TRANSITION_LIMITS.inTime, {
      unit: '',
      note: inTime.join(', '),
    }),
    count('transitions, a claim nobody answers', all.length, milestones + TRANSITION_LIMITS.beside, {
      unit: '',
      note: `${milestones} milestones`,
    }),
    time('a jump of 30 days', jump, LOCAL_LIMITS.jump, { unit: 's', note: 'two claims, one of them open' }),
  ];
}

/** Claims that are posted together until each has its workflow waiting and its letter sent. */
async function loadRow(cloud: Cloud): Promise<Row> {
  const opened: string[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < CLAIMS) {
      next += 1;
      opened.push((await cloud.claim(`load${next}`)).reference);
    }
  };
  const took = await seconds(async () => {
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
    await cloud.desk.until(
      async () => ((await cloud.desk.letters('load')).length >= CLAIMS ? true : undefined),
      'all letters',
      120,
    );
    for (const reference of opened.slice(-SIDE_BY_SIDE)) await cloud.waitFor(reference, 'Wait1');
  });
  return rate('claims with workflow and letter', CLAIMS / took, LOCAL_LIMITS.claims, {
    unit: 'per s',
    note: `${CLAIMS} claims, limits lifted by --overrides`,
  });
}

export async function localRows(): Promise<readonly Row[]> {
  const began = performance.now();
  const running = await startLocalCloud({
    now: '2026-11-23T07:00:00Z',
    anew: true,
    args: ['--overrides', JSON.stringify(LIFTED)],
  });
  const ready = (performance.now() - began) / 1000;
  try {
    const cloud = new Cloud(running.addresses);
    const [answered, neglected] = [await cloud.claim('answered'), await cloud.claim('neglected')];
    return [
      time('npm start to ready', ready, LOCAL_LIMITS.ready, { unit: 's' }),
      ...(await pageRows(cloud, answered)),
      ...(await workflowRows(cloud, answered.reference, neglected.reference)),
      await loadRow(cloud),
    ];
  } finally {
    await running.stop();
  }
}
