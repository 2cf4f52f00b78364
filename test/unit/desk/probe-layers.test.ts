import { strFromU8, unzipSync } from 'fflate';
import { beforeEach, describe, expect, test } from 'vitest';
import { statusPage } from '../../../functions/cases/pages.tsx';
import { showStatus } from '../../../functions/cases/status.ts';
import { withdrawCase } from '../../../functions/cases/withdraw.ts';
import { actOnCase } from '../../../functions/desk/act.ts';
import { exportCase } from '../../../functions/desk/bundle.ts';
import { sendDigest } from '../../../functions/desk/digest.ts';
import { listCases } from '../../../functions/desk/list.ts';
import { escalateOverdue } from '../../../functions/desk/overdue.ts';
import { casePage } from '../../../functions/desk/pages/case-page.tsx';
import { duePage } from '../../../functions/desk/pages/due-page.tsx';
import { previewLetter } from '../../../functions/desk/preview.ts';
import { showCase } from '../../../functions/desk/show.ts';
import { actPage } from '../../../shared/http/pages/desk/act-page.tsx';
import { openCase } from '../../../shared/records/case-file.ts';
import { linkToken, newLink } from '../../../shared/records/links.ts';
import { newReference } from '../../../shared/records/references.ts';
import { context, deskContext } from '../../browser/support/samples.ts';
import { SECRETS } from '../../support/http-door.ts';
import {
  DESK_WITH_PROBE,
  FILES_WITH_PROBE,
  openProbe,
  PAGES_WITH_PROBE,
  WITH_PROBE,
} from '../../support/probe.ts';
import { drawBody } from '../pages/html.ts';
import { seeded } from '../records/builders.ts';
import { DeskWorld, RECEIVED } from './desk-world.ts';

let world: DeskWorld;
let probe: string;
let claim: string;
const random = seeded('layers');
const link = newLink(random);
const HOUR = 3_600_000;

