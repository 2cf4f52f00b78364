/** Runs inside the inbox's worker thread: MailDev, and the SMTP client that feeds it. */
import { parentPort, workerData } from 'node:worker_threads';
import { MailDev } from 'maildev';
import { createTransport } from 'nodemailer';

/** What the worker is started with. */
export interface InboxData {
  readonly directory: string;
  readonly web: number;
  readonly smtp: number;
}

/** A letter for the page. */
export interface InboxLetter {
  readonly id: number;
  readonly to: readonly string[];
  readonly raw: Uint8Array;
}

export type InboxReply =
  | { readonly type: 'ready' }
  | { readonly type: 'shown'; readonly id: number; readonly error?: string };

/** The page shows the newest letters; the JSON list has them all. */
const SHOWN = 1_000;

const data = workerData as InboxData;
const reply = (message: InboxReply) => parentPort?.postMessage(message);

const maildev = new MailDev({
  smtp: data.smtp,
  ip: '127.0.0.1',
  web: data.web,
  webIp: '127.0.0.1',
  mailDirectory: data.directory,
  maxEmails: SHOWN,
  silent: true,
});

/** Copies travel one by one over one connection; the envelope's sender is the bounce address, as SES sets it. */
const smtp = createTransport({
  host: '127.0.0.1',
  port: data.smtp,
  pool: true,
  maxConnections: 1,
  ignoreTLS: true,
});

parentPort?.on('message', (message: InboxLetter | 'stop') => {
  if (message === 'stop') void stop();
  else void show(message);
});

async function show({ id, to, raw }: InboxLetter): Promise<void> {
  try {
    await smtp.sendMail({
      envelope: { from: 'bounces@local.amazonses.com', to: [...to] },
      raw: Buffer.from(raw),
    });
    reply({ type: 'shown', id });
  } catch (error) {
    reply({ type: 'shown', id, error: error instanceof Error ? error.message : 'unknown error' });
  }
}

async function stop(): Promise<void> {
  smtp.close();
  await maildev.stop();
  parentPort?.close();
}

const { api } = await maildev.start();
// MailDev gives its page only to who asks for HTML by name; a plain `GET /` shall see it too.
api?.server.server.prependListener('request', (request) => {
  if (request.url === '/' && (request.headers.accept ?? '*/*') === '*/*')
    request.headers.accept = 'text/html';
});
reply({ type: 'ready' });
