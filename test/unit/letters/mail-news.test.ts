import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastAnswer } from '../../../shared/domain/cases/answers.ts';
import type { CaseBody } from '../../../shared/domain/cases/case.ts';
import type { LetterBody } from '../../../shared/domain/letters/letter.ts';
import { CONFIRM_MS } from '../../../shared/domain/letters/timing.ts';
import { personalKind } from '../../../shared/records/kinds/cases.ts';
import { read } from '../../../shared/records/kinds/kind.ts';
import { DeskOfLetters, MINUTE } from './desk-of-letters.ts';

/** What the mail service can tell of one message to one address: type of the event, and what it says beside. */
const NEWS = {
  delivery: ['Delivery', {}],
  'transient bounce': ['Bounce', bounce('Transient', 'General')],
  'full mailbox': ['Bounce', bounce('Transient', 'MailboxFull')],
  'permanent bounce': ['Bounce', bounce('Permanent', 'General')],
  'undetermined bounce': ['Bounce', bounce('Undetermined', 'Undetermined')],
  'suppressed after bounces': ['Bounce', bounce('Permanent', 'OnAccountSuppressionList')],
  complaint: ['Complaint', { complaint: { timestamp: WHEN() } }],
  'suppressed after a complaint': [
    'Complaint',
    { complaint: { complaintSubType: 'OnAccountSuppressionList', timestamp: WHEN() } },
  ],
  reject: ['Reject', { reject: { reason: 'Bad content' } }],
  'rendering failure': ['Rendering Failure', { failure: { templateName: 't', errorMessage: 'm' } }],
  delay: ['DeliveryDelay', { deliveryDelay: { delayType: 'MailboxFull', timestamp: WHEN() } }],
  send: ['Send', { send: {} }],
  open: ['Open', { open: { timestamp: WHEN() } }],
} as const;
type News = keyof typeof NEWS;

function WHEN() {
  return '2026-12-07T09:10:00.000Z';
}
function bounce(bounceType: string, bounceSubType: string) {
  return { bounce: { bounceType, bounceSubType, timestamp: WHEN() } };
}

/** The end that is right, whatever the order (K4, N4). */
function rightEnd(news: readonly News[]): LetterBody['status'] {
  const has = (...names: readonly News[]) => names.some((name) => news.includes(name));
  if (
    has(
      'permanent bounce',
      'undetermined bounce',
      'suppressed after bounces',
      'suppressed after a complaint',
      'reject',
      'rendering failure',
    )
  )
    return 'bounced';
  if (has('complaint')) return 'complained';
  if (has('delivery')) return 'delivered';
  return has('transient bounce', 'full mailbox') ? 'bounced' : 'sent';
}

const STATUS_OF: { readonly [status in LetterBody['status']]?: CaseBody['status'] } = {
  sent: 'sent',
  delivered: 'delivered',
  complained: 'delivered',
  bounced: 'returned',
};

type Step = News | 'our own write';

/** Tells the news in this order – `our own write` is the end of the call that sent the answer – and looks at the end. */
async function endOf(steps: readonly Step[], posted: boolean) {
  const desk = new DeskOfLetters();
  const reference = await desk.answered();
  const first = steps.indexOf('our own write');
  const tell = async (message: { tag: string; messageId: string }, some: readonly Step[]) => {
    for (const step of some) {
      if (step === 'our own write') continue;
      const [type, more] = NEWS[step];
      await desk.tell(message, type, more);
    }
  };
  desk.mail.meanwhile = async (message, messageId) => {
    desk.mail.meanwhile = async () => {};
    if (posted) await desk.act(reference, { act: 'deliver', tracking: '80083712345678', on: '2026-12-07' });
    await tell({ tag: message.tag, messageId }, steps.slice(0, first));
  };
  await desk.stream();
  await tell(desk.mail.taken[1] ?? expect.fail(), steps.slice(first));
  const body = await desk.body(reference);
  const letter = await desk.letter(reference, 'claim-answer');
  const contact = await read(desk.records, personalKind, reference, desk.at);
  return {
    letter: letter.status,
    status: body.status,
    answerTo: body.answerTo,
    clocks: body.clocks.map(({ state }) => state),
    sent: lastAnswer(body)?.sentAt?.slice(0, 10),
    closed: body.closedAt !== undefined,
    returned: lastAnswer(body)?.returnedAt !== undefined,
    flagged: contact?.body.returned !== undefined,
  };
}

const news = fc.array(fc.constantFrom(...(Object.keys(NEWS) as News[])), { minLength: 1, maxLength: 4 });

/** Two orders of the same news, each thing told once or twice. */
const orders = news.chain((told) => {
  const all: readonly Step[] = [...told, 'our own write'];
  const twice = fc.subarray(told);
  const shuffled = twice.chain((more) =>
    fc.shuffledSubarray([...all, ...more], { minLength: all.length + more.length }),
  );
  return fc.record({ told: fc.constant(told), one: shuffled, other: shuffled });
});

