import { describe, expect, test } from 'vitest';
import { prepare } from '../../../functions/letters/prepare.ts';
import { decideAct } from '../../../shared/domain/cases/decide.ts';
import { queuedLetter } from '../../../shared/domain/letters/new-letter.ts';
import { mandateRunsOut } from '../../../shared/domain/requests/mandate.ts';
import type { OpenRequest } from '../../../shared/domain/requests/open.ts';
import { openRequest } from '../../../shared/domain/requests/open.ts';
import { laterOf } from '../../../shared/domain/requests/proving.ts';
import { openCase } from '../../../shared/records/case-file.ts';
import { exportToken } from '../../../shared/records/export-link.ts';
import { newReference } from '../../../shared/records/references.ts';
import { DETAILS } from '../account/registered-people.ts';
import { at, ids } from '../domain/builders.ts';
import { anOpening, aRequest, does, tries } from './builders.ts';
import { AT, acts, fileOf, LATER, requestWorld } from './request-world.ts';

/** A power of attorney that is good until Monday 30 November 2026. */
const POWER: Partial<OpenRequest> = {
  ...{ by: 'representative', proof: 'authority-to-act', parts: ['access'] },
  mandate: { kind: 'power', issuedOn: '2026-11-01', validUntil: '2026-11-30' },
  link: { id: 'link', nonce: 'first', generation: 1 },
};
const revoked = (endedOn = '2026-11-24') => ({ act: 'end-mandate', endedOn, reason: 'Отозвана, звонок' });
const codeOf = (made: ReturnType<typeof tries>) => (made.ok ? 'ok' : made.refusal.code);
const TUESDAY = '2026-11-24T08:00:00.000Z';

describe('S3, story (d): the authority to act ends in the midst of a case', () => {
  test('S3: revoked, the person is asked at once; the links that the representative has are void; the clocks go on', () => {
    const before = aRequest(POWER);
    const disclosed = does(before, { act: 'disclose' }, TUESDAY);
    const after = does(disclosed, revoked(), '2026-11-24T09:00:00.000Z');
    expect(after.made.letters).toMatchObject([{ kind: 'request-mandate-ended', to: 'subject' }]);
    expect(after.body.link).toMatchObject({ id: 'link', generation: 2 });
    expect(after.body.link?.nonce).not.toBe('first');
    expect(after.body.own.disclosure?.ended).toBe('ended-by-staff');
    expect(after.body.clocks).toEqual(disclosed.body.clocks);
    expect(after.made.events.at(-1)).toMatchObject({
      type: 'mandate-ended',
      data: { why: 'revoked', endedOn: '2026-11-24' },
    });
  });

  test.each([
    [{ act: 'disclose' }],
    [{ act: 'answer', part: 'access', text: 'Вот.' }],
    [{ act: 'refuse', part: 'access', ground: 'kept-by-law', text: 'Нет.' }],
  ])('S3: nothing is decided or disclosed then: %o', (command) => {
    const ended = does(aRequest(POWER), revoked(), TUESDAY);
    expect(codeOf(tries(ended, command, TUESDAY))).toBe('mandate-expired');
    const taken = does(ended, { act: 'take-on', reason: 'Пришла с паспортом' }, TUESDAY);
    expect(codeOf(tries(taken, command, TUESDAY))).toBe('ok');
  });

  test('S5: silence is no answer: that nobody proved who asks may be answered in time all the same', () => {
    const ended = does(aRequest(POWER), revoked(), TUESDAY);
    const command = { act: 'refuse', part: 'access', ground: 'not-proven', text: 'Не подтверждено.' };
    expect(codeOf(tries(ended, command, TUESDAY))).toBe('ok');
  });

  test('S3: a power that is good until 30 November runs out by itself at midnight in Moscow, and the person is asked', () => {
    const { body, ...state } = aRequest(POWER);
    expect(laterOf(body)).toEqual({ act: 'end-mandate', at: '2026-11-30T21:00:00.000Z' });
    const asking = { by: 'system', newId: ids() } as const;
    const early = decideAct({ body, ...state }, { act: 'end-mandate' }, { ...asking, at: at(TUESDAY) });
    expect(codeOf(early)).toBe('day-needed');
    const over = { ...asking, at: at('2026-11-30T21:00:00.000Z') };
    const made = decideAct({ body, ...state }, { act: 'end-mandate' }, over);
    if (!made.ok) throw new Error(made.refusal.code);
    expect(made.value.letters).toMatchObject([{ kind: 'request-mandate-ended', to: 'subject' }]);
    expect(laterOf(made.value.body as typeof body)).toBeUndefined();
  });

  test('S3: a year is the term of a power that names none; parents, guardians and heirs have no end of their own', () => {
    const own = (mandate: OpenRequest['mandate']) =>
      aRequest({ ...POWER, ...(mandate && { mandate }) }).body.own;
    expect(mandateRunsOut(own({ kind: 'power', issuedOn: '2026-11-02' }))).toBe('2027-11-02T21:00:00.000Z');
    for (const kind of ['parent', 'guardian', 'heir'] as const)
      expect(mandateRunsOut(own({ kind }))).toBeUndefined();
  });

  test.each([
    ['nobody acts for the person', aRequest(), revoked(), 'act-not-lawful'],
    ['a day to come', aRequest(POWER), revoked('2026-11-25'), 'day-in-future'],
    ['said twice', does(aRequest(POWER), revoked(), TUESDAY), revoked(), 'act-not-lawful'],
    ['taken on by who asks themselves', aRequest(), { act: 'take-on', reason: 'Так' }, 'act-not-lawful'],
  ])('S3: refused: %s', (_, state, command, code) => {
    expect(codeOf(tries(state, command, TUESDAY))).toBe(code);
  });
});

