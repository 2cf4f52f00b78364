import { describe, expect, test } from 'vitest';
import { takeRequest } from '../../../functions/requests/open-request.ts';
import { aRequest, clocksOf, does, letterIn, sent, tries } from './builders.ts';
import { AT, fileOf, requestWorld } from './request-world.ts';

const DAY = '2026-11-25T08:00:00.000Z';
const codeOf = (made: ReturnType<typeof tries>) => (made.ok ? 'ok' : made.refusal.code);
const under = { act: 'under-gdpr', reason: 'Живёт в Берлине' };

describe('story (i): GDPR as a second regime', () => {
  test('S10: an officer adds it to one case: its clock runs from the receipt, 23 November, and the earlier one drives', () => {
    const both = does(aRequest(), under, DAY);
    expect(clocksOf(both)).toEqual({
      'access.answer': 'running 2026-12-07',
      'access.gdpr': 'running 2026-12-23',
    });
    expect(both.body.dueOn).toBe('2026-12-07');
    expect(codeOf(tries(both, under, DAY))).toBe('act-not-lawful');
  });

  test('S10: what is answered already gets no clock; what was found unlawful before is to be erased from that day', () => {
    const asked = aRequest({ parts: ['access', 'complaint'] });
    const found = does(asked, { act: 'find-unlawful', detectedOn: '2026-11-24', reason: 'Да' }, DAY);
    const told = does(found, { act: 'answer', part: 'access', text: 'Вот.' }, DAY);
    const ids = Object.keys(clocksOf(does(told, under, DAY))).filter((id) => id.includes('gdpr'));
    expect(ids).toEqual(['complaint.gdpr', 'complaint.gdpr-erase']);
  });

  test('GDPR 12(3): a notice of 10 December, when the ten working days are over, still gives two months more from the receipt', () => {
    const late = '2026-12-10T08:00:00.000Z';
    const both = does(aRequest(), under, DAY);
    const noticed = does(both, { act: 'extend', part: 'access', text: 'Сложно.' }, late);
    expect(noticed.body.own.extensions?.map(({ clock }) => clock)).toEqual(['access.gdpr']);
    expect(clocksOf(sent(noticed, letterIn(noticed), late))).toEqual({
      'access.answer': 'running 2026-12-07',
      // 23 February 2027 is a Tuesday, and no holiday outside Russia.
      'access.gdpr': 'running 2027-02-23',
    });
  });

  test('GDPR 12(6): that more was asked for is recorded, and pauses nothing', () => {
    const unproven = aRequest({ proof: undefined as never, regimes: ['ru', 'gdpr'] });
    const asked = does(unproven, { act: 'ask-more', reason: 'Попросили позвонить' }, DAY);
    expect(asked.made.events.at(-1)?.type).toBe('evidence-asked');
    expect(clocksOf(asked)).toEqual(clocksOf(unproven));
    expect(asked.body.dueOn).toBe(unproven.body.dueOn);
    expect(codeOf(tries(aRequest(), { act: 'ask-more', reason: 'Зачем' }, DAY))).toBe('proven-already');
  });

  test.each([
    ['the deployment is under it', { gdpr: true as const }, {}, true],
    ['staff say so of one that came on paper', {}, { gdpr: true }, true],
    ['nobody says so', {}, {}, false],
  ])('S10: the setting, or the form of staff: %s', async (_, settings, incoming, expected) => {
    const world = await requestWorld();
    const deps = { ...world, settings: { ...world.settings, ...settings }, overLimit: () => undefined };
    const taken = await takeRequest(
      {
        substance: {
          ...{ by: 'subject', parts: ['access'], language: 'ru', email: 'b@example.org' },
          personal: { contact: { name: '', email: 'b@example.org' }, typed: { text: 'Копию' } },
        },
        ...{ channel: 'web', actor: 'requester', marked: false, answerIn: 'ru', ...incoming },
      } as never,
      AT,
      deps as never,
    );
    if (!taken.ok) throw new Error(taken.refusal.code);
    const { clocks } = (await fileOf(world, taken.value.reference)).state.body;
    expect(clocks.some(({ id }) => id === 'access.gdpr')).toBe(expected);
  });
});