describe('N4: news of a letter end alike in every order, twice or once, before and after our own write', () => {
  it('letter and case, of a case that waits for its answer to arrive', async () => {
    await fc.assert(
      fc.asyncProperty(orders, async ({ told, one, other }) => {
        const end = await endOf(one, false);
        expect(end).toEqual(await endOf(other, false));
        const right = rightEnd(told);
        expect([end.letter, end.status]).toEqual([right, STATUS_OF[right]]);
        expect(end.clocks).toEqual([right === 'bounced' ? 'running' : 'met']);
        expect([end.answerTo, end.returned]).toEqual(right === 'bounced' ? ['post', true] : ['email', false]);
      }),
      { numRuns: 25 },
    );
  });

  it('letter and case, of a case whose answer went by post meanwhile: it stays closed', async () => {
    await fc.assert(
      fc.asyncProperty(orders, async ({ told, one, other }) => {
        const end = await endOf(one, true);
        expect(end).toEqual(await endOf(other, true));
        expect(end).toMatchObject({
          letter: rightEnd(told),
          status: 'delivered',
          clocks: ['met'],
          closed: true,
        });
      }),
      { numRuns: 25 },
    );
  });

  it.each([
    ['a transient bounce, then the delivery', ['transient bounce', 'delivery']],
    ['the delivery, then an automatic reply', ['delivery', 'transient bounce']],
  ] as const)('K4: %s: the answer has arrived, in time, and the case is closed', async (_, told) => {
    expect(await endOf(['our own write', ...told], false)).toEqual({
      letter: 'delivered',
      status: 'delivered',
      answerTo: 'email',
      clocks: ['met'],
      sent: '2026-12-07',
      closed: true,
      returned: false,
      flagged: false,
    });
  });

  it('K4: after 72 hours without news the same: a bounce reopens, a delivery after it closes', async () => {
    for (const told of [
      ['transient bounce', 'delivery'],
      ['delivery', 'transient bounce'],
    ] as const) {
      const desk = new DeskOfLetters();
      const reference = await desk.answered();
      await desk.stream();
      desk.at += CONFIRM_MS + MINUTE;
      await desk.sweep();
      expect((await desk.body(reference)).status).toBe('unconfirmed');
      for (const name of told) {
        const [type, more] = NEWS[name];
        await desk.tell(desk.mail.taken[1] ?? expect.fail(), type, more);
      }
      expect((await desk.body(reference)).status).toBe('delivered');
    }
  });

  it('K3: a case closed by a delivery after its bounce waits for nothing more', async () => {
    const desk = new DeskOfLetters();
    const reference = await desk.answered();
    await desk.stream();
    const message = desk.mail.taken[1] ?? expect.fail();
    await desk.tell(message, ...NEWS['transient bounce']);
    expect((await desk.todo(reference))?.why).toBe('start');
    await desk.tell(message, ...NEWS.delivery);
    expect((await desk.todo(reference))?.why).toBe('resume');
  });

  it('K4: mail that comes back after the post has followed no longer counts: the day of the post decides', async () => {
    const desk = new DeskOfLetters();
    const reference = await desk.answered();
    await desk.stream();
    desk.at += CONFIRM_MS + MINUTE;
    await desk.sweep();
    // Received on 7 December 2026, promised on 6 January 2027: the post is a day late.
    desk.at = Date.UTC(2027, 0, 7, 9);
    await desk.act(reference, { act: 'deliver', tracking: '80083712345678', on: '2027-01-07' });
    expect((await desk.body(reference)).clocks[0]?.state).toBe('met');
    await desk.tell(desk.mail.taken[1] ?? expect.fail(), ...NEWS['permanent bounce']);
    expect(await desk.body(reference)).toMatchObject({
      status: 'delivered',
      answers: [{ sentAt: '2027-01-07' }],
      clocks: [{ state: 'missed' }],
    });
  });

  it('N4: an address that the service keeps back for an earlier complaint has not got its answer', async () => {
    const desk = new DeskOfLetters();
    const reference = await desk.answered();
    await desk.stream();
    await desk.tell(desk.mail.taken[1] ?? expect.fail(), ...NEWS['suppressed after a complaint']);
    expect((await desk.body(reference)).status).toBe('returned');
    expect(await desk.events(reference)).not.toContain('closed');
  });

  it('N4: a second bounce of the same letter tells nobody a second time', async () => {
    const desk = new DeskOfLetters();
    const reference = await desk.claim();
    await desk.stream();
    const message = desk.mail.taken[0] ?? expect.fail();
    for (const name of ['full mailbox', 'permanent bounce'] as const) await desk.tell(message, ...NEWS[name]);
    const letters = await desk.letters(reference);
    expect(letters.filter((line) => line.startsWith('case-returned'))).toHaveLength(1);
  });
});
