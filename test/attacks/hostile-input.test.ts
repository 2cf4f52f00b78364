import { connect } from 'node:net';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { ROUTES } from '../../shared/api/routes.ts';
import { BrowserSession } from '../support/browser-session.ts';
import { aClaimBody, type Letter, type Reply } from '../support/desk-client.ts';
import { LIFTED, target } from '../support/suite-target.ts';

const at = target({ now: '2026-11-23T07:00:00Z', args: LIFTED });
const OFFICER = 'officer@example.com';

/** Every payload says this, so that it is found wherever it comes out. */
const MARK = 'pwned';
const PAYLOADS: readonly string[] = [
  `<script>${MARK}()</script>`,
  `"><img src=x onerror=${MARK}()>`,
  `'><svg/onload=${MARK}()>`,
  `</textarea></title></style><iframe src="javascript:${MARK}()">`,
  `" autofocus onfocus="${MARK}()`,
  `' style='background:url(//evil.example/${MARK})`,
  `<a href="javascript:${MARK}()">x</a>`,
  `[${MARK}](javascript:alert(1)) https://evil.example/${MARK}`,
  `<!--${MARK}--><![CDATA[<x>${MARK}</x>]]>`,
  `{{${MARK}}} \${${MARK}} <%= ${MARK} %> #{${MARK}}`,
  `&lt;script&gt;${MARK}&lt;/script&gt; &#x3c;b&#x3e;${MARK}`,
  `<base href="//evil.example/${MARK}"><meta http-equiv=refresh content="0;url=//evil.example/${MARK}">`,
  `=?utf-8?B?PHNjcmlwdD4=?= ${MARK}`,
  `=HYPERLINK("https://evil.example/${MARK}")`,
  `+${MARK}|' /C calc'!A0`,
  `-2+3+cmd|'${MARK}'!A0`,
  `@SUM(1+9)*${MARK}`,
  `＝1+1*${MARK}`,
  `;=${MARK}`,
  `"=${MARK}","x"`,
];

/** Tags of a text as a browser finds them, with their attributes, quoted ones as one. */
const tagsOf = (html: string): readonly string[] =>
  html.match(/<[a-zA-Z!/?](?:"[^"]*"|'[^']*'|[^'">])*>/g) ?? [];

