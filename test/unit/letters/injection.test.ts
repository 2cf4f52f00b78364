import { describe, expect, it } from 'vitest';
import { fieldOf, readMime } from '../../../infra/local/mime.ts';
import { isMailbox } from '../../../shared/letters/mailbox.ts';
import { buildMime, threadRoot } from '../../../shared/letters/mime.ts';
import { salutationName, typedLine, typedText } from '../../../shared/letters/typed.ts';
import { aHead, compose, contents, REFERENCE } from './samples.ts';

/** What attackers put into names, subjects and free text (security.md, mail and HTML). */
const PAYLOADS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><a href="https://evil.example">click</a>',
  "'><svg/onload=alert(1)>",
  '</p></div></body></html><h1>pwned</h1>',
  '<!-- --><style>*{display:none}</style>',
  '&lt;b&gt;&#60;script&#62;',
  'https://evil.example/login',
  'www.evil.example',
  'javascript:alert(1)',
  '[click](https://evil.example)',
  'Иван\r\nBcc: victim@example.org',
  'Иван\nSubject: other',
  'Иван\u0000\u0007\u001b[31m',
  'Иван\u2028Bcc: victim@example.org\u2029',
  '=?UTF-8?B?QmNjOiB2aWN0aW1AZXhhbXBsZS5vcmc=?=',
  'gnp.\u202eexe\u202c\u2066x\u2069',
  'a'.repeat(5_000),
  '{{constructor.constructor("return 1")()}}',
  '--boundary\r\nContent-Type: text/html\r\n\r\n<h1>x</h1>',
];

const answerWith = (text: string) =>
  contents('ru', { name: text, text, reasons: text }).find(({ kind }) => kind === 'claim-answer') ??
  expect.fail();

/** All tags of an HTML text with their attributes, line breaks left out: a payload adds none. */
const tagsOf = (html: string) => (html.match(/<[^>]*>/g) ?? []).filter((tag) => tag !== '<br/>');

const envelope = {
  from: { name: 'АО «СмартКард-Сервис»', address: 'privacy@scserv.ru' },
  replyTo: 'reception@scserv.ru',
  to: ['anna@example.org'],
  letter: { owner: REFERENCE, id: 'L1' },
  reference: REFERENCE,
  at: Date.UTC(2026, 11, 7, 9),
};

