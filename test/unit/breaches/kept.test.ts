import { describe, expect, test } from 'vitest';
import { BREACH_CLOCKS } from '../../../shared/domain/breaches/clocks.ts';
import {
  DUTIES,
  dutiesUnder,
  dutyFacts,
  missingIn,
  NOTICES,
} from '../../../shared/domain/breaches/duties.ts';
import { openBreach } from '../../../shared/domain/breaches/open.ts';
import { breachOwn } from '../../../shared/domain/breaches/own.ts';
import { BREACH } from '../../../shared/domain/breaches/type.ts';
import { decideAct } from '../../../shared/domain/cases/decide.ts';
import { lawfulActs } from '../../../shared/domain/cases/type.ts';
import { at } from '../domain/builders.ts';
import {
  AWARE,
  aBreach,
  anOpening,
  type BreachState,
  DETECTED,
  does,
  filed,
  tries,
  WRITTEN,
} from './builders.ts';

const SATURDAY = '2026-11-28T10:00:00.000Z';
const SUNDAY = '2026-11-29T09:00:00.000Z';
const DECLINED = {
  ...{ act: 'decline', duty: 'incident-system', ground: 'not-obliged', reason: 'Юрист спрошен.' },
  second: 'officer-2',
};
const TOLD = {
  ...{ act: 'told', duty: 'people', toldAt: SATURDAY, told: 12, notReached: 1, reason: 'Письма и звонки.' },
};
const CORRECTED = {
  ...{ act: 'detection', detectedAt: '2026-11-27T09:00:00.000Z', awareAt: AWARE, reason: 'Звонили утром.' },
  second: 'officer-2',
};
/** Who notifies. */
const SENDER = ['operator', 'inn', 'ogrn', 'address', 'post', 'mail', 'tel', 'responsible'];
const CONCLUDED = { act: 'conclude', conclusion: 'no-breach', reason: 'Файл был пуст.' };

const written = (notice = 'first-notice') => does(aBreach(), { ...WRITTEN, notice }, SATURDAY);
const firstFiled = () => does(written(), filed('first-notice', SATURDAY), SATURDAY);

/** What an act leaves in the ledger, and what it seals. */
const keeps = (state: BreachState, command: { readonly act: string }, when = SATURDAY) => {
  const made = tries(state, command, when);
  if (!made.ok) throw new Error(made.refusal.code);
  const { events, texts } = made.value;
  return { data: events.map(({ type, data }) => ({ type, data })), texts };
};

describe('B1: what a breach opens with', () => {
  test('A1: the ledger has codes and instants, the body each duty and each system once', () => {
    const opened = openBreach(
      anOpening({ systems: ['crm', 'portal', 'crm'], kinds: ['email', 'email'], drill: true }),
      at(AWARE),
    );
    expect(opened).toMatchObject({
      ok: true,
      value: {
        body: {
          ...{ kind: 'breach', status: 'open', revision: 1, language: 'ru', channel: 'desk' },
          ...{ openedAt: AWARE, receivedAt: DETECTED, dueOn: '2026-11-28', executions: 0, events: 0 },
          own: {
            ...{ regimes: ['ru'], nature: 'disclosure', detectedBy: 'outsider', drill: true },
            ...{ detectedAt: DETECTED, awareAt: AWARE, systems: ['crm', 'portal'], kinds: ['email'] },
            duties: ['first-notice', 'final-notice', 'people', 'incident-system'].map((duty) => ({
              ...{ duty, state: 'open' },
            })),
          },
        },
        todo: { why: 'start', at: AWARE },
        events: [
          {
            ...{ type: 'opened', by: 'staff:officer-1', revision: 1 },
            data: {
              ...{ kind: 'breach', channel: 'desk', receivedAt: DETECTED, dueOn: '2026-11-28' },
              ...{ nature: 'disclosure', awareAt: AWARE, systems: 'crm,portal', kinds: 'email' },
              ...{ detectedBy: 'outsider', drill: true },
            },
          },
        ],
      },
    });
  });

  test('B1: one in earnest is nowhere called an exercise', () => {
    expect(JSON.stringify(openBreach(anOpening(), at(AWARE)))).not.toContain('drill');
  });

  test('B1: known at the very instant of detection, and recorded at it, is no fault', () => {
    expect(openBreach(anOpening({ awareAt: DETECTED }), at(DETECTED)).ok).toBe(true);
  });

  test.each([
    [{ detectedAt: '2026-11-27T16:00:00.001Z' }, 'detection-in-future', 'detectedAt', { now: AWARE }],
    [{ awareAt: '2026-11-27T16:00:00.001Z' }, 'awareness-in-future', 'awareAt', { now: AWARE }],
    [{ awareAt: '2026-11-27T14:59:59.999Z' }, 'aware-before-detection', 'awareAt', { detectedAt: DETECTED }],
    [{ systems: [] }, 'systems-needed', 'systems', undefined],
    [{ kinds: [] }, 'kinds-needed', 'kinds', undefined],
  ] as const)('G6: %o is refused at its field', (changes, code, field, data) => {
    const refused = openBreach(anOpening(changes as never), at(AWARE));
    expect(refused).toMatchObject({ refusal: { code, field, ...(data ? { data } : {}) } });
  });
});

