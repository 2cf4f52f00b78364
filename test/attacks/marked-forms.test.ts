import { describe, expect, test } from 'vitest';
import { BrowserSession } from '../support/browser-session.ts';
import { target } from '../support/suite-target.ts';

// Monday 23 November 2026, 10:00 in Moscow; a deployment of its own: what others hold counts too.
const at = target({ now: '2026-11-23T07:00:00Z', args: ['--trust-forwarded'] });

const from = (ip: string) => ({ 'x-forwarded-for': ip });

describe('marked forms', () => {
  let n = 0;
  /** A claim whose trap is filled; the page that follows, and its reference. */
  const marked = async (ip: string) => {
    n += 1;
    const browser = new BrowserSession(at.desk);
    const trap = { 'claimant.name': 'Анна', 'claimant.email': `marked-${n}@example.net`, topic: 'x' };
    const fields = { ...trap, facts: 'Факты', demand: 'Верните' };
    const taken = await browser.fill('/claims', '/claims', fields, from(ip));
    const location = taken.headers.get('location') ?? '';
    return { page: await browser.page(location), reference: /PD-\d{4}-\w{6}-\w/.exec(location)?.[0] ?? '' };
  };
  const sent = () => at.desk.letters('marked-');

  test('T3: three of one network wait for an hour, as their pages say, and go by themselves', async () => {
    const all = await Promise.all([1, 2, 3].map((last) => marked(`198.18.0.${last}`)));
    for (const { page } of all) {
      expect(page.text).toContain('форма похожа на заполненную роботом');
      expect(page.text).toContain('Оно уйдёт само');
      expect(page.text).not.toContain('придёт на вашу электронную почту');
    }
    await at.desk.jump({ advance: 'PT50M' });
    expect(await sent()).toHaveLength(0);
    await at.desk.jump({ advance: 'PT20M' });
    expect(await sent()).toHaveLength(3);
  });

  test('T3: of thirty, four of them from one network, none goes by itself: the staff get one letter, the page says who decides, and an answer drops the receipt', async () => {
    const before = (await sent()).length;
    const told = (await at.desk.letters('team')).length;
    const ips = [1, 2, 3, 4].map((last) => `198.18.1.${last}`);
    const all = await Promise.all(ips.map(marked));
    for (let i = 0; i < 26; i += 1) all.push(await marked(`198.18.${i + 2}.1`));
    await at.desk.jump({ advance: 'PT3H' });
    expect(await sent()).toHaveLength(before);
    const letters = (await at.desk.letters('team')).slice(told);
    expect(letters.filter(({ subject }) => subject === 'Письма ждут проверки')).toHaveLength(1);
    const [first, second] = all;
    expect((await at.desk.staffCase(first?.reference ?? '')).json).toMatchObject({ triage: true });
    const officer = 'officer@example.com';
    const answer = { outcome: 'satisfied', text: 'Сделано.' };
    expect((await at.desk.act(first?.reference ?? '', 'answer', answer, officer)).status).toBe(200);
    expect((await at.desk.act(second?.reference ?? '', 'triage', {}, officer)).status).toBe(200);
    await at.desk.jump({ advance: 'PT10M' });
    const now = (await sent()).slice(before);
    expect(now).toHaveLength(2);
    expect(now.filter(({ text }) => /Ответим не позднее/.test(text ?? ''))).toHaveLength(1);
  });
});
