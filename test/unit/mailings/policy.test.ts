import { describe, expect, test } from 'vitest';
import { findings } from '../account/people-world.ts';
import { HOUR, MINUTE } from '../letters/desk-of-letters.ts';
import { Telling } from './telling.ts';

const reason = { at: '2026-12-07T09:00:00.000Z', by: 'staff:officer-1', reason: 'wrong-text' as const };

describe('P3: a new version of the policy', () => {
  test('is told to everybody with an account, once, however often the sweep runs', async () => {
    const world = new Telling();
    const people = await world.people(3);
    const nobody = await world.registered('nobody@example.org');
    world.desk.at += MINUTE;
    const id = await world.post('One');
    expect(await world.knock()).toEqual(['policy-1-1']);
    expect(await world.knock()).toEqual(['policy-1-1']);
    await world.execution('policy-1-1');
    await world.all();
    for (const person of people) {
      expect(await world.letterOf(person, id)).toMatchObject({ status: 'sent', mailing: id, language: 'en' });
      expect(world.mails(`${person.toLowerCase()}@example.org`)).toBe(1);
    }
    expect(await world.letterOf(nobody, id)).toBeUndefined();
    expect(await world.mailing(id)).toMatchObject({
      ...{ counted: 3, told: 3, run: 1, frozen: { count: 3, chunks: 1 } },
    });
    expect(await world.told()).toEqual(['people-frozen', 'chunk-told', 'people-told']);
    expect(await findings(world)).toEqual([]);
  });

  test('is not told before its start, nor to who acknowledged it, nor to who came after it was settled who is told', async () => {
    const world = new Telling();
    const [early] = await world.people(1, 'policy-0');
    const [knows] = await world.people(1, 'policy-1');
    world.desk.at += MINUTE;
    await world.post('One', world.at + 48 * HOUR);
    expect(await world.knock()).toEqual([]);
    world.desk.at += 48 * HOUR;
    expect(await world.knock()).toEqual(['policy-1-1']);
    await world.freeze('policy-1');
    const [late] = await world.people(1, 'policy-0');
    await world.execution('policy-1-1');
    expect(await world.letterOf(early ?? '', 'policy-1')).toMatchObject({ status: 'sent' });
    for (const person of [knows, late])
      expect(await world.letterOf(person ?? '', 'policy-1')).toBeUndefined();
  });

  test('tells nobody of somebody who is not there any more; the total keeps them', async () => {
    const world = new Telling();
    const [gone = ''] = await world.people(2);
    world.desk.at += MINUTE;
    const id = await world.post('One');
    await world.knock();
    world.desk.at += MINUTE;
    await world.freeze(id);
    const profile = [...world.desk.records.everything()].find(
      ({ kind, pk }) => kind === 'profile' && pk.endsWith(gone),
    );
    if (profile === undefined) throw new Error('no profile');
    await world.desk.records.commit([{ op: 'delete-version', key: profile, v: profile.v }]);
    await world.execution('policy-1-1');
    expect((await world.progress(id)).counts).toEqual({
      ...{ sent: 1, returned: 0, stopped: 0, erased: 1, waiting: 0 },
    });
  });
});

describe('a mailing', () => {
  test('G1: one that dies anywhere is started again as <id>-<n>, and everybody has the letter once', async () => {
    const world = new Telling();
    const people = await world.people(30);
    world.desk.at += MINUTE;
    const id = await world.post('One');
    let calls = 0;
    let dies = 0;
    world.desk.faults = ({ when, op }) => {
      if (when !== 'before' || (op !== 'commit' && op !== 'scan')) return;
      calls += 1;
      // Every 17th call is the last of its execution.
      if (calls % 17 !== 0) return;
      dies += 1;
      throw new Error('killed');
    };
    await world.all();
    world.desk.faults = () => {};
    expect(dies).toBeGreaterThan(3);
    expect((await world.mailing(id)).run).toBeGreaterThan(3);
    const { counts, twice } = await world.progress(id);
    expect(counts).toMatchObject({ sent: 30, waiting: 0 });
    const copies = people.map((person) => world.mails(`${person.toLowerCase()}@example.org`));
    expect(Math.min(...copies)).toBe(1);
    // Whatever came twice is known as such.
    expect(copies.filter((many) => many > 1).length).toBeLessThanOrEqual(twice);
    expect(await findings(world)).toEqual([]);
  });

  test('a pause lets nobody else be told, and a stop ends it: both act before the next batch', async () => {
    const world = new Telling();
    await world.people(60);
    world.desk.at += MINUTE;
    const id = await world.post('One');
    await world.knock();
    world.desk.at += MINUTE;
    await world.freeze(id);
    const take = world.desk.mail.meanwhile;
    world.desk.mail.meanwhile = async () => {
      world.desk.mail.meanwhile = take;
      await world.change(id, { paused: reason });
    };
    expect(await world.send(id)).toMatchObject({ done: false, waitSeconds: 60 });
    expect(world.desk.mail.taken.length).toBe(25);
    expect(await world.send(id)).toMatchObject({ done: false });
    expect(world.desk.mail.taken.length).toBe(25);
    await world.change(id, { paused: undefined, stopped: reason });
    await world.execution('policy-1-1');
    expect(world.desk.mail.taken.length).toBe(25);
    expect(await world.knock()).toEqual([]);
    expect(await world.mailing(id)).toMatchObject({ told: 25, stopped: reason });
    expect((await world.progress(id)).counts).toMatchObject({ sent: 25, waiting: 35 });
  });

  test('no faster than what is granted less the reserve; above the day’s quota it waits and goes on', async () => {
    const world = new Telling();
    await world.people(60);
    world.desk.at += MINUTE;
    const id = await world.post('One');
    world.granted = { perSecond: 10, perDay: 60, reserve: 10 };
    await world.knock();
    world.desk.at += MINUTE;
    await world.freeze(id);
    const before = world.at;
    // 54 a day: two batches of 25, the rest another day.
    expect(await world.send(id)).toEqual({ done: false, waitSeconds: 3_600 });
    expect(world.desk.mail.taken.length).toBe(50);
    expect(world.at - before).toBeGreaterThanOrEqual(48 * (1_000 / 9) - 1);
    await world.execution('policy-1-1');
    expect((await world.progress(id)).counts.sent).toBe(60);
  });

  test('K4: what the mail service tells afterwards is entered at the letter; a returned one counts as that', async () => {
    const world = new Telling();
    const [one = '', two = ''] = await world.people(2);
    world.desk.at += MINUTE;
    const id = await world.post('One');
    await world.all();
    const [first, second] = [one, two].map(
      (person) => world.desk.mail.to(`${person.toLowerCase()}@example.org`)[0],
    );
    if (first === undefined || second === undefined) throw new Error('not sent');
    await world.desk.tell(first, 'Delivery');
    await world.desk.tell(second, 'Bounce');
    expect(await world.letterOf(one, id)).toMatchObject({ status: 'delivered' });
    expect(await world.letterOf(two, id)).toMatchObject({ status: 'bounced' });
    // No chain tells of a letter that is one of many.
    expect(await findings(world)).toEqual([]);
  });

  test('three single writes of one record a person, no list', async () => {
    const world = new Telling();
    await world.people(20);
    world.desk.at += MINUTE;
    const id = await world.post('One');
    await world.knock();
    world.desk.at += MINUTE;
    await world.freeze(id);
    world.desk.records.resetUnits();
    await world.send(id);
    for (const message of world.desk.mail.taken) await world.desk.tell(message, 'Delivery');
    const { write, index } = world.desk.records.units;
    expect(write / 20).toBeLessThan(3.5);
    expect(index).toBeLessThanOrEqual(2);
  });
});

