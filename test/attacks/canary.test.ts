import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, ListTablesCommand, paginateScan } from '@aws-sdk/client-dynamodb';
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  ListStateMachinesCommand,
  paginateListExecutions,
  SFNClient,
} from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BrowserSession, hiddenFields } from '../support/browser-session.ts';
import { codeIn, DeskClient, type Reply } from '../support/desk-client.ts';
import { type LocalCloud, startLocalCloud } from '../support/local-cloud.ts';
import { LIFTED } from '../support/suite-target.ts';
import { type Found, filesBelow, inFiles, searchFor, spellings } from './canary-search.ts';
import { address, latin, phrase, planted, search, secrets } from './canary-seeds.ts';

const AGENT = 'agent@example.com';
const OFFICER = 'officer@example.com';
const JSON_TYPE = { 'content-type': 'application/json' };
const AWS = { region: 'eu-central-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };

let cloud: LocalCloud;
let desk: DeskClient;

beforeAll(async () => {
  cloud = await startLocalCloud({ now: '2026-11-23T07:00:00Z', args: LIFTED, env: { LOCAL_DEBUG: '1' } });
  desk = new DeskClient(cloud.addresses);
}, 60_000);
afterAll(async () => {
  await cloud?.stop();
});

const aClaim = (email: string | undefined, more: object = {}) => ({
  claimant: {
    name: phrase('name'),
    ...(email === undefined ? {} : { email }),
    postalAddress: phrase('postal address'),
  },
  facts: phrase('facts'),
  demand: phrase('demand'),
  ...more,
});

const open = async (email: string): Promise<{ reference: string; statusUrl: string }> =>
  (await desk.post('/claims', aClaim(email))).json;

/** An act, again when the workflow was quicker: it moves the revision too. */
async function act(reference: string, name: string, body: object, who = OFFICER): Promise<Reply> {
  for (let tries = 0; ; tries += 1) {
    const reply = await desk.act(reference, name, body, who);
    if (reply.json?.code !== 'stale-revision' || tries === 5) return reply;
  }
}

/** An act that must succeed, or the canaries in it would prove nothing. */
async function done(reference: string, name: string, body: object, who = OFFICER): Promise<void> {
  const reply = await act(reference, name, body, who);
  expect([name, reply.status, reply.text.slice(0, 200)]).toEqual([name, 200, expect.anything()]);
}

describe('canaries are planted', () => {
  test('in claims as programs send them: good, malformed, wrong fields, wrong types, wrong kinds of body', async () => {
    const strange = phrase('name of an unknown field');
    const posts: readonly (readonly [number[], string | object, Record<string, string>])[] = [
      [[201], aClaim(address('e-mail')), {}],
      [
        [201],
        aClaim(undefined),
        { 'user-agent': latin('user agent'), referer: `https://x.example/${latin('referer')}` },
      ],
      [
        [201],
        aClaim(address('e-mail')),
        { 'idempotency-key': `${latin('idempotency key')}-${'k'.repeat(22)}` },
      ],
      [[400], `{"claimant": {"name": "${phrase('broken JSON')}"`, JSON_TYPE],
      [[400], `${phrase('no JSON at all')}`, JSON_TYPE],
      [[400, 422], { ...aClaim(address('e-mail')), [strange]: phrase('unknown field') }, {}],
      [[400, 422], { ...aClaim(address('e-mail')), [latin('Latin unknown field')]: 1 }, {}],
      [[400, 422], { claimant: phrase('text for an object') }, {}],
      [[400, 422], [phrase('a list')], {}],
      [[400, 422], aClaim(`${latin('wrong e-mail')}@`), {}],
      [[400, 422], aClaim(address('e-mail'), { language: phrase('language') }), {}],
      [[400, 422], aClaim(address('e-mail'), { facts: `${phrase('control character')}\u0000` }), {}],
      [[400, 422], `{"__proto__":{"x":1},"${latin('beside proto')}":{"__proto__":1}}`, JSON_TYPE],
      [[413], aClaim(address('e-mail'), { facts: phrase('too large').repeat(3_000) }), {}],
      [[415], phrase('text/plain'), { 'content-type': 'text/plain' }],
      [[415], phrase('multipart'), { 'content-type': `multipart/form-data; boundary=${latin('boundary')}` }],
      [[415], '{}', { 'content-type': `application/json; charset=${latin('charset')}` }],
      [[400], aClaim(address('e-mail')), { 'idempotency-key': latin('bad idempotency key') }],
      [[403], aClaim(address('e-mail')), { origin: `https://${latin('origin')}.example` }],
    ];
    for (const [statuses, body, headers] of posts)
      expect(statuses).toContain((await desk.post('/claims', body, headers)).status);
  });

  test('in forms: good, refused, doubled, stale, forged, from elsewhere', async () => {
    const browser = new BrowserSession(desk);
    const fields = () => ({
      'claimant.name': phrase('name in a form'),
      'claimant.email': address('e-mail in a form'),
      facts: phrase('facts in a form'),
      demand: phrase('demand in a form'),
    });
    expect((await browser.fill('/claims', '/claims', fields())).status).toBe(303);
    expect((await browser.fill('/claims', '/claims', { ...fields(), topic: phrase('trap') })).status).toBe(
      303,
    );
    expect((await browser.fill('/claims', '/claims', { ...fields(), demand: '' })).status).toBe(422);
    expect(
      (await browser.fill('/claims', '/claims', { ...fields(), [latin('form field')]: 'x' })).status,
    ).toBe(422);
    expect((await browser.fill('/claims', '/claims', { ...fields(), _stamp: phrase('stamp') })).status).toBe(
      403,
    );
    const twice = latin('name of a doubled form field');
    const { text } = await browser.page('/claims');
    const doubled = new URLSearchParams([
      ...Object.entries({ ...hiddenFields(text, '/claims'), ...fields() }),
      [twice, 'a'],
      [twice, 'b'],
    ]);
    const refused = await desk.form('/claims', {}, { 'x-nothing': '1' });
    expect(refused.status).toBe(403);
    const own = { origin: cloud.addresses.site, 'content-type': 'application/x-www-form-urlencoded' };
    expect((await desk.send('POST', '/claims', { body: doubled.toString(), headers: own })).status).toBe(400);
    expect(
      (await browser.fill('/claims', '/claims', fields(), { origin: 'https://evil.example' })).status,
    ).toBe(403);
  });

  test('in addresses, query strings and headers of every kind of route', async () => {
    const odd = (name: string) => encodeURIComponent(phrase(name));
    const officer = await desk.as(OFFICER);
    const gets: readonly (readonly [string, Record<string, string>?])[] = [
      [`/nothing/${odd('unknown path')}`],
      [`/?utm=${odd('query of the start page')}`],
      [`/claims?facts=${odd('query of the form')}&lang=${latin('language in the query')}`],
      [`/cases/${latin('public reference')}?key=${odd('key')}`],
      [`/cases/PD-2026-AAAAAA-A?key=${odd('key')}&${latin('name in the query')}=1`],
      [`/assets/${latin('asset').toLowerCase()}.css`],
      [`/staff/cases?assignee=${odd('assignee in the query')}`, officer],
      [`/staff/cases?${latin('name in a staff query')}=1`, officer],
      [`/staff/cases?${latin('doubled')}=1&${planted.at(-1)?.value}=2`, officer],
      [`/staff/cases?cursor=${latin('cursor')}`, officer],
      [`/staff/cases/${latin('staff reference')}`, officer],
      [`/staff/cases/${latin('reference')}`, { ...officer, 'x-reason': odd('reason for no case') }],
      [`/staff/cases/PD-2026-AAAAAA-A/letters/${latin('letter')}/print`, officer],
      [
        `/staff/cases/${latin('reference of a bundle')}/bundle`,
        { ...officer, 'x-reason': odd('reason for no bundle') },
      ],
      ['/staff/cases', { authorization: `Bearer ${latin('token')}.x.y` }],
      ['/staff/cases', { authorization: latin('scheme') }],
      ['/desk', { cookie: `__Host-desk=${latin('session')}; ${latin('cookie')}=1` }],
      [`/desk/login?to=/desk/${latin('way back')}`],
      [`/desk/callback?code=${latin('code of the login')}&state=${latin('state')}`],
      [`/desk/callback?error=${odd('error of the login')}&${latin('name at the callback')}=1`],
      [
        '/',
        {
          'accept-language': latin('language'),
          'x-forwarded-for': latin('forwarded'),
          accept: latin('accept'),
        },
      ],
      ['/', { 'x-reason': odd('reason on a public page'), 'if-none-match': latin('etag') }],
      [`/${'x'.repeat(9_000)}${latin('long path')}`],
    ];
    for (const [path, headers] of gets)
      for (const accept of ['application/json', 'text/html'])
        expect((await desk.get(path, { accept, ...headers })).status).toBeLessThan(500);
    for (const method of ['PUT', 'DELETE', 'OPTIONS'])
      expect((await desk.send(method, `/claims/${latin('path of another method')}`)).status).toBeLessThan(
        500,
      );
  });

  test('in every act of staff, done and refused', async () => {
    const first = await open(address('e-mail'));
    const { reference } = first;
    // Who has signed in once is in the directory and can be put in charge.
    await desk.get('/staff/cases', await desk.as('officer2@example.com'));
    await done(reference, 'note', { text: phrase('note') }, AGENT);
    await done(reference, 'assign', { to: OFFICER }, AGENT);
    await done(reference, 'substitute', {
      to: 'officer2@example.com',
      reason: phrase('reason of a substitute'),
    });
    await done(reference, 'hold', { reason: phrase('reason of a hold') }, AGENT);
    await done(reference, 'resume', { reason: phrase('reason of a resumption') }, AGENT);
    await done(reference, 'consumer', { on: true, reason: phrase('reason of a flag') });
    await done(reference, 'receipt-date', { receivedOn: '2026-11-20', reason: phrase('reason of a date') });
    const refused: readonly (readonly [string, object, number])[] = [
      ['assign', { to: phrase('unknown member of staff') }, 422],
      ['assign', { to: address('unknown address of staff') }, 422],
      ['answer', { outcome: 'partly', text: phrase('refused answer') }, 422],
      ['deliver', { channel: 'post', tracking: phrase('tracking'), on: '2026-11-23' }, 422],
      ['printed', { letter: latin('letter to print') }, 404],
      ['note', { text: phrase('text'), [latin('field of an act')]: 1 }, 422],
      [latin('act').toLowerCase(), { text: phrase('body of no act') }, 404],
    ];
    for (const [name, body, status] of refused)
      expect([name, (await act(reference, name, body)).status]).toEqual([name, status]);
    const officer = await desk.as(OFFICER);
    for (const path of ['', '/bundle']) {
      const headers = { ...officer, 'x-reason': encodeURIComponent(phrase(`reason of a read${path}`)) };
      expect((await desk.get(`/staff/cases/${reference}${path}`, headers)).status).toBe(200);
    }
    const paper = await desk.post(
      '/staff/claims',
      { ...aClaim(undefined), receivedOn: '2026-11-20' },
      await desk.as(AGENT),
    );
    expect(paper.status).toBe(201);
    const letter = (await desk.staffCase(paper.json.reference)).json.letters[0].id;
    const print = `/staff/cases/${paper.json.reference}/letters/${letter}/print`;
    const why = { 'x-reason': encodeURIComponent(phrase('reason of a print')) };
    expect((await desk.get(print, { ...officer, ...why, accept: 'text/html' })).status).toBe(200);
    await done(reference, 'settle', { reason: phrase('reason of a settlement') });
  });

  test('on the desk of a signed-in officer: a case opened, an answer previewed, forms refused', async () => {
    const { reference } = await open(address('e-mail'));
    const browser = new BrowserSession(desk);
    expect((await browser.signIn(OFFICER)).status).toBe(303);
    const page = `/desk/cases/${reference}`;
    const opened = await browser.fill(page, `${page}/open`, { reason: phrase('reason on the desk') });
    expect(opened.status).toBe(200);
    expect(opened.text).toContain(planted.findLast((one) => one.name === 'demand')?.value);
    const answer = {
      outcome: 'partly',
      text: phrase('previewed answer'),
      reasons: phrase('previewed reasons'),
    };
    const previewed = await browser.fill(`${page}/answer`, `${page}/answer/preview`, answer);
    expect(previewed.status).toBe(200);
    expect(previewed.text).toContain(answer.text);
    const note = await browser.fill(`${page}/note`, `${page}/note`, { text: phrase('note on the desk') });
    expect(note.status).toBe(303);
    const stale = await browser.fill(`${page}/note`, `${page}/note`, {
      text: phrase('lost note'),
      revision: '1',
    });
    expect(stale.status).toBe(409);
    const loose = { text: phrase('note without a session'), _stamp: phrase('stamp') };
    expect((await new BrowserSession(desk).post(`${page}/note`, loose)).status).toBe(401);
  });

  test('in a withdrawal: codes, challenges, keys', async () => {
    const email = address('e-mail');
    const { statusUrl, reference } = await open(email);
    const key = new URL(statusUrl).searchParams.get('key') ?? '';
    const path = `/cases/${reference}/withdraw`;
    const { challenge } = (await desk.post(path, { key })).json;
    const tries: readonly (readonly [object, number])[] = [
      [{ key, challenge, code: phrase('code') }, 422],
      [{ key, challenge: latin('challenge'), code: '123456' }, 410],
      [{ key: phrase('key'), challenge, code: '123456' }, 404],
    ];
    for (const [body, status] of tries) expect((await desk.post(path, body)).status).toBe(status);
    const letter = await desk.untilLetter(email, ({ text }) => codeIn(text) !== undefined);
    const code = codeIn(letter.text);
    expect((await desk.post(path, { key, challenge, code })).status).toBe(200);
  });

  test('in registrations, consents, confirmations and sign-ins: good, refused, known, forged', async () => {
    const texts = async () =>
      (await desk.get('/texts?form=registration')).json as {
        policy: { version: string; proof: string };
        consents: readonly { purpose: string; version: string; proof: string }[];
      };
    const form = async (email: string, more: object = {}) => {
      const { version, proof } = (await texts()).policy;
      return {
        ...{ email, name: phrase('name of a registration'), phone: '+7 495 123-45-67' },
        ...{ organisation: phrase('organisation'), createAccount: true, policy: { version, proof }, ...more },
      };
    };
    const register = (body: object, headers: Record<string, string> = {}) =>
      desk.post('/registrations', body, headers);
    const email = address('registered e-mail');
    const agent = { 'user-agent': latin('user agent of a registration') };
    const begun = await register(await form(email), agent);
    expect(begun.status).toBe(202);
    const { challenge } = begun.json as { challenge: string };
    const refused: readonly (readonly [number, object])[] = [
      [422, await form(`${latin('wrong registered e-mail')}@`)],
      [422, await form(address('e-mail'), { phone: phrase('no phone') })],
      [422, await form(address('e-mail'), { [latin('field of a registration')]: phrase('value') })],
      [422, await form(address('e-mail'), { createAccount: phrase('no choice') })],
      [
        409,
        await form(address('e-mail'), { policy: { version: 'policy-1', proof: latin('proof of a policy') } }),
      ],
    ];
    for (const [status, body] of refused) expect((await register(body)).status).toBe(status);
    const promotions = (await texts()).consents.find(({ purpose }) => purpose === 'promotions');
    const given = { purpose: 'promotions', act: 'give', text: promotions?.version, proof: promotions?.proof };
    const consents = `/registrations/${challenge}/consents`;
    expect((await desk.post(consents, given)).status).toBe(204);
    expect((await desk.post(consents, { ...given, proof: latin('proof of a consent') })).status).toBe(409);
    expect((await desk.post(`/registrations/${latin('handle')}/consents`, given)).status).toBe(404);
    const confirm = (body: object) => desk.post('/registrations/confirm', body);
    expect((await confirm({ token: latin('token of a link') })).status).toBe(404);
    expect((await confirm({ challenge, code: phrase('c').slice(0, 30) })).status).toBe(422);
    const letter = await desk.untilLetter(email, ({ text }) => codeIn(text) !== undefined);
    expect((await confirm({ challenge, code: codeIn(letter.text) })).status).toBe(200);
    // Once more, as a stranger would: the address is known now.
    expect((await register(await form(email))).status).toBe(202);
    for (const one of [email, address('unknown e-mail of a sign-in')]) {
      const asked = await desk.post('/sessions', { email: one, to: `/me/${latin('way to go on')}` }, agent);
      expect(asked.status).toBe(202);
      const body = { challenge: asked.json.challenge, code: latin('code').slice(0, 30) };
      expect((await desk.post('/sessions/code', body, agent)).status).toBe(422);
    }
    expect((await desk.post('/sessions/code', { challenge: latin('c'), code: '123456' })).status).toBe(410);
    // The code asked for above must have come, or it would be taken for that of the next letter.
    const codes = async () => (await desk.letters(email)).filter(({ text }) => codeIn(text) !== undefined);
    await desk.until(async () => ((await codes()).length < 2 ? undefined : true), 'the code asked for first');
    const before = (await desk.letters(email)).length;
    const { json } = await desk.post('/sessions', { email }, agent);
    const code = await desk.until(
      async () =>
        (await desk.letters(email))
          .slice(before)
          .map(({ text }) => codeIn(text))
          .find(Boolean),
      'the code',
    );
    const signedIn = await desk.post('/sessions/code', { challenge: json.challenge, code }, agent);
    expect(signedIn.json.token).toMatch(/^P-/);
    // A session and a token are as good as a password: neither may lie anywhere in plain either.
    const [, , secret = ''] = String(signedIn.json.token).split('.');
    secrets.push(
      { name: 'secret of a session', value: secret },
      { name: 'handle of a browser', value: challenge },
    );
    const browser = new BrowserSession(desk);
    const typed = {
      ...{
        email: `${latin('e-mail in a refused form')}@`,
        name: phrase('name in a form'),
        createAccount: 'true',
      },
    };
    const page = await browser.fill('/register', '/registrations', typed);
    expect(page.status).toBe(422);
    expect(page.text).toContain(typed.name);
  });

  test('and already now, before anything had time to expire, no file, output or item has one', async () => {
    await desk.jump({ advance: 'PT1M' });
    expect(inFiles(search, cloud.data, ['inbox'])).toEqual([]);
    expect(search('output', cloud.output())).toEqual([]);
    expect(await inItems()).toEqual([]);
  });

  test('in a claim that lives through reminders, an answer that bounces, the post and the court', async () => {
    // Paper claims of three weeks ago: the first reminder is past, the others are near.
    const paper = async (email: string): Promise<string> => {
      const body = { ...aClaim(email), receivedOn: '2026-11-02' };
      return (await desk.post('/staff/claims', body, await desk.as(AGENT))).json.reference;
    };
    const bounced = await paper(address('bounced e-mail', 'bounce+'));
    const answered = await paper(address('answered e-mail'));
    const complained = await paper(address('complaining e-mail', 'complaint+'));
    await desk.jump({ to: '2026-12-01T07:00:00Z' });
    const answer = () => ({
      outcome: 'partly',
      text: phrase('answer'),
      reasons: phrase('reasons of an answer'),
    });
    for (const reference of [bounced, answered, complained]) await done(reference, 'answer', answer());
    await desk.untilStatus(bounced, 'returned');
    await desk.untilStatus(answered, 'delivered');
    await done(bounced, 'deliver', { channel: 'post', tracking: '80110012345678', on: '2026-12-01' }, AGENT);
    await done(bounced, 'court', { reason: phrase('reason of the court') });
    await desk.jump({ to: '2026-12-05T07:00:00Z' });
    const { text } = await desk.staffCase(answered);
    for (const milestone of ['reminder-5', 'reminder-2', 'escalation']) expect(text).toContain(milestone);
  });
});

/** Every item of every table as the store's own API gives it: keys, indexes, attributes; sealed bytes too. */
async function inItems(): Promise<readonly Found[]> {
  const dynamo = new DynamoDBClient({ ...AWS, endpoint: cloud.addresses.aws });
  const { TableNames = [] } = await dynamo.send(new ListTablesCommand({}));
  const found: Found[] = [];
  let seen = 0;
  for (const TableName of TableNames)
    for await (const { Items = [] } of paginateScan({ client: dynamo }, { TableName }))
      for (const item of Items) {
        seen += 1;
        const bytes: Buffer[] = [];
        const text = JSON.stringify(item, (_, value: unknown) => {
          if (value instanceof Uint8Array) bytes.push(Buffer.from(value));
          return value instanceof Uint8Array ? '' : value;
        });
        const where = `${TableName} ${item['kind']?.S}`;
        found.push(...search(where, text), ...bytes.flatMap((one) => search(where, one)));
      }
  expect(seen).toBeGreaterThan(100);
  return found;
}

/** A header value without a space, so that it is read as one scheme. */
describe('G9: what was planted is found nowhere but in the outside mailbox', () => {
  test('the search itself finds a canary in each spelling, in a file and split from its neighbours', () => {
    const folder = mkdtempSync(join(tmpdir(), 'canary-'));
    const canary = { name: 'test', value: 'Ъьканарейка' };
    const find = searchFor([canary]);
    for (const [i, { bytes }] of spellings(canary.value).entries())
      writeFileSync(
        join(folder, `file-${i}`),
        Buffer.concat([Buffer.from([0xff, i]), bytes, Buffer.from('x')]),
      );
    const expected = spellings(canary.value).length;
    expect(new Set(inFiles(find, folder, []).map(({ where }) => where)).size).toBe(expected);
    for (const before of ['', 'a', 'ab', 'abc', 'Ъ'])
      for (const after of ['', 'z', 'yz', 'Ъ']) {
        const text = Buffer.from(`${before}${canary.value}${after}`);
        expect(find('base64', text.toString('base64'))).not.toEqual([]);
        expect(find('base64url', text.toString('base64url'))).not.toEqual([]);
      }
    expect(find('nothing', 'канарейка Ъ ь')).toEqual([]);
    rmSync(folder, { recursive: true });
  });

  test('the canaries really travelled: letters in the outside mailbox have them', async () => {
    const letters = JSON.stringify((await desk.letters()).map(({ to, text, html }) => ({ to, text, html })));
    const carried = new Set(search('letters', letters).map(({ canary }) => canary));
    for (const name of ['answer', 'answer, in Russian', 'reasons of an answer', 'bounced e-mail'])
      expect(carried).toContain(name);
  });

  test('no file that the program wrote has one: records, workflows, logs, access log', async () => {
    const files = filesBelow(cloud.data, ['inbox']);
    for (const wanted of [
      'records/',
      'workflows/journal.db',
      'logs/access.log',
      'logs/local-claims-public.log',
      'logs/local-registration-public.log',
    ])
      expect(files.some((path) => path.includes(wanted))).toBe(true);
    expect(inFiles(search, cloud.data, ['inbox'])).toEqual([]);
  });

  test('no line of the process has one, and it did write lines', () => {
    expect(cloud.output()).not.toBe('');
    expect(search('output', cloud.output())).toEqual([]);
  });

  test('the logs name refused fields and cases by codes only', () => {
    const lines = readFileSync(join(cloud.data, 'logs', 'local-desk-desk.log'), 'utf8')
      .trim()
      .split('\n');
    const cases = lines.flatMap((line) => (JSON.parse(line) as { case?: string }).case ?? []);
    expect(cases.length).toBeGreaterThan(0);
    for (const one of cases) expect(one).toMatch(/^(PD-\d{4}-[0-9A-Z]{6}-[0-9A-Z]|\?)$/);
  });

  test('no input, output or history of an execution has one', async () => {
    const sfn = new SFNClient({ ...AWS, endpoint: cloud.addresses.aws });
    const { stateMachines = [] } = await sfn.send(new ListStateMachinesCommand({}));
    let seen = 0;
    for (const { stateMachineArn } of stateMachines)
      for await (const { executions = [] } of paginateListExecutions({ client: sfn }, { stateMachineArn }))
        for (const { executionArn } of executions) {
          const described = await sfn.send(new DescribeExecutionCommand({ executionArn }));
          const history = await sfn.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }));
          seen += 1;
          expect(search('execution', JSON.stringify([described, history.events]))).toEqual([]);
        }
    expect(seen).toBeGreaterThan(8);
  });

  test('no key, index or attribute of an item has one: what is personal is sealed', async () => {
    expect(await inItems()).toEqual([]);
  });
});
