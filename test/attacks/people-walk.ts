import { codeIn, type DeskClient } from '../support/desk-client.ts';
import { register, type SignedUp, signIn } from '../support/person.ts';

/** Somebody who does everything that people can do, and staff and programs who look on: for watching the doors at work. */
export async function walkAsPerson(desk: DeskClient): Promise<void> {
  const email = 'maria@example.org';
  await register(desk, email, { organisation: 'ООО «Ромашка»', phone: '+7 495 123-45-67' });
  const maria = await signIn(desk, email);
  const { person } = (await desk.get('/me', maria.headers)).json;
  await desk.send('PATCH', '/me', { body: { phone: '+7 495 765-43-21' }, headers: maria.headers });
  const event = await consents(desk, maria);
  await desk.get(`/me/consents/${event}/receipt`, maria.headers);
  await publish(desk, maria);
  await staffLookOn(desk, email, person);
  await postPolicy(desk);

  const next = 'maria.new@example.org';
  await desk.post('/me/address', { email: next }, maria.headers);
  await desk.post('/me/address/code', { code: await codeTo(desk, next) }, maria.headers);
  await elsewhere(desk, next);
  await undo(desk, email);

  // Where nobody has an account the same happens, and what stood in for the letter goes.
  await desk.post('/sessions', { email: 'nobody@example.org' });

  const short = 'pavel@example.org';
  await register(desk, short);
  const pavel = await signIn(desk, short);
  const seen = (await desk.letters(short)).length;
  const { challenge } = (await desk.post('/me/close/code', {}, pavel.headers)).json;
  const code = await codeTo(desk, short, seen);
  const closing = await desk.post('/me/close', { challenge, code }, pavel.headers);
  if (closing.status !== 202) throw new Error(`not closing: ${closing.text}`);
}

/** The code of the first letter to an address after `seen` others. */
const codeTo = (desk: DeskClient, email: string, seen = 0): Promise<string> =>
  desk.until(async () => {
    const letters = await desk.letters(email);
    return letters.length > seen ? codeIn(letters.at(-1)?.text ?? '') : undefined;
  }, `a code to ${email}`);

/** Gives and withdraws; gives back the id of an event. */
async function consents(desk: DeskClient, { headers }: SignedUp): Promise<string> {
  const texts = (await desk.get('/texts?form=account')).json.consents as {
    purpose: string;
    version: string;
    proof: string;
  }[];
  const promotions = texts.find(({ purpose }) => purpose === 'promotions');
  const give = {
    purpose: 'promotions',
    act: 'give',
    text: promotions?.version,
    proof: promotions?.proof,
  };
  const given = await desk.post('/me/consents', give, headers);
  if (given.status >= 300) throw new Error(`not given: ${given.text}`);
  await desk.post('/me/consents', { purpose: 'promotions', act: 'withdraw' }, headers);
  const jws = await desk.get('/me/consents', headers);
  return /P-[0-9A-Z]{20}-1\b/.exec(jws.text)?.[0] ?? '';
}

async function publish(desk: DeskClient, { headers }: SignedUp): Promise<void> {
  const body = { ...(await distribution(desk)), conditions: ['no-transfer'] };
  const done = await desk.send('PUT', '/me/public/organisation', { body, headers });
  if (done.status !== 200) throw new Error(`not published: ${done.text}`);
  await desk.get(new URL(done.json.url).pathname);
  await desk.send('DELETE', '/me/public/organisation', { headers });
  // Stays until staff are told on the phone that the consent is withdrawn; the clock of the withdrawal destroys it.
  await desk.send('PUT', '/me/public/phone', { body, headers: { ...headers, 'idempotency-key': PHONE } });
}

const PHONE = 'walk-publishes-phone-0001';

async function distribution(desk: DeskClient): Promise<{ readonly text: string; readonly proof: string }> {
  const { consents: texts } = (await desk.get('/texts?form=account')).json;
  const found = texts.find(({ purpose }: { purpose: string }) => purpose === 'distribution');
  return { text: found.version, proof: found.proof };
}

async function staffLookOn(desk: DeskClient, email: string, person: string): Promise<void> {
  // Each door enters who comes with a token in the directory: somebody new at each.
  const agent = await desk.as('agent@example.com');
  await desk.post('/staff/people/search', { email, reason: 'contact' }, agent);
  await desk.get(`/staff/people/${person}`, { ...agent, 'x-reason': 'contact' });
  const told = { purpose: 'promotions', act: 'withdraw', channel: 'phone', on: '2026-11-23', language: 'ru' };
  await desk.post(`/staff/people/${person}/consents`, { ...told, reason: 'asked-by-person' }, agent);
  // The day of this walk: a no of an earlier day would not touch what was published since.
  const all = { ...told, purpose: 'distribution', on: '2026-12-27', reason: 'asked-by-person' };
  const entered = await desk.post(`/staff/people/${person}/consents`, all, agent);
  if (entered.status !== 201) throw new Error(`not entered: ${entered.text}`);
  await desk.get('/staff/registers/processing', await desk.as('auditor@example.com'));
  await desk.get('/staff/registers/consents', {
    ...(await desk.as('auditor@example.com')),
    'x-reason': 'audit',
  });
  await desk.post('/may', { email, purpose: 'promotions' }, await desk.as('program:crm'));
  await desk.get('/unsubscribe/bm90LWEtdG9rZW4.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA');
}

async function postPolicy(desk: DeskClient): Promise<void> {
  const officer = await desk.as('officer2@example.com');
  const body = { ru: '# Политика\n\nНовый текст.', en: '# Policy\n\nA new text.', change: 'soft' };
  const posted = await desk.post('/staff/policy/versions', body, officer);
  if (posted.status !== 201) throw new Error(`not posted: ${posted.text}`);
}

/** Who reads the old mailbox takes the change of address back: the new one is free again. */
async function undo(desk: DeskClient, old: string): Promise<void> {
  const link = await desk.until(async () => {
    const letters = await desk.letters(old);
    return letters.map(({ text }) => /\S+\/address\/undo\S*/.exec(text)?.[0]).findLast(Boolean);
  }, `a warning to ${old}`);
  const token = new URL(link).searchParams.get('token');
  const undone = await desk.post('/address/undo', { token });
  if (undone.status !== 200) throw new Error(`not undone: ${undone.text}`);
}

/** A second session at the new address, which the first one ends. */
async function elsewhere(desk: DeskClient, email: string): Promise<void> {
  const one = await signIn(desk, email);
  const { sessions } = (await desk.get('/me/sessions', one.headers)).json;
  for (const { id } of sessions) await desk.send('DELETE', `/sessions/${id}`, { headers: one.headers });
}
