import { createServer as createHttp, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcp, type Server as TcpServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { OutgoingMessage } from '../../../shared/letters/mail-port.ts';
import { sesPort } from '../../../shared/letters/ses.ts';
import { smtpPort } from '../../../shared/letters/smtp.ts';
import { letterTag, readLetterTag } from '../../../shared/letters/tag.ts';

const message: OutgoingMessage = {
  raw: Buffer.from('From: a@example.org\r\nTo: b@example.org\r\nSubject: x\r\n\r\nhello\r\n'),
  from: 'a@example.org',
  to: ['b@example.org'],
  tag: 'PD-2026-K7M4QX-9__L1',
};

const open: (Server | TcpServer)[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

function listen(server: Server | TcpServer): Promise<number> {
  open.push(server);
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

/** A mail service that answers every call alike and remembers what it was asked. */
async function ses(status: number, body: string) {
  const asked: URLSearchParams[] = [];
  const server = createHttp((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      asked.push(new URLSearchParams(Buffer.concat(chunks).toString()));
      if (status === 0) request.socket.destroy();
      else response.writeHead(status, { 'content-type': 'text/xml' }).end(body);
    });
  });
  const port = await listen(server);
  const credentials = { accessKeyId: 'x', secretAccessKey: 'y' };
  const client = { region: 'eu-central-1', endpoint: `http://127.0.0.1:${port}`, credentials };
  return { asked, port: sesPort({ configurationSet: 'letters', client }) };
}

const fault = (code: string, text = 'no') =>
  `<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${text}</Message></Error><RequestId>r</RequestId></ErrorResponse>`;
const taken =
  '<SendRawEmailResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><SendRawEmailResult><MessageId>m-1</MessageId></SendRawEmailResult></SendRawEmailResponse>';

describe('mail port over SES', () => {
  it('N6: an accepted message gives its id; the tag and the configuration set go along, so that events find the letter', async () => {
    const { asked, port } = await ses(200, taken);
    expect(await port.send(message)).toEqual({ type: 'accepted', messageId: 'm-1' });
    expect(asked).toHaveLength(1);
    expect(asked[0]?.get('Tags.member.1.Name')).toBe('letter');
    expect(asked[0]?.get('Tags.member.1.Value')).toBe(message.tag);
    expect(asked[0]?.get('ConfigurationSetName')).toBe('letters');
    expect(asked[0]?.get('Destinations.member.1')).toBe('b@example.org');
  });

  const rows: readonly (readonly [title: string, status: number, body: string, outcome: object])[] = [
    [
      'over the rate: throttled',
      400,
      fault('Throttling', 'Maximum sending rate exceeded.'),
      { type: 'throttled' },
    ],
    [
      'over the daily quota: throttled for half an hour',
      400,
      fault('Throttling', 'Daily message quota exceeded.'),
      { type: 'throttled', retryAfterMs: 1_800_000 },
    ],
    ['unavailable: throttled', 503, fault('ServiceUnavailable'), { type: 'throttled' }],
    ['account paused: nothing leaves', 400, fault('AccountSendingPausedException'), { type: 'paused' }],
    ['configuration set paused', 400, fault('ConfigurationSetSendingPausedException'), { type: 'paused' }],
    [
      'sandbox or unverified sender: the letter is not at fault',
      400,
      fault('MessageRejected', 'Email address is not verified.'),
      { type: 'paused' },
    ],
    ['no permission: somebody has to act', 403, fault('AccessDenied'), { type: 'paused' }],
    [
      'refused for good',
      400,
      fault('MessageRejected', 'Virus found.'),
      { type: 'refused', code: 'MessageRejected' },
    ],
    [
      'an inner error of SES: the message may have been taken',
      500,
      fault('InternalFailure'),
      { type: 'unknown' },
    ],
    ['the connection breaks after the request', 0, '', { type: 'unknown' }],
  ];
  for (const [title, status, body, outcome] of rows) {
    it(`${title}; called once, never again by the SDK itself`, async () => {
      const { asked, port } = await ses(status, body);
      expect(await port.send(message)).toMatchObject(outcome);
      expect(asked).toHaveLength(1);
    });
  }

  it('nobody there: certainly not sent', async () => {
    const credentials = { accessKeyId: 'x', secretAccessKey: 'y' };
    const port = sesPort({ client: { region: 'eu-central-1', endpoint: 'http://127.0.0.1:9', credentials } });
    expect(await port.send(message)).toEqual({ type: 'throttled', code: 'ECONNREFUSED' });
  });

  it('G9: an outcome carries codes only, not the words of the mail service, which may quote an address', async () => {
    const { port } = await ses(400, fault('MessageRejected', 'Address anna@example.org blacklisted'));
    expect(JSON.stringify(await port.send(message))).not.toContain('anna');
  });
});

/** A server that speaks just enough SMTP; each answer can be replaced, `undefined` closes the connection. */
async function smtp(answers: {
  readonly mail?: string;
  readonly rcpt?: string;
  readonly data?: string;
  readonly end?: string | undefined;
}) {
  const received: string[] = [];
  const server = createTcp((socket) => {
    let inData = false;
    let pending = '';
    socket.on('error', () => socket.destroy());
    socket.write('220 test ESMTP\r\n');
    socket.on('data', (chunk: Buffer) => {
      pending += chunk.toString();
      for (;;) {
        const end = inData ? pending.indexOf('\r\n.\r\n') : pending.indexOf('\r\n');
        if (end < 0) return;
        const line = pending.slice(0, end);
        pending = pending.slice(end + (inData ? 5 : 2));
        if (inData) {
          received.push(line);
          inData = false;
          if ('end' in answers && answers.end === undefined) return socket.destroy();
          socket.write(`${answers.end ?? '250 2.0.0 Ok: queued as 4F1B2C77'}\r\n`);
        } else if (/^EHLO/i.test(line)) socket.write('250 test\r\n');
        else if (/^MAIL/i.test(line)) socket.write(`${answers.mail ?? '250 ok'}\r\n`);
        else if (/^RCPT/i.test(line)) socket.write(`${answers.rcpt ?? '250 ok'}\r\n`);
        else if (/^DATA/i.test(line)) {
          const answer = answers.data ?? '354 go';
          inData = answer.startsWith('354');
          socket.write(`${answer}\r\n`);
        } else socket.write('250 ok\r\n');
      }
    });
  });
  const port = await listen(server);
  return { received, port: smtpPort({ host: '127.0.0.1', port, tls: 'none' }) };
}

describe('mail port over SMTP (L3)', () => {
  it('an accepted message gives the queue id of the server', async () => {
    const { received, port } = await smtp({});
    expect(await port.send(message)).toEqual({ type: 'accepted', messageId: '4F1B2C77' });
    expect(received[0]).toContain('hello');
  });

  const rows: readonly (readonly [string, Parameters<typeof smtp>[0], object])[] = [
    ['a recipient refused for good', { rcpt: '550 5.1.1 no such user' }, { type: 'refused' }],
    ['greylisted: later', { rcpt: '451 4.7.1 try again later' }, { type: 'throttled', code: 'smtp-451' }],
    ['content refused', { end: '554 5.6.0 no' }, { type: 'refused', code: 'smtp-554' }],
    ['too busy', { mail: '421 4.3.2 busy' }, { type: 'throttled', code: 'smtp-421' }],
    [
      'authentication wanted: somebody has to act',
      { mail: '530 5.7.0 log in' },
      { type: 'paused', code: 'smtp-530' },
    ],
    ['silence after the message: it may have been taken', { end: undefined }, { type: 'unknown' }],
  ];
  for (const [title, answers, outcome] of rows) {
    it(title, async () => {
      const { port } = await smtp(answers);
      expect(await port.send(message)).toMatchObject(outcome);
    });
  }

  it('nobody there: certainly not sent', async () => {
    const port = smtpPort({ host: '127.0.0.1', port: 9, tls: 'none' });
    expect(await port.send(message)).toMatchObject({ type: 'throttled' });
  });
});

describe('tag of a letter', () => {
  it('N6: owner and id come back as they went in, also with ids in base64url that begin with an underscore', () => {
    for (const id of ['L1', '_a_b-', '__x', '2026-12-07-AbC'])
      expect(readLetterTag(letterTag({ owner: 'PD-2026-K7M4QX-9', id }))).toEqual({
        owner: 'PD-2026-K7M4QX-9',
        id,
      });
  });

  it('anything else in a tag is not one of our letters', () => {
    for (const value of ['', 'x', 'a__', '__b', 'a/b__c', `${'a'.repeat(65)}__b`, 'a__b c'])
      expect(readLetterTag(value)).toBeUndefined();
  });

  it('an owner or id that would not fit the alphabet of SES tags is a fault of the program', () => {
    expect(() => letterTag({ owner: 'a_b', id: 'x' })).toThrow(RangeError);
    expect(() => letterTag({ owner: 'a', id: 'x/y' })).toThrow(RangeError);
  });
});
