import { describe, expect, it } from 'vitest';
import { StoreTrouble } from '../../../shared/records/attempts.ts';
import { DeskOfLetters, HOUR, MINUTE } from './desk-of-letters.ts';

/** A function that was killed: nothing after this call happens. */
class Killed extends Error {}

/** Answers a claim, breaks the sending at the n-th call of the store, then lets time and the sweep do their work. */
async function sendBroken(
  breaks: (call: number, when: 'before' | 'after') => void,
): Promise<{ desk: DeskOfLetters; reference: string; hit: boolean }> {
  const desk = new DeskOfLetters();
  const reference = await desk.claim();
  await desk.stream();
  await desk.answer(reference);
  let calls = 0;
  let hit = false;
  desk.faults = ({ when }) => {
    if (when === 'before') calls += 1;
    try {
      breaks(calls, when);
    } catch (error) {
      hit = true;
      throw error;
    }
  };
  await desk.stream();
  desk.faults = () => {};
  for (let round = 0; round < 4; round += 1) {
    desk.at += HOUR;
    await desk.sweep();
  }
  return { desk, reference, hit };
}

async function expectSentOnce(desk: DeskOfLetters, reference: string): Promise<void> {
  const letter = await desk.letter(reference, 'claim-answer');
  expect((await desk.body(reference)).status).toBe('sent');
  const taken = desk.mail.taken.filter(({ tag }) => tag.endsWith(letter.id));
  const unknown = letter.attempts.filter(({ outcome }) => outcome === 'unknown').length;
  // Invariant 4: sent at least once, and no more than once unless an attempt's outcome was unknown.
  expect(taken.length).toBeGreaterThanOrEqual(1);
  expect(taken.length).toBeLessThanOrEqual(1 + unknown);
  const events = await desk.events(reference);
  expect(events.filter((type) => type === 'letter-sent')).toHaveLength(2);
  await desk.tell(taken[0] ?? expect.fail(), 'Delivery');
  expect((await desk.body(reference)).status).toBe('delivered');
}

describe('crash between any two effects (reliability.md): the sweep finishes, nothing is lost', () => {
  for (const when of ['before', 'after'] as const) {
    it(`killed ${when} each call of the store: the answer is sent, twice only where its outcome was unknown`, async () => {
      let hits = 0;
      for (let call = 1, more = true; more; call += 1) {
        const { desk, reference, hit } = await sendBroken((now, at) => {
          if (now >= call && at === when) throw new Killed();
        });
        if (hit) hits += 1;
        more = hit;
        await expectSentOnce(desk, reference);
      }
      expect(hits).toBeGreaterThan(5);
    });

    it(`the store is down for a while from ${when} each call on`, async () => {
      for (let call = 1, more = true; more; call += 1) {
        const { desk, reference, hit } = await sendBroken((now, at) => {
          if (now >= call && at === when) throw new StoreTrouble('unknown');
        });
        more = hit;
        await expectSentOnce(desk, reference);
      }
    });

    it(`one call fails ${when} its effect: the store is asked again, and the truth is found out`, async () => {
      for (let call = 1, more = true; more; call += 1) {
        const { desk, reference, hit } = await sendBroken((now, at) => {
          if (now === call && at === when) throw new StoreTrouble('unknown');
        });
        await expectSentOnce(desk, reference);
        more = hit;
        expect(desk.mail.taken).toHaveLength(2);
      }
    });
  }

  it('killed between the call and the write of its outcome: events of the mail service tell what happened', async () => {
    const desk = new DeskOfLetters();
    const reference = await desk.claim();
    await desk.stream();
    await desk.answer(reference);
    desk.mail.meanwhile = async () => {
      throw new Killed();
    };
    await desk.stream();
    desk.mail.meanwhile = async () => {};
    desk.at += MINUTE;
    await desk.tell(desk.mail.taken[1] ?? expect.fail(), 'Bounce');
    desk.at += HOUR;
    await desk.sweep();
    expect((await desk.body(reference)).status).toBe('returned');
    expect(desk.mail.to('anna@example.org')).toHaveLength(2);
  });

  it('T3: killed before or after each call of the store, or sent by several at once, a letter is counted once', async () => {
    const counted = (desk: DeskOfLetters) =>
      [...desk.records.everything()]
        .filter(({ kind, pk }) => kind === 'counter' && /^COUNT#letters(-claims)?#/.test(pk))
        .map(({ body }) => body['n']);
    for (const when of ['before', 'after'] as const)
      for (let call = 1, hit = true; hit; call += 1) {
        const desk = new DeskOfLetters();
        await desk.claim();
        let calls = 0;
        hit = false;
        desk.faults = ({ when: at }) => {
          if (at === 'before') calls += 1;
          hit ||= calls >= call && at === when;
          if (hit) throw new Killed();
        };
        await desk.stream();
        desk.faults = () => {};
        for (let round = 0; round < 3; round += 1) {
          desk.at += HOUR;
          await desk.sweep();
        }
        expect(desk.mail.to('anna@example.org').length).toBeGreaterThanOrEqual(1);
        expect(counted(desk), `${when} call ${call}`).toEqual([1, 1]);
      }
    const desk = new DeskOfLetters();
    await desk.claim();
    const letters = desk.noticed();
    await Promise.all([desk.handOn(letters), desk.handOn(letters), desk.handOn(letters)]);
    expect(desk.mail.to('anna@example.org')).toHaveLength(1);
    expect(counted(desk)).toEqual([1, 1]);
  });
});