/** What an inserted text has made of a page: tags that say the mark outside the value of a field, or lead elsewhere. */
function harm(html: string): readonly string[] {
  return tagsOf(html).filter((tag) => {
    // Values of fields, places of the same page, and addresses of our own in which the mark is percent-encoded text.
    const bare = tag.replace(/\svalue="[^"]*"|\shref="(?:#|\/(?!\/))[^"]*"/g, '');
    const leads =
      /\s(?:href|src|action|formaction|poster|srcset)\s*=\s*["']?\s*(?:javascript|data:text|\/\/|https?:\/\/evil)/i;
    return bare.includes(MARK) || leads.test(tag) || /^<(?:script|iframe|object|embed|base)\b/i.test(tag);
  });
}

const shownFully = (html: string): boolean => html.includes(MARK);

describe('injection', () => {
  test('the search finds what it looks for', () => {
    for (const payload of PAYLOADS.filter((one) => /<[a-z]/.test(one) && !one.includes('-->')))
      expect([payload, harm(`<p>${payload}</p>`).length > 0]).toEqual([payload, true]);
    expect(harm(`<input value="&quot;>${MARK}"><p>${MARK}</p>`)).toEqual([]);
  });

  test.each(PAYLOADS)(
    'security.md: %s in every field is inert text on pages, in letters and in the file for the lawyer',
    async (payload) => {
      const email = `victim-${crypto.randomUUID()}@example.org`;
      const claim = {
        claimant: { name: payload, email, postalAddress: payload },
        facts: payload,
        demand: payload,
      };
      const { reference, statusUrl } = (await at.desk.post('/claims', claim)).json;
      const act = async (name: string, body: object) => {
        const reply = await at.desk.act(reference, name, body);
        expect([name, reply.status]).toEqual([name, 200]);
      };
      await at.desk.untilLetter(email, () => true);
      await act('note', { text: payload });
      await act('hold', { reason: payload });
      const browser = new BrowserSession(at.desk);
      await browser.signIn(OFFICER);
      const page = `/desk/cases/${reference}`;
      const preview = { outcome: 'partly', text: payload, reasons: payload };
      const { pathname, search } = new URL(statusUrl);
      const shown: Record<string, Reply> = {
        status: await browser.page(`${pathname}${search}`),
        opened: await browser.fill(page, `${page}/open`, { reason: payload }),
        preview: await browser.fill(`${page}/answer`, `${page}/answer/preview`, preview),
        refused: await browser.fill('/claims', '/claims', {
          'claimant.name': payload,
          'claimant.email': payload,
          facts: payload,
          demand: payload,
        }),
        'refused by name': await browser.fill('/claims', '/claims', { [payload]: payload }),
        address: await browser.page(
          `/nothing/${encodeURIComponent(payload)}?${encodeURIComponent(payload)}=1`,
        ),
        query: await browser.page(
          `/claims?lang=${encodeURIComponent(payload)}&x=${encodeURIComponent(payload)}`,
        ),
      };
      for (const [where, reply] of Object.entries(shown)) {
        expect([where, reply.headers.get('content-type')]).toEqual([where, 'text/html; charset=utf-8']);
        expect([where, harm(reply.text)]).toEqual([where, []]);
      }
      for (const where of ['status', 'opened', 'preview', 'refused'])
        expect([where, shownFully(shown[where]?.text ?? '')]).toEqual([where, true]);

      await act('answer', preview);
      const answer = await at.desk.untilLetter(email, (letter) => letter.text.includes(MARK));
      expectHarmless(answer, reference, email);
      for (const letter of await at.desk.letters(email)) expectHarmless(letter, reference, email);
      await at.desk.jump({ advance: 'PT10S' });
      await at.desk.untilStatus(reference, 'delivered');
      const { id } = (await at.desk.staffCase(reference)).json.letters.find(
        (letter: { kind: string }) => letter.kind === 'claim-answer',
      );
      const print = `/desk/cases/${reference}/letters/${id}/print`;
      const sheet = await browser.fill(print, print, { reason: payload });
      expect([sheet.status, harm(sheet.text)]).toEqual([200, []]);
      await expectHarmlessBundle(reference);
    },
  );
});

function expectHarmless(letter: Letter, reference: string, email: string): void {
  expect(harm(letter.html)).toEqual([]);
  const head = letter.raw.split(/\r?\n\r?\n/)[0] ?? '';
  expect(head).not.toContain(MARK);
  expect(letter.subject).toContain(reference);
  expect(letter.headers['to']).toContain(email);
  for (const name of ['bcc', 'cc']) expect(letter.headers[name]).toBeUndefined();
  // Links of ours only: what a person typed is never the target of one.
  for (const [, href = ''] of letter.html.matchAll(/href="([^"]*)"/g))
    expect(href).toMatch(new RegExp(`^(mailto:|${at.desk.target.site}/)`));
}

async function expectHarmlessBundle(reference: string): Promise<void> {
  const response = await fetch(new URL(`/staff/cases/${reference}/bundle`, at.desk.target.site), {
    headers: { ...(await at.desk.as(OFFICER)), 'x-reason': 'lawyer' },
  });
  const files = Object.entries(unzipSync(new Uint8Array(await response.arrayBuffer())));
  expect(files.length).toBeGreaterThan(8);
  for (const [name, bytes] of files) {
    expect(name).toMatch(new RegExp(`^${reference}/[a-z-]+\\.(html|csv|json|txt)$`));
    const text = strFromU8(bytes);
    if (name.endsWith('.html')) expect([name, harm(text)]).toEqual([name, []]);
    if (!name.endsWith('.csv')) continue;
    // Every cell is quoted; none begins as a formula does, in any script.
    const cells = text.replace(/^\ufeff/, '').match(/"(?:[^"]|"")*"|[^",\r\n]+/g) ?? [];
    expect(cells.length).toBeGreaterThan(20);
    for (const cell of cells) expect(cell).toMatch(/^"(?![\s]*[=+\-@\uff1d\uff0b\uff0d\uff20])/);
  }
}

