/** What must stand before a sample can be sent: a case, its links and tokens, the right hour. Each step is said. */
import { StopExecutionCommand } from '@aws-sdk/client-sfn';
import * as z from 'zod';
import { casePartition } from '../../../shared/records/kinds/partitions.ts';
import type { Item } from '../../../shared/records/port.ts';
import type { TraceCloud } from './cloud.ts';
import { codeIn, newestLetter, withPerson } from './person.ts';
import { BLANKS, type Blank, blanksOf, type Sample, type SampleKind } from './sample.ts';
import { executionsOf } from './snapshot.ts';

/** Monday 23 November 2026, 10:00 in Moscow, the day of the samples; a second past the minute, after the schedules' runs. */
const MORNING = Date.parse('2026-11-23T07:00:01Z');
/** Time before a sample's own instant at which it is sent: the cloud's own timer of that instant must not come first. */
const EARLY_MS = 45_000;
/** Received so that it is overdue on the day of the samples: promised for 19 November 2026. */
const LONG_AGO = '2026-10-20';

/** A request that an officer answers: access is asked and a phone is said to be wrong. */
const REQUEST = {
  kinds: ['access', 'correction'],
  requester: 'user',
  about: { name: 'Вера Николаевна Соколова', email: 'vera.sokolova@example.org' },
  corrections: [{ field: 'phone', is: '+7 495 123-45-67', shouldBe: '+7 495 765-43-21' }],
  language: 'ru',
} as const;

const CLAIM = {
  facts: 'Карта не читается терминалом.',
  demand: 'Замените карту.',
  language: 'ru',
} as const;

/** Values for the blanks, and what was done to get them, in order. */
export interface Prepared {
  readonly values: { readonly [blank in Blank]?: string };
  readonly said: readonly string[];
}

const isSchedule = (kind: SampleKind, ...names: readonly string[]) =>
  kind.is === 'schedule' && names.includes(kind.schedule);

/** Whether a sample stands for what follows from the stream at once, or for the sweep of letters: what it does is not done before. */
const isFirst = (kind: SampleKind) =>
  kind.is === 'stream' || (kind.is === 'outbox' && (kind.items || kind.group === 'letter'));

/**
 * The cloud that a sample needs. Where the sample must be the first to come, the cloud has no stream and polls each full
 * minute.
 */
export function cloudFor({ kind }: Sample): { readonly now: number; readonly overrides?: string } {
  const polling = { outbox: { kind: 'poll', everySeconds: 30 } };
  return { now: MORNING, ...(isFirst(kind) ? { overrides: JSON.stringify(polling) } : {}) };
}

/** Does it. Throws when the product refuses what it should take. */
export async function prepare(sample: Sample, cloud: TraceCloud): Promise<Prepared> {
  const blanks = blanksOf(sample);
  const values: { [blank in Blank]?: string } = { site: cloud.addresses.site };
  const said: string[] = [];
  const token = await staffToken(cloud);
  if (blanks.includes('staffToken')) {
    values.staffToken = token;
    said.push('officer@example.com signs in, for the token of staff');
  }
  if (blanks.includes('programToken')) {
    values.programToken = await tokenOf(cloud, 'program:crm');
    said.push('the program crm has its token');
  }
  if (blanks.includes('stamp')) {
    values.stamp = await stampOf(cloud);
    said.push('the form is opened, for its stamp');
    await settle(cloud, 3_000);
  }
  const help = {
    said,
    post: (path: string, body: object) => post(cloud, path, body),
    settle: () => settle(cloud),
  };
  Object.assign(values, await withPerson(blanks, cloud, help));
  if (needsCase(sample)) Object.assign(values, await withCase(sample, cloud, token, said));
  const own = instantIn(sample);
  if (own !== undefined && own - EARLY_MS > (await cloud.now())) {
    await cloud.goTo(own - EARLY_MS);
    said.push(
      `the clock goes to ${new Date(own - EARLY_MS).toISOString()}, just before the instant of the sample`,
    );
  }
  return { values, said };
}

/** Virtual time that the doors behind the first one get: letters are sent and reported as delivered. */
const AFTERMATH_MS = 10_000;

const settle = async (cloud: TraceCloud, ms = AFTERMATH_MS): Promise<void> =>
  cloud.goTo((await cloud.now()) + ms);

/** Lets everything happen that follows from the sample: ten seconds, or ten seconds after its own instant. */
export async function aftermath(sample: Sample, cloud: TraceCloud): Promise<void> {
  const own = isFirst(sample.kind) ? undefined : instantIn(sample);
  await cloud.goTo(Math.max(await cloud.now(), own ?? 0) + AFTERMATH_MS);
}

function needsCase(sample: Sample): boolean {
  const { kind } = sample;
  const isList = kind.is === 'http' && kind.spec.path === '/staff/cases';
  return isList || kind.is === 'schedule' || kind.is === 'outbox' || blanksOf(sample).includes('reference');
}

