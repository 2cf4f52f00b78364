import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

/** Whether the packaged browser runs here: it is built for Linux on x64. */
export const browserRunsHere = process.platform === 'linux' && process.arch === 'x64';

/**
 * Starts the headless browser of the npm package with our own arguments (its defaults switch web security off). A bare
 * machine has no fonts: the package's Open Sans, which has Cyrillic letters, is the only one the browser sees, so that
 * pictures look alike everywhere.
 */
export async function startBrowser(): Promise<Browser> {
  const executablePath = await chromium.executablePath();
  const home = join(tmpdir(), 'privacy-desk-browser');
  mkdirSync(home, { recursive: true });
  const fonts = join(tmpdir(), 'fonts', 'fonts');
  if (!existsSync(fonts)) throw new Error(`the browser's fonts are missing at ${fonts}`);
  const config = join(home, 'fonts.conf');
  writeFileSync(
    config,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${fonts}</dir><cachedir>${join(home, 'cache')}</cachedir></fontconfig>`,
  );
  return playwright.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--headless=shell',
      '--disable-gpu',
      '--hide-scrollbars',
      '--font-render-hinting=none',
    ],
    env: { ...process.env, FONTCONFIG_FILE: config, HOME: home } as Record<string, string>,
  });
}

/** A page server for tests: answers paths with given bodies on 127.0.0.1, a free port. */
export async function serve(
  answer: (path: string) => { readonly type: string; readonly body: string } | undefined,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const server: Server = createServer((request, response) => {
    const found = answer((request.url ?? '/').split('?')[0] ?? '/');
    response.writeHead(found ? 200 : 404, { ...headers, 'content-type': found?.type ?? 'text/plain' });
    response.end(found?.body ?? '');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () => new Promise((done) => server.close(() => done())),
  };
}
