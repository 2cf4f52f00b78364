import { beforeAll, describe, expect, test } from 'vitest';
import { hasClock, hasStaff, LIFTED, target } from '../support/suite-target.ts';

/** Friday, 27 November 2026, 18:30 in Moscow: half an hour after somebody noticed; the terms run through the weekend. */
const at = target({ now: '2026-11-27T15:30:00Z', args: LIFTED });

const OFFICER = 'officer@example.com';
const OFFICER2 = 'officer2@example.com';
const AGENT = 'agent@example.com';
const SECRET = 'Выгрузка с телефонами лежала на открытой странице портала.';

const aBreach = (now: number, changes: object = {}) => ({
  detectedAt: new Date(now - 1_800_000).toISOString(),
  detectedBy: 'outsider',
  nature: 'disclosure',
  systems: ['portal'],
  kinds: ['email', 'phone'],
  happened: SECRET,
  ...changes,
});
const WRITTEN = {
  notice: 'first-notice',
  incident: SECRET,
  causes: 'Ошибка настройки.',
  harm: 'Звонки мошенников.',
  measures: 'Страница закрыта.',
  contact: 'Ответственный за персональные данные, +7 495 000-00-00.',
  confirmed: true,
};
const now = () => at.desk.now();
const as = (who: string) => at.desk.as(who);
const post = async (path: string, body: object, who = OFFICER, headers: Record<string, string> = {}) =>
  at.desk.post(path, body, { ...(await as(who)), ...headers });
const look = async (reference: string, who = OFFICER, headers: Record<string, string> = {}) =>
  (await at.desk.get(`/staff/cases/${reference}`, { ...(await as(who)), ...headers })).json;

