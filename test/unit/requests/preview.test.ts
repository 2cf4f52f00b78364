import { describe, expect, test } from 'vitest';
import { casePage } from '../../../functions/desk/pages/case-page.tsx';
import { previewLetter } from '../../../functions/desk/preview.ts';
import { showCase } from '../../../functions/desk/show.ts';
import type { KnownCase } from '../../../shared/domain/cases/kinds.ts';
import { actPage } from '../../../shared/http/pages/desk/act-page.tsx';
import { letterhead } from '../../../shared/letters/facts.ts';
import { printedLetter } from '../../../shared/letters/printed-letters.ts';
import { lettersOf, openContact } from '../../../shared/records/case-file.ts';
import { deskContext } from '../../browser/support/samples.ts';
import type { PeopleWorld } from '../account/registered-people.ts';
import { drawBody } from '../pages/html.ts';
import { AT, acts, aStoredRequest, fileOf, LATER, requestWorld } from './request-world.ts';

const previewed = (world: PeopleWorld, reference: string, act: string, body: object) =>
  previewLetter({ reference, act, body: { revision: 1, ...body }, sub: 'officer-1' }, LATER, world);

/** The letter of the case as it is sent, which the act has queued last. */
async function sentOf(world: PeopleWorld, reference: string) {
  const letter = (await lettersOf(world, reference)).at(-1);
  const opened = await openContact(world, reference, 'letter', LATER);
  const { body } = (await fileOf(world, reference)).state;
  const draft = letter && opened && (await printedLetter(letter, body as KnownCase, opened, world));
  return draft?.document(letterhead(world.settings, body.language, LATER));
}

describe('K4, S5: what is sent was seen', () => {
  test.each([
    ['answer', { part: 'access', text: 'Вот Ваши данные.', reasons: 'Чужие письма закрыты.' }],
    ['refuse', { part: 'all', ground: 'kept-by-law', text: 'Закон о бухгалтерском учёте.' }],
    ['extend', { part: 'access', text: 'Собираем ответы архивов.' }],
  ] as const)('S5: the letter of %s is previewed as it will be read, word for word', async (act, body) => {
    const world = await requestWorld();
    const reference = await aStoredRequest(world, { parts: ['access'] });
    const preview = await previewed(world, reference, act, body);
    expect(preview.ok, JSON.stringify(preview)).toBe(true);
    // Nothing of the act is written but that somebody has looked.
    expect((await world.chain(reference)).map(({ type }) => type)).toEqual(['opened', 'read-personal']);
    expect(await acts(world, reference, act, body)).toBe('ok');
    expect(preview).toEqual({ ok: true, value: await sentOf(world, reference) });
    expect(JSON.stringify(preview)).toContain(body.text);
  });

  test('S5: every refusal says the article and how to complain', async () => {
    const world = await requestWorld();
    const reference = await aStoredRequest(world, { parts: ['access'] });
    for (const ground of ['form', 'not-proven', 'kept-by-law', 'kept-for-dispute', 'data-of-others']) {
      const text = JSON.stringify(
        await previewed(world, reference, 'refuse', { part: 'all', ground, text: 'Нет.' }),
      );
      expect(text).toMatch(/ст\.\s\d+\sЗакона\s№\s152.ФЗ/u);
      expect(text).toContain('Роскомнадзор');
      expect(text).toMatch(/обратитесь\sв\sсуд/u);
    }
  });

  test('S5: what the act would be refused for, its preview is; an early repeat is one by the count of the law engine', async () => {
    const world = await requestWorld();
    const reference = await aStoredRequest(world, { parts: ['access', 'correction'] });
    const early = { part: 'access', ground: 'early-repeat', text: 'Рано.' };
    const codes = async (act: string, body: object) => {
      const done = await previewed(world, reference, act, body);
      return done.ok ? 'ok' : done.refusal.code;
    };
    expect(await codes('refuse', early)).toBe('day-needed');
    // Received on 23 November: the thirtieth day after 24 October is its day, after 23 October the day before.
    expect(await codes('refuse', { ...early, before: '2026-10-24' })).toBe('ok');
    expect(await codes('refuse', { ...early, before: '2026-10-23' })).toBe('not-early');
    expect(await codes('answer', { part: 'correction', text: 'Готово.' })).toBe('not-carried-out');
    expect(await codes('note', { text: 'Заметка' })).toBe('act-not-lawful');
  });

  test('S5: a decision is not written blind: its form stands beside what was asked, and asks for a reason first', async () => {
    const world = await requestWorld();
    const reference = await aStoredRequest(world, { parts: ['access'] });
    const look = { reference, sub: 'officer-1', role: 'officer', language: 'ru' } as const;
    const closed = await showCase(look, AT, world);
    const opened = await showCase({ ...look, reason: 'answer' }, AT, world);
    const html = (view: typeof closed, act: string) =>
      drawBody(actPage(view.ok ? view.value : expect.fail(), { act }, deskContext('ru', '/desk/cases/x')));
    for (const act of ['answer', 'refuse', 'extend']) {
      expect(html(closed, act)).not.toContain('name="text"');
      expect(html(closed, act)).toContain(`action="/desk/cases/${reference}/open"`);
      expect(html(opened, act)).toContain('name="text"');
      expect(html(opened, act)).toContain('Исправьте, пожалуйста.');
    }
    const page = drawBody(
      casePage(opened.ok ? opened.value : expect.fail(), deskContext('ru', '/desk/cases/x')),
    );
    for (const act of ['answer', 'refuse', 'extend'])
      expect(page).toContain(`action="/desk/cases/${reference}/${act}/preview"`);
  });
});