const depsOf = () => ({ ...world.deps, random, types: WITH_PROBE.types, kinds: WITH_PROBE });
const text = (html: string) =>
  html
    .replaceAll('\u00a0', ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

beforeEach(async () => {
  world = new DeskWorld();
  probe = newReference('2026', random);
  const made = openProbe(probe, RECEIVED);
  const opened = { made: { ...made, body: { ...made.body, link } }, personal: { typed: { depths: 'семь' } } };
  expect(await openCase(depsOf(), opened, RECEIVED)).toBe('ok');
  claim = await world.claim();
});

const act = (name: string, body: object & { readonly revision: number }, when = RECEIVED) =>
  actOnCase({ reference: probe, act: name, body, sub: 'officer-1' }, when, depsOf());
const shown = async (reason?: string) => {
  const look = { reference: probe, sub: 'officer-1', role: 'officer', language: 'ru', reason } as const;
  const found = await showCase(look, RECEIVED, depsOf());
  return found.ok ? found.value : expect.fail(found.refusal.code);
};
const desk = () => ({
  ...deskContext('ru', '/desk'),
  at: RECEIVED,
  kinds: PAGES_WITH_PROBE,
  deskKinds: DESK_WITH_PROBE,
  acts: WITH_PROBE.acts,
});

describe('a kind of case that is one entry a layer goes through all of them (issue 9, 5)', () => {
  test('D1: it stands in the list between claims, by its hour, in its own words', async () => {
    const listed = await listCases({}, RECEIVED, depsOf());
    expect(listed.items.map(({ reference }) => reference)).toEqual([probe, claim]);
    expect(listed.items[0]).toMatchObject({ kind: 'probe', status: 'running', overdue: false });
    const html = text(drawBody(duePage({ ...listed, filter: {} }, desk())));
    expect(html).toContain('Проба Идёт');
    expect(html).toContain('24 ноября 2026 г., 10:15 (московское время)');
    const late = await listCases({}, RECEIVED + 24 * HOUR, depsOf());
    expect(late.items.map(({ overdue }) => overdue)).toEqual([true, false]);
  });

  test('D1: its page: state, clocks, facts, acts and – for a reason – what was typed', async () => {
    const closed = text(drawBody(casePage(await shown(), desk())));
    for (const words of ['Проба', 'Идёт', 'Снаряд лот', 'Уведомить', 'Закрыть'])
      expect(closed).toContain(words);
    expect(closed).not.toContain('семь');
    expect(text(drawBody(casePage(await shown('check'), desk())))).toContain('Глубина семь');
  });

  test('D1: its history has the events that only its kind has', async () => {
    await act('notify', { revision: 1 });
    expect(text(drawBody(casePage(await shown(), desk())))).toContain('Орган уведомлён');
  });

  test('D1: the form of its act asks for its own field, in its own words', async () => {
    const html = drawBody(actPage(await shown(), { act: 'note' }, desk()));
    expect(html).toMatch(/name="about"/);
    expect(text(html)).toContain('О чём');
    expect(text(drawBody(actPage(await shown(), { act: 'notify' }, desk())))).toContain('Сначала это.');
  });

  test('K1, G8: its status page, for the holder of its link', async () => {
    const key = linkToken(SECRETS, 'status', link);
    const found = await showStatus({ reference: probe, key, language: 'ru' }, RECEIVED, depsOf());
    const view = found.ok ? found.value : expect.fail(found.refusal.code);
    const page = { ...context('ru', '/cases/x', RECEIVED), kinds: PAGES_WITH_PROBE };
    const html = text(drawBody(statusPage(view, { key, fresh: false }, page)));
    for (const words of ['Проба', 'Идёт', 'Глубина семь', 'До дна', 'Взята']) expect(html).toContain(words);
    const withdrawn = await withdrawCase({ reference: probe, key }, RECEIVED, depsOf());
    expect(withdrawn).toMatchObject({ ok: false, refusal: { code: 'act-not-lawful' } });
  });

  test('K5: its file has what is of every case, and its own part', async () => {
    expect((await act('notify', { revision: 1 })).ok).toBe(true);
    const look = { reference: probe, sub: 'officer-1', reason: 'lawyer' };
    const made = await exportCase(look, RECEIVED, depsOf(), FILES_WITH_PROBE);
    const files = unzipSync(made.ok ? made.value.bytes : expect.fail(made.refusal.code));
    const read = (name: string) => strFromU8(files[`${probe}/${name}`] ?? new Uint8Array());
    expect(read('probe.txt')).toBe('Глубина,семь');
    expect(JSON.parse(read('case.json'))).toMatchObject({ kind: 'probe', probe: { depths: 'семь' } });
    expect(read('index.html')).toContain('<h2>Проба</h2>');
    expect(read('events.csv')).toContain('Орган уведомлён');
  });

  test('K4: it has no answer to be previewed', async () => {
    const asked = {
      reference: probe,
      act: 'answer',
      body: { revision: 1, outcome: 'satisfied', text: 'Да.' },
      sub: 'officer-1',
    };
    expect(await previewLetter(asked, RECEIVED, depsOf())).toMatchObject({
      refusal: { code: 'act-not-lawful' },
    });
  });

  test('D0, K3: the digest and the daily escalation find it by its hour', async () => {
    const morning = RECEIVED + 25 * HOUR;
    expect(await escalateOverdue(depsOf(), morning)).toMatchObject({ done: 1, failed: 0 });
    expect(await sendDigest(depsOf(), morning)).toBe('queued');
    expect((await world.letters(probe)).at(-1)).toMatchObject({
      kind: 'case-overdue',
      data: { clock: 'notify' },
    });
  });

  test('K5: closed, it leaves the list of what is due for that of its state', async () => {
    await act('notify', { revision: 1 });
    expect((await act('close', { revision: 2 })).ok).toBe(true);
    expect((await listCases({}, RECEIVED, depsOf())).items.map(({ kind }) => kind)).toEqual(['claim']);
    const over = await listCases({ status: 'over' as never }, RECEIVED, depsOf());
    expect(over.items.map(({ reference }) => reference)).toEqual([probe]);
  });
});
