/** MailDev as the inbox page: it runs in a worker thread and gets a copy of each letter by SMTP. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { LetterBox } from './letter-box.ts';
import type { InboxData, InboxReply } from './mail-worker.ts';
import type { Log } from './types.ts';

export interface Inbox {
  /** Resolves when page and SMTP answer. */
  ready: Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts MailDev on its ports over `<data>/inbox/page/`. MailDev loads what lies there; letters that it had not got
 * when the process was killed follow. The letters themselves are safe in the {@link LetterBox}: the page may lag, not lose.
 */
export function openInbox(
  dataDir: string,
  ports: { readonly inbox: number; readonly smtp: number },
  box: LetterBox,
  log: Log,
): Inbox {
  const directory = join(dataDir, 'inbox', 'page');
  mkdirSync(directory, { recursive: true });
  const workerData: InboxData = { directory, web: ports.inbox, smtp: ports.smtp };
  const worker = new Worker(new URL('./mail-worker.ts', import.meta.url), {
    workerData,
    stdout: true,
    stderr: true,
  });
  // What MailDev prints must not reach our own output (`--json` prints one line).
  worker.stdout.resume();
  worker.stderr.resume();
  let closing = false;
  let up = false;
  let busyWith: number | undefined;

  const next = () => {
    if (!up || closing || busyWith !== undefined) return;
    const id = box.nextUnshown();
    const letter = id === undefined ? undefined : box.letter(id);
    if (id === undefined || letter === undefined) return;
    busyWith = id;
    worker.postMessage({ id, to: letter.destinations, raw: letter.raw });
  };
  box.onKept(next);

  const ready = new Promise<void>((resolve, reject) => {
    worker.on('message', (reply: InboxReply) => {
      if (reply.type === 'ready') {
        up = true;
        resolve();
        next();
      } else if (reply.type === 'shown') {
        if (closing) return;
        if (reply.error !== undefined) log.warn(`inbox page: letter ${reply.id} not shown: ${reply.error}`);
        box.markShown(reply.id);
        busyWith = undefined;
        next();
      }
    });
    worker.on('error', (error) => {
      log.warn(`inbox page: ${error.message}`);
      reject(error);
    });
    worker.on('exit', (code) => {
      up = false;
      if (!closing) reject(new Error(`MailDev ended with code ${code}`));
    });
  });

  return {
    ready,
    async close() {
      closing = true;
      box.onKept(() => undefined);
      const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
      worker.postMessage('stop');
      const patience = setTimeout(() => void worker.terminate(), 2_000);
      await gone;
      clearTimeout(patience);
    },
  };
}
