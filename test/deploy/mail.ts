import { createServer, type IncomingMessage, request } from 'node:http';
import { listenOn, readBody } from '../../infra/local/gateway.ts';
import { createMailServer, LetterBox } from '../../infra/local/letter-box.ts';
import { addressesIn, readMime, withFields } from '../../infra/local/mime.ts';
import { planEvents } from '../../infra/local/ses-events.ts';
import type { Emulator } from './emulator.ts';
import type { Server } from './site-proxy.ts';

export interface MailOptions {
  readonly dir: string;
  /** Where functions find SES. */
  readonly sesPort: number;
  /** Where the suite finds the letters. */
  readonly inboxPort: number;
  readonly region: string;
  readonly emulator: Emulator;
}

const ACCOUNT = '000000000000';
/** What the emulator adds to a message id, which SES does not. */
const DOMAIN = '@email.amazonses.com';
const MAX_BODY = 16 * 1024 * 1024;

/**
 * Stands between the functions and the emulator's SES, which takes or refuses each letter. It keeps what SES keeps from
 * senders and does what the emulator's does not: the letters as they left, and the events of the configuration set.
 */
export async function startMail(options: MailOptions): Promise<Server> {
  const { dir, sesPort, inboxPort, region, emulator } = options;
  const box = new LetterBox(dir);
  const timers = new Set<NodeJS.Timeout>();

  async function report(form: URLSearchParams, messageId: string): Promise<void> {
    const at = Date.now();
    const source = form.get('Source') ?? '';
    const destinations = members(form, 'Destinations').flatMap(addressesIn);
    const given = Buffer.from(form.get('RawMessage.Data') ?? '', 'base64');
    const raw = withFields(given, { 'Message-ID': `<${messageId}@${region}.amazonses.com>` });
    box.keep({ messageId, at, destinations, raw }, []);
    const configurationSet = form.get('ConfigurationSetName');
    if (configurationSet === null) return;
    const { fields } = await readMime(raw);
    const letter = { messageId, at, source, destinations, tags: tagsOf(form), configurationSet, fields };
    for (const { due, event } of planEvents({ ...letter, account: ACCOUNT, region })) {
      const timer = setTimeout(() => {
        timers.delete(timer);
        emulator.put(event).catch((error: unknown) => console.error(String(error)));
      }, due - at);
      timers.add(timer);
    }
  }

  /** With all headers as they came: the signature covers them, and the emulator asks the sender's role. */
  async function pass(incoming: IncomingMessage): Promise<{ status: number; type: string; body: string }> {
    const body = (await readBody(incoming, MAX_BODY)) ?? Buffer.alloc(0);
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const onward = request(emulator.endpoint, { method: 'POST', headers: incoming.headers }, resolve);
      onward.on('error', reject);
      onward.end(body);
    });
    const text = String(await readBody(answer, MAX_BODY)).replaceAll(DOMAIN, '');
    const { statusCode: status = 502, headers } = answer;
    const messageId = /<MessageId>([^<]+)<\/MessageId>/.exec(text)?.[1];
    if (status === 200 && messageId !== undefined)
      await report(new URLSearchParams(body.toString('utf8')), messageId);
    return { status, type: headers['content-type'] ?? 'text/xml', body: text };
  }

  const ses = createServer((incoming, outgoing) => {
    pass(incoming).then(
      ({ status, type, body }) => outgoing.writeHead(status, { 'content-type': type }).end(body),
      () => outgoing.destroy(),
    );
  });
  const inbox = createMailServer(box);
  await listenOn(ses, sesPort);
  await inbox.listen(inboxPort);
  return {
    async close() {
      for (const timer of timers) clearTimeout(timer);
      ses.closeAllConnections();
      await Promise.all([inbox.close(), new Promise((done) => ses.close(done))]);
      box.close();
    },
  };
}

function members(form: URLSearchParams, list: string): string[] {
  return [...form].filter(([name]) => name.startsWith(`${list}.member.`)).map(([, value]) => value);
}

function tagsOf(form: URLSearchParams): Record<string, string> {
  const names = [...form].flatMap(([name, value]) => {
    const number = /^Tags\.member\.(\d+)\.Name$/.exec(name)?.[1];
    return number === undefined ? [] : [[value, form.get(`Tags.member.${number}.Value`) ?? ''] as const];
  });
  return Object.fromEntries(names);
}
