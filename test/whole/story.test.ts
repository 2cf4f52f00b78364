import { describe, expect, test } from 'vitest';
import { CaseExecutions } from '../support/case-executions.ts';
import { aClaimBody, type Reply } from '../support/desk-client.ts';
import { hasAws, hasClock, hasInbox, hasStaff, LIFTED, target } from '../support/suite-target.ts';

// Monday 23 November 2026, 10:00 in Moscow. Promised: Wednesday 23 December, a working day. T-10 is 13 December, 09:00.
const at = target({ now: '2026-11-23T07:00:00Z', args: LIFTED });

const executions = new CaseExecutions(() => at.desk);
/** What the target must have, beside the API, for its tests to run. */
const isWhole = hasClock && hasInbox && hasAws && hasStaff('officer@example.com', 'agent@example.com');

const open = async (email: string) => {
  const { reference } = (
    await at.desk.post('/claims', aClaimBody({ claimant: { name: 'Анна Петрова', email } }))
  ).json as { reference: string };
  await executions.untilRunning(reference);
  return reference;
};
const letters = async (to: string, reference: string) =>
  (await at.desk.letters(to)).filter((letter) => letter.subject.includes(reference));
const mine = (reply: Reply, type: string) =>
  reply.json.events.filter((event: { type: string }) => event.type === type);

