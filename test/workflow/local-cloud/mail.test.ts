import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  GetAccountSendingEnabledCommand,
  GetSendQuotaCommand,
  SESClient,
  SendRawEmailCommand,
} from '@aws-sdk/client-ses';
import { createTransport } from 'nodemailer';
import { afterEach, describe, expect, it } from 'vitest';
import { freePort } from '../../../infra/local/addresses.ts';
import { createMailServer, LetterBox, type ListedLetter } from '../../../infra/local/letter-box.ts';
import { openInbox } from '../../../infra/local/mail.ts';
import { openSes } from '../../../infra/local/ses.ts';
import type { LocalOptions } from '../../../infra/local/types.ts';
import { aBench, aResource, clientFor, serve } from './support.ts';

const SET = 'letters';
const resources = [
  aResource('AWS::SES::EmailIdentity', 'identity', { EmailIdentity: 'example.com' }),
  aResource('AWS::SES::ConfigurationSet', SET, { Name: SET }),
  aResource('AWS::SES::ConfigurationSetEventDestination', 'destination', {
    ConfigurationSetName: SET,
    EventDestination: {
      Enabled: true,
      MatchingEventTypes: ['SEND', 'DELIVERY', 'BOUNCE', 'COMPLAINT'],
      EventBridgeDestination: { EventBusArn: 'arn:aws:events:eu-central-1:000000000000:event-bus/default' },
    },
  }),
];

const closing: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function start(options: { dataDir?: string; options?: LocalOptions; now?: string } = {}) {
  const bench = aBench({ resources, now: '2026-12-31T20:59:00Z', ...options });
  const box = new LetterBox(bench.dataDir);
  const server = await serve([openSes(bench, box)], bench);
  const mail = createMailServer(box);
  const port = await freePort();
  await mail.listen(port);
  const stop = async () => {
    bench.clock.stop();
    await server.close();
    await mail.close();
    bench.journal.close();
    box.close();
  };
  closing.push(stop);
  const list = async (query = '') =>
    (await (await fetch(`http://127.0.0.1:${port}/${query}`)).json()) as ListedLetter[];
  const eventTypes = () =>
    bench.events.map(
      (event) =>
        `${event.detailType} ${(event.detail as { mail: { messageId: string } }).mail.messageId.length > 0}`,
    );
  return { bench, box, ses: new SESClient(clientFor(server.url)), list, eventTypes, stop };
}

const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
async function aLetter(more: Record<string, unknown> = {}): Promise<Uint8Array> {
  const { message } = await composer.sendMail({
    from: '"СмартКард-Сервис" <privacy@example.com>',
    to: 'Иван Ёлкин <ivan@example.org>',
    subject: 'Претензия PD-2026-K7M4QX-9: получена, ответ будет не позднее 30 января 2027 г.',
    text: 'Здравствуйте!\n\nОтвет – не позднее 30 января 2027 г.',
    html: '<p>Здравствуйте!</p><p>Ответ – не позднее <b>30 января 2027 г.</b></p>',
    inReplyTo: '<root@example.com>',
    ...more,
  });
  return message as Buffer;
}
const send = async (ses: SESClient, to: readonly string[], more: Record<string, unknown> = {}) =>
  ses.send(
    new SendRawEmailCommand({
      RawMessage: { Data: await aLetter() },
      Source: 'privacy@example.com',
      Destinations: [...to],
      ConfigurationSetName: SET,
      Tags: [{ Name: 'letter', Value: 'PD-2026-K7M4QX-9_1' }],
      ...more,
    }),
  );
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'no error',
    (error: Error) => `${error.name}: ${error.message}`,
  );

