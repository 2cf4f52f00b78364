import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';

/** Pictures are kept when a folder is named (`PICTURES=… npx vitest run --project browser`). */
const pictures = process.env['PICTURES'];

/** Longest wait for a link, a field or a page, ms. */
const PATIENCE = 10_000;

const WIDE = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };

/** What is read there, with ordinary spaces. */
export const wordsOf = async (part: Locator): Promise<string> =>
  (await part.innerText()).replace(/\s+/g, ' ');

/** A form is taken for a program's when it comes back sooner than after two seconds. */
const typing = () => new Promise((resolve) => setTimeout(resolve, 2_100));

/** Somebody with a browser of their own, without script, who reads Russian, clicks links and presses buttons. */
export class Walker {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Answers of 500 and above that came along. */
  readonly faults: string[] = [];

  private constructor(context: BrowserContext, page: Page) {
    this.context = context;
    this.page = page;
    page.on('response', (answer) => {
      if (answer.status() >= 500) this.faults.push(`${answer.status()} ${answer.url()}`);
    });
  }

  static async open(browser: Browser): Promise<Walker> {
    const context = await browser.newContext({ javaScriptEnabled: false, locale: 'ru-RU', viewport: WIDE });
    context.setDefaultTimeout(PATIENCE);
    return new Walker(context, await context.newPage());
  }

  /** Where they are: path and query. */
  get at(): string {
    const { pathname, search } = new URL(this.page.url());
    return `${pathname}${search}`;
  }

  /** Keeps pictures of the page on a phone and on a desk. */
  async look(name: string): Promise<void> {
    if (pictures === undefined) return;
    mkdirSync(pictures, { recursive: true });
    for (const size of [PHONE, WIDE]) {
      await this.page.setViewportSize(size);
      await this.page.screenshot({ path: join(pictures, `${name}-${size.width}.png`), fullPage: true });
    }
  }

  /** The words of the page. */
  words(): Promise<string> {
    return wordsOf(this.page.locator('main'));
  }

  title(): Promise<string> {
    return wordsOf(this.page.locator('h1'));
  }

  async go(address: string): Promise<void> {
    await this.page.goto(address);
  }

  async click(link: string | RegExp): Promise<void> {
    await this.page.getByRole('link', { name: link }).first().click();
  }

  /** Types into the field with this label. */
  async type(label: string | RegExp, text: string): Promise<void> {
    await this.page.getByLabel(label).first().fill(text);
  }

  async tick(label: string | RegExp): Promise<void> {
    await this.page.getByLabel(label).check();
  }

  /** Presses a button; `slowly` where nobody is signed in, as a person who types does. */
  async press(button: string | RegExp, how: { readonly slowly?: boolean } = {}): Promise<void> {
    if (how.slowly) await typing();
    await this.page.getByRole('button', { name: button }).first().click();
  }
}