describe.skipIf(!isWhole)('a claim from the form to the delivered answer', () => {
  let answered: string;
  let neglected: string;
  let bounced: string;
  let stopped: string;

  test('K3: 22 days later the team has had one reminder a claim, nobody else has been disturbed', async () => {
    answered = await open('anna@example.org');
    neglected = await open('boris@example.org');
    bounced = await open('bounce@simulator.amazonses.com');
    await at.desk.jump({ to: '2026-12-15T07:00:00Z' });
    const reminders = (await at.desk.letters()).filter(
      (letter) => letter.subject.includes(answered) && !letter.text.includes('Анна Петрова'),
    );
    expect(
      mine(await at.desk.staffCase(answered), 'milestone').map((event: { data: object }) => event.data),
    ).toEqual([{ milestone: 'reminder-10' }]);
    expect(reminders.filter((letter) => !String(letter.to).includes('anna')).length).toBe(1);
  });

  test('K3: at T-1 it escalates to the officer', async () => {
    await at.desk.jump({ to: '2026-12-22T06:30:00Z' });
    const passed = mine(await at.desk.staffCase(answered), 'milestone').map(
      (event: { data: { milestone: string } }) => event.data.milestone,
    );
    expect(passed).toEqual(['reminder-10', 'reminder-5', 'reminder-2', 'escalation']);
    expect((await letters('officer@', answered)).length).toBeGreaterThan(0);
  });

  test('K4: answered in part, the claimant gets it in the thread of the receipt; sent, delivered, workflow ended', async () => {
    const done = await at.desk.act(answered, 'answer', {
      outcome: 'partly',
      text: 'Вернём половину стоимости.',
      reasons: 'Карта была в работе.',
    });
    expect(done.status).toBe(200);
    const closed = await at.desk.untilStatus(answered, 'delivered');
    expect(closed.json.clocks[0].state).toBe('met');
    const thread = await letters('anna@example.org', answered);
    expect(thread).toHaveLength(2);
    const root = (raw: string) => /^References:\s*(<[^>]+>)/im.exec(raw)?.[1];
    expect(root(thread[1]?.raw ?? '')).toBeDefined();
    expect(root(thread[1]?.raw ?? '')).toBe(root(thread[0]?.raw ?? '') ?? root(thread[1]?.raw ?? ''));
    expect(thread[1]?.text).toContain('Вернём половину стоимости.');
    expect(thread[1]?.text).toContain('Карта была в работе.');
    await executions.untilEnded((await executions.of(answered)).at(-1)?.executionArn);
    expect((await executions.of(answered)).map((one) => one.status)).toEqual(['SUCCEEDED']);
  });

  test('budget: one transition a milestone and at most four more', async () => {
    const [only] = await executions.of(answered);
    const events = await executions.history(only?.executionArn);
    const entered = events.filter((event) => event.type?.endsWith('StateEntered')).length;
    expect(entered).toBeLessThanOrEqual(4 + 4);
    expect(events.length).toBeLessThanOrEqual(60);
  });

  test('G9: neither input nor history of the execution has anything the claimant typed', async () => {
    const [only] = await executions.of(answered);
    const described = await executions.describe(only?.executionArn);
    expect(JSON.parse(described.input ?? '')).toEqual({ case: answered });
    expect(JSON.stringify(await executions.history(only?.executionArn))).not.toMatch(
      /Петрова|anna@|терминал/,
    );
  });

  test('K4: an answer that bounces reopens the claim; a tracking number closes it', async () => {
    await at.desk.act(bounced, 'answer', { outcome: 'satisfied', text: 'Вернём деньги.' });
    const back = await at.desk.untilStatus(bounced, 'returned');
    expect(mine(back, 'reopened')[0].data).toMatchObject({ sentInTime: true });
    await executions.untilRunning(bounced);
    const on = await at.desk.today();
    const posted = await at.desk.act(
      bounced,
      'deliver',
      { channel: 'post', tracking: '80110012345678', on },
      'agent@example.com',
    );
    expect(posted.status).toBe(200);
    expect(posted.json.status).toBe('delivered');
  });

  test('K3: unanswered after its promised day a claim is shown overdue and escalated every day', async () => {
    await at.desk.jump({ to: '2026-12-26T07:00:00Z' });
    const late = await at.desk.staffCase(neglected);
    expect(late.json).toMatchObject({ overdue: true, status: 'open' });
    expect(
      mine(late, 'milestone').map((event: { data: { milestone: string } }) => event.data.milestone),
    ).toContain('overdue');
    const alarms = async () => (await letters('officer@', neglected)).length;
    const before = await alarms();
    await at.desk.jump({ advance: 'P2D' });
    expect(await alarms()).toBe(before + 2);
    expect((await executions.of(neglected)).at(-1)?.status).toBe('SUCCEEDED');
  });

  test('D0: officers get a daily digest whose subject has no reference', async () => {
    const digests = (await at.desk.letters('officer@')).filter((letter) => !/PD-\d{4}-/.test(letter.subject));
    expect(digests.some((letter) => letter.text.includes(neglected))).toBe(true);
  });

  test('K6: stopped from the API, an execution is started again with the sample input; a second one fails with the sentence', async () => {
    stopped = await open('kira@example.org');
    await executions.stop((await executions.running(stopped))?.executionArn);
    const again = await executions.startByHand(stopped);
    await at.desk.until(async () => {
      const found = mine(await at.desk.staffCase(stopped), 'execution-started');
      return found.length === 2 ? true : undefined;
    }, 'the second start');
    const failed = await executions.untilEnded(await executions.startByHand(stopped));
    expect(failed.status).toBe('FAILED');
    expect(`${failed.error} ${failed.cause}`).toContain('still runs');
    expect((await executions.describe(again)).status).toBe('RUNNING');
  });

  test('K6: any other input fails with a sentence that says so', async () => {
    for (const input of ['{}', '{"case":"x"}', `{"case":"${stopped}","name":"Анна"}`]) {
      const failed = await executions.untilEnded(await executions.start(input));
      expect(failed.status).toBe('FAILED');
      expect(failed.cause).toMatch(/case/);
    }
  });

  test('invariant 2: an execution that dies is started again by the sweeper within 15 minutes', async () => {
    const reference = await open('oleg@example.org');
    await executions.stop((await executions.running(reference))?.executionArn);
    await at.desk.jump({ advance: 'PT15M' });
    const next = await executions.untilRunning(reference);
    expect(next.name).toBe(`${reference}-2`);
  });

  test('K1: a mistyped date of receipt is corrected with a reason and the waits are planned anew', async () => {
    const agent = await at.desk.as('agent@example.com');
    const { reference } = (
      await at.desk.post('/staff/claims', { ...aClaimBody(), receivedOn: await at.desk.today(10) }, agent)
    ).json;
    await executions.untilRunning(reference);
    const done = await at.desk.act(reference, 'receipt-date', {
      receivedOn: await at.desk.today(3),
      reason: 'Опечатка в дате',
    });
    expect(done.json.dueOn).toBe(await at.desk.today(-27));
    await at.desk.until(async () => {
      const { json } = await at.desk.staffCase(reference);
      return json.letters.some((letter: { kind: string }) => letter.kind === 'claim-corrected')
        ? true
        : undefined;
    }, 'the letter');
    expect((await executions.of(reference)).at(-1)?.status).toBe('RUNNING');
  });
});