describe('what people typed stays inert (security.md: header and HTML injection)', () => {
  const benign = compose(answerWith('просто текст'), aHead('ru'));

  for (const payload of PAYLOADS) {
    const shown = JSON.stringify(payload.slice(0, 40));

    it(`${shown} adds no tag, attribute or address to the HTML of an answer`, () => {
      const { html } = compose(answerWith(payload), aHead('ru'));
      expect(tagsOf(html)).toEqual(tagsOf(benign.html));
      expect(html.match(/href="[^"]*"/g)).toEqual(benign.html.match(/href="[^"]*"/g));
    });

    it(`${shown} reaches no header of the message, and starts no part`, async () => {
      const fields = async (text: string) =>
        (await readMime(await buildMime(compose(answerWith(text), aHead('ru')), envelope))).fields;
      expect(await fields(payload)).toEqual(await fields('просто текст'));
    });

    it(`${shown} is no salutation unless it is nothing but a name`, () => {
      const name = salutationName(payload);
      if (name !== undefined) expect(name).toMatch(/^[\p{L}\p{M} .'’-]+$/u);
      expect(name ?? '').not.toMatch(/evil|http|www|<|@/);
    });
  }

  it('names of people pass: Анна-Мария О’Нил, d’Artagnan, 李小龙', () => {
    for (const name of ['Анна-Мария О’Нил', "Jean d'Artagnan", '李小龙', 'Ёлкина Е. В.'])
      expect(salutationName(name)).toBe(name);
  });

  it('free text keeps its lines and loses what cannot be seen', () => {
    expect(typedText('a\r\nb\rc\td\u202ee\u0000f\u200bg')).toBe('a\nb\nc defg');
    expect(typedLine(' a\n\n b ')).toBe('a b');
  });
});

describe('the message as it leaves (N3)', () => {
  const build = async (index: number, over: Partial<typeof envelope> = {}) =>
    readMime(
      await buildMime(compose(contents('ru')[index] ?? expect.fail(), aHead('ru')), {
        ...envelope,
        ...over,
      }),
    );

  it('N3: every letter of a case answers to the same root and is marked as written by a program', async () => {
    for (const index of [0, 1, 2, 4, 5, 10]) {
      const { fields } = await build(index, { letter: { owner: REFERENCE, id: `L${index}` } });
      expect(fieldOf(fields, 'in-reply-to')).toBe(`<${REFERENCE}@scserv.ru>`);
      expect(fieldOf(fields, 'references')).toBe(`<${REFERENCE}@scserv.ru>`);
      expect(fieldOf(fields, 'message-id')).toBe(`<${REFERENCE}.L${index}@scserv.ru>`);
      expect(fieldOf(fields, 'auto-submitted')).toBe('auto-generated');
      expect(fieldOf(fields, 'x-auto-response-suppress')).toBe('All');
      expect(fieldOf(fields, 'x-privacy-desk-letter')).toBe(`${REFERENCE}/L${index}`);
      expect(fieldOf(fields, 'content-language')).toBe('ru');
    }
    expect(threadRoot(REFERENCE, 'privacy@scserv.ru')).toBe(`<${REFERENCE}@scserv.ru>`);
  });

  it('a letter of no case has no thread', async () => {
    const { reference: _, ...alone } = envelope;
    const letter = compose(
      contents('ru').find(({ kind }) => kind === 'desk-digest') ?? expect.fail(),
      aHead('ru'),
    );
    const { fields } = await readMime(
      await buildMime(letter, { ...alone, letter: { owner: 'desk', id: 'd1' } }),
    );
    expect(fieldOf(fields, 'references')).toBeUndefined();
    expect(fieldOf(fields, 'subject')).toBe('Дела, по которым пора отвечать');
  });

  it('text comes first, HTML second, both whole', async () => {
    const content = contents('ru')[2] ?? expect.fail();
    const letter = compose(content, aHead('ru'));
    const read = await readMime(await buildMime(letter, envelope));
    expect(read.text.trimEnd()).toBe(letter.text.trimEnd());
    expect(read.html.trimEnd()).toBe(letter.html.trimEnd());
  });

  it('the same letter at the same time gives the same bytes: nothing in it is left to chance', async () => {
    const letter = compose(contents('ru')[0] ?? expect.fail(), aHead('ru'));
    expect(Buffer.from(await buildMime(letter, envelope))).toEqual(
      Buffer.from(await buildMime(letter, envelope)),
    );
  });

  it('an address that is not one single mailbox is refused before a header is written', async () => {
    const bad = [
      'a@b.co\r\nBcc: victim@example.org',
      'a@b.co, victim@example.org',
      'a@b.co; c@d.co',
      'Anna <a@b.co>',
      '"a b"@b.co',
      'a@b.co\u0000',
      'a@b@c.co',
      'group:a@b.co;',
      '',
      'a@[127.0.0.1]',
      'анна@пример.рф',
      `${'l'.repeat(65)}@example.org`,
      'a@example-.org',
    ];
    const letter = compose(contents('ru')[0] ?? expect.fail(), aHead('ru'));
    for (const address of bad) {
      expect(isMailbox(address), JSON.stringify(address)).toBe(false);
      await expect(buildMime(letter, { ...envelope, to: [address] })).rejects.toThrow(RangeError);
    }
    for (const address of ["o'neil+claims@example.org", 'anna@пример.рф', 'a@b.co'])
      expect(isMailbox(address)).toBe(true);
  });

  it('K1: a domain of another script stands in the head of a letter in ASCII', async () => {
    const letter = compose(contents('ru')[0] ?? expect.fail(), aHead('ru'));
    const sent = { ...envelope, to: ['Anna@Пример.рф'], replyTo: 'ask@пример.рф' };
    const raw = Buffer.from(await buildMime(letter, sent)).toString('latin1');
    expect(raw).toMatch(/^To: Anna@xn--e1afmkfd\.xn--p1ai\r$/m);
    expect(raw).toMatch(/^Reply-To: ask@xn--e1afmkfd\.xn--p1ai\r$/m);
    const atoms = "!#$%&'*+/=?^_`{|}~-@example.org";
    const odd = Buffer.from(await buildMime(letter, { ...envelope, to: [atoms] })).toString('latin1');
    expect(odd.split('\r\n').find((line) => line.startsWith('To: '))).toBe(`To: ${atoms}`);
  });
});