describe('headers of every answer', () => {
  const EXPECTED: Readonly<Record<string, RegExp>> = {
    'content-security-policy':
      /^default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
    'strict-transport-security': /max-age=\d{8}/,
    'x-content-type-options': /^nosniff$/,
    'x-frame-options': /^DENY$/,
    'referrer-policy': /^same-origin$/,
    'cross-origin-opener-policy': /^same-origin$/,
  };

  test.each(ROUTES.map((spec) => ({ name: `${spec.method} ${spec.path}`, spec })))(
    'security.md: $name has them, as page and as JSON, done and refused, and keeps nothing personal',
    async ({ spec }) => {
      const { json } = await at.desk.post('/claims', aClaimBody());
      const path = spec.path
        .replace('{reference}', json.reference)
        .replace('{act}', 'note')
        .replace('{file}', 'x.css');
      const officer = await at.desk.as(OFFICER);
      for (const who of [{}, officer])
        for (const accept of ['text/html', 'application/json']) {
          const sent = spec.method === 'GET' ? {} : { body: '{}' };
          const reply = await at.desk.send(spec.method, path, { headers: { ...who, accept }, ...sent });
          for (const [name, wanted] of Object.entries(EXPECTED))
            expect(reply.headers.get(name) ?? '', name).toMatch(wanted);
          expect(reply.headers.get('server')).toBeNull();
          expect(reply.headers.get('x-powered-by')).toBeNull();
          expect(reply.text).not.toMatch(/<script/i);
          // The policy is the same for everyone: it may be kept, but is asked for again, for it may change at any instant.
          const published = reply.status === 200 && /^\/policy(\/versions)?$/.test(spec.path);
          const kept = accept === 'text/html' ? 'private, no-cache' : 'public, no-cache';
          if (spec.class !== 'asset')
            expect(reply.headers.get('cache-control')).toBe(published ? kept : 'no-store');
          if (reply.text !== '')
            expect(reply.headers.get('content-type')).toMatch(/charset=utf-8|image|zip|text\/css/);
        }
    },
  );

  test.each([
    ['PUT', '/claims', {}],
    ['GET', '/nothing', {}],
    ['TRACE', '/claims', {}],
    ['GET', '/.git/config', {}],
    ['OPTIONS', '/claims', { origin: 'https://evil.example', 'access-control-request-method': 'POST' }],
  ])('security.md: %s %s too', async (method, path, headers) => {
    // `fetch` sends no TRACE; nobody but a person with a socket does.
    if (method === 'TRACE') return expect(await raw(`TRACE ${path} HTTP/1.1`)).not.toMatch(/^HTTP\/1.1 200/);
    const reply = await at.desk.send(method, path, { headers });
    expect(reply.status).toBeGreaterThanOrEqual(400);
    for (const [name, wanted] of Object.entries(EXPECTED))
      expect(reply.headers.get(name) ?? '', name).toMatch(wanted);
  });
});

/** One raw request, its head given line by line; what comes back until the connection ends. */
function raw(...head: readonly string[]): Promise<string> {
  const { hostname, port } = new URL(at.desk.target.site);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString();
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(text));
    socket.write([...head, 'Host: x', 'Connection: close', '', ''].join('\r\n'), 'latin1');
  });
}

describe('cookies that a sibling host can set', () => {
  test('R4: a session is taken from the cookie of exactly that name, and from one only', async () => {
    const browser = new BrowserSession(at.desk);
    await browser.signIn(OFFICER);
    const session = browser.cookies.get('__Host-desk') ?? '';
    const asked = (cookie: string) => raw('GET /desk HTTP/1.1', 'Accept: text/html', `Cookie: ${cookie}`);
    expect(await asked(`__Host-desk=${session}`)).toMatch(/^HTTP\/1.1 200/);
    for (const planted of [
      `\u00a0__Host-desk=${session}`,
      `__Host-desk\u00a0=${session}`,
      `\u0085__Host-desk=${session}`,
      `\u00e2\u0080\u0080__Host-desk=${session}`,
      `__host-desk=${session}`,
      `__Host-desk=${session}; __Host-desk=planted`,
      `__Host-desk=planted; __Host-desk=${session}`,
      `__Host-desk="${session}"`,
    ])
      expect([planted.replace(session, '…'), (await asked(planted)).slice(0, 12)]).toEqual([
        planted.replace(session, '…'),
        'HTTP/1.1 303',
      ]);
  });
});

