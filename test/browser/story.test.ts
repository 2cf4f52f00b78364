import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { target } from '../support/suite-target.ts';
import { browserRunsHere, startBrowser } from './support/browser.ts';

// Monday 23 November 2026, 10:00 in Moscow; promised Wednesday 23 December.
const at = target({ now: '2026-11-23T07:00:00Z' });

/** Pictures of the story are kept when a folder is named (`PICTURES=… npx vitest run --project browser`). */
const pictures = process.env['PICTURES'];

let browser: Browser;
let visitor: BrowserContext;
let staff: BrowserContext;

const ready = { javaScriptEnabled: false, locale: 'ru-RU', viewport: { width: 1280, height: 900 } } as const;

async function look(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
}

/** What a person reads there, with ordinary spaces. */
const words = async (part: Locator) => (await part.innerText()).replace(/\s+/g, ' ');

const signIn = async (who: string): Promise<Page> => {
  await staff.clearCookies();
  const page = await staff.newPage();
  await page.goto(`${at.desk.target.site}/desk`);
  if (page.url().includes('/desk/login') || !page.url().includes('authorize')) await look(page, 'login');
  await page.locator(`button[value="${who}"]`).click();
  await page.waitForURL(/\/desk/);
  return page;
};

describe.skipIf(!browserRunsHere)('the story of a claim in a browser without script', () => {
  beforeAll(async () => {
    browser = await startBrowser();
    visitor = await browser.newContext(ready);
    staff = await browser.newContext(ready);
  });
  afterAll(async () => {
    await browser?.close();
  });

  let reference = '';
  let status = '';

  test('K1, G6: a wrong e-mail comes back with the error at its field and the rest kept', async () => {
    const page = await visitor.newPage();
    await page.goto(at.desk.target.site);
    await look(page, 'home');
    await page.locator('a[href^="/claims"]').first().click();
    await look(page, 'claim-form');
    await page.locator('[name="claimant.name"]').fill('Анна Петрова');
    await page.locator('[name="claimant.email"]').fill('anna@example');
    await page.locator('[name="facts"]').fill('Карта, купленная 1 октября, не читается терминалом.');
    await page.locator('[name="demand"]').fill('Верните деньги за карту.');
    await new Promise((resolve) => setTimeout(resolve, 2_100)); // a person needs more than two seconds
    await page.locator('form[action^="/claims"] button[type="submit"]').click();
    await look(page, 'claim-refused');
    expect(await page.locator('[name="claimant.email"]').getAttribute('aria-invalid')).toBe('true');
    expect(await page.locator('[name="facts"]').inputValue()).toContain('не читается');
    expect(await page.locator('[name="claimant.email"]').inputValue()).toBe('anna@example');
    await page.locator('[name="claimant.email"]').fill('anna@example.org');
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    await page.locator('form[action^="/claims"] button[type="submit"]').click();
    await page.waitForURL(/\/cases\/PD-/);
    await look(page, 'confirmation');
    status = page.url();
    reference = /PD-\d{4}-\w{6}-\w/.exec(status)?.[0] ?? '';
    const text = await words(page.locator('main'));
    expect(text).toContain(reference);
    expect(text).toContain('23 декабря 2026');
    expect(text).toContain('Анна Петрова');
  });

  test('K2: the receipt letter is in the inbox', async () => {
    const letter = await at.desk.untilLetter('anna@example.org', (one) => one.subject.includes(reference));
    expect(letter.text).toContain('23 декабря 2026');
  });

  test('D1: the agent finds the claim in the list of what is due and sees each counted day', async () => {
    const page = await signIn('agent@example.com');
    await page.goto(`${at.desk.target.site}/desk`);
    await look(page, 'due-list');
    await page.locator(`a[href*="${reference}"]`).first().click();
    await look(page, 'case-agent');
    const text = await words(page.locator('main'));
    expect(text).toContain('23 декабря 2026');
    expect(text).not.toContain('Анна Петрова');
    expect(await page.locator(`form[action$="/answer"], form[action$="/answer/preview"]`).count()).toBe(0);
  });

  test('G10: the personal part opens with a reason', async () => {
    const page = await signIn('agent@example.com');
    await page.goto(`${at.desk.target.site}/desk/cases/${reference}`);
    await page.locator('form[action$="/open"] [name="reason"]').fill('готовлю ответ');
    await page.locator('form[action$="/open"] button').click();
    await look(page, 'case-personal');
    expect(await words(page.locator('main'))).toContain('Анна Петрова');
  });

  test('K3, K4: after the escalation the officer previews the answer and sends it', async () => {
    await at.desk.jump({ to: '2026-12-22T06:30:00Z' });
    const page = await signIn('officer@example.com');
    await page.goto(`${at.desk.target.site}/desk/cases/${reference}`);
    await look(page, 'case-officer');
    await page.locator('a[href$="/answer"]').click();
    const form = page.locator('form[action$="/answer/preview"]');
    await form.locator('[name="outcome"][value="partly"]').check();
    await form.locator('[name="text"]').fill('Вернём половину стоимости карты.');
    await form.locator('button[type="submit"]').first().click();
    await look(page, 'answer-refused');
    expect(await page.locator('[name="reasons"]').getAttribute('aria-invalid')).toBe('true');
    await page.locator('[name="reasons"]').fill('Карта была в работе полгода.');
    const again = page.locator('form:has([name="reasons"])');
    await again.locator('button[type="submit"]').first().click();
    await look(page, 'answer-preview');
    expect(await words(page.locator('article.sheet'))).toContain('Вернём половину стоимости карты.');
    await page.locator('form[action$="/answer"] button[type="submit"]').first().click();
    await page.waitForURL(new RegExp(`/desk/cases/${reference}$`));
    await at.desk.untilStatus(reference, 'delivered');
    await page.reload();
    await look(page, 'case-delivered');
    const thread = await at.desk.letters('anna@example.org');
    expect(thread.at(-1)?.text).toContain('Вернём половину стоимости карты.');
  });

  test('K5: the file is exported as one bundle from the page', async () => {
    const page = await signIn('officer@example.com');
    await page.goto(`${at.desk.target.site}/desk/cases/${reference}`);
    await page.locator('a[href$="/bundle"]').click();
    await look(page, 'bundle-ask');
    await page.getByLabel('Зачем').fill('для юриста');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('form[action$="/bundle"] button').click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.zip$/);
  });

  test('K1: the status page says it is answered and never shows the text of the answer', async () => {
    const page = await visitor.newPage();
    await page.goto(status.replace('&new=1', ''));
    await look(page, 'status-closed');
    expect(await words(page.locator('main'))).not.toContain('Вернём половину');
  });

  test('K1: a paper claim with a date to come is refused at its field, with yesterday it is taken', async () => {
    const page = await signIn('agent@example.com');
    await page.goto(`${at.desk.target.site}/desk/claims/new`);
    const send = async (receivedOn: string) => {
      await page.locator('[name="receivedOn"]').fill(receivedOn);
      await page.locator('[name="claimant.name"]').fill('Борис Иванов');
      await page.locator('[name="claimant.postalAddress"]').fill('101000, Москва, ул. Ленина, 1');
      await page.locator('[name="facts"]').fill('Товар сломан.');
      await page.locator('[name="demand"]').fill('Замените.');
      await new Promise((resolve) => setTimeout(resolve, 2_100));
      await page.locator('form[action$="/desk/claims/new"] button[type="submit"]').click();
    };
    await page
      .locator('form[action$="/desk/claims/new"]')
      .evaluate((form) => form.setAttribute('novalidate', ''));
    await send('2027-12-31');
    expect(await page.locator('[name="receivedOn"]').getAttribute('aria-invalid')).toBe('true');
    await page
      .locator('form[action$="/desk/claims/new"]')
      .evaluate((form) => form.setAttribute('novalidate', ''));
    await send('2026-12-21');
    await page.waitForURL(/\/desk\/cases\/PD-/);
    await look(page, 'paper-case');
    expect(await words(page.locator('main'))).toContain('21 декабря 2026');
  });

  test('D1: signing out ends the session at the company login too and leads back to the desk', async () => {
    const page = await signIn('officer@example.com');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.locator('form[action$="/desk/logout"] button').click();
    await page.waitForURL(/\/desk\/signed-out$/);
    await look(page, 'signed-out');
    expect(asked.map((address) => new URL(address)).filter(({ pathname }) => pathname === '/logout')).toEqual(
      [expect.objectContaining({ search: expect.stringContaining('client_id=') })],
    );
    expect(await words(page.locator('main'))).toContain('Вы вышли из рабочего места');
    await page.goto(`${at.desk.target.site}/desk`);
    expect(page.url()).toContain('/authorize?');
  });
});