describe('the duties as data', () => {
  test('B2, S10: each has its term, what it follows, and the fields that the law names', () => {
    expect(DUTIES.map((duty) => [duty, dutyFacts(duty)])).toEqual([
      [
        'first-notice',
        {
          ...{ regime: 'ru', rule: 'ru-breach-first', from: 'detectedAt', notice: true },
          needs: ['incident', 'causes', 'harm', 'measures', 'contact'],
          asks: ['detected', 'known', 'data', 'records', 'people', ...SENDER],
        },
      ],
      [
        'final-notice',
        {
          ...{ regime: 'ru', rule: 'ru-breach-final', from: 'detectedAt', notice: true },
          ...{ after: 'first-notice', needs: ['result', 'persons'] },
          asks: ['first', 'causes', 'harm', 'measures', 'document', 'contact', ...SENDER],
        },
      ],
      [
        'gdpr-notice',
        {
          ...{ regime: 'gdpr', rule: 'gdpr-breach-authority', from: 'awareAt', notice: true },
          needs: ['incident', 'contact', 'consequences', 'measures'],
          asks: ['detected', 'data', 'records', 'people', 'delay', 'operator', 'address', 'mail', 'tel'],
        },
      ],
      ['people', { rule: 'breach-tell-people', from: 'detectedAt', notice: false }],
      ['gdpr-people', { regime: 'gdpr', notice: false }],
      [
        'incident-system',
        {
          ...{ regime: 'ru', notice: true },
          asks: ['incident', 'detected', 'measures', 'operator', 'inn', 'contact'],
        },
      ],
    ]);
    expect(NOTICES).toEqual(['first-notice', 'final-notice', 'gdpr-notice', 'incident-system']);
  });

  test('S10: a regime brings its own duties; telling people is the company’s under each', () => {
    expect(dutiesUnder(['ru'])).toEqual(['first-notice', 'final-notice', 'people', 'incident-system']);
    expect(dutiesUnder(['gdpr'])).toEqual(['gdpr-notice', 'people', 'gdpr-people']);
  });

  test('B2: a field of blanks is a field that lacks; what the law does not name may', () => {
    expect(missingIn('final-notice', { result: ' \n', persons: 'Не установлены.' })).toEqual(['result']);
    expect(missingIn('final-notice', {})).toEqual(['result', 'persons']);
    expect(missingIn('incident-system', {})).toEqual([]);
  });

  test('B1: each clock counts by the rule of its duty, ends by its deed, and stops when the duty is declined', () => {
    expect(BREACH_CLOCKS).toEqual(
      Object.fromEntries(
        (
          [
            ['first-notice', 'notice-filed'],
            ['final-notice', 'notice-filed'],
            ['gdpr-notice', 'notice-filed'],
            ['people', 'people-told'],
          ] as const
        ).map(([part, deed]) => [
          part,
          { part, rule: dutyFacts(part).rule, metBy: [deed], stoppedBy: ['duty-declined'] },
        ]),
      ),
    );
  });

  test('B5: what may be done while a duty is open, when none is, and after the end', () => {
    const always = ['assign', 'substitute', 'note', 'draft', 'supplement', 'detection', 'conclude'];
    expect([...lawfulActs(BREACH, 'ready')].sort()).toEqual([...always].sort());
    expect([...lawfulActs(BREACH, 'open')].sort()).toEqual(
      [...always, 'hold', 'resume', 'file', 'decline', 'told'].sort(),
    );
  });
});

