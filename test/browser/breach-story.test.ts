import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BREACH_ACT_WORDS } from '../../shared/http/pages/desk/kinds/breach-words.ts';
import { BREACH_FORM_WORDS } from '../../shared/http/pages/texts/breach.ts';
import { REPORT_WORDS } from '../../shared/http/pages/texts/breach-report.ts';
import { ROOM_WORDS } from '../../shared/http/pages/texts/breach-room.ts';
import { NOTICE_WORDS } from '../../shared/http/pages/texts/notice.ts';
import { BREACH_CODES } from '../../shared/words/breach-names.ts';
import { BREACH_REFUSALS } from '../../shared/words/refusals-of-breaches.ts';
import { target } from '../support/suite-target.ts';
import { browserRunsHere, startBrowser } from './support/browser.ts';
import { Walker } from './support/walker.ts';

// Friday, 27 November 2026, 18:30 in Moscow: 24 and 72 hours run through the weekend.
const at = target({ now: '2026-11-27T15:30:00Z' });
const site = () => at.desk.target.site;
const OFFICER = 'officer@example.com';
const OFFICER2 = 'officer2@example.com';

let browser: Browser;
let officer: Walker;

/** Goes to a page of the desk, through the login where there is no session. */
async function toDesk(path: string): Promise<void> {
  await officer.go(`${site()}${path}`);
  const login = officer.page.locator(`button[value="${OFFICER}"]`);
  if ((await login.count()) === 0) return;
  await login.click();
  await officer.page.waitForURL(/\/desk/);
  await officer.go(`${site()}${path}`);
}

const field = (name: string) => officer.page.locator(`main [name="${name}"]`).first();

