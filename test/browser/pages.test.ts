import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withSecurityHeaders } from '../../shared/http/headers.ts';
import { ASSETS } from '../../shared/http/pages/assets.ts';
import { openAll, violations } from './support/axe.ts';
import { browserRunsHere, serve, startBrowser } from './support/browser.ts';
import { PAGES, type PageName, previews } from './support/preview.tsx';

/** Every page in a real browser, served with the real security headers. */

const names = Object.keys(PAGES) as PageName[];
const answers = new Map<string, { type: string; body: string }>([
  ...[...previews('ru'), ...previews('en')].map(
    ({ name, language, html }) =>
      [`/${language}/${name}`, { type: 'text/html; charset=utf-8', body: html }] as const,
  ),
  ...ASSETS.map((asset) => [asset.path, asset] as const),
]);

describe.skipIf(!browserRunsHere)('pages in a browser', () => {
  let browser: Browser;
  let site: Awaited<ReturnType<typeof serve>>;

  beforeAll(async () => {
    site = await serve((path) => answers.get(path), withSecurityHeaders({}));
    browser = await startBrowser();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  /** A tab; `scripts: false` is a browser with JavaScript off. */
  async function tab<T>(
    options: { width?: number; scripts?: boolean },
    use: (page: Page) => Promise<T>,
  ): Promise<T> {
    const context = await browser.newContext({
      viewport: { width: options.width ?? 1280, height: 900 },
      javaScriptEnabled: options.scripts ?? true,
    });
    try {
      return await use(await context.newPage());
    } finally {
      await context.close();
    }
  }

  it.each(names)('quality: %s has no axe violation in Russian, nor in dark colours', async (name) => {
    await tab({}, async (page) => {
      await page.goto(`${site.url}/ru/${name}`);
      await page.evaluate(openAll);
      expect(await violations(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await violations(page, 'color-contrast', 'link-in-text-block')).toEqual([]);
    });
  });

  it('quality: no page has an axe violation in English on a phone', async () => {
    await tab({ width: 390 }, async (page) => {
      for (const name of names) {
        await page.goto(`${site.url}/en/${name}`);
        await page.evaluate(openAll);
        expect([name, await violations(page)]).toEqual([name, []]);
      }
    });
  });

  it('quality: no page is wider than a phone of 320 pixels, with everything opened', async () => {
    await tab({ width: 320 }, async (page) => {
      for (const name of names) {
        await page.goto(`${site.url}/ru/${name}`);
        await page.evaluate(openAll);
        expect([name, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([name, 320]);
      }
    });
  });

  it('quality: each page comes in at most three requests and breaks no rule of its own content policy', async () => {
    await tab({}, async (page) => {
      const complaints: string[] = [];
      page.on('console', (message) => complaints.push(message.text()));
      for (const name of names) {
        const requests: string[] = [];
        const count = (request: { url: () => string }) => requests.push(request.url());
        page.on('request', count);
        await page.goto(`${site.url}/ru/${name}`, { waitUntil: 'load' });
        page.off('request', count);
        expect([name, requests.length <= 3, complaints]).toEqual([name, true, []]);
      }
    });
  });

  it('quality: without JavaScript the form is filled in by keyboard alone and sends what its schema takes', async () => {
    await tab({ scripts: false }, async (page) => {
      let sent = '';
      await page.route('**/claims', async (route) => {
        sent = route.request().postData() ?? '';
        await route.fulfill({ status: 204 });
      });
      await page.goto(`${site.url}/ru/claim`);
      await page.locator('input[name="claimant.name"]').focus();
      await page.keyboard.type('Анна Белова');
      await page.keyboard.press('Tab');
      await page.keyboard.type('anna@example.ru');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      await page.keyboard.type('Мне звонили.');
      await page.keyboard.press('Tab');
      await page.keyboard.type('Прекратите.');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await expect.poll(() => sent).not.toBe('');
      const form = new URLSearchParams(sent);
      expect(Object.fromEntries(form)).toMatchObject({
        'claimant.name': 'Анна Белова',
        'claimant.email': 'anna@example.ru',
        facts: 'Мне звонили.',
        demand: 'Прекратите.',
        language: 'ru',
        topic: '',
      });
    });
  });

  it('D1: without JavaScript a date explains itself: the calendar opens on a key', async () => {
    await tab({ scripts: false }, async (page) => {
      await page.goto(`${site.url}/ru/status`);
      const calendar = page.locator('.months');
      expect(await calendar.isVisible()).toBe(false);
      await page.locator('details.counted > summary').focus();
      await page.keyboard.press('Enter');
      await calendar.waitFor({ state: 'visible' });
      // Received on Tuesday 24 November 2026: 24 December is day 30.
      expect(await page.locator('.month .p').textContent()).toBe('2430');
    });
  });

  it('quality: the link of an error leads the keyboard to its field', async () => {
    await tab({ scripts: false }, async (page) => {
      await page.goto(`${site.url}/ru/claim-refused`);
      await page.locator('.errors a').nth(1).click();
      await page.keyboard.type('!');
      expect(await page.locator('input[name="claimant.email"]').inputValue()).toContain('!');
    });
  });

  it('quality: buttons and links of acts are at least 40 pixels high on a phone', async () => {
    await tab({ width: 390 }, async (page) => {
      for (const name of ['claim', 'case', 'due', 'withdraw-code'] as const) {
        await page.goto(`${site.url}/ru/${name}`);
        const low = await page.evaluate(
          "[...document.querySelectorAll('button, .button, summary, .links a, .choice')].filter((each) => each.getBoundingClientRect().height < 40).map((each) => each.textContent)",
        );
        expect([name, low]).toEqual([name, []]);
      }
    });
  });

  it('the letter alone is printed: no menu, no hints', async () => {
    await tab({}, async (page) => {
      await page.goto(`${site.url}/ru/print-letter`);
      await page.emulateMedia({ media: 'print' });
      expect(await page.locator('header.head').isVisible()).toBe(false);
      expect(await page.locator('.screen-only').isVisible()).toBe(false);
      expect(await page.locator('.sheet').isVisible()).toBe(true);
    });
  });
});
