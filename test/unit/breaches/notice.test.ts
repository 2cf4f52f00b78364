import { describe, expect, test } from 'vitest';
import { filledBefore } from '../../../functions/desk/notice.ts';
import { noticeStands } from '../../../functions/desk/pages/notice-stands.ts';
import type { StaffCaseView } from '../../../shared/api/desk.ts';
import { presentCase } from '../../../shared/api/present-case.ts';
import { DUTIES, dutyFacts, fieldsOfNotice, NOTICES } from '../../../shared/domain/breaches/duties.ts';
import { SETTINGS } from '../../support/http-door.ts';
import { at } from '../domain/builders.ts';
import { AWARE, aBreach, type BreachState, does, filed, WRITTEN } from './builders.ts';

const SATURDAY = '2026-11-28T10:00:00.000Z';
const HAPPENED = 'Файл лежал на открытой странице.';

const view = ({ body }: BreachState): StaffCaseView => ({
  ...presentCase({ body, events: [], letters: [] }, at(SATURDAY), 'ru', 'officer'),
  personal: { happened: HAPPENED } as NonNullable<StaffCaseView['personal']>,
});
const both = (ru: string, en: string) => ({ ru, en });
const OPERATOR = {
  ...{ name: both('АО «Пример»', 'Example JSC'), postalAddress: both('101000, Москва, а/я 1', 'PO Box 1') },
  ...{ email: 'privacy@example.com', inn: '7700000000', ogrn: '1027700000000', phone: '+7 495 000-00-00' },
  legalAddress: both('Москва, ул. Примерная, 1', '1 Primernaya Street'),
  responsible: {
    name: both('Примерова А. А., ответственная', 'A. Primerova, responsible'),
    ...{ email: 'officer@example.com', phone: '+7 495 000-00-01' },
  },
};
const RESPONSIBLE = 'Примерова А. А., ответственная, +7 495 000-00-01, officer@example.com';
const filedFirst = () =>
  does(
    does(aBreach(), { ...WRITTEN, notice: 'first-notice' }, SATURDAY),
    filed('first-notice', SATURDAY),
    SATURDAY,
  );

describe('B2: a notice before anybody writes it', () => {
  test('the first has what the case and the settings know, in Russian, also where the case is in English', () => {
    expect(filledBefore(view(aBreach({ language: 'en' })), 'first-notice', OPERATOR)).toEqual({
      incident: `Данные раскрыты. ${HAPPENED}`,
      contact: RESPONSIBLE,
      detected: '27 ноября 2026 г., 18:00 (московское время)',
      known: 'Посторонний',
      data: 'адрес электронной почты, телефон',
      ...{ operator: 'АО «Пример»', inn: '7700000000', ogrn: '1027700000000' },
      ...{ address: 'Москва, ул. Примерная, 1', post: '101000, Москва, а/я 1', mail: 'privacy@example.com' },
      ...{ tel: '+7 495 000-00-00', responsible: RESPONSIBLE },
    });
  });

  test('what the settings do not know stays empty; what happened is not in it while the personal part is closed', () => {
    const { personal: _, ...closed } = view(aBreach());
    expect(filledBefore(closed, 'first-notice', SETTINGS.operator)).toMatchObject({
      incident: 'Данные раскрыты',
    });
    expect(Object.keys(filledBefore(closed, 'first-notice', SETTINGS.operator))).not.toEqual(
      expect.arrayContaining(['inn']),
    );
  });

  test('the second quotes the number and the time of the first, once that is filed', () => {
    expect(filledBefore(view(aBreach()), 'final-notice', OPERATOR).first).toBeUndefined();
    expect(filledBefore(view(filedFirst()), 'final-notice', OPERATOR).first).toBe(
      '№ 77-1234, 28 ноября 2026 г., 13:00 (московское время)',
    );
  });

  test('no field is asked for twice, and only notices have any', () => {
    for (const duty of DUTIES) {
      const fields = fieldsOfNotice(duty);
      expect([duty, new Set(fields).size]).toEqual([duty, fields.length]);
      expect([duty, fields.length > 0]).toEqual([duty, NOTICES.includes(duty)]);
    }
    expect(fieldsOfNotice('first-notice').slice(0, 5)).toEqual(dutyFacts('first-notice').needs);
  });
});

describe('B2: where a notice stands, in one sentence', () => {
  const stands = (state: BreachState, notice: Parameters<typeof noticeStands>[1] = 'first-notice') =>
    noticeStands(view(state), notice, 'ru');
  const write = (changes: object) =>
    does(aBreach({}, AWARE), { ...WRITTEN, notice: 'first-notice', ...changes }, SATURDAY);

  test('not written, lacking, not confirmed, to be filed, filed', () => {
    expect([
      stands(aBreach()),
      stands(write({ harm: ' ', confirmed: false })),
      stands(write({ confirmed: false })),
      stands(write({})),
      stands(filedFirst()),
    ]).toEqual([
      expect.stringMatching(/^Ещё не написано/),
      'Написано; закон требует ещё: Предполагаемый вред людям.',
      'Написано, но не подтверждено.',
      expect.stringMatching(/^Подтверждено/),
      'Подано 28 ноября 2026 г., 13:00 (московское время), № 77-1234.',
    ]);
  });

  test('decided not to be filed, with the ground', () => {
    const declined = does(
      aBreach(),
      { act: 'decline', duty: 'first-notice', ground: 'no-harm', reason: '…', second: 'officer-2' } as never,
      SATURDAY,
    );
    expect(stands(declined)).toBe('Решено не подавать: права людей не нарушены.');
  });
});