describe('letters through the local SES, asked through the real SDK', () => {
  it('N3: the JSON list shows the letter as it left, in virtual time, with SES’s own Message-ID and Date', async () => {
    const { ses, list } = await start();
    const { MessageId } = await send(ses, ['ivan@example.org']);
    const [letter] = await list();
    expect(letter?.at).toMatch(/^2026-12-31T20:59:/);
    expect(letter).toMatchObject({
      to: 'ivan@example.org',
      from: 'СмартКард-Сервис <privacy@example.com>',
      subject: 'Претензия PD-2026-K7M4QX-9: получена, ответ будет не позднее 30 января 2027 г.',
      text: expect.stringContaining('Ответ – не позднее 30 января 2027 г.'),
      html: expect.stringContaining('<b>30 января 2027 г.</b>'),
    });
    expect(letter?.headers['message-id']).toBe(`<${MessageId}@eu-central-1.amazonses.com>`);
    expect(letter?.headers['in-reply-to']).toBe('<root@example.com>');
    expect(letter?.headers['date']).toMatch(/^Thu, 31 Dec 2026 20:59:/);
    expect(letter?.raw).toContain('Content-Type: multipart/alternative');
  });

  it('a blind copy goes out without its header; without Destinations the headers tell who gets it', async () => {
    const { ses, list } = await start();
    const raw = Buffer.from(
      'From: privacy@example.com\r\nTo: a@example.org,\r\n b@example.org\r\nBcc: c@example.org\r\nSubject: x\r\n\r\nhello\r\n',
    );
    await ses.send(new SendRawEmailCommand({ RawMessage: { Data: raw } }));
    const [letter] = await list('?to=C@example.org');
    expect(letter?.to).toBe('a@example.org, b@example.org, c@example.org');
    expect(letter?.headers['bcc']).toBeUndefined();
    expect(letter?.text).toBe('hello\n');
  });

  it('K4: Send at once, Delivery seconds later, in the shape EventBridge gets, with the tags', async () => {
    const { bench, ses } = await start();
    const { MessageId } = await send(ses, ['ivan@example.org']);
    await bench.clock.advanceTo(bench.clock.now() + 10_000);
    expect(bench.events.map((event) => event.detailType)).toEqual(['Email Sent', 'Email Delivered']);
    expect(bench.events[1]).toMatchObject({
      source: 'aws.ses',
      resources: ['arn:aws:ses:eu-central-1:000000000000:configuration-set/letters'],
      detail: {
        eventType: 'Delivery',
        mail: {
          messageId: MessageId,
          source: 'privacy@example.com',
          destination: ['ivan@example.org'],
          tags: { letter: ['PD-2026-K7M4QX-9_1'], 'ses:configuration-set': ['letters'] },
        },
        delivery: { recipients: ['ivan@example.org'] },
      },
    });
  });

  it.each([
    ['bounce@simulator.amazonses.com', ['Email Sent', 'Email Bounced'], 'General'],
    ['bounce+7@example.org', ['Email Sent', 'Email Bounced'], 'General'],
    ['suppressionlist@simulator.amazonses.com', ['Email Sent', 'Email Bounced'], 'Suppressed'],
    [
      'complaint@simulator.amazonses.com',
      ['Email Sent', 'Email Delivered', 'Email Complaint Received'],
      undefined,
    ],
    ['ooto@simulator.amazonses.com', ['Email Sent', 'Email Delivered'], undefined],
    ['silent+1@example.org', ['Email Sent'], undefined],
  ])('N4: %s causes its events', async (to, types, subType) => {
    const { bench, ses } = await start();
    await send(ses, [to]);
    await bench.clock.advanceTo(bench.clock.now() + 60_000);
    expect(bench.events.map((event) => event.detailType)).toEqual(types);
    const { bounce } = (bench.events[1]?.detail ?? {}) as { bounce?: Record<string, unknown> };
    expect(bounce?.['bounceSubType']).toBe(subType);
    if (bounce) expect(bounce['bouncedRecipients']).toMatchObject([{ emailAddress: to, action: 'failed' }]);
  });

  it('without a configuration set nobody is told of events', async () => {
    const { bench, ses } = await start();
    await send(ses, ['ivan@example.org'], { ConfigurationSetName: undefined });
    await bench.clock.advanceTo(bench.clock.now() + 60_000);
    expect(bench.events).toEqual([]);
  });

  it('letters and coming events outlive a stop', async () => {
    const first = await start();
    await send(first.ses, ['ivan@example.org']);
    closing.pop();
    await first.stop();
    const second = await start({ dataDir: first.bench.dataDir });
    expect(await second.list()).toHaveLength(1);
    await second.bench.clock.advanceTo(second.bench.clock.now() + 60_000);
    expect(second.bench.events.map((event) => event.detailType)).toContain('Email Delivered');
  });

  it('refuses what SES refuses, with its codes', async () => {
    const { ses, list } = await start();
    expect(await refusal(send(ses, ['a@example.org'], { Source: 'x@elsewhere.example' }))).toContain(
      'MessageRejected: Email address is not verified',
    );
    expect(await refusal(send(ses, ['a@example.org'], { ConfigurationSetName: 'none' }))).toMatch(
      /^ConfigurationSetDoesNotExist/,
    );
    expect(
      await refusal(send(ses, ['a@example.org'], { Tags: [{ Name: 'letter', Value: 'PD/1' }] })),
    ).toContain('Invalid tag value');
    expect(
      await refusal(
        send(
          ses,
          Array.from({ length: 51 }, (_, n) => `a${n}@example.org`),
        ),
      ),
    ).toContain('Recipient count exceeds 50');
    expect(await list()).toEqual([]);
  });

  it('drops what comes over the granted rate and says so', async () => {
    const { ses, list } = await start({ options: { mailRate: 2 } });
    await send(ses, ['a@example.org']);
    await send(ses, ['b@example.org']);
    expect(await refusal(send(ses, ['c@example.org']))).toBe('Throttling: Maximum sending rate exceeded.');
    expect(await list()).toHaveLength(2);
    expect(await ses.send(new GetSendQuotaCommand({}))).toMatchObject({ MaxSendRate: 2, SentLast24Hours: 2 });
    expect((await ses.send(new GetAccountSendingEnabledCommand({}))).Enabled).toBe(true);
  });
});

describe('the inbox page', () => {
  it('MailDev shows the letters, and after a restart those from before and those it had missed', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'local-inbox-'));
    const log = { info: () => {}, warn: () => {}, debug: () => {} };
    const box = new LetterBox(dataDir);
    closing.push(() => box.close());
    const keep = async (to: string) =>
      box.keep({ messageId: to, at: 0, destinations: [to], raw: Buffer.from(await aLetter({ to })) }, []);
    const subjects = async (port: number, count: number): Promise<string[]> => {
      for (let tries = 0; ; tries += 1) {
        const page = (await (await fetch(`http://127.0.0.1:${port}/api/email`)).json()) as {
          to: { address: string }[];
        }[];
        const to = page.flatMap((one) => one.to.map((address) => address.address)).sort();
        if (to.length >= count || tries > 100) return to;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    };
    await keep('one@example.org');
    const ports = { inbox: await freePort(), smtp: await freePort() };
    const first = openInbox(dataDir, ports, box, log);
    await first.ready;
    expect(await subjects(ports.inbox, 1)).toEqual(['one@example.org']);
    expect(await (await fetch(`http://127.0.0.1:${ports.inbox}/`)).text()).toContain('<html');
    await first.close();
    await keep('two@example.org');
    const again = { inbox: await freePort(), smtp: await freePort() };
    const second = openInbox(dataDir, again, box, log);
    await second.ready;
    expect(await subjects(again.inbox, 2)).toEqual(['one@example.org', 'two@example.org']);
    await second.close();
  });
});
