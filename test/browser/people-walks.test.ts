import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeIn, type Letter } from '../support/desk-client.ts';
import { register, type SignedUp, signIn } from '../support/person.ts';
import { LIFTED, target } from '../support/suite-target.ts';
import { openAll, violations } from './support/axe.ts';
import { browserRunsHere, startBrowser } from './support/browser.ts';
import { Walker } from './support/walker.ts';

// Monday 23 November 2026, 10:00 in Moscow.
const at = target({ now: '2026-11-23T07:00:00Z', args: LIFTED });

const mark = crypto.randomUUID().slice(0, 8);
const address = (name: string) => `${name}-${mark}@example.org`;
const NAME = 'Вера Канарейкина';
const slowly = { slowly: true };

let browser: Browser;
let reader: Walker;
let staff: Walker;
let checker: Page;

const site = () => at.desk.target.site;
const letter = (to: string, words: string): Promise<Letter> =>
  at.desk.untilLetter(to, ({ subject }) => subject.includes(words));

/** The link of a letter that leads to a page of this path. */
function linkIn({ text }: Letter, path: string): string {
  const found = new RegExp(`https?://\\S*${path}\\S*`).exec(text)?.[0];
  if (found === undefined) throw new Error(`no link to ${path} in the letter`);
  return found;
}

/** Somebody with an account; what happens in their own pages is walked in account-story. */
interface Somebody extends SignedUp {
  readonly person: string;
}
async function somebody(name: string): Promise<Somebody> {
  await register(at.desk, address(name), { name: NAME });
  const who = await signIn(at.desk, address(name));
  return { ...who, person: (await at.desk.get('/me', who.headers)).json.person };
}

/** Somebody whose address has just changed. */
async function moved(name: string): Promise<Somebody> {
  const who = await somebody(name);
  const email = address(`${name}-new`);
  await at.desk.post('/me/address', { email }, who.headers);
  const code = codeIn((await letter(email, 'новый адрес')).text);
  expect((await at.desk.post('/me/address/code', { code }, who.headers)).status).toBe(200);
  return who;
}

async function toDesk(who: string, path: string): Promise<void> {
  await staff.context.clearCookies();
  await staff.go(`${site()}${path}`);
  await staff.page.locator(`button[value="${who}@example.com"]`).click();
  await staff.page.waitForURL((url) => url.pathname === path);
}

/**
 * Keeps pictures of the page, and finds nothing that keeps anybody from reading it, on a phone and on a desk. The tool that
 * looks is a script: it looks at the same page in a tab that runs some.
 */
async function look(walker: Walker, name: string): Promise<void> {
  await walker.look(name);
  const [url, body] = [walker.page.url(), await walker.page.content()];
  await checker.route(url, (route) => route.fulfill({ body, contentType: 'text/html; charset=utf-8' }));
  await checker.goto(url);
  await checker.evaluate(openAll);
  for (const width of [390, 1280]) {
    await checker.setViewportSize({ width, height: 900 });
    expect([name, await violations(checker)]).toEqual([name, []]);
    expect([name, await checker.evaluate('document.documentElement.scrollWidth')]).toEqual([name, width]);
  }
  await checker.unroute(url);
}

/** Links of the desk's navigation. */
const navigation = () => staff.page.locator('nav a').allInnerTexts();
const people = async (person: string) => staff.go(`${site()}/desk/people/${person}`);

