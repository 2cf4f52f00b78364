import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DESTRUCTION_WORDS } from '../../shared/http/pages/texts/destructions.ts';
import { ERASURE_WORDS } from '../../shared/http/pages/texts/erasures.ts';
import { HOLD_WORDS } from '../../shared/http/pages/texts/holds.ts';
import { codeIn } from '../support/desk-client.ts';
import { register } from '../support/person.ts';
import { LIFTED, target } from '../support/suite-target.ts';
import { browserRunsHere, startBrowser } from './support/browser.ts';
import { Walker } from './support/walker.ts';

// Monday 23 November 2026, 10:00 in Moscow.
const at = target({ now: '2026-11-23T07:00:00Z', args: LIFTED });
const site = () => at.desk.target.site;

let browser: Browser;

/** An officer with a browser of their own, who goes through the login where the session has ended. */
class Officer {
  readonly walker: Walker;
  readonly #email: string;
  readonly #language: string;

  constructor(walker: Walker, email: string, language: string) {
    this.walker = walker;
    this.#email = email;
    this.#language = language;
  }

  async go(path: string): Promise<void> {
    const { walker } = this;
    await walker.go(`${site()}/?lang=${this.#language}`);
    await walker.go(`${site()}${path}`);
    const login = walker.page.locator(`button[value="${this.#email}"]`);
    if ((await login.count()) === 0) return;
    await login.click();
    await walker.page.waitForURL(/\/desk/);
    await walker.go(`${site()}${path}`);
  }
}

/** A representative asks for erasure and shows the authority to act; the person agrees by code (S3, story (d)). */
async function askedFor(email: string): Promise<string> {
  const { desk } = at;
  const representative = `olga-${crypto.randomUUID().slice(0, 8)}@example.org`;
  const issuedOn = await desk.today(20);
  const sent = await desk.post('/requests', {
    ...{ kinds: ['erasure', 'withdraw-consent'], requester: 'representative' },
    about: { name: 'Пётр Иванов', email },
    representative: {
      ...{ name: 'Ольга', email: representative },
      authority: { kind: 'power', number: '77 АВ 1', issuedOn },
    },
  });
  expect(sent.status).toBe(202);
  const { reference } = sent.json as { reference: string };
  const told = await desk.untilLetter(email, ({ text }) => text.includes('/proof?'));
  const challenge = new URL(/https?:\/\/\S+\/proof\?\S+/.exec(told.text)?.[0] ?? '').searchParams.get(
    'challenge',
  );
  const agreed = await desk.post(`/requests/${reference}/proof`, { challenge, code: codeIn(told.text) });
  expect(agreed.status).toBe(200);
  await desk.until(async () => {
    const proven = await desk.act(reference, 'prove', {
      how: 'authority-to-act',
      mandate: 'power',
      issuedOn,
    });
    return proven.status === 200 ? true : undefined;
  }, 'the proof of the authority to act');
  return reference;
}

async function personOf(email: string): Promise<string> {
  const officer = await at.desk.as('officer@example.com');
  const found = await at.desk.post('/staff/people/search', { email, reason: 'check' }, officer);
  return (found.json as { items: readonly { person: string }[] }).items[0]?.person ?? '';
}

describe.skipIf(!browserRunsHere)('an erasure by a representative, in a browser without script', () => {
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser?.close();
  });

  test.each(['ru', 'en'] as const)(
    '(d) S3, S8, order 179: plan, hold, two officers, 72 hours, and the act is signed – in %s',
    async (language) => {
      const email = `petr-${language}-${crypto.randomUUID().slice(0, 8)}@example.org`;
      const [words, holds, acts] = [
        ERASURE_WORDS[language],
        HOLD_WORDS[language],
        DESTRUCTION_WORDS[language],
      ];
      const first = new Officer(await Walker.open(browser), 'officer@example.com', language);
      const second = new Officer(await Walker.open(browser), 'officer2@example.com', language);
      await register(at.desk, email, { name: 'Пётр Иванов', language });
      const person = await personOf(email);

      // A law wants the technical data of the sign-ins kept: one officer proposes it, another approves.
      await first.go(`/desk/holds/${person}`);
      const { page } = first.walker;
      await page.locator('[name="article"]').fill('ч. 3 ст. 10.1 149-ФЗ');
      await page.locator('[name="rules"][value="person-session"]').check();
      await page.locator('[name="until"]').fill('2030-01-01');
      await page.locator('[name="told"][value="true"]').check();
      await first.walker.press(holds.propose);
      // More than a year: refused at its field, and nothing that was typed is lost.
      expect(await first.walker.words()).toContain(holds.until);
      expect(await page.locator('[name="article"]').inputValue()).toBe('ч. 3 ст. 10.1 149-ФЗ');
      await first.walker.look(`${language}-hold-refused`);
      await page.locator('[name="until"]').fill(await at.desk.today(-200));
      await first.walker.press(holds.propose);
      expect(await first.walker.words()).toContain(holds.state.proposed);
      expect(await page.getByRole('button', { name: holds.approve }).count()).toBe(0);
      await second.go('/desk/holds');
      await second.walker.click(person);
      await second.walker.press(holds.approve);
      expect(await second.walker.words()).toContain(holds.state.standing);
      await second.walker.look(`${language}-hold`);

      const reference = await askedFor(email);
      await first.go(`/desk/erasures/${reference}`);
      expect(await first.walker.words()).toContain('149-ФЗ');
      await first.walker.look(`${language}-plan`);
      await first.walker.press(words.acts.plan.button);
      await second.go(`/desk/erasures/${reference}`);
      await second.walker.press(words.acts.approve.button);
      expect(await second.walker.words()).toContain(words.states.approved);

      await at.desk.jump({ advance: 'PT73H' });
      const officer = await at.desk.as('officer@example.com');
      const act = await at.desk.until(async () => {
        const { run } = (await at.desk.get(`/staff/erasures/${reference}`, officer)).json as {
          run: { state: string; act?: string } | null;
        };
        return run?.act;
      }, 'the act of destruction');

      await first.go('/desk/acts');
      await first.walker.look(`${language}-acts`);
      await first.walker.click(act);
      expect(await first.walker.words()).not.toContain('Пётр');
      await page.locator('form[action$="/open"] [name="reason"]').fill('печать на подпись');
      await first.walker.press(acts.open);
      const sheet = await page.locator('.sheet').innerText();
      for (const said of ['Пётр Иванов', 'СмартКард-Сервис', '149-ФЗ']) expect(sheet).toContain(said);
      await first.walker.look(`${language}-act`);
      const [saved] = await Promise.all([page.waitForEvent('download'), first.walker.press(acts.logButton)]);
      expect(saved.suggestedFilename()).toBe(`destruction-${act}.csv`);
      await page.locator('[name="number"]').fill('12-ПД');
      await page.locator('[name="signedOn"]').fill(await at.desk.today());
      await first.walker.press(acts.signButton);
      expect(await first.walker.words()).toContain('12-ПД');
      await first.walker.look(`${language}-signed`);
      await first.go('/desk/acts?state=signed');
      expect(await first.walker.words()).toContain(act);
      expect([...first.walker.faults, ...second.walker.faults]).toEqual([]);
    },
    300_000,
  );
});