describe.skipIf(!hasStaff(AGENT, OFFICER, OFFICER2))('POST /staff/breaches and what is done about it', () => {
  let reference = '';
  /** Under the revision that is there; the workflow, which begins meanwhile, may move it. */
  const act = (name: string, body: object, who = OFFICER) =>
    at.desk.until(async () => {
      const { revision } = await look(reference);
      const done = await post(`/staff/cases/${reference}/${name}`, { revision, ...body }, who);
      return done.json?.code === 'stale-revision' ? undefined : done;
    }, name);
  beforeAll(async () => {
    const { status, json } = await post('/staff/breaches', aBreach(await now()));
    expect(status).toBe(201);
    reference = json.reference;
    // Whoever takes part has been at the desk: else nobody knows them.
    expect((await at.desk.get('/staff/cases', await as(OFFICER2))).status).toBe(200);
  });

  test('B1: all clocks stand at once, counted from the detection', async () => {
    const { kind, status, clocks, detectedAt, duties } = await look(reference);
    expect([kind, status]).toEqual(['breach', 'open']);
    const hours = Object.fromEntries(
      clocks.map(({ id, due }: { id: string; due: string }) => [
        id,
        (Date.parse(due) - Date.parse(detectedAt)) / 3_600_000,
      ]),
    );
    expect(hours).toEqual({ 'first-notice': 24, 'final-notice': 72, people: 72 });
    expect(duties).toMatchObject(
      ['first-notice', 'final-notice', 'people', 'incident-system'].map((duty) => ({ duty, state: 'open' })),
    );
  });

  test('B1, G3: the same key is one breach; agents and auditors record none', async () => {
    const key = { 'idempotency-key': crypto.randomUUID() };
    const body = aBreach(await now(), { drill: true });
    const [one, two] = [
      await post('/staff/breaches', body, OFFICER, key),
      await post('/staff/breaches', body, OFFICER, key),
    ];
    expect(two.json.reference).toBe(one.json.reference);
    expect((await post('/staff/breaches', body, AGENT)).status).toBe(403);
  });

  test('B1, G6: bad input is named: the future, a system that is no code, no kind of data', async () => {
    const future = new Date((await now()) + 3_600_000).toISOString();
    const bad = await post('/staff/breaches', aBreach(await now(), { detectedAt: future }));
    expect([bad.status, bad.json.errors[0].field]).toEqual([422, 'detectedAt']);
    const more = await post('/staff/breaches', aBreach(await now(), { systems: ['Портал'], kinds: [] }));
    expect(more.status).toBe(422);
    expect(more.json.errors.map(({ field }: { field: string }) => field).toSorted()).toEqual([
      'kinds',
      'systems.0',
    ]);
  });

  test('G10: what happened, in words, is shown only with a reason', async () => {
    const [without, withReason] = [
      await look(reference),
      await look(reference, OFFICER, { 'x-reason': 'audit' }),
    ];
    expect(withReason).toMatchObject({ reference });
    expect(JSON.stringify(without)).not.toContain('портала');
    expect(withReason.personal.happened).toBe(SECRET);
  });

  test('B2: a notice is written, lacks what the law names, is completed, filed by its receipt, and meets the clock', async () => {
    const { causes: _, confirmed: __, ...half } = WRITTEN;
    expect((await act('draft', half)).status).toBe(200);
    const filing = { notice: 'first-notice', number: '77-1', way: 'portal' };
    const filedAt = new Date(await now()).toISOString();
    expect((await act('file', { ...filing, filedAt })).json).toMatchObject({ code: 'notice-lacks' });
    expect((await act('draft', { ...WRITTEN, confirmed: false })).status).toBe(200);
    expect((await act('file', { ...filing, filedAt })).json).toMatchObject({ code: 'notice-not-confirmed' });
    expect((await act('draft', WRITTEN)).status).toBe(200);
    const { json } = await act('file', { ...filing, filedAt });
    expect(json.clocks[0]).toMatchObject({ id: 'first-notice', state: 'met' });
    expect(json.duties[0]).toMatchObject({ state: 'done', number: '77-1', filedAt });
    const { personal } = await look(reference, OFFICER, { 'x-reason': 'audit' });
    expect(personal.notices).toMatchObject([{ notice: 'first-notice', fields: { incident: SECRET } }]);
  });

  test('B2, B5: not to notify takes a second officer; closing names what is open, then takes a conclusion', async () => {
    const decline = { ground: 'not-obliged', reason: 'Юрист спрошен.' };
    expect((await act('decline', { ...decline, duty: 'final-notice' })).json).toMatchObject({
      code: 'breach-second-needed',
    });
    expect((await act('conclude', { conclusion: 'breach', reason: 'Всё.' })).json).toMatchObject({
      code: 'duties-open',
    });
    // Somebody who is no officer is none for this either.
    expect((await act('decline', { ...decline, duty: 'final-notice', second: AGENT })).json).toMatchObject({
      code: 'unknown-staff',
    });
    for (const duty of ['final-notice', 'people', 'incident-system'])
      expect((await act('decline', { ...decline, duty, second: OFFICER2 })).status).toBe(200);
    expect((await look(reference)).status).toBe('ready');
    const { json } = await act('conclude', { conclusion: 'breach', reason: 'Всё сделано или обосновано.' });
    expect(json).toMatchObject({ status: 'closed', conclusion: 'breach' });
  });
});

