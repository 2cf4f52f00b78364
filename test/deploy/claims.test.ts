import { describe, expect, test } from 'vitest';
import { CaseExecutions } from '../support/case-executions.ts';
import { aClaimBody, type Letter, type Reply } from '../support/desk-client.ts';
import { hasAws, hasInbox, hasStaff, isRemote, LIFTED, target } from '../support/suite-target.ts';

const at = target({ args: LIFTED });
const executions = new CaseExecutions(() => at.desk);

const mine = (reply: Reply, type: string) =>
  reply.json.events.filter((event: { type: string }) => event.type === type);
const fresh = () => `deploy-${crypto.randomUUID()}@example.org`;

async function open(email: string): Promise<string> {
  const claimant = { name: 'Анна Петрова', email };
  const { reference } = (await at.desk.post('/claims', aClaimBody({ claimant }))).json;
  await executions.untilRunning(reference);
  return reference;
}

/** Until the execution waits for a decision: its first step has claimed the case. */
const untilClaimed = (reference: string, times: number) =>
  at.desk.until(async () => {
    const started = mine(await at.desk.staffCase(reference), 'execution-started');
    return started.length === times ? started : undefined;
  }, `start ${times} of ${reference}`);

// Local clouds have the same story, on their virtual clock: test/whole/story.test.ts. Here time is real.
describe.skipIf(!isRemote || !hasAws || !hasStaff('officer@example.com', 'agent@example.com'))(
  'a claim in a deployment',
  () => {
    test('K2, G9: a claim sent by HTTP runs as an execution that is told its reference and nothing else', async () => {
      const reference = await open('deploy-run@example.org');
      await untilClaimed(reference, 1);
      const [only, ...more] = await executions.of(reference);
      expect([only?.name, more]).toEqual([`${reference}-1`, []]);
      const { input } = await executions.describe(only?.executionArn);
      expect(JSON.parse(input ?? '')).toEqual({ case: reference });
      const history = JSON.stringify(await executions.history(only?.executionArn));
      expect(history).toContain(reference);
      expect(history).not.toMatch(/Петрова|deploy-run@|терминал/);
    });

    test('K6: stopped, it is started again with events/claims/start.json; a second one fails and says why', async () => {
      const reference = await open(fresh());
      await untilClaimed(reference, 1);
      const first = await executions.running(reference);
      await executions.stop(first?.executionArn);
      expect((await executions.untilEnded(first?.executionArn)).status).toBe('ABORTED');
      const again = await executions.startByHand(reference);
      await untilClaimed(reference, 2);
      const failed = await executions.untilEnded(await executions.startByHand(reference));
      expect([failed.status, `${failed.error} ${failed.cause}`]).toEqual([
        'FAILED',
        expect.stringContaining('still runs'),
      ]);
      expect((await executions.describe(again)).status).toBe('RUNNING');
    });

    test('K4: a decision ends the wait of an execution that a person started', async () => {
      const reference = await open(fresh());
      await untilClaimed(reference, 1);
      await executions.stop((await executions.running(reference))?.executionArn);
      const again = await executions.startByHand(reference);
      await untilClaimed(reference, 2);
      const answered = await at.desk.act(reference, 'answer', {
        outcome: 'satisfied',
        text: 'Вернём деньги.',
      });
      expect(answered.status).toBe(200);
      expect((await executions.untilEnded(again)).status).toBe('SUCCEEDED');
    });

    test.skipIf(!hasInbox)(
      'K4: an answer comes in the thread of the receipt and is shown as delivered; the workflow ends',
      async () => {
        const email = fresh();
        const reference = await open(email);
        const receipt = await at.desk.untilLetter(email, () => true);
        const done = await at.desk.act(reference, 'answer', { outcome: 'satisfied', text: 'Вернём деньги.' });
        expect(done.status).toBe(200);
        const closed = await at.desk.untilStatus(reference, 'delivered');
        expect(closed.json.clocks[0].state).toBe('met');
        const answer = await at.desk.untilLetter(email, (one) => one.text.includes('Вернём деньги.'));
        expect([threadOf(answer), answer.raw]).toEqual([
          threadOf(receipt),
          expect.stringContaining(reference),
        ]);
        const [only] = await executions.of(reference);
        expect((await executions.untilEnded(only?.executionArn)).status).toBe('SUCCEEDED');
      },
    );

    test.skipIf(!hasInbox)(
      'K4: an answer that bounces opens the claim again, with an execution of its own; a tracking number closes it',
      async () => {
        const reference = await open('bounce@simulator.amazonses.com');
        await at.desk.act(reference, 'answer', { outcome: 'satisfied', text: 'Вернём деньги.' });
        const back = await at.desk.untilStatus(reference, 'returned');
        expect(mine(back, 'reopened')[0].data).toMatchObject({ sentInTime: true });
        const next = await executions.untilRunning(reference);
        expect(next.name).toBe(`${reference}-2`);
        const on = await at.desk.today();
        const post = { channel: 'post', tracking: '80110012345678', on };
        const posted = await at.desk.act(reference, 'deliver', post, 'agent@example.com');
        expect([posted.status, posted.json.status]).toEqual([200, 'delivered']);
        expect((await executions.untilEnded(next.executionArn)).status).toBe('SUCCEEDED');
      },
    );
  },
);

/** First letter of a thread, by its `References`. */
const threadOf = ({ raw }: Letter): string | undefined => /^References:\s*(<[^>]+>)/im.exec(raw)?.[1];
