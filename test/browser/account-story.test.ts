import { execFileSync } from 'node:child_process';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeIn, type Letter } from '../support/desk-client.ts';
import { target } from '../support/suite-target.ts';
import { browserRunsHere, startBrowser } from './support/browser.ts';
import { Walker } from './support/walker.ts';

// Monday 23 November 2026, 10:00 in Moscow.
const at = target({ now: '2026-11-23T07:00:00Z' });

const mark = crypto.randomUUID().slice(0, 8);
const OLD = `anna-${mark}@example.org`;
const NEW = `anna-belova-${mark}@example.org`;

let browser: Browser;
let anna: Walker;
let officer: Walker;
let person = '';

const slowly = { slowly: true };
const site = () => at.desk.target.site;

/** The newest letter with these words in its subject, once there are `n` of them. */
const letter = (to: string, subject: string, n = 1): Promise<Letter> =>
  at.desk.until(async () => {
    const found = (await at.desk.letters(to)).filter((one) => one.subject.includes(subject));
    return found.length >= n ? found.at(-1) : undefined;
  }, `letter ${n} «${subject}» to ${to}`);

/** The link of a letter that leads to a page of this path. */
function linkIn({ text }: Letter, path: string): string {
  const found = new RegExp(`https?://\\S*${path}\\S*`).exec(text)?.[0];
  if (found === undefined) throw new Error(`no link to ${path} in the letter`);
  return found;
}

const tool = (name: string, ...args: readonly string[]): string =>
  execFileSync(process.execPath, [`infra/tools/${name}.ts`, ...args], { encoding: 'utf8' });

async function signIn(email: string, n: number): Promise<void> {
  await anna.go(`${site()}/sign-in`);
  await anna.type('Электронная почта', email);
  await anna.press('Прислать код', slowly);
  const { text } = await letter(email, 'Код для входа', n);
  await anna.type('Код из письма', codeIn(text) ?? '');
  await anna.press('Войти', slowly);
}

async function toDesk(who: string): Promise<void> {
  await officer.context.clearCookies();
  await officer.go(`${site()}/desk`);
  await officer.page.locator(`button[value="${who}"]`).click();
  await officer.page.waitForURL(/\/desk/);
}

/** Posts the policy with one more sentence, as the desk does it. */
async function postPolicy(change: RegExp, sentence: { ru: string; en: string }): Promise<void> {
  for (const one of ['ru', 'en'] as const) {
    const field = officer.page.locator(`textarea[name="${one}"]`);
    await field.fill(`${await field.inputValue()}\n\n${sentence[one]}\n`);
  }
  await officer.tick(change);
}