describe('N6: a call without an answer', () => {
  test('is waited for by its event, an hour at most; then the letter goes again, and is listed as possibly twice', async () => {
    const world = new Telling();
    const [person = ''] = await world.people(1);
    world.desk.at += MINUTE;
    const id = await world.post('One');
    await world.knock();
    world.desk.at += MINUTE;
    await world.freeze(id);
    world.desk.mail.next = ['lost'];
    expect(await world.send(id)).toEqual({ done: false, waitSeconds: 3_600 });
    world.desk.at += 59 * MINUTE;
    expect(await world.send(id)).toEqual({ done: false, waitSeconds: 60 });
    expect(world.desk.mail.taken.length).toBe(1);
    world.desk.at += MINUTE;
    expect(await world.send(id)).toEqual({ done: true, waitSeconds: 0 });
    expect(world.desk.mail.taken.length).toBe(2);
    expect(await world.progress(id)).toMatchObject({ twice: 1, counts: { sent: 1 } });
    expect(await world.letterOf(person, id)).toMatchObject({ status: 'sent' });
  });

  test('its event says that the letter came: it does not go again', async () => {
    const world = new Telling();
    await world.people(1);
    world.desk.at += MINUTE;
    const id = await world.post('One');
    await world.knock();
    world.desk.at += MINUTE;
    await world.freeze(id);
    world.desk.mail.next = ['lost'];
    await world.send(id);
    const [message] = world.desk.mail.taken;
    if (message === undefined) throw new Error('not sent');
    await world.desk.tell(message, 'Delivery');
    expect(await world.send(id)).toEqual({ done: true, waitSeconds: 0 });
    expect(world.desk.mail.taken.length).toBe(1);
    expect(await world.progress(id)).toMatchObject({ twice: 0, counts: { sent: 1 } });
  });

  test('where the mail service tells nothing, it goes again after its lease', async () => {
    const world = new Telling();
    await world.people(1);
    world.desk.at += MINUTE;
    const id = await world.post('One');
    world.hears = false;
    await world.knock();
    world.desk.at += MINUTE;
    await world.freeze(id);
    world.desk.mail.next = ['lost'];
    expect(await world.send(id)).toEqual({ done: false, waitSeconds: 900 });
    world.desk.at += 15 * MINUTE;
    expect(await world.send(id)).toEqual({ done: true, waitSeconds: 0 });
    expect((await world.progress(id)).twice).toBe(1);
  });

  test('throttled and paused: nobody else of the batch is tried, it waits and goes on', async () => {
    const world = new Telling();
    await world.people(30);
    world.desk.at += MINUTE;
    const id = await world.post('One');
    await world.knock();
    world.desk.at += MINUTE;
    await world.freeze(id);
    const paused = { type: 'paused', code: 'AccountSendingPausedException' } as const;
    world.desk.mail.next = [paused, paused, paused, paused];
    expect(await world.send(id)).toEqual({ done: false, waitSeconds: 900 });
    expect(world.desk.mail.calls.length).toBe(4);
    expect(world.reports).toContain('mailing-paused');
    world.desk.mail.next = [{ type: 'throttled', code: 'Throttling', retryAfterMs: 30_000 }];
    expect(await world.send(id)).toMatchObject({ done: false, waitSeconds: 30 });
    expect(await world.send(id)).toEqual({ done: true, waitSeconds: 0 });
    expect((await world.progress(id)).counts).toMatchObject({ sent: 30 });
  });
});