describe.skipIf(!browserRunsHere)('walks of people and staff in a browser without script', () => {
  beforeAll(async () => {
    browser = await startBrowser();
    reader = await Walker.open(browser);
    staff = await Walker.open(browser);
    checker = await browser.newPage();
  });
  afterAll(async () => {
    await browser?.close();
  });

  test('R5, G2, T3: the undo link of a change: looking changes nothing, the button brings the old address back, once', async () => {
    const who = await moved('undoes');
    const link = linkIn(await letter(who.email, 'изменён'), '/address/undo');
    await reader.go(link);
    await look(reader, 'w01-undo');
    expect(await reader.title()).toBe('Отмена замены адреса');
    expect((await at.desk.get('/me', who.headers)).status).toBe(200);
    await reader.press('Вернуть прежний адрес', slowly);
    await look(reader, 'w02-undone');
    expect(await reader.title()).toContain('Прежний адрес вернулся');
    expect((await at.desk.get('/me', who.headers)).status).toBe(401);
    await reader.go(link);
    await look(reader, 'w03-undo-again');
    expect(await reader.title()).toBe('Уже сделано');
    const back = await signIn(at.desk, who.email);
    expect((await at.desk.get('/me', back.headers)).json.profile.email).toBe(who.email);
  });

  test('C6: anybody verifies a receipt: a genuine one says what it says, a changed one and anything else are not ours', async () => {
    const { headers, person } = await somebody('receipt');
    const told = await at.desk.post('/me/consents', { purpose: 'promotions', act: 'withdraw' }, headers);
    const receipt = (await at.desk.get(told.json.receipt, headers)).text.trim();
    const verify = async (text: string) => {
      await reader.page.locator('[name="receipt"]').fill(text);
      await reader.press('Проверить', slowly);
    };
    await reader.go(`${site()}/receipts/verify`);
    await look(reader, 'w10-verify');
    await verify('');
    await look(reader, 'w11-verify-empty');
    expect(await reader.page.locator('[name="receipt"]').getAttribute('aria-invalid')).toBe('true');
    await verify(receipt);
    await look(reader, 'w12-genuine');
    const words = await reader.words();
    for (const said of ['Квитанция подлинная', 'согласие отозвано', person, '23 ноября 2026'])
      expect(words).toContain(said);
    const [head = '', body = '', signature = ''] = receipt.split('.');
    await verify(`${head}.${body.slice(0, -4)}AAAA.${signature}`);
    await look(reader, 'w13-changed');
    expect(await reader.words()).toContain('Подпись не сходится');
    await verify('Я согласна');
    await look(reader, 'w14-nothing');
    expect(await reader.words()).toContain('Это не похоже на квитанцию');
  });

  test('D1, G10: the agent searches by the whole address with a reason; what was typed is open with another reason only', async () => {
    const { email, person } = await somebody('looked-for');
    await toDesk('agent', '/desk/people');
    expect(await navigation()).toContain('Люди');
    expect(await navigation()).not.toContain('Реестры');
    await look(staff, 'w20-agent-search');
    await staff.type('Адрес электронной почты', address('nobody'));
    await staff.type(/Зачем/, 'звонок');
    await staff.press('Найти');
    await look(staff, 'w21-agent-nobody');
    expect(await staff.words()).toContain('поиск записан');
    await staff.type('Адрес электронной почты', email);
    await staff.type(/Зачем/, 'звонок');
    await staff.press('Найти');
    await look(staff, 'w22-agent-person');
    expect(await staff.title()).toBe(person);
    expect(await staff.words()).not.toMatch(/Канарейкина|example\.org/);
    await staff.type(/Зачем/, 'перезвонить');
    await staff.page.locator('form[action$="/open"] button').click();
    await look(staff, 'w23-agent-opened');
    expect(await staff.words()).toContain(NAME);
    expect(await staff.words()).toContain('перезвонить');
    await staff.go(`${site()}/desk/registers`);
    await look(staff, 'w24-agent-no-registers');
    expect(await staff.title()).toBe('Нет права на это действие');
  });

  test('D1, A2: the auditor has the registers and no search; a person’s page opens by its number, and its personal part with a reason', async () => {
    const { email, person } = await somebody('audited');
    await toDesk('auditor', '/desk/registers');
    expect(await navigation()).toContain('Реестры');
    expect(await navigation()).not.toContain('Люди');
    await look(staff, 'w30-auditor-registers');
    await staff.go(`${site()}/desk/registers/consents`);
    await look(staff, 'w31-auditor-consents-ask');
    await staff.type(/Зачем/, 'плановая проверка');
    await staff.press('Открыть реестр согласий');
    await look(staff, 'w31-auditor-consents');
    await staff.go(`${site()}/desk/people`);
    await look(staff, 'w32-auditor-no-search');
    expect(await staff.title()).toBe('Нет права на это действие');
    await people(person);
    await look(staff, 'w33-auditor-person');
    expect(await staff.words()).not.toContain(NAME);
    expect(await staff.page.locator(`a[href$="${person}/consents"]`).count()).toBe(0);
    await staff.type(/Зачем/, 'плановая проверка');
    await staff.page.locator('form[action$="/open"] button').click();
    await look(staff, 'w34-auditor-opened');
    expect(await staff.words()).toContain(email);
  });

  test('R5: agent and auditor see the hold after a change of address, the officer releases it with a reason', async () => {
    const who = await moved('held');
    for (const role of ['agent', 'auditor']) {
      await toDesk(role, `/desk/people/${who.person}`);
      await look(staff, `w40-hold-${role}`);
      expect(await staff.words()).toContain('до 26 ноября 2026');
      expect(await staff.page.locator('form[action$="/release"]').count()).toBe(0);
    }
    await toDesk('officer', `/desk/people/${who.person}`);
    await look(staff, 'w41-hold-officer');
    await staff.press('Снять ограничение');
    await look(staff, 'w42-release-refused');
    expect(await staff.page.locator('#release-reason').getAttribute('aria-invalid')).toBe('true');
    expect(await staff.page.locator('#open-reason').getAttribute('aria-invalid')).not.toBe('true');
    await staff.type('Почему вы снимаете ограничение', 'позвонила по номеру из профиля');
    await staff.press('Снять ограничение');
    await look(staff, 'w43-released');
    expect(await staff.page.locator('form[action$="/release"]').count()).toBe(0);
    expect(await staff.words()).toContain('ограничение снято');
  });

  test('R5, G2: the letter of a release still undoes the change by its button', async () => {
    const email = address('held');
    const link = linkIn(await letter(email, 'больше не нужен'), '/address/undo');
    await reader.go(link);
    await reader.press('Вернуть прежний адрес', slowly);
    expect(await reader.title()).toContain('Прежний адрес вернулся');
    expect((await at.desk.get('/me', (await signIn(at.desk, email)).headers)).json.profile.email).toBe(email);
  });

  test('quality: nothing failed on the way', () => {
    expect([...reader.faults, ...staff.faults]).toEqual([]);
  });
});