describe.skipIf(!browserRunsHere)('a breach in a browser without script', () => {
  beforeAll(async () => {
    browser = await startBrowser();
    officer = await Walker.open(browser);
    // Whoever is named as the second officer has been at the desk.
    await at.desk.get('/staff/cases', await at.desk.as(OFFICER2));
  });
  afterAll(async () => {
    expect(officer.faults).toEqual([]);
    await browser?.close();
  });

  // In English it is a drill: the same, marked on every page.
  describe.each([
    ['ru', false],
    ['en', true],
  ] as const)('in %s (drill: %s)', (language, drill) => {
    const room = ROOM_WORDS[language];
    const notice = NOTICE_WORDS[language];
    const codes = BREACH_CODES[language];
    const buttons = BREACH_ACT_WORDS[language].buttons;
    let reference = '';
    const toCase = (below = '') => toDesk(`/desk/cases/${reference}${below}`);

    /** Writes and confirms a notice: what is not filled in beforehand is typed. */
    async function write(which: string, texts: Readonly<Record<string, string>>): Promise<void> {
      await toCase(`/notices/${which}`);
      await officer.press(notice.open);
      for (const [name, text] of Object.entries(texts)) await field(name).fill(text);
      await field('confirmed').check();
      await officer.press(notice.keep);
    }
    async function file(which: string, number: string): Promise<void> {
      await toCase('/file');
      await field('notice').selectOption(which);
      await field('number').fill(number);
      await field('way').selectOption('portal');
      await officer.press(buttons.file);
    }

    beforeAll(async () => {
      await officer.go(`${site()}/?lang=${language}`);
    });

    test('(a) B1, G6: detected in the future is refused at its field; recorded, all duties and clocks stand at once', async () => {
      const words = BREACH_FORM_WORDS[language];
      await toDesk('/desk/breaches/new');
      await field('detectedBy').selectOption('outsider');
      await officer.page.locator('[name="nature"][value="disclosure"]').check();
      await field('happened').fill('Файл с адресами лежал на открытой странице портала.');
      await field('systems').fill('portal');
      await officer.page.locator('[name="kinds"][value="email"]').check();
      if (drill) await field('drill').check();
      const noticed = await field('detectedAt').inputValue();
      await field('detectedAt').fill('2027-01-01T10:00');
      await officer.press(words.submit);
      await officer.look(`breach-${language}-1-refused`);
      expect(await field('detectedAt').getAttribute('aria-invalid')).toBe('true');
      expect(await field('happened').inputValue()).toContain('портала');
      await field('detectedAt').fill(noticed);
      await officer.press(words.submit);
      reference = /PD-\d{4}-\w{6}-\w/.exec(officer.at)?.[0] ?? '';
      const said = await officer.words();
      expect(said).toContain(room.progress(0, 4));
      expect(said.includes(room.drill)).toBe(drill);
      expect(await officer.page.locator('.duties li').count()).toBe(4);
      // The workflow moves the revision once, as it begins.
      await at.desk.until(async () => {
        const { json } = await at.desk.staffCase(reference);
        return json.events.some(({ type }: { type: string }) => type === 'execution-started') || undefined;
      }, 'the workflow');
      await toCase();
      await officer.look(`breach-${language}-2-room`);
    });

    test('(a) B2: the first notice is filled in beforehand; one that lacks is not confirmed; filed, it meets its clock', async () => {
      await toCase();
      await officer.page.locator('.duties a[href$="/notices/first-notice"]').click();
      expect(await officer.words()).toContain(notice.unwritten);
      expect(await officer.words()).not.toContain('портала');
      await officer.press(notice.open);
      await officer.look(`breach-${language}-3-begun`);
      // Notices to the Russian authority are in Russian whatever the officer reads.
      expect(await field('incident').inputValue()).toContain('Файл с адресами');
      expect(await field('operator').inputValue()).toContain('СмартКард-Сервис');
      expect(await field('ogrn').inputValue()).toMatch(/^\d{13}$/);
      expect(await field('contact').inputValue()).toContain('+7 495');
      await field('causes').fill('Ошибка настройки портала.');
      await field('confirmed').check();
      await officer.press(notice.keep);
      await officer.look(`breach-${language}-4-lacks`);
      expect(await officer.page.locator('#errors').innerText()).toContain(codes.fields.harm);
      expect(await field('causes').inputValue()).toBe('Ошибка настройки портала.');
      await field('harm').fill('Письма мошенников.');
      await field('measures').fill('Страница закрыта.');
      await field('confirmed').check();
      await officer.press(notice.keep);
      expect(await officer.words()).toContain(notice.confirmed);
      await officer.press(notice.open);
      await officer.look(`breach-${language}-5-sheet`);
      const sheet = officer.page.locator('article.sheet');
      expect(await sheet.innerText()).toContain('Страница закрыта.');
      expect((await sheet.innerText()).includes(notice.drill)).toBe(drill);
      await file('first-notice', '77-2026-1');
      await officer.look(`breach-${language}-6-filed`);
      expect(await officer.page.locator('.duties .done').innerText()).toContain('77-2026-1');
    });

    test('(f) B2: the second quotes the first’s number; not to notify takes a ground and a second officer', async () => {
      await toCase('/notices/final-notice');
      await officer.press(notice.open);
      expect(await field('first').inputValue()).toContain('№ 77-2026-1');
      await write('final-notice', { result: 'Настройку изменили 25 ноября.', persons: 'Не установлены.' });
      await file('final-notice', '77-2026-2');
      expect(await officer.page.locator('.duties .done').count()).toBe(2);
      await toCase('/decline');
      await field('duty').selectOption('incident-system');
      await field('ground').selectOption('not-obliged');
      await field('reason').fill('Юрист спрошен.');
      await officer.press(buttons.decline);
      await officer.look(`breach-${language}-7-alone`);
      expect(await field('second').getAttribute('aria-invalid')).toBe('true');
      // Found by looking: a sentence about late entries of requests stood here.
      expect(await officer.words()).toContain(
        BREACH_REFUSALS['breach-second-needed'].sentence[language]({ data: {}, postalAddress: '' }),
      );
      // Oneself is not among them.
      expect(await field('second').locator('option').count()).toBe(2);
      await field('second').selectOption({ index: 1 });
      await officer.press(buttons.decline);
      expect(await officer.page.locator('.duties .declined').count()).toBe(1);
    });

    test('(g) B5: closing is refused by the name of the open duty; then report and register have it', async () => {
      const close = async () => {
        await toCase('/conclude');
        await field('conclusion').selectOption('breach');
        await field('reason').fill('Всё сделано или обосновано.');
        await officer.press(buttons.conclude);
      };
      await close();
      await officer.look(`breach-${language}-8-open`);
      expect(await officer.words()).toContain(codes.duties.people);
      await toCase('/told');
      await field('told').fill('12');
      await field('notReached').fill('1');
      await field('reason').fill('Письма и звонки.');
      await officer.press(buttons.told);
      await close();
      expect(await officer.words()).toContain(room.progress(4, 4));
      await officer.page.locator(`a[href$="/report"]`).click();
      await officer.look(`breach-${language}-9-report`);
      const report = await officer.words();
      for (const said of ['77-2026-1', '77-2026-2', codes.conclusions.breach]) expect(report).toContain(said);
      expect(report).not.toContain('портала');
      expect(report.includes(REPORT_WORDS[language].drill)).toBe(drill);
      await toDesk('/desk/registers/breaches');
      if ((await officer.page.locator('main').innerText()).includes(reference) === false)
        await officer.click(REPORT_WORDS[language].next);
      await officer.look(`breach-${language}-10-register`);
      expect(await officer.words()).toContain(reference);
    });
  });
});
