import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareLines } from '../../../shared/domain/policy/compare.ts';
import { decidePosting, type Posting } from '../../../shared/domain/policy/post.ts';
import { acknowledgement, type DocumentVersion, inForce } from '../../../shared/domain/policy/versions.ts';
import { hashOfText } from '../../../shared/records/text-hash.ts';

/** Monday, 23 November 2026, 12:00 in Moscow. */
const AT = Date.parse('2026-11-23T09:00:00Z');
const DAY = 86_400_000;
const on = (day: string) => Date.parse(`${day}T09:00:00Z`);

const version = (n: number, starts: string, change: 'soft' | 'hard' = 'soft'): DocumentVersion => ({
  document: 'policy',
  n,
  hashes: { ru: hashOfText(`ru ${n}`), en: hashOfText(`en ${n}`) },
  startsAt: `${starts}T09:00:00.000Z`,
  change,
  askAgain: false,
  postedAt: `${starts}T09:00:00.000Z`,
  by: 'system',
});

describe('P1: a clock that is behind', () => {
  test('what was posted before came before: a version posted at once is in force at once, whichever clock said so', () => {
    const ahead = version(2, '2026-12-20');
    const made = decidePosting(
      [version(1, '2026-01-10'), ahead],
      { document: 'policy', texts: { ru: 'а', en: 'a' }, hashes: { ru: 'x', en: 'y' }, change: 'soft' },
      { at: AT, by: 'command' },
    );
    if (!made.ok) throw new Error(made.refusal.code);
    expect(made.value).toMatchObject({
      n: 3,
      startsAt: ahead.postedAt,
      postedAt: '2026-11-23T09:00:00.000Z',
    });
    expect(inForce([version(1, '2026-01-10'), ahead, made.value], on('2026-12-20'))?.n).toBe(3);
  });

  test('one that was posted for a later day comes when it said', () => {
    const later: DocumentVersion = { ...version(2, '2026-12-20'), postedAt: '2026-11-20T09:00:00.000Z' };
    const made = decidePosting(
      [later],
      { document: 'policy', texts: { ru: 'а', en: 'a' }, hashes: { ru: 'x', en: 'y' }, change: 'soft' },
      { at: AT, by: 'command' },
    );
    expect(made.ok && made.value.startsAt).toBe('2026-11-23T09:00:00.000Z');
  });
});

describe('which version is in force', () => {
  const versions = [version(1, '2026-01-10'), version(2, '2026-12-01'), version(3, '2026-06-01')];

  test('P1: the latest start that has come, whatever the order of posting', () => {
    expect(inForce(versions, on('2026-01-09'))).toBeUndefined();
    expect(inForce(versions, on('2026-01-10'))?.n).toBe(1);
    expect(inForce(versions, on('2026-06-01') - 1)?.n).toBe(1);
    expect(inForce(versions, on('2026-06-01'))?.n).toBe(3);
    expect(inForce(versions, on('2026-12-01'))?.n).toBe(2);
  });

  test('P1: of two with the same start the later posted is in force', () => {
    expect(inForce([version(2, '2026-06-01'), version(1, '2026-06-01')], on('2026-06-02'))?.n).toBe(2);
  });

  test('P1: any order of the list gives the same answer (property)', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((d) => `2026-03-${String(d).padStart(2, '0')}`);
    fc.assert(
      fc.property(
        fc.array(day, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 0, max: 30 }),
        (days, after) => {
          const list = days.map((one, i) => version(i + 1, one));
          const at = on('2026-03-01') + after * DAY;
          const found = inForce(list, at);
          expect(inForce([...list].reverse(), at)).toEqual(found);
          for (const one of list)
            if (found !== undefined && Date.parse(one.startsAt) <= at)
              expect(Date.parse(found.startsAt)).toBeGreaterThanOrEqual(Date.parse(one.startsAt));
        },
      ),
    );
  });
});

describe('acknowledgement (P3)', () => {
  const first = version(1, '2026-01-10');
  const soft = version(2, '2026-02-10');
  const hard = version(3, '2026-03-10', 'hard');
  const after = version(4, '2026-04-10');
  const asked = (versions: readonly DocumentVersion[], known: string | undefined, day: string) =>
    acknowledgement(versions, known, on(day))?.n;

  test('P3: a soft version asks nothing, a hard one is asked for from its start', () => {
    expect(asked([first, soft], 'policy-1', '2026-02-11')).toBeUndefined();
    expect(asked([first, soft, hard], 'policy-1', '2026-03-09')).toBeUndefined();
    expect(asked([first, soft, hard], 'policy-1', '2026-03-10')).toBe(3);
    expect(asked([first, soft, hard], 'policy-3', '2026-03-11')).toBeUndefined();
  });

  test('P3: a hard version that a soft one has replaced meanwhile is still owed; asked for is the text in force', () => {
    expect(asked([first, soft, hard, after], 'policy-1', '2026-05-01')).toBe(4);
    expect(asked([first, soft, hard, after], 'policy-3', '2026-05-01')).toBeUndefined();
  });

  test('P3: who never acknowledged anything is asked for what is in force', () => {
    expect(asked([first, soft], undefined, '2026-02-11')).toBe(2);
    expect(asked([first], 'policy-9', '2026-02-11')).toBe(1);
    expect(asked([], undefined, '2026-02-11')).toBeUndefined();
  });
});