describe('bodies and requests that hurt', () => {
  const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
  const bombs: readonly (readonly [string, string, string, readonly number[]])[] = [
    ['6 MB of JSON', 'application/json', JSON.stringify({ facts: 'x'.repeat(6_000_000) }), [413]],
    ['a depth of 100,000', 'application/json', deep(100_000), [413]],
    ['a depth of 30,000 in 60 KB', 'application/json', deep(30_000), [400]],
    ['300,000 keys', 'application/json', `{${'"a":1,'.repeat(300_000)}"b":1}`, [413]],
    ['9,000 keys in 60 KB', 'application/json', `{${'"a":1,'.repeat(9_000)}"b":1}`, [400]],
    ['300,000 form fields', 'application/x-www-form-urlencoded', 'a=1&'.repeat(300_000), [413]],
    ['15,000 form fields in 60 KB', 'application/x-www-form-urlencoded', 'a=1&'.repeat(15_000), [400]],
    [
      'a form name of 30,000 parts',
      'application/x-www-form-urlencoded',
      `${'a.'.repeat(30_000)}=1`,
      [403, 422],
    ],
    ['bytes that are no UTF-8', 'application/x-www-form-urlencoded', 'facts=%ff%fe%c0%80', [403, 422]],
    ['lone surrogates', 'application/json', '{"facts": "\\ud800", "demand": "\\udfff"}', [422]],
    ['a number with 50,000 digits', 'application/json', `{"facts": ${'9'.repeat(50_000)}}`, [422]],
  ];

  test.each(bombs)(
    'security.md: %s is refused at once and in few words; the next claim is taken',
    async (_, type, body, statuses) => {
      const started = performance.now();
      const reply = await at.desk.send('POST', '/claims', {
        body,
        headers: { 'content-type': type, origin: at.desk.target.site },
      });
      const took = performance.now() - started;
      expect(statuses).toContain(reply.status);
      expect(Buffer.byteLength(reply.text)).toBeLessThan(4_096);
      // 50 ms is the door's own budget (http-bodies.test.ts); here the wire and a busy machine come on top.
      expect(took).toBeLessThan(3_000);
      expect((await at.desk.post('/claims', aClaimBody())).status).toBe(201);
    },
  );

  test('security.md: 11 MB, over what the gateway takes, are refused before they are read', async () => {
    const head = ['POST /claims HTTP/1.1', 'Content-Type: application/json', 'Content-Length: 11000000'];
    expect(await raw(...head)).toMatch(/^HTTP\/1\.1 413 /);
  });

  test('security.md: requests that no client sends end in 4xx, and never in another request', async () => {
    const heads: readonly (readonly string[])[] = [
      ['POST /claims HTTP/1.1', 'Content-Type: application/json', 'Content-Length: 2', 'Content-Length: 3'],
      ['POST /claims HTTP/1.1', 'Content-Length: 2', 'Transfer-Encoding: chunked'],
      ['POST /claims HTTP/1.1', 'Transfer-Encoding: chunked, identity'],
      ['GET /claims HTTP/1.1', `X-Long: ${'x'.repeat(30_000)}`],
      [`GET /${'x'.repeat(30_000)} HTTP/1.1`],
      ['GET /claims\u0000 HTTP/1.1'],
      ['GET http://evil.example/claims HTTP/1.1'],
      ['CONNECT evil.example:80 HTTP/1.1'],
      ['GET /desk HTTP/1.1', 'Cookie: __Host-desk=a\u0001b'],
    ];
    for (const head of heads) {
      const answer = await raw(...head).catch(() => 'HTTP/1.1 400 (closed)');
      expect([head[0]?.slice(0, 60), answer === '' || /^HTTP\/1\.1 (4\d\d|303)/.test(answer)]).toEqual([
        head[0]?.slice(0, 60),
        true,
      ]);
      expect(answer.match(/^HTTP\/1\.1/gm)?.length ?? 1).toBe(1);
    }
    expect((await at.desk.get('/health')).status).toBe(200);
  });
});