/** The instant that a step or a schedule names, epoch ms. */
function instantIn({ text }: Sample): number | undefined {
  const { at, time } = JSON.parse(text) as { at?: string; time?: string };
  const named = at ?? time;
  return named === undefined ? undefined : Date.parse(named);
}

async function withCase(sample: Sample, cloud: TraceCloud, token: string, said: string[]) {
  const { kind } = sample;
  const values: { [blank in Blank]?: string } = {};
  const isRequest = sample.folder === 'requests';
  const opened = isRequest ? await openRequest(cloud) : await openCase(kind, cloud, token);
  const { reference } = opened;
  const late = isSchedule(kind, 'daily-overdue', 'daily-digest') ? `, received ${LONG_AGO} and overdue` : '';
  const blanks = blanksOf(sample);
  const instead = blanks.includes('reference') ? `, which takes the place of ${BLANKS.reference}` : '';
  said.push(`a ${isRequest ? 'request' : 'claim'} is opened${late}: ${reference}${instead}`);
  values.reference = reference;
  if (opened.challenge !== undefined) {
    values.requestChallenge = opened.challenge;
    await settle(cloud);
    values.requestCode = codeIn(await newestLetter(cloud));
    said.push('its letter arrives, with the code that proves who asks');
  }
  if (blanks.includes('statusKey')) {
    values.statusKey = new URL(opened.statusUrl).searchParams.get('key') ?? '';
    said.push('its status link gives the key');
  }
  if (isFirst(kind)) {
    said.push('the cloud of this trace has no stream, so that this sample is the first to come');
    values.letter = letterOf(await itemsOf(cloud, reference), 'claim-receipt').id;
    return values;
  }
  await settle(cloud);
  const [execution] = await executionsOf(cloud);
  if (kind.is === 'workflow' || kind.is === 'died' || isSchedule(kind, 'sweep')) {
    await cloud.workflows.send(
      new StopExecutionCommand({ executionArn: execution?.arn, error: 'Stopped', cause: 'by hand' }),
    );
    await settle(cloud);
    said.push(`its execution ${execution?.name} is stopped`);
  }
  if (blanks.includes('stepToken')) {
    if (execution?.token === undefined) throw new Error('no step of the case waits');
    values.stepToken = execution.token;
    said.push("the execution's history gives the token of the step that waits");
  }
  if (kind.is === 'mail') {
    const answer = { revision: 1, outcome: 'satisfied', text: 'Карта будет заменена.' };
    await post(cloud, `/staff/cases/${reference}/answer`, answer, token);
    await settle(cloud);
    const letter = letterOf(await itemsOf(cloud, reference), 'claim-answer');
    values.letter = letter.id;
    values.message = letter.message ?? '';
    said.push(
      'it is answered; the letter with the answer is sent, to an address that is silent until the sample comes',
    );
  }
  return values;
}

const openedCase = z.object({
  reference: z.string(),
  statusUrl: z.string(),
  challenge: z.optional(z.string()),
});

const openRequest = async (cloud: TraceCloud) => openedCase.parse(await post(cloud, '/requests', REQUEST));

async function openCase(kind: SampleKind, cloud: TraceCloud, token: string) {
  const local = kind.is === 'mail' ? 'silent+vera.sokolova' : 'vera.sokolova';
  const claim = { claimant: { name: 'Вера Николаевна Соколова', email: `${local}@example.org` }, ...CLAIM };
  const answer = isSchedule(kind, 'daily-overdue', 'daily-digest')
    ? await post(cloud, '/staff/claims', { ...claim, receivedOn: LONG_AGO }, token)
    : await post(cloud, '/claims', claim);
  return openedCase.parse(answer);
}

async function post(cloud: TraceCloud, path: string, body: object, token?: string): Promise<unknown> {
  const response = await fetch(new URL(path, cloud.addresses.site), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return response.json();
}

const staffToken = (cloud: TraceCloud): Promise<string> => tokenOf(cloud, 'officer@example.com');

async function tokenOf(cloud: TraceCloud, as: string): Promise<string> {
  const answer = await post(cloud, '/_local/staff-token', { as });
  return z.object({ token: z.string() }).parse(answer).token;
}

async function stampOf({ addresses }: TraceCloud): Promise<string> {
  const page = await (await fetch(`${addresses.site}/claims`, { headers: { accept: 'text/html' } })).text();
  const stamp = /name="_stamp"[^>]*value="([^"]+)"/.exec(page)?.[1];
  if (stamp === undefined) throw new Error('the form of a claim has no stamp');
  return stamp;
}

const itemsOf = async ({ records }: TraceCloud, reference: string): Promise<readonly Item[]> =>
  (await records.query('cases', casePartition(reference))).items;

/** A letter of the case by its kind: its id, and the mail service's id once it is sent. */
function letterOf(items: readonly Item[], kind: string): { readonly id: string; readonly message?: string } {
  const found = items.find((item) => item.kind === 'letter' && item.body['kind'] === kind)?.body;
  if (found === undefined) throw new Error(`the case has no letter ${kind}`);
  const { id, messageId } = found;
  return { id: String(id), ...(typeof messageId === 'string' ? { message: messageId } : {}) };
}