describe('posting (P1)', () => {
  const texts = { ru: 'Новый', en: 'New' };
  const posting = (rest: Partial<Posting> = {}): Posting => {
    const given = rest.texts ?? texts;
    return {
      document: 'policy',
      texts: given,
      hashes: { ru: hashOfText(given.ru), en: hashOfText(given.en) },
      change: 'soft',
      ...rest,
    };
  };
  const post = (rest: Partial<Posting> = {}, versions: readonly DocumentVersion[] = []) =>
    decidePosting(versions, posting(rest), { at: AT, by: 'staff:7' });
  const code = (decided: ReturnType<typeof post>) => (decided.ok ? 'posted' : decided.refusal.code);

  test('P1: without a start it is in force at once, with the next number', () => {
    const decided = post({}, [version(4, '2026-06-01')]);
    expect(decided.ok && decided.value).toMatchObject({
      n: 5,
      startsAt: '2026-11-23T09:00:00.000Z',
      postedAt: '2026-11-23T09:00:00.000Z',
      by: 'staff:7',
      askAgain: false,
    });
  });

  test('P1: a later start of its own; one that has passed, or lies ten years off, is refused', () => {
    const later = post({ startsAt: '2026-12-01T00:00:00+03:00' });
    expect(later.ok && later.value.startsAt).toBe('2026-11-30T21:00:00.000Z');
    expect(code(post({ startsAt: '2026-11-23T08:59:59Z' }))).toBe('start-in-past');
    expect(code(post({ startsAt: 'soon' }))).toBe('start-in-past');
    expect(code(post({ startsAt: '2206-12-01T00:00:00Z' }))).toBe('start-too-far');
  });

  test('G13: both languages are needed', () => {
    expect(post({ texts: { ru: 'Текст', en: ' \n' } })).toMatchObject({
      refusal: { code: 'text-missing', field: 'en' },
    });
    expect(code(post({ texts: { ru: '', en: 'Text' } }))).toBe('text-missing');
  });

  test('P1: the very texts in force are refused, those of an earlier version are not', () => {
    const same = { ...version(1, '2026-06-01'), hashes: posting().hashes };
    expect(code(post({}, [same]))).toBe('text-unchanged');
    expect(code(post({}, [same, version(2, '2026-07-01')]))).toBe('posted');
    expect(code(post({ texts: { ...texts, en: 'Newer' } }, [same]))).toBe('posted');
  });

  describe('one language alone (P3)', () => {
    const same = { ...version(1, '2026-06-01'), hashes: posting().hashes };
    const newer = (language: 'ru' | 'en', more: Partial<Posting>) =>
      post({ texts: { ...texts, [language]: 'Newer' }, ...more }, [same]);

    test.each([
      ['a hard version', { change: 'hard' } as Partial<Posting>],
      ['a consent asked for anew', { document: 'promotions', askAgain: true } as Partial<Posting>],
    ])('%s is posted only when somebody says that it is meant', (_, more) => {
      for (const [language, other] of [
        ['ru', 'en'],
        ['en', 'ru'],
      ] as const) {
        expect(newer(language, more)).toMatchObject({
          refusal: { code: 'one-language', field: 'only', data: { only: language } },
        });
        expect(code(newer(language, { ...more, only: other }))).toBe('one-language');
        expect(code(newer(language, { ...more, only: language }))).toBe('posted');
      }
      expect(code(post({ texts: { ru: 'Новее', en: 'Newer' }, ...more }, [same]))).toBe('posted');
    });

    test('a soft one tells, and asks nobody anything', () => {
      expect(code(newer('ru', { change: 'soft' }))).toBe('posted');
    });
  });
});

describe('comparison of two texts (P2)', () => {
  test('P2: what was replaced stands together, the removed lines first', () => {
    expect(compareLines('a\nb\nc', 'a\nx\ny\nc').map(({ is, text }) => `${is} ${text}`)).toEqual([
      'same a',
      'removed b',
      'added x',
      'added y',
      'same c',
    ]);
  });

  test('P2: both texts can be read off the comparison, and nothing more changes than must (property)', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'c', 'd', ''), { minLength: 1, maxLength: 14 })
      .map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(text, text, (older, newer) => {
        const lines = compareLines(older, newer);
        const side = (gone: 'added' | 'removed') =>
          lines
            .filter(({ is }) => is !== gone)
            .map((line) => line.text)
            .join('\n');
        expect([side('added'), side('removed')]).toEqual([older, newer]);
        if (older === newer) expect(lines.every(({ is }) => is === 'same')).toBe(true);
      }),
    );
  });

  test('P2: two texts of thousands of different lines take no longer than two of some more than the most that is looked for', () => {
    const many = (word: string, lines: number) =>
      Array.from({ length: lines }, (_, i) => `${word} ${i}`).join('\n');
    const time = (lines: number): number => {
      const before = performance.now();
      expect(compareLines(many('old', lines), many('new', lines))).toHaveLength(2 * lines);
      return performance.now() - before;
    };
    // By turns, and the least of two: what nobody disturbed. Looked for to their end, it would be thirty times.
    const [one, other] = [time(1_100), time(6_000)];
    expect(Math.min(other, time(6_000)) / Math.min(one, time(1_100))).toBeLessThan(4);
  });
});
