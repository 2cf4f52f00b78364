import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aClaimBody } from '../support/desk-client.ts';
import { target } from '../support/suite-target.ts';
import { browserRunsHere, startBrowser } from './support/browser.ts';

// Monday 7 December 2026, 10:00 in Moscow: the thirtieth day, 6 January 2027, is a day off.
const at = target({ now: '2026-12-07T07:00:00Z' });

/** `README_PICTURES=write npx vitest run --project browser test/browser/pictures.test.ts` makes them anew. */
const write = process.env['README_PICTURES'] === 'write';
const folder = join(import.meta.dirname, 'pictures');
const words = join(folder, 'words.json');

/** Part of a page, in pixels. */
type Clip = { x: number; y: number; width: number; height: number };

const ready = { locale: 'en-GB', javaScriptEnabled: false } as const;

/** What is read in the picture, which ends before the words `until`; numbers of cases and times of day differ. */
const wordsOf = async (page: Page, until: string): Promise<string> => {
  const [words = ''] = (await page.locator('body').innerText()).replace(/\s+/g, ' ').split(until, 1);
  return words.replace(/PD-\d{4}-\w{6}-\w/g, 'PD').replace(/\d\d:\d\d/g, 'HH:MM');
};

describe.skipIf(!browserRunsHere)('the pictures of README.md', () => {
  let browser: Browser;
  const contexts: BrowserContext[] = [];
  const open = async (): Promise<Page> => {
    const context = await browser.newContext({ ...ready, viewport: { width: 1200, height: 900 } });
    contexts.push(context);
    return context.newPage();
  };
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    await browser?.close();
  });

  /** Keeps the picture, or compares what it says with what the page says today. */
  async function picture(page: Page, name: string, clip: Clip, until: string): Promise<void> {
    const said = await wordsOf(page, until);
    expect(said.length).toBeGreaterThan(200);
    const kept = JSON.parse(readFileSync(words, 'utf8')) as Record<string, string>;
    const file = join(folder, `${name}.png`);
    if (write) {
      await page.screenshot({ path: file, clip, fullPage: true });
      writeFileSync(words, `${JSON.stringify({ ...kept, [name]: said }, null, 2)}\n`);
    }
    const now = JSON.parse(readFileSync(words, 'utf8')) as Record<string, string>;
    expect(now[name], `made anew by README_PICTURES=write, see ${import.meta.filename}`).toBe(said);
    expect(statSync(file).size).toBeLessThanOrEqual(150 * 1024);
  }

  test('what the claimant sees is today’s page', async () => {
    const { statusUrl } = (await at.desk.post('/claims', { ...aClaimBody(), language: 'en' })).json;
    const page = await open();
    await page.goto(`${statusUrl}&new=1&lang=en`);
    await picture(page, 'confirmation', { x: 100, y: 0, width: 1000, height: 680 }, 'What you wrote');
  });

  test('how a date explains itself on the desk is today’s page', async () => {
    const { reference } = (await at.desk.post('/claims', aClaimBody())).json;
    const page = await open();
    await page.goto(`${at.desk.target.site}/desk?lang=en`);
    await page.locator('button[value="officer@example.com"]').click();
    await page.waitForURL(/\/desk/);
    await page.goto(`${at.desk.target.site}/desk/cases/${reference}?lang=en`);
    await page.locator('summary', { hasText: 'How the date was counted' }).click();
    await picture(page, 'case', { x: 0, y: 150, width: 800, height: 1_100 }, 'The same in words');
  });
});
