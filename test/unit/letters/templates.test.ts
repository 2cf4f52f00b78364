import { describe, expect, it } from 'vitest';
import { LETTER_KINDS } from '../../../shared/domain/letters/kinds.ts';
import { aHead, compose, contents, draft, REFERENCE, STATUS_URL } from './samples.ts';

const LANGUAGES = ['ru', 'en'] as const;

/** Words of the HTML part's body as a reader sees them, block by block. */
function wordsOfHtml(html: string): string[] {
  const body = html.slice(html.indexOf('<body'));
  return words(
    body
      .replace(/<(?:br|\/p|\/h2|\/li|\/td)[^>]*>/g, ' ')
      .replace(/<[^>]+>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&'),
  );
}

const words = (text: string) =>
  text.split(/[\s\u00a0]+/).filter((word) => word !== '' && word !== '–' && word !== '--');

/** The plain part without its own signs: the dash before a list item, the line before the footer. */
const wordsOfText = (text: string) => words(text);

describe('letters in both languages (G13)', () => {
  it('G13: every kind of letter has a sample here, so that no template is left untested', () => {
    const kinds = new Set(contents('ru').map((content) => content.kind));
    expect([...kinds].sort()).toEqual([...LETTER_KINDS].sort());
  });

  for (const language of LANGUAGES) {
    for (const [index, content] of contents(language).entries()) {
      it(`N: ${content.kind} (${index}, ${language}) says the same in text and in HTML`, () => {
        const letter = compose(content, aHead(language));
        const html = wordsOfHtml(letter.html).filter((word) => word !== '–');
        expect(html).toEqual(wordsOfText(letter.text));
        expect(letter.html).toContain(`<html lang="${language}">`);
      });

      it(`N: ${content.kind} (${index}, ${language}) names its date in the first lines, and its reference if it has one`, () => {
        const first = compose(content, aHead(language)).text.split('\n').slice(0, 2).join('\n');
        expect(first).toContain(language === 'ru' ? '7 декабря 2026 г.' : '7 December 2026');
        if ('case' in content || 'reference' in content) expect(first).toContain(REFERENCE);
      });
    }
  }

  it('N3: all letters to the requester of a case have one subject, and it holds the reference', () => {
    for (const language of LANGUAGES) {
      const subjects = contents(language)
        .filter(({ kind }) => kind.startsWith('claim-'))
        .map((content) => compose(content, aHead(language)).subject);
      expect(new Set(subjects).size).toBe(1);
      expect(subjects[0]).toContain(REFERENCE);
    }
  });

  it('Milestones: reminders have the reference in their subject, a digest has none (D0)', () => {
    for (const content of contents('ru')) {
      const { subject } = compose(content, aHead('ru'));
      if (content.kind.startsWith('case-')) expect(subject).toContain(REFERENCE);
      if (content.kind.endsWith('-digest')) expect(subject).not.toMatch(/PD-/);
    }
  });

  it('K1: the receipt tells reference, receipt, promised date, how it was counted, status link, evidence and whom to ask', () => {
    const receipt = contents('ru')[0];
    const { text } = compose(receipt ?? expect.fail(), aHead('ru'));
    expect(text).toContain(`Номер: ${REFERENCE}`);
    expect(text).toContain('Претензия получена: 23 ноября 2026 г.');
    expect(text).toContain('Ответим не позднее: 23 декабря 2026 г.');
    expect(text).toContain('30 календарных дней со дня, следующего за днём получения (23 ноября 2026 г.)');
    expect(text).toContain(`\n${STATUS_URL}\n`);
    expect(text).toContain('Как прислать документы');
    expect(text).toContain('reception@scserv.ru');
  });

  it('K4: the answer carries the frozen text word for word, the reasons, and how to complain', () => {
    const answer = contents('ru').find(({ kind }) => kind === 'claim-answer') ?? expect.fail();
    const { text } = compose(answer, aHead('ru'));
    expect(text).toContain('Мы удалили Ваш адрес из рассылки.\nПодтверждение приложено к делу.');
    expect(text).toContain('Договор хранится по закону.');
    expect(text).toContain('удовлетворена частично');
    expect(text).toMatch(/Роскомнадзор[\s\S]*суд/);
  });

  it('K4: an answer without reasons has no empty heading for them', () => {
    const answer = contents('en').find((content) => content.kind === 'claim-answer');
    if (answer?.kind !== 'claim-answer') return expect.fail();
    const { reasons: _, ...without } = answer.answer;
    expect(compose({ ...answer, answer: without }, aHead('en')).text).not.toContain('Reasons');
  });

  it('D0: letters to staff hold reference and dates and nothing of the person', () => {
    for (const content of contents('ru')) {
      if (!content.kind.startsWith('case-')) continue;
      expect(Object.keys(content).sort()).not.toContain('name');
      expect(compose(content, aHead('ru')).text).not.toContain('Петрова');
    }
  });

  it('G13: Russian HTML keeps dates, «№» and short words together; plain text has ordinary spaces', () => {
    const answer = contents('ru').find(({ kind }) => kind === 'claim-answer') ?? expect.fail();
    const letter = compose(answer, aHead('ru'));
    expect(letter.html).toContain('23\u00a0ноября\u00a02026\u00a0г.');
    expect(letter.html).toContain('№\u00a0152-ФЗ');
    expect(letter.html).toContain('в\u00a0суд');
    expect(letter.text).not.toContain('\u00a0');
  });

  it('N6: version and hash name what was sent; another word gives another hash', () => {
    const [receipt] = contents('ru');
    const one = compose(receipt ?? expect.fail(), aHead('ru'));
    const other = compose(receipt ?? expect.fail(), { ...aHead('ru'), date: '2026-12-08' });
    expect(one.template).toMatch(/^claim-receipt-\d+$/);
    expect(one.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(other.hash).not.toBe(one.hash);
    expect(compose(receipt ?? expect.fail(), aHead('ru')).hash).toBe(one.hash);
  });

  it('K1: the receipt repeats nothing that an unproven poster typed', () => {
    const [receipt] = contents('ru', { name: 'Анна Петрова' });
    expect(JSON.stringify(draft(receipt ?? expect.fail()).document(aHead('ru')))).not.toContain('Петрова');
  });
});