describe('what each act keeps', () => {
  test('B2, G9: a notice is sealed as written; the ledger knows which, and what it lacks', () => {
    const { data, texts } = keeps(aBreach(), {
      act: 'draft',
      notice: 'final-notice',
      result: 'Ищем.',
    } as never);
    const [id] = (texts ?? []).map((one) => one.id);
    expect(texts).toEqual([{ id, role: 'notice', text: '{"result":"Ищем."}' }]);
    expect(data).toEqual([
      { type: 'notice-drafted', data: { notice: 'final-notice', text: id, missing: 'persons' } },
    ]);
    const twice = keeps(aBreach(), { act: 'draft', notice: 'final-notice' } as never);
    expect(twice.data[0]?.data).toMatchObject({ missing: 'result,persons' });
  });

  test('B2: writing one notice anew leaves the other as it is', () => {
    const both = does(written(), { ...WRITTEN, notice: 'final-notice' }, SATURDAY);
    const again = does(both, { act: 'draft', notice: 'final-notice' } as never, SATURDAY);
    expect(again.body.own.drafts?.map(({ notice, missing }) => [notice, missing])).toEqual([
      ['first-notice', []],
      ['final-notice', ['result', 'persons']],
    ]);
  });

  test('B2: a filing keeps the instant of the receipt, its number and the way – on its duty alone', () => {
    const facts = { filedAt: SATURDAY, number: '77-1234', way: 'portal' };
    const text = written().body.own.drafts?.[0]?.text;
    expect(firstFiled().body.own.duties).toEqual([
      { duty: 'first-notice', state: 'done', ...facts, text },
      ...['final-notice', 'people', 'incident-system'].map((duty) => ({ duty, state: 'open' })),
    ]);
    expect(keeps(written(), filed('first-notice', SATURDAY)).data).toEqual([
      { type: 'notice-filed', data: { notice: 'first-notice', ...facts } },
    ]);
    const more = { ...filed('first-notice', SUNDAY), act: 'supplement', number: '77-1300', way: 'post' };
    expect(keeps(firstFiled(), more, SUNDAY).data).toEqual([
      {
        type: 'notice-supplemented',
        data: { notice: 'first-notice', filedAt: SUNDAY, number: '77-1300', way: 'post' },
      },
    ]);
  });

  test('B2: what was filed stays the text that was confirmed, whatever is written later', () => {
    const command = { ...WRITTEN, notice: 'first-notice', harm: 'Иной.' };
    const asking = { by: 'staff:officer-1', at: at(SUNDAY), newId: () => 'later' } as const;
    const later = decideAct(firstFiled(), command, asking);
    expect(later).toMatchObject({
      value: { body: { own: { drafts: [{ text: 'later' }], duties: [{ text: 'id-1' }, {}, {}, {}] } } },
    });
  });

  test('B2: confirmed is what has every field of the law; the ledger says so, and writing anew takes it back', () => {
    const whole = { ...WRITTEN, notice: 'first-notice' };
    expect(keeps(aBreach(), whole).data[0]?.data).toMatchObject({ missing: '', confirmed: true });
    expect(tries(aBreach(), { ...whole, harm: ' ' }, SATURDAY)).toMatchObject({
      refusal: { code: 'notice-lacks', field: 'harm', data: { fields: 'harm' } },
    });
    const again = does(written(), { ...whole, confirmed: false }, SATURDAY);
    expect(again.body.own.drafts).toMatchObject([{ notice: 'first-notice', missing: [] }]);
    expect(tries(again, filed('first-notice', SATURDAY), SATURDAY)).toMatchObject({
      refusal: { code: 'notice-not-confirmed', field: 'notice', data: { duty: 'first-notice' } },
    });
  });

  test('B2: the second notice waits for the first while that is open, and not when it was declined', () => {
    const none = does(aBreach(), { ...DECLINED, duty: 'first-notice' }, SATURDAY);
    const second = does(none, { ...WRITTEN, notice: 'final-notice' }, SATURDAY);
    expect(tries(second, filed('final-notice', SATURDAY), SATURDAY).ok).toBe(true);
  });

  test('B2: what has no fields of the law is filed unwritten: its number is all there is', () => {
    expect(tries(aBreach(), filed('incident-system', SATURDAY), SATURDAY).ok).toBe(true);
  });

  test('B2, B4: a refusal to notify and the telling keep their reason sealed and the rest in the ledger', () => {
    const none = keeps(aBreach(), DECLINED);
    expect(none.data).toMatchObject([
      {
        type: 'duty-declined',
        data: { duty: 'incident-system', ground: 'not-obliged', second: 'officer-2' },
      },
    ]);
    expect(none.texts).toMatchObject([{ text: 'Юрист спрошен.' }]);
    expect(keeps(aBreach(), TOLD).data).toMatchObject([
      { type: 'people-told', data: { duty: 'people', toldAt: SATURDAY, told: 12, notReached: 1 } },
    ]);
    expect(does(aBreach(), TOLD, SATURDAY).body.own.duties[2]).toEqual({
      ...{ duty: 'people', state: 'done', filedAt: SATURDAY, told: 12, notReached: 1 },
    });
  });

  test('B4: told at the very instant of detection, or at this one, is told', () => {
    expect(tries(aBreach(), { ...TOLD, toldAt: DETECTED }, SATURDAY).ok).toBe(true);
    expect(tries(aBreach(), { ...TOLD, toldAt: SUNDAY }, SUNDAY).ok).toBe(true);
  });

  test('B1, S5: a corrected detection keeps both instants of before, each time', () => {
    const { data } = keeps(firstFiled(), CORRECTED, SUNDAY);
    expect(data).toMatchObject([
      {
        type: 'detection-corrected',
        data: {
          ...{ detectedAt: CORRECTED.detectedAt, awareAt: AWARE, second: 'officer-2', dueOn: '2026-11-30' },
          ...{ detectedBefore: DETECTED, awareBefore: AWARE },
        },
      },
    ]);
    const once = does(firstFiled(), CORRECTED, SUNDAY);
    const later = { ...CORRECTED, detectedAt: '2026-11-27T10:00:00.000Z' };
    const twice = does(once, later, SUNDAY);
    expect(twice.body.receivedAt).toBe(later.detectedAt);
    expect(twice.body.own).toMatchObject({
      ...{ detectedAt: later.detectedAt, awareAt: AWARE },
      corrected: [
        { detectedAt: DETECTED, awareAt: AWARE, second: 'officer-2' },
        { detectedAt: CORRECTED.detectedAt, awareAt: AWARE, second: 'officer-2' },
      ],
    });
  });

  test('S5: only knowing may be corrected; a filing at the new instant of detection is none before it', () => {
    const knew = { ...CORRECTED, detectedAt: DETECTED, awareAt: '2026-11-27T15:30:00.000Z' };
    expect(does(aBreach(), knew, SATURDAY).body.own.awareAt).toBe(knew.awareAt);
    const at10 = { ...CORRECTED, detectedAt: SATURDAY, awareAt: SATURDAY };
    expect(tries(firstFiled(), at10, SUNDAY).ok).toBe(true);
  });

  test('S5: what was declined stays stopped, and who was told stays told, under corrected clocks', () => {
    const before = does(does(aBreach(), { ...DECLINED, duty: 'first-notice' }, SATURDAY), TOLD, SATURDAY);
    const state = does(before, CORRECTED, SUNDAY);
    expect(state.body.clocks.map(({ id, state: how }) => [id, how])).toEqual([
      ['first-notice', 'stopped'],
      ['final-notice', 'running'],
      ['people', 'met'],
    ]);
  });

  test('G9: what is read back of a breach is all that its acts wrote', () => {
    const drafted = does(firstFiled(), { ...WRITTEN, notice: 'final-notice' }, SATURDAY);
    const told = does(does(drafted, TOLD, SATURDAY), DECLINED, SATURDAY);
    const { own } = does(told, CORRECTED, SUNDAY).body;
    expect(breachOwn.parse(own)).toEqual(own);
    const strange = { ...own, drafts: [{ notice: 'people', text: 'id-1', missing: [] }] };
    expect(breachOwn.safeParse(strange).success).toBe(false);
    expect(breachOwn.safeParse({ ...own, conclusion: '' }).success).toBe(false);
    for (const state of ['', 'late'])
      expect(breachOwn.safeParse({ ...own, duties: [{ duty: 'people', state }] }).success).toBe(false);
  });

  test('B5: the end keeps what it was', () => {
    const ready = ['first-notice', 'final-notice', 'people', 'incident-system'].reduce(
      (state, duty) => does(state, { ...DECLINED, duty }, SATURDAY),
      aBreach(),
    );
    expect(keeps(ready, CONCLUDED).data).toMatchObject([
      { type: 'concluded', data: { conclusion: 'no-breach' } },
      { type: 'closed' },
    ]);
    expect(keeps(ready, CONCLUDED).texts).toMatchObject([{ text: 'Файл был пуст.' }]);
  });
});