describe.skipIf(!browserRunsHere)('the story of an account in a browser without script', () => {
  beforeAll(async () => {
    browser = await startBrowser();
    anna = await Walker.open(browser);
    officer = await Walker.open(browser);
  });
  afterAll(async () => {
    await browser?.close();
  });

  test('R1, G6: required fields are marked; a wrong e-mail comes back at its field and the rest is kept', async () => {
    await anna.go(site());
    await anna.look('a01-home');
    await anna.click('Зарегистрироваться');
    await anna.look('a03-register');
    const marks = await anna.page.locator('form label:has-text("обязательно")').allInnerTexts();
    expect(marks.map((one) => one.split(/\s/)[0])).toEqual(['Электронная', 'Имя', 'Телефон', 'Организация']);
    expect(marks.map((one) => one.includes('необязательно'))).toEqual([false, false, true, true]);
    expect(await anna.page.locator('input:checked').count()).toBe(0);
    await anna.type('Электронная почта', 'anna@example');
    await anna.type(/^Имя/, 'Анна Белова');
    await anna.type(/^Телефон/, '+7 495 123-45-67');
    await anna.type(/^Организация/, 'ООО «Северный причал»');
    await anna.tick(/создайте мне учётную запись/);
    await anna.press('Зарегистрироваться', slowly);
    await anna.look('a04-register-refused');
    expect(await anna.page.locator('[name="email"]').getAttribute('aria-invalid')).toBe('true');
    expect(await anna.page.locator('[name="phone"]').inputValue()).toBe('+7 495 123-45-67');
    expect(await anna.page.locator('[name="createAccount"]').isChecked()).toBe(true);
    await anna.type('Электронная почта', OLD);
    await anna.press('Зарегистрироваться', slowly);
  });

  test('C1: each consent is a page of its own with nothing ticked; one is given, one refused', async () => {
    await anna.look('a05-consent-1');
    expect(await anna.words()).toContain('Согласие 1 из 2');
    expect(await anna.page.locator('input[type="checkbox"]:checked').count()).toBe(0);
    await anna.press('Даю согласие', slowly);
    await anna.look('a06-consent-unticked');
    expect(await anna.words()).toContain('отметьте поле');
    await anna.tick(/даю согласие/);
    await anna.press('Даю согласие', slowly);
    await anna.look('a07-consent-2');
    expect(await anna.words()).toContain('Согласие 2 из 2');
    expect(await anna.page.locator('input[type="checkbox"]:checked').count()).toBe(0);
    await anna.press('Не даю', slowly);
    await anna.look('a08-check-mail');
    expect(await anna.title()).toContain('Проверьте почту');
  });

  test('G2, C7: looking at the link changes nothing; the code confirms in the browser that registered', async () => {
    const asked = await letter(OLD, 'Подтвердите адрес');
    expect(codeIn(asked.text)).toMatch(/^\d{6}$/);
    const waiting = anna.page.url();
    for (const _ of [1, 2]) {
      await anna.go(linkIn(asked, '/confirm'));
      expect(await anna.title()).toBe('Подтверждение адреса');
    }
    await anna.go(waiting);
    await anna.type('Код из письма', codeIn(asked.text) ?? '');
    await anna.press('Подтвердить адрес', slowly);
    await anna.look('a10-registered');
    expect(await anna.title()).toContain('Адрес подтверждён');
    expect(await anna.words()).toContain('Учётная запись создана');
    await anna.click('Войти');
  });

  test('issue 8, 1: who was registered by a stranger presses the link: nothing of it is hers, all is asked anew', async () => {
    const email = `vera-${mark}@example.org`;
    const stranger = await Walker.open(browser);
    await stranger.go(`${site()}/register`);
    await stranger.type('Электронная почта', email);
    await stranger.type(/^Имя/, 'Чужое имя');
    await stranger.type(/^Организация/, 'Чужая контора');
    await stranger.tick(/создайте мне учётную запись/);
    await stranger.press('Зарегистрироваться', slowly);
    for (const _ of [1, 2]) {
      await stranger.tick(/даю согласие/);
      await stranger.press('Даю согласие', slowly);
    }
    const vera = await Walker.open(browser);
    await vera.go(linkIn(await letter(email, 'Подтвердите адрес'), '/confirm'));
    await vera.look('b01-link');
    await vera.press('Подтвердить адрес', slowly);
    await vera.look('b02-proved');
    expect(await vera.words()).toContain('Учётной записи ещё нет');
    await vera.click('Войти и продолжить');
    await vera.type('Электронная почта', email);
    await vera.press('Прислать код', slowly);
    await vera.type('Код из письма', codeIn((await letter(email, 'Код для входа')).text) ?? '');
    await vera.press('Войти', slowly);
    await vera.look('b03-finish');
    expect(await vera.title()).toBe('Адрес подтверждён, учётной записи ещё нет');
    expect(await vera.page.locator('[name="name"]').inputValue()).toBe('Чужое имя');
    expect(await vera.page.locator('[name="createAccount"]').isChecked()).toBe(false);
    await vera.type(/^Имя/, 'Вера Орлова');
    await vera.type(/^Организация/, '');
    await vera.press('Создать учётную запись', slowly);
    await vera.look('b04-finish-refused');
    expect(await vera.page.locator('[name="name"]').inputValue()).toBe('Вера Орлова');
    expect(await vera.page.locator('[name="organisation"]').inputValue()).toBe('');
    await vera.tick(/создайте мне учётную запись/);
    await vera.press('Создать учётную запись', slowly);
    await vera.look('b05-consent-1');
    expect(await vera.words()).toContain('Согласие 1 из 2');
    expect(await vera.page.locator('input[type="checkbox"]:checked').count()).toBe(0);
    await vera.press('Не даю', slowly);
    expect(await vera.words()).toContain('Согласие 2 из 2');
    await vera.tick(/даю согласие/);
    await vera.press('Даю согласие', slowly);
    await vera.look('b06-me');
    expect(await vera.title()).toBe('Мои данные');
    expect(await vera.page.locator('[name="name"]').inputValue()).toBe('Вера Орлова');
    expect(await vera.words()).not.toMatch(/Чуж/);
    await vera.page.locator('nav a[href="/me/consents"]').click();
    await vera.look('b07-consents');
    expect(await vera.words()).toContain('этот текст был показан этому человеку');
    await stranger.page.reload();
    expect(await stranger.words()).toContain('Уже сделано');
    await stranger.page.close();
    await vera.page.close();
  });

  test('R4, R5: signed in by code, all that is held stands on one page', async () => {
    await signIn(OLD, 1);
    await anna.look('a11-me');
    const words = await anna.words();
    person = /P-[0-9A-Z]{20}/.exec(words)?.[0] ?? '';
    expect(person).not.toBe('');
    for (const held of [OLD, 'policy-1', '23 ноября 2026', 'дано', 'отказ', 'Подтвер'])
      expect(words).toContain(held);
    expect(await anna.page.locator('[name="organisation"]').inputValue()).toBe('ООО «Северный причал»');
  });

  test('C3, C6: promotional consent is withdrawn in one click; its receipt downloads and verifies', async () => {
    await anna.click('Дать или отозвать согласие');
    await anna.look('a12-consents');
    await anna.click('Отозвать');
    await anna.look('a13-withdrawal');
    await anna.press('Отозвать согласие');
    await anna.look('a14-withdrawn');
    expect(await anna.words()).toContain('Согласие отозвано');
    const [download] = await Promise.all([
      anna.page.waitForEvent('download'),
      anna.click(/Скачать квитанцию.*отозвано/),
    ]);
    const said = tool('receipt-verify', await download.path(), '--jwks', `${site()}/.well-known/jwks.json`);
    expect(said).toContain('Valid');
    expect(said).toContain('promotions');
    await anna.click('Проверить квитанцию');
    await anna.look('a15-verify');
  });

  test('R5: the phone changes', async () => {
    await anna.go(`${site()}/me`);
    await anna.type(/^Телефон/, '+7 812 765-43-21');
    await anna.press('Сохранить');
    await anna.look('a16-saved');
    expect(await anna.words()).toContain('Сохранено');
    expect(await anna.page.locator('[name="phone"]').inputValue()).toBe('+7 812 765-43-21');
  });

  test('R5, T3: the new address confirms, the old one is warned with a link that undoes it', async () => {
    await anna.page.locator('a[href="/me/address"]').click();
    await anna.look('a17-address');
    await anna.type(/Новый адрес/, NEW);
    await anna.press(/Прислать код/);
    await anna.look('a18-address-code');
    await anna.type('Код из письма', codeIn((await letter(NEW, 'новый адрес')).text) ?? '');
    await anna.press('Сменить адрес');
    await anna.look('a19-address-changed');
    expect(await anna.words()).toContain('Адрес изменён');
    expect(await anna.words()).toContain(NEW);
    const warned = await letter(OLD, 'изменён');
    const reader = await Walker.open(browser);
    await reader.go(linkIn(warned, '/address/undo'));
    await reader.look('a20-undo');
    expect(await reader.title()).toBe('Отмена замены адреса');
    await reader.page.close();
  });

  test('R6: the organisation becomes public by a consent of its own with conditions, and is taken back', async () => {
    await anna.page.locator('nav a[href="/me/public"]').click();
    await anna.look('a21-public');
    await anna.page.locator('a[href="/me/public/organisation"]').click();
    await anna.look('a22-publish');
    expect(await anna.page.locator('input:checked').count()).toBe(0);
    await anna.page.locator('[name="conditions"]').first().check();
    await anna.page.locator('#agreed').check();
    await anna.press('Сделать общедоступным');
    await anna.look('a23-published');
    const url = await anna.page.locator('a[href^="/people/"]').getAttribute('href');
    const reader = await Walker.open(browser);
    await reader.go(`${site()}${url}`);
    await reader.look('a24-public-page');
    expect(await reader.words()).toContain('Северный причал');
    await anna.page.locator('form[action$="/organisation/withdraw"] button').click();
    await anna.look('a25-taken-back');
    await reader.go(`${site()}${url}`);
    await reader.look('a26-public-gone');
    expect(await reader.title()).toBe('Не найдено');
    expect(await reader.words()).not.toContain('Северный причал');
    await reader.page.close();
    await anna.page.locator('nav a[href="/me/consents"]').click();
    await anna.look('a27-consents-later');
    expect(await anna.words()).toContain('Общедоступные сведения: организация — согласие отозвано');
    await anna.click('Выбрать или убрать поля');
    expect(await anna.title()).toBe('Общедоступные сведения');
    await anna.page.locator('nav a[href="/me/sessions"]').click();
    await anna.look('a28-sessions');
  });

  test('D1, G10: on the desk people are found by the whole address with a reason; the page opens with another', async () => {
    await toDesk('officer@example.com');
    await officer.click('Люди');
    await officer.look('d01-people');
    await officer.type('Адрес электронной почты', NEW);
    await officer.press('Найти');
    await officer.look('d02-people-refused');
    await officer.type(/Зачем|[Пп]ричина/, 'звонок о согласиях');
    await officer.press('Найти');
    await officer.look('d03-person');
    expect(await officer.title()).toBe(person);
    expect(await officer.words()).not.toContain('Анна Белова');
    await officer.type(/Зачем|[Пп]ричина/, 'звонок о согласиях');
    await officer.page.locator('form[action$="/open"] button').click();
    await officer.look('d04-person-open');
    expect(await officer.words()).toContain('Анна Белова');
    await officer.click('Внести сказанное по телефону');
    await officer.look('d04a-person-consents');
    expect(await officer.words()).toContain('Внести согласие, отказ или отзыв');
    await officer.click('Реестры');
    await officer.look('d05-registers');
    await officer.page.locator('main a[href="/desk/registers/consents"]').click();
    await officer.look('d06-register-ask');
    await officer.type(/Зачем/, 'проверка');
    await officer.press('Открыть реестр согласий');
    await officer.look('d06-register-consents');
    expect(await officer.words()).toContain(person);
  });

  test('P1, P3: a hard version is asked for before the profile; withdrawal, sessions and closing stay open', async () => {
    await officer.page.locator('nav a[href="/desk/policy"]').click();
    await officer.look('d07-policy');
    await postPolicy(/Попросить подтвердить/, {
      ru: 'Данные о звонках хранятся в Москве.',
      en: 'Data on calls are kept in Moscow.',
    });
    await officer.press(/Показать, как/);
    await officer.look('d08-policy-preview');
    await officer.press('Опубликовать');
    await officer.look('d09-policy-posted');
    await anna.go(`${site()}/me`);
    await anna.look('a29-changed');
    expect(await anna.title()).toBe('Политика изменилась');
    await anna.click('Что изменилось');
    await anna.look('a30-compare');
    expect(await anna.words()).toContain('Данные о звонках хранятся в Москве.');
    for (const [path, title] of [
      ['/me/consents/partners/withdrawal', 'Отозвать согласие'],
      ['/me/consents', 'Мои согласия'],
      ['/me/sessions', 'Сеансы'],
      ['/me/public', 'Общедоступные сведения'],
      ['/me/close', 'Закрыть учётную запись'],
    ] as const) {
      await anna.go(`${site()}${path}`);
      expect(await anna.title()).toBe(title);
    }
    await anna.page.locator('nav a[href="/me"]').click();
    await anna.press('Подтвердить ознакомление');
    await anna.look('a31-acknowledged');
    expect(await anna.words()).toContain('записано, что вы ознакомились');
    expect(await anna.words()).toContain('policy-2');
  });

  test('P3: a soft version is told by a letter only', async () => {
    await officer.page.locator('nav a[href="/desk/policy"]').click();
    await postPolicy(/Сообщить пользователям/, {
      ru: 'Данные о встречах хранятся там же.',
      en: 'Data on meetings are kept there too.',
    });
    await officer.press(/Показать, как/);
    await officer.press('Опубликовать');
    await at.desk.jump({ advance: 'PT10M' });
    const told = await letter(NEW, 'Новая версия политики');
    expect(told.text).toContain('policy');
    await anna.go(`${site()}/me`);
    expect(await anna.title()).toBe('Мои данные');
  });

  test('R7: closing shows first what goes and what stays; the link of the letter cancels it once', async () => {
    await at.desk.jump({ advance: 'P4D' });
    await signIn(NEW, 1);
    await anna.click('Что будет уничтожено, что останется');
    await anna.look('a32-close');
    const plan = await anna.words();
    expect(plan).toContain('Что будет уничтожено');
    expect(plan).toContain('Что останется и почему');
    await anna.press('Прислать код');
    await anna.look('a33-close-code');
    await anna.type('Код из письма', codeIn((await letter(NEW, 'Код для закрытия')).text) ?? '');
    await anna.press('Закрыть через 72 часа');
    await anna.look('a34-closing');
    expect(await anna.title()).toBe('Учётная запись закрывается');
    await anna.page.locator('nav a[href="/me"]').click();
    await anna.look('a35-me-closing');
    const link = linkIn(await letter(NEW, 'будет закрыта'), '/me/close/cancel');
    const reader = await Walker.open(browser);
    await reader.go(link);
    await reader.look('a36-cancel');
    await reader.press('Не закрывать', slowly);
    await reader.look('a37-cancelled');
    expect(await reader.title()).toContain('Закрытие отменено');
    await reader.go(link);
    await reader.look('a38-cancel-again');
    expect(await reader.title()).toBe('Уже сделано');
    await reader.page.close();
    await anna.page.reload();
    expect(await anna.words()).toContain('Закрыть учётную запись');
  });

  test('R7: closed again, 72 hours later all is gone, with a last letter; the ledger is whole', async () => {
    await anna.click('Что будет уничтожено, что останется');
    await anna.press('Прислать код');
    await anna.type('Код из письма', codeIn((await letter(NEW, 'Код для закрытия', 2)).text) ?? '');
    await anna.press('Закрыть через 72 часа');
    await at.desk.jump({ advance: 'PT72H' });
    const last = await at.desk.until(async () => {
      await at.desk.jump({ advance: 'PT5M' });
      return (await at.desk.letters(NEW)).find((one) => one.subject === 'Учётная запись закрыта');
    }, 'the last letter');
    expect(last.text).toContain(person);
    await at.desk.jump({ advance: 'PT10M' });
    await anna.go(`${site()}/me`);
    await anna.look('a39-gone');
    expect(anna.at).toBe('/sign-in?to=%2Fme');
    await toDesk('officer@example.com');
    await officer.go(`${site()}/desk/people/${person}`);
    await officer.look('d10-person-gone');
    expect(await officer.title()).toBe('Человек не найден');
    expect(tool('audit-verify', '--endpoint', at.desk.target.aws ?? '')).toContain('intact and complete');
    expect([...anna.faults, ...officer.faults]).toEqual([]);
  });
});
