import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { KIT } from '../../shared/http/pages/texts/kit.ts';
import { REQUEST_FORM_WORDS } from '../../shared/http/pages/texts/requests.ts';
import { PART_NAMES } from '../../shared/words/part-names.ts';
import { codeIn, type Letter } from '../support/desk-client.ts';
import { register, signIn } from '../support/person.ts';
import { target } from '../support/suite-target.ts';
import { browserRunsHere, startBrowser } from './support/browser.ts';
import { Walker } from './support/walker.ts';

// Monday 23 November 2026, 10:00 in Moscow: the tenth working day after it is Monday 7 December.
const at = target({ now: '2026-11-23T07:00:00Z' });
const site = () => at.desk.target.site;
const slowly = { slowly: true };

/** What is read, in each language; names of fields and buttons come from the pages' own words. */
const READ = {
  ru: {
    accessCode: 'Код для обращения о ваших данных',
    due: '7 декабря 2026',
    left: 'Осталось попыток: 4',
    unproven: 'Кто просит, не подтверждено',
    withStaff: 'Обращение у сотрудника',
    blocked: 'данные, возможно, неточны',
    complain: 'Роскомнадзор',
  },
  en: {
    accessCode: 'Code for a request about your data',
    due: '7 December 2026',
    left: 'Tries left: 4',
    unproven: 'Until it is proven who asks',
    withStaff: 'The request is with our staff',
    blocked: 'inaccurate',
    complain: 'Roskomnadzor',
  },
} as const;

let browser: Browser;
let officer: Walker;

/** The newest letter to somebody that says this. */
const letter = (to: string, says: string | RegExp): Promise<Letter> =>
  at.desk.until(
    async () =>
      (await at.desk.letters(to)).findLast(({ subject, text }) => `${subject}\n${text}`.search(says) >= 0),
    `a letter to ${to} that says ${says}`,
  );

const linkIn = ({ text }: Letter, path: string): string => {
  const found = new RegExp(`https?://\\S*${path}\\S*`).exec(text)?.[0];
  if (found === undefined) throw new Error(`no link to ${path} in the letter`);
  return found;
};

const referenceAt = (walker: Walker): string => {
  const found = /PD-\d{4}-\w{6}-\w/.exec(walker.at)?.[0];
  if (found === undefined) throw new Error(`no case at ${walker.at}`);
  return found;
};

const speaks = async (walker: Walker, language: 'ru' | 'en') => {
  await walker.go(`${site()}/?lang=${language}`);
};

/** Goes to a page of the desk, through the login where the session has ended. */
async function toDesk(path: string): Promise<void> {
  await officer.go(`${site()}${path}`);
  const login = officer.page.locator('button[value="officer@example.com"]');
  if ((await login.count()) === 0) return;
  await login.click();
  await officer.page.waitForURL(/\/desk/);
  await officer.go(`${site()}${path}`);
}

/** Opens a request with a reason and finds the form of an act there, beside what was asked. */
async function decide(reference: string, act: string): Promise<Locator> {
  await toDesk(`/desk/cases/${reference}`);
  await officer.page.locator('form[action$="/open"] [name="reason"]').fill('рассмотрение обращения');
  await officer.page.locator('form[action$="/open"] button').click();
  const form = officer.page.locator(`form[action$="/${act}"], form[action$="/${act}/preview"]`).first();
  if ((await form.count()) === 0) await officer.page.locator(`a[href$="/${act}"]`).first().click();
  else if (!(await form.isVisible()))
    await officer.page.locator('details', { has: form }).locator('summary').last().click();
  return form;
}

const submit = (form: Locator) => form.locator('button[type="submit"]').first().click();