describe('G6: each refusal names its field and what stands in the way', () => {
  const none = () => does(aBreach(), { ...DECLINED, duty: 'first-notice' }, SATURDAY);
  const first = { duty: 'first-notice' };
  test.each([
    [
      'a duty of another regime',
      aBreach,
      { ...DECLINED, duty: 'gdpr-notice' },
      'duty-not-owed',
      'duty',
      { duty: 'gdpr-notice' },
    ],
    ['a duty declined twice', none, { ...DECLINED, ...first }, 'duty-over', 'duty', first],
    [
      'nobody second',
      aBreach,
      { ...DECLINED, second: undefined },
      'breach-second-needed',
      'second',
      undefined,
    ],
    [
      'oneself as the second',
      aBreach,
      { ...DECLINED, second: 'officer-1' },
      'second-officer-same',
      'second',
      undefined,
    ],
    ['telling as a notice', aBreach, { ...TOLD, ...first }, 'duty-is-notice', 'duty', first],
    [
      'people told under another regime',
      aBreach,
      { ...TOLD, duty: 'gdpr-people' },
      'duty-not-owed',
      'duty',
      { duty: 'gdpr-people' },
    ],
    [
      'people told twice',
      () => does(aBreach(), TOLD, SATURDAY),
      TOLD,
      'duty-over',
      'duty',
      { duty: 'people' },
    ],
    [
      'told in the future',
      aBreach,
      { ...TOLD, toldAt: '2026-11-28T10:00:00.001Z' },
      'told-in-future',
      'toldAt',
      undefined,
    ],
    [
      'told before',
      aBreach,
      { ...TOLD, toldAt: '2026-11-27T14:59:59.999Z' },
      'told-before-detection',
      'toldAt',
      { detectedAt: DETECTED },
    ],
    [
      'nothing corrected',
      aBreach,
      { ...CORRECTED, detectedAt: DETECTED },
      'detection-unchanged',
      'detectedAt',
      undefined,
    ],
    [
      'a correction of one’s own',
      aBreach,
      { ...CORRECTED, second: 'officer-1' },
      'second-officer-same',
      'second',
      undefined,
    ],
    [
      'a correction into the future',
      aBreach,
      { ...CORRECTED, awareAt: SUNDAY },
      'awareness-in-future',
      'awareAt',
      { now: SATURDAY },
    ],
    [
      'a notice of another regime',
      aBreach,
      { ...WRITTEN, notice: 'gdpr-notice' },
      'duty-not-owed',
      'notice',
      { duty: 'gdpr-notice' },
    ],
    [
      'writing what was declined',
      none,
      { ...WRITTEN, notice: 'first-notice' },
      'duty-declined',
      'notice',
      first,
    ],
    [
      'filing under another regime',
      aBreach,
      filed('gdpr-notice', SATURDAY),
      'duty-not-owed',
      'notice',
      { duty: 'gdpr-notice' },
    ],
    ['filing twice', firstFiled, filed('first-notice', SATURDAY), 'duty-over', 'notice', first],
    ['filing unwritten', aBreach, filed('first-notice', SATURDAY), 'notice-not-written', 'notice', first],
    [
      'the second first',
      () => written('final-notice'),
      filed('final-notice', SATURDAY),
      'notice-before',
      'notice',
      first,
    ],
    [
      'a supplement to nothing',
      aBreach,
      { ...filed('first-notice', SATURDAY), act: 'supplement' },
      'notice-not-filed',
      'notice',
      first,
    ],
    [
      'a supplement to come',
      firstFiled,
      { ...filed('first-notice', SUNDAY), act: 'supplement' },
      'filed-in-future',
      'filedAt',
      undefined,
    ],
    [
      'a supplement before',
      firstFiled,
      { ...filed('first-notice', '2026-11-27T14:59:59.999Z'), act: 'supplement' },
      'filed-before-detection',
      'filedAt',
      { detectedAt: DETECTED },
    ],
  ] as const)('%s', (_, state, command, code, field, data) => {
    expect(tries(state(), command as { readonly act: string }, SATURDAY)).toMatchObject({
      refusal: { code, field, ...(data === undefined ? {} : { data }) },
    });
  });

  test('filed before a corrected detection: which duty, and since when', () => {
    const after = '2026-11-28T11:00:00.000Z';
    const late = { ...CORRECTED, detectedAt: after, awareAt: after };
    expect(tries(firstFiled(), late, SUNDAY)).toMatchObject({
      refusal: {
        ...{ code: 'filed-before-detection', field: 'detectedAt' },
        data: { detectedAt: after, duty: 'first-notice' },
      },
    });
  });

  test('filed at the instant of detection is not before it; at this instant it is not to come', () => {
    expect(tries(written(), filed('first-notice', DETECTED), SATURDAY).ok).toBe(true);
  });
});