describe('S3: nothing more goes to the representative', () => {
  const AGENT = 'oleg@example.net';
  async function asked() {
    const world = await requestWorld();
    const reference = newReference('2026', world.random);
    const made = openRequest(anOpening({ ...POWER, reference, person: world.person }), AT, world.newId);
    if (!made.ok) throw new Error(made.refusal.code);
    const personal = {
      contact: { name: 'Олег Поверенный', email: AGENT },
      about: { name: 'Анна Канарейкина', email: DETAILS.email },
      typed: { text: 'Копию, пожалуйста.' },
    };
    if ((await openCase(world, { made: made.value, personal }, AT)) !== 'ok') throw new Error('stale');
    const [letter] = made.value.letters;
    if (letter === undefined) throw new Error('no letter');
    const queued = queuedLetter(letter, { reference, language: 'ru', at: new Date(AT).toISOString() });
    const reads = async (when = LATER) => {
      const ready = await prepare(queued, when, world as never);
      return ready.kind === 'ready' ? ready : Promise.reject(new Error(ready.reason));
    };
    return { world, reference, reads };
  }

  test('S3: a letter that was queued for them goes to the person once the authority is revoked, by her name', async () => {
    const { world, reference, reads } = await asked();
    expect((await reads()).to).toEqual([AGENT]);
    const body = { endedOn: '2026-11-23', reason: 'Отозвана' };
    expect(await acts(world, reference, 'end-mandate', body)).toBe('ok');
    const ready = await reads();
    expect(ready.to).toEqual([DETAILS.email]);
    expect(JSON.stringify(ready.draft)).not.toContain('Олег');
  });

  test('S3: and the day after its last one, before anybody has noted that', async () => {
    const { reads } = await asked();
    expect((await reads(at('2026-11-30T20:59:00.000Z'))).to).toEqual([AGENT]);
    expect((await reads(at('2026-11-30T21:00:00.000Z'))).to).toEqual([DETAILS.email]);
  });

  test('S6: the link to what was disclosed opens nothing any more, also when the person has taken it on', async () => {
    const { world, reference } = await asked();
    expect(await acts(world, reference, 'disclose', { notes: 'left-out' })).toBe('ok');
    const token = async () => {
      const { body } = (await fileOf(world, reference)).state;
      return body.kind === 'request' ? exportToken(world.secrets, body) : undefined;
    };
    expect(await token()).toBeDefined();
    await acts(world, reference, 'end-mandate', { endedOn: '2026-11-23', reason: 'Отозвана' });
    await acts(world, reference, 'take-on', { reason: 'Паспорт' });
    expect((await fileOf(world, reference)).state.body).toMatchObject({
      own: { disclosure: { ended: 'ended-by-staff' } },
    });
  });
});
