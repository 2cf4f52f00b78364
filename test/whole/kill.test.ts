import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  type ExecutionListItem,
  ListStateMachinesCommand,
  paginateListExecutions,
  SFNClient,
} from '@aws-sdk/client-sfn';
import { afterAll, describe, expect, test } from 'vitest';
import { freePort } from '../../infra/local/addresses.ts';
import { aClaimBody, DeskClient, type Letter } from '../support/desk-client.ts';
import { type LocalCloud, startLocalCloud } from '../support/local-cloud.ts';
import { LIFTED } from '../support/suite-target.ts';

// Monday 23 November 2026, 10:00 in Moscow: promised is Wednesday 23 December, T-10 is 13 December, 09:00.
const START = '2026-11-23T07:00:00Z';
const AFTER_FIRST_REMINDER = '2026-12-14T07:00:00Z';
const TEAM = 'privacy-team@example.com';

const data = mkdtempSync(join(tmpdir(), 'privacy-desk-kill-'));
const port = await freePort();
let cloud: LocalCloud | undefined;
let desk: DeskClient;

/** Starts on the same data and the same port, as somebody does whose machine has crashed. */
async function start(): Promise<LocalCloud> {
  cloud = await startLocalCloud({ now: START, args: LIFTED, data, port });
  desk = new DeskClient(cloud.addresses);
  return cloud;
}

afterAll(async () => {
  await cloud?.stop();
  rmSync(data, { recursive: true, force: true });
});