describe.skipIf(!hasStaff(AGENT, OFFICER, OFFICER2))('notices and the end by addresses of their own', () => {
  let reference = '';
  const to = (what: string, body: object, who = OFFICER) =>
    at.desk.until(async () => {
      const { revision } = await look(reference);
      const done = await post(`/staff/breaches/${reference}/${what}`, { revision, ...body }, who);
      return done.json?.code === 'stale-revision' ? undefined : done;
    }, what);
  const read = async (path: string, who = OFFICER) => at.desk.get(path, await as(who));
  beforeAll(async () => {
    reference = (await post('/staff/breaches', aBreach(await now()))).json.reference;
    expect((await at.desk.get('/staff/cases', await as(OFFICER2))).status).toBe(200);
  });

  test('B2: written and filed; what is no notice’s act, and who is no officer, is refused', async () => {
    expect((await to('authority-notice', { act: 'draft', ...WRITTEN }, AGENT)).status).toBe(403);
    const bad = await to('authority-notice', { act: 'conclude', conclusion: 'breach', reason: 'Всё.' });
    expect([bad.status, bad.json.errors[0].field]).toEqual([422, 'act']);
    expect((await to('authority-notice', { act: 'draft', ...WRITTEN })).status).toBe(200);
    const filedAt = new Date(await now()).toISOString();
    const filing = { act: 'file', notice: 'first-notice', number: '77-2', way: 'post', filedAt };
    const { json } = await to('authority-notice', filing);
    expect(json.duties[0]).toMatchObject({ state: 'done', number: '77-2', way: 'post' });
    const elsewhere = await post('/staff/breaches/PD-2026-XXXXXX-X/close', {
      ...{ revision: 1, conclusion: 'breach', reason: 'Всё.' },
    });
    expect(elsewhere.status).toBe(404);
  });

  test('B5: not closed while a duty is open: each is named; then closed as no breach, and both lie in the register', async () => {
    const end = { conclusion: 'no-breach', reason: 'Файл был пуст.' };
    const refused = await to('close', end);
    expect([refused.status, refused.json.code]).toEqual([409, 'duties-open']);
    for (const name of ['расследования', 'людям', 'инцидентов'])
      expect(refused.json.detail.toLowerCase()).toContain(name);
    for (const duty of ['final-notice', 'people', 'incident-system']) {
      const none = { act: 'decline', duty, ground: 'no-breach', reason: 'Файл был пуст.', second: OFFICER2 };
      expect((await to('authority-notice', none)).status).toBe(200);
    }
    expect((await to('close', end)).json).toMatchObject({ status: 'closed', conclusion: 'no-breach' });
    const lines = await at.desk.until(async () => {
      const { json } = await read('/staff/registers/breaches');
      const next =
        json.cursor === null ? undefined : await read(`/staff/registers/breaches?cursor=${json.cursor}`);
      const found = [...json.items, ...(next?.json.items ?? [])].filter(
        (line: { reference: string }) => line.reference === reference,
      );
      return found.length > 0 ? found : undefined;
    }, 'the register');
    expect(lines).toMatchObject([{ reference, status: 'closed', conclusion: 'no-breach' }]);
    expect((await read('/staff/registers/breaches', AGENT)).status).toBe(403);
  });

  test('B5, G9: the report has times against the clocks and what became of each duty, and no text that was typed', async () => {
    const { json, text } = await read(`/staff/breaches/${reference}/report`);
    expect(json).toMatchObject({ reference, status: 'closed', conclusion: 'no-breach', drill: false });
    expect(json.times.map(({ duty, state }: { duty: string; state: string }) => [duty, state])).toEqual([
      ['first-notice', 'met'],
      ['final-notice', 'stopped'],
      ['people', 'stopped'],
    ]);
    expect(json.times[0].minutesLeft).toBeGreaterThan(23 * 60);
    expect(json.timeline.map(({ type }: { type: string }) => type)).toEqual(
      expect.arrayContaining(['opened', 'notice-drafted', 'notice-filed', 'duty-declined', 'concluded']),
    );
    for (const typed of [SECRET, 'портала', 'Файл был пуст', '+7 495']) expect(text).not.toContain(typed);
    expect((await read(`/staff/breaches/${reference}/report`, AGENT)).status).toBe(403);
  });
});

describe.skipIf(!hasStaff(OFFICER) || !hasClock)('B1: reminders of a breach', () => {
  test('B1: 12, 4 and 1 hour before the first notice, and at its instant, letters leave; then it is overdue', async () => {
    const { json } = await post('/staff/breaches', aBreach(await now()));
    await at.desk.jump({ advance: 'PT25H' });
    const view = await look(json.reference);
    expect(view.overdue).toBe(true);
    const kinds = view.letters.map(({ kind }: { kind: string }) => kind);
    expect(kinds).toEqual(
      expect.arrayContaining(['case-reminder', 'case-escalation', 'case-due', 'case-overdue']),
    );
    const letters = (await at.desk.letters('officer@example.com')).filter(({ text }) =>
      text.includes(json.reference),
    );
    expect(letters.length).toBeGreaterThan(0);
    for (const { text, subject } of letters) expect(`${subject} ${text}`).not.toContain('портала');
  });
});
