import { describe, expect, test } from 'vitest';
import { nextSentence } from '../../../shared/api/next-sentence.ts';
import type { KnownCase } from '../../../shared/domain/cases/kinds.ts';
import { aClaim, at } from '../domain/builders.ts';

/** A claim of 7 December 2026: worked on towards Wed 30 Dec, promised on Wed 6 Jan (all days off from 31 Dec to 10 Jan). */
const claim = aClaim({}, '2026-12-07T07:15:00.000Z').body;
const say = (changes: Partial<KnownCase>, instant: string) => ({
  ru: nextSentence({ ...claim, ...changes }, at(instant), 'ru', 'staff'),
  en: nextSentence({ ...claim, ...changes }, at(instant), 'en', 'staff'),
});

const IN_TIME = '2026-12-30T09:00:00+03:00';
const BETWEEN = '2026-12-31T00:00:00+03:00';
const OVERDUE = '2027-01-07T00:00:00+03:00';

describe('D1: the sentence about what comes next never names a day that is gone as one to act by', () => {
  test('a returned answer is posted by the working day while that lies ahead', () => {
    expect(say({ status: 'returned' }, IN_TIME)).toEqual({
      ru: 'По электронной почте ответ не дошёл. Распечатайте ответ, отдайте его на почту и внесите дату и номер отправления не позднее 30 декабря 2026 г.',
      en: 'The answer did not get through by e-mail. Print the answer, hand it to the post and enter the date and the tracking number by 30 December 2026.',
    });
  });

  test('a returned answer that is overdue is posted today, and is said to be overdue', () => {
    expect(say({ status: 'returned' }, OVERDUE)).toEqual({
      ru: 'По электронной почте ответ не дошёл. Срок истёк 6 января 2027 г.: распечатайте ответ, отдайте его на почту сегодня и внесите дату и номер отправления.',
      en: 'The answer did not get through by e-mail. Overdue since 6 January 2027: print the answer, hand it to the post today and enter the date and the tracking number.',
    });
  });

  test('K4: a decided answer for the post that is overdue is posted today', () => {
    expect(say({ status: 'answered', answerTo: 'post' }, OVERDUE).en).toBe(
      'Overdue since 6 January 2027: print the answer, hand it to the post today and enter the date and the tracking number.',
    );
  });

  test('K4: a written answer that has not left by mail is due by the working day, and goes by post when that is over', () => {
    const unsent = { status: 'answered', answerTo: 'email' } as const;
    expect(say(unsent, IN_TIME).en).toBe(
      'The answer is written and queued for sending; reminders go on until it has left. Work by 30 December 2026.',
    );
    expect(say(unsent, OVERDUE).ru).toBe(
      'Срок истёк 6 января 2027 г., а ответ ещё не ушёл: распечатайте его, отдайте на почту сегодня и внесите дату и номер отправления.',
    );
  });

  test('K1: the claimant of a written answer that has not left is told the day, and that it has passed', () => {
    const sentence = (instant: string) =>
      nextSentence({ ...claim, status: 'answered' }, at(instant), 'en', 'requester');
    expect(sentence(IN_TIME)).toBe(
      'The claim has been decided; the written answer will be sent no later than 6 January 2027.',
    );
    expect(sentence(OVERDUE)).toMatch(/was due on 6 January 2027.*has not been sent yet/);
  });

  test.each([
    { status: 'open' },
    { status: 'answered', answerTo: 'email' },
    { status: 'answered', answerTo: 'post' },
    { status: 'returned' },
  ] as const)(
    'K2: past the working day 30 Dec but not the promised 6 Jan, a case %o is for today',
    (changes) => {
      const { ru, en } = say(changes, BETWEEN);
      expect([ru, en].join()).not.toMatch(/30 (декабря|December)/);
      expect(ru).toMatch(/сегодня.*6 января 2027 г\./);
      expect(en).toMatch(/today.*6 January 2027\./);
    },
  );

  test('the claimant of a returned answer is told that the day has passed', () => {
    const sentence = (instant: string) =>
      nextSentence({ ...claim, status: 'returned' }, at(instant), 'en', 'requester');
    expect(sentence(IN_TIME)).toBe('The answer did not get through by e-mail. We will send it by post.');
    expect(sentence(OVERDUE)).toBe(
      'The answer was due on 6 January 2027, but it did not get through by e-mail. We will send it by post.',
    );
  });
});