async function executions(): Promise<readonly ExecutionListItem[]> {
  const client = new SFNClient({
    endpoint: cloud?.addresses.aws ?? '',
    region: 'eu-central-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const { stateMachines = [] } = await client.send(new ListStateMachinesCommand({}));
  const found: ExecutionListItem[] = [];
  for (const { stateMachineArn } of stateMachines)
    for await (const page of paginateListExecutions({ client }, { stateMachineArn }))
      found.push(...(page.executions ?? []));
  client.destroy();
  return found;
}

const runningOf = (all: readonly ExecutionListItem[], reference: string) =>
  all.filter((one) => one.name?.startsWith(reference) && one.status === 'RUNNING');

const about = (letters: readonly Letter[], reference: string, to: string) =>
  letters.filter((letter) => letter.subject.includes(reference) && String(letter.to).includes(to));

/** Milestones that the case's events tell of, in their order. */
async function milestones(reference: string): Promise<readonly string[]> {
  const { json } = await desk.staffCase(reference);
  return json.events
    .filter((event: { type: string }) => event.type === 'milestone')
    .map((event: { data: { milestone: string } }) => event.data.milestone);
}

/** What `npm run audit:verify` says of the running cloud. */
async function audit(): Promise<string> {
  const run = promisify(execFile)(process.execPath, [
    'infra/tools/audit-verify.ts',
    '--endpoint',
    cloud?.addresses.aws ?? '',
  ]);
  return (await run.catch((error: { stdout: string; stderr: string }) => error)).stdout;
}

const open = async (email: string, key: string): Promise<string> => {
  const claim = aClaimBody({ claimant: { name: 'Анна Петрова', email } });
  const reply = await desk.post('/claims', claim, { 'idempotency-key': key });
  if (reply.status !== 201) throw new Error(`${reply.status}`);
  return reply.json.reference;
};

const keyOf = (n: number) => `kill-${n}-${'k'.repeat(22)}`;

/** Posts in flight when the process dies, and after how many answers it does. */
const POSTS = 32;
const ANSWERS = 6;

describe('kill -9', () => {
  let waiting: string;

  test('K3: in the middle of a wait loses no timer: the reminder comes at its time, once', async () => {
    const killed = await start();
    waiting = await open('waiting@example.org', keyOf(0));
    await desk.until(
      async () => (runningOf(await executions(), waiting).length === 1 ? true : undefined),
      'its execution',
    );
    await killed.kill();
    await start();
    await desk.jump({ to: AFTER_FIRST_REMINDER });
    expect(await milestones(waiting)).toEqual(['reminder-10']);
    expect(about(await desk.letters(), waiting, TEAM)).toHaveLength(1);
    expect(runningOf(await executions(), waiting)).toHaveLength(1);
  });

  test('G1: right after answers under load leaves each answered claim with letter, execution and a whole ledger', async () => {
    const answered = new Map<number, string>();
    const posts = Array.from({ length: POSTS }, async (_, n) => {
      try {
        answered.set(n, await open(`load-${n}@example.org`, keyOf(n + 1)));
        if (answered.size === ANSWERS) await cloud?.kill();
      } catch {
        // Not answered: nothing is promised of it.
      }
    });
    await Promise.all(posts);
    expect(answered.size).toBeGreaterThanOrEqual(ANSWERS);
    expect(answered.size).toBeLessThan(POSTS);
    await start();
    // Whoever got no answer sends the same again, with the same key (G3).
    const again = new Map<number, string>();
    for (let n = 0; n < POSTS; n += 1) again.set(n, await open(`load-${n}@example.org`, keyOf(n + 1)));
    for (const [n, reference] of answered) expect(again.get(n)).toBe(reference);
    await desk.jump({ advance: 'PT20M' });
    const letters = await desk.letters();
    const running = await executions();
    for (const [n, reference] of again) {
      const stored = (await desk.staffCase(reference)).json;
      expect([reference, stored.status]).toEqual([reference, 'open']);
      expect(runningOf(running, reference)).toHaveLength(1);
      const mine = letters.filter((letter) => String(letter.to).includes(`load-${n}@`));
      // No second claim came of the same key: every letter to that address is about this one.
      expect(mine.every((letter) => letter.subject.includes(reference))).toBe(true);
      expect(stored.letters.map((letter: { status: string }) => letter.status)).toEqual(['delivered']);
      // Twice only when the kill took the mail service's answer, so that nobody knows (N6, invariant 4).
      expect(mine.length).toBeGreaterThanOrEqual(1);
      expect(mine.length).toBeLessThanOrEqual(2);
    }
    expect(await audit()).toContain('The ledger is intact and complete.');
  });

  test('R2, G1: while registrations come in and their letters leave, loses no letter of one that was answered', async () => {
    const { version, proof } = (await desk.get('/texts?form=registration')).json.policy;
    const answered = new Set<string>();
    const posts = Array.from({ length: POSTS }, async (_, n) => {
      const email = `registered-${n}@example.org`;
      const body = { email, name: 'Анна Петрова', createAccount: true, policy: { version, proof } };
      const reply = await desk.post('/registrations', body).catch(() => undefined);
      // Not answered: nothing is promised of it.
      if (reply?.status === 202) answered.add(email);
      if (answered.size === 3 * ANSWERS) await cloud?.kill();
    });
    await Promise.all(posts);
    expect(answered.size).toBeGreaterThanOrEqual(3 * ANSWERS);
    await start();
    // Attempts whose outcome nobody knows stand for a quarter of an hour.
    for (let n = 0; n < 4; n += 1) await desk.jump({ advance: 'PT10M' });
    const letters = await desk.letters();
    const without = [...answered].filter((email) => !letters.some(({ to }) => String(to).includes(email)));
    expect(without).toEqual([]);
    expect(await audit()).toContain('The ledger is intact and complete.');
  });

  test('K3: during a jump of the clock leaves no milestone out and does none twice', async () => {
    const jump = desk.jump({ to: '2026-12-22T07:00:00Z' });
    jump.catch(() => undefined);
    // Somewhere on the way: some timers have fired, some have not.
    const middle = Date.parse('2026-12-16T00:00:00Z');
    for (let now = 0; now < middle; now = await desk.now()) await new Promise((go) => setTimeout(go, 20));
    await cloud?.kill();
    await expect(jump).rejects.toThrow();
    await start();
    await desk.jump({ to: '2026-12-22T07:00:00Z' });
    expect(await milestones(waiting)).toEqual(['reminder-10', 'reminder-5', 'reminder-2', 'escalation']);
    const reminders = about(await desk.letters(), waiting, TEAM).length;
    expect([3, 4]).toContain(reminders);
    expect(await audit()).toContain('The ledger is intact and complete.');
    expect(await audit()).toMatch(/\d+ daily roots/);
  });
});