describe.skipIf(!browserRunsHere)('requests in a browser without script', () => {
  beforeAll(async () => {
    browser = await startBrowser();
    officer = await Walker.open(browser);
  });
  afterAll(async () => {
    await browser?.close();
  });

  describe.each(['ru', 'en'] as const)('in %s', (language) => {
    const read = READ[language];
    const words = REQUEST_FORM_WORDS[language];
    const email = `anna-${language}-${crypto.randomUUID().slice(0, 8)}@example.org`;
    let anna: Walker;

    beforeAll(async () => {
      await register(at.desk, email, { phone: '+7 495 123-45-67', language });
      const { token } = await signIn(at.desk, email);
      anna = await Walker.open(browser);
      const { hostname } = new URL(site());
      await speaks(anna, language);
      await anna.context.addCookies([
        { name: '__Host-session', value: token, domain: hostname, path: '/', secure: true },
      ]);
      await speaks(officer, language);
    });
    afterAll(async () => {
      expect(anna.faults).toEqual([]);
      expect(officer.faults).toEqual([]);
      await anna.context.close();
    });

    const asks = async (...kinds: readonly (keyof typeof words.kinds)[]) => {
      await anna.go(`${site()}/me/requests`);
      for (const kind of kinds) await anna.page.locator(`[name="${kind}"]`).check();
      await anna.press(words.next);
    };

    test('(a) S3, S6, G6: a copy of everything takes a fresh code; its link gives a file by a button, again and again', async () => {
      await anna.go(`${site()}/me`);
      await anna.page.locator('nav a[href="/me/requests"]').click();
      await anna.press(words.next);
      expect(await anna.words()).toContain(words.noneTicked);
      await asks('access');
      await anna.look(`${language}-a1-code`);
      await anna.press(words.ownCode);
      const { text } = await letter(email, read.accessCode);
      await anna.type(words.details, 'Всё, что есть.');
      await anna.type(words.ownCodeField, '000000');
      await anna.press(words.send);
      await anna.look(`${language}-a2-wrong`);
      expect(await anna.words()).toContain(read.left);
      expect(await anna.page.locator('[name="details"]').inputValue()).toBe('Всё, что есть.');
      await anna.type(words.ownCodeField, codeIn(text) ?? '');
      await anna.press(words.send);
      const reference = referenceAt(anna);
      expect(await anna.words()).toContain(read.due);
      const given = await letter(email, /\/exports\//);
      expect(given.text).toContain(reference);
      await anna.go(linkIn(given, '/exports/'));
      await anna.look(`${language}-a3-export`);
      for (const _ of [1, 2]) {
        const [file] = await Promise.all([
          anna.page.waitForEvent('download'),
          anna.page.locator('main form button').first().click(),
        ]);
        expect(file.suggestedFilename()).toMatch(/^PD-.*\.zip$/);
      }
      await anna.go(`${site()}/me/requests`);
      await anna.look(`${language}-a4-own`);
      expect(await anna.words()).toContain(reference);
    });

    test('(b) S3, S4: a stranger’s wrong codes hand it to staff; the owner of the address says it was not them', async () => {
      const stranger = await Walker.open(browser);
      await speaks(stranger, language);
      await stranger.page.locator('a[href="/requests"]').first().click();
      await stranger.press(words.next);
      expect(await stranger.words()).toContain(words.noneTicked);
      await stranger.page.locator('[name="access"]').check();
      await stranger.press(words.next);
      await stranger.press(words.send, slowly);
      await stranger.look(`${language}-b1-refused`);
      expect(await stranger.page.locator('[name="about.email"]').getAttribute('aria-invalid')).toBe('true');
      expect(await stranger.page.locator('#errors').innerText()).toContain(KIT[language].errorsTitle);
      expect(await stranger.page.locator('#errors').innerText()).not.toContain('about.');
      await stranger.type(words.email, email);
      await stranger.press(words.send, slowly);
      const reference = referenceAt(stranger);
      await stranger.look(`${language}-b2-taken`);
      expect(await stranger.words()).toContain(read.unproven);
      const owned = await letter(email, new RegExp(`${reference}[\\s\\S]*/not-me`));
      await stranger.page.locator('a[href*="/proof"]').click();
      for (const code of ['000001', '000002', '000003', '000004', '000005']) {
        await stranger.page.locator('[name="code"]').fill(code);
        await stranger.page.locator('form:has([name="code"]) button').first().click();
      }
      await stranger.look(`${language}-b3-over`);
      expect(await stranger.words()).toContain(read.withStaff);
      expect(await stranger.page.locator('[role="alert"]').count()).toBe(0);
      await stranger.go(linkIn(owned, '/not-me'));
      await stranger.press(words.notMe);
      await stranger.look(`${language}-b4-not-me`);
      expect(await stranger.title()).toBe(words.notMeDone);
      await stranger.context.close();
    });

    test('(c) S4, S7: a correction blocks at once; evidence, before and after, the corrected field, the block lifted', async () => {
      await asks('correction');
      await anna.page.locator('[name="correct.phone.is"]').fill('+7 495 123-45-67');
      await anna.page.locator('[name="correct.phone.shouldBe"]').fill('+7 495 765-43-21');
      await anna.press(words.send);
      const reference = referenceAt(anna);
      await toDesk(`/desk/cases/${reference}`);
      await officer.look(`${language}-c1-room`);
      expect(await officer.words()).toContain(PART_NAMES.correction[language]);
      expect(await officer.words()).toContain(read.blocked);
      expect(await officer.page.locator('a[href$="/disclose"], a[href$="/find-lawful"]').count()).toBe(0);
      await submit(await decide(reference, 'evidence'));
      const form = await decide(reference, 'correct');
      await officer.look(`${language}-c2-beside`);
      expect(await officer.words()).toContain('+7 495 765-43-21');
      await form.locator('[value="phone"]').check();
      await submit(form);
      const answer = await decide(reference, 'answer');
      await answer.locator('[name="text"]').fill('Телефон исправлен.');
      await submit(answer);
      await officer.look(`${language}-c3-preview`);
      await submit(officer.page.locator(`form[action$="/answer"]`));
      expect((await letter(email, 'Телефон исправлен')).text).toContain(reference);
      await anna.go(`${site()}/me`);
      expect(await anna.page.locator('[name="phone"]').inputValue()).toBe('+7 495 765-43-21');
      await toDesk(`/desk/cases/${reference}`);
      expect(await officer.words()).not.toContain(read.blocked);
    });

    test('(f) S5: a refusal has its ground and how to complain, and is read before it leaves as it will be read', async () => {
      await asks('objection');
      await anna.page.locator('[name="objections"][value="automated"]').check();
      await anna.press(words.send);
      const reference = referenceAt(anna);
      const form = await decide(reference, 'refuse');
      await submit(form);
      await officer.look(`${language}-f1-refused`);
      expect(await officer.page.locator('[aria-invalid="true"]').count()).toBeGreaterThan(0);
      const again = officer.page.locator('form[action$="/refuse/preview"]');
      await again.locator('[name="ground"]').selectOption('kept-for-dispute');
      await again.locator('[name="text"]').fill('Идёт спор по договору 17.');
      await submit(again);
      await officer.look(`${language}-f2-preview`);
      const sheet = (await officer.page.locator('article.sheet').innerText()).replace(/\s+/g, ' ');
      expect(sheet).toContain(read.complain);
      await submit(officer.page.locator('form[action$="/refuse"]'));
      const given = await letter(email, 'Идёт спор по договору 17');
      expect(given.text).toContain(read.complain);
    });

    test('(g) S1, S4: unlawful use found starts two terms; lawful use found ends the block', async () => {
      for (const found of ['unlawful', 'lawful'] as const) {
        await asks('complaint');
        await anna.page.locator('[name="details"]').fill('Мне звонят без согласия.');
        await anna.press(words.send);
        const reference = referenceAt(anna);
        const form = await decide(reference, `find-${found}`);
        await form.locator('[name="reason"]').fill('Проверено по журналу звонков.');
        await submit(form);
        await officer.look(`${language}-g-${found}`);
        const { json } = await at.desk.staffCase(reference);
        const rules = json.clocks.map(({ rule }: { rule: string }) => rule);
        expect(rules.includes('ru-unlawful-stop') && rules.includes('ru-unlawful-destroy')).toBe(
          found === 'unlawful',
        );
      }
    });

    test('(e) S2, S5: an authority’s letter is entered with its date and number, and its term is extended once', async () => {
      await toDesk('/desk/requests/new');
      await officer.page.locator('[name="requester"][value="authority"]').check();
      await officer.page.locator('form[action="/desk/requests/new"] button').click();
      await officer.look(`${language}-e1-authority`);
      const [channel, received] = ['paper', await at.desk.today(1)];
      await officer.page.locator(`[name="channel"][value="${channel}"]`).check();
      await officer.page.locator('[name="receivedOn"]').fill(received);
      await officer.page.locator('[name="authority.name"]').fill('Роскомнадзор');
      await officer.page.locator('[name="authority.letterNumber"]').fill('08-123/26');
      await officer.page.locator('[name="authority.email"]').fill('rsoc@example.org');
      await officer.page.locator('[name="about.name"]').fill('Анна Петрова');
      await officer.page.locator('[name="about.email"]').fill(email);
      await officer.page.locator('[name="details"]').fill('Просим сообщить, какие данные обрабатываются.');
      await submit(officer.page.locator('main form'));
      await officer.look(`${language}-e2-room`);
      const reference = referenceAt(officer);
      const extend = await decide(reference, 'extend');
      await extend.locator('[name="text"]').fill('Сведения собирают в трёх системах.');
      await submit(extend);
      await officer.look(`${language}-e3-preview`);
      await submit(officer.page.locator('form[action$="/extend"]'));
      await letter('rsoc@example.org', new RegExp(`${reference}[\\s\\S]*в трёх системах`));
      await at.desk.until(async () => {
        const { events } = (await at.desk.staffCase(reference)).json;
        return events.some(({ type }: { type: string }) => type === 'extended') ? true : undefined;
      }, 'the term of the authority to move');
      await toDesk(`/desk/cases/${reference}`);
      await officer.look(`${language}-e4-extended`);
      expect(await officer.page.locator('a[href$="/extend"]').count()).toBe(0);
    });
  });
});
