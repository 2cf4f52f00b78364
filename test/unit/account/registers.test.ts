import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { consentDays } from '../../../functions/people/consent-days.ts';
import {
  closedAmong,
  consentsRegister,
  REGISTER_READS,
} from '../../../functions/people/consents-register.ts';
import { consentsRegisterPage } from '../../../functions/people/pages/registers-page.tsx';
import { processingRegister } from '../../../functions/people/processing.ts';
import { registerCsv } from '../../../functions/people/registers.ts';
import { PURPOSE_IDS } from '../../../shared/policy/purposes.ts';
import { recordConsents } from '../../../shared/records/consents.ts';
import type { LedgerDeps } from '../../../shared/records/deps.ts';
import { commitWithEvents } from '../../../shared/records/ledger.ts';
import { newPersonId } from '../../../shared/records/person-ids.ts';
import { BadCursor } from '../../../shared/records/port.ts';
import { deskContext } from '../../browser/support/samples.ts';
import { settings } from '../letters/desk-of-letters.ts';
import { AT, seeded } from '../records/builders.ts';
import { DETAILS, peopleWorld } from './registered-people.ts';

/** Something else that is recorded of a person: it stands in the same index of days. */
const recordEvents = ({ records, secrets }: LedgerDeps, person: string, day: string) =>
  commitWithEvents(
    records,
    secrets,
    [],
    [{ subject: person, events: [{ type: 'exported', by: 'system', at: `${day}T08:00:00.000Z` }] }],
  );

const data = { purpose: 'promotions', channel: 'phone' } as const;

describe('register of processing', () => {
  test('P4, A2: names every purpose of the policy in both languages, with a term and a recipient each', () => {
    for (const language of ['ru', 'en'] as const) {
      const lines = processingRegister(language, settings);
      expect(lines.map(({ purpose }) => purpose)).toEqual(PURPOSE_IDS);
      for (const line of lines) {
        expect(line.retention.term).not.toBe('');
        expect(line.recipients.length).toBeGreaterThan(0);
        expect(line.name).toMatch(language === 'ru' ? /[а-яё]/ : /^[^а-яё]+$/);
      }
    }
  });

  test('E1: the terms are those of the deployment', () => {
    const retention = { ...settings.retention, claimFileYears: 5 };
    const claims = processingRegister('en', { retention }).find(({ purpose }) => purpose === 'claims');
    expect(claims?.retention.term).toBe('5 years after closing');
  });
});

describe('register of consents', () => {
  test('A2, G10: all consent events of everybody, whoever else writes into the ledger; ids and codes only', async () => {
    const world = await peopleWorld('promotions');
    const other = newPersonId(world.random);
    const at = new Date(AT).toISOString();
    for (const person of [world.person, other])
      await recordConsents(world, person, [
        { at, type: 'consent-refused', by: 'person', data },
        { at, type: 'consent-withdrawn', by: 'person', data },
      ]);
    const { items, cursor } = await consentsRegister({ sub: 'officer-1', reason: 'audit' }, AT, world);
    expect(cursor).toBeUndefined();
    expect(items.map(({ event }) => event).toSorted()).toEqual(
      [1, 2].flatMap((n) => [`${world.person}-${n}`, `${other}-${n}`]).toSorted(),
    );
    for (const value of Object.values(DETAILS)) expect(JSON.stringify(items)).not.toContain(value);
  });

  test('A2: page by page each event once, by days, also where a commit wrote several and chains grow again', async () => {
    const world = await peopleWorld();
    const random = seeded('register');
    const people = Array.from({ length: 30 }, () => newPersonId(random));
    const recorded: { readonly event: string; readonly day: string }[] = [];
    const length = new Map<string, number>();
    // A Friday, the Monday after a weekend on which nothing is recorded, and the day after it.
    for (const day of ['2026-11-20', '2026-11-23', '2026-11-24'])
      for (const [n, person] of people.entries()) {
        const acts = Array.from({ length: 1 + (n % 3) }, () => ({
          ...({ type: 'consent-refused', by: 'person', data } as const),
          at: `${day}T07:00:00.000Z`,
        }));
        await recordConsents(world, person, acts);
        for (const _ of acts) {
          length.set(person, (length.get(person) ?? 0) + 1);
          recorded.push({ event: `${person}-${length.get(person)}`, day });
        }
        await recordEvents(world, person, day);
      }
    const read: { readonly event: string; readonly day: string }[] = [];
    const pages: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await consentDays(world.records, cursor, 25);
      read.push(
        ...page.items.map(({ person, body }) => ({
          event: `${person}-${body.n}`,
          day: body.at.slice(0, 10),
        })),
      );
      pages.push(page.items.length);
      cursor = page.cursor;
    } while (cursor !== undefined);
    expect(read.map(({ day }) => day)).toEqual(recorded.map(({ day }) => day));
    expect(read.map(({ event }) => event).toSorted()).toEqual(recorded.map(({ event }) => event).toSorted());
    expect(Math.max(...pages)).toBeLessThanOrEqual(27);
    expect(pages.length).toBeGreaterThan(6);
    await expect(consentDays(world.records, '9 2026-11-23', 25)).rejects.toThrow(BadCursor);
    await expect(consentDays(world.records, '1 yesterday', 25)).rejects.toThrow(BadCursor);
  });

  test('R7: the page says of a closed account that it is closed, and links to the open one alone', async () => {
    const world = await peopleWorld('promotions');
    const gone = newPersonId(world.random);
    const at = new Date(AT).toISOString();
    for (const person of [world.person, gone])
      await recordConsents(world, person, [{ at, type: 'consent-refused', by: 'person', data }]);
    await recordConsents(world, gone, [{ at, type: 'consent-withdrawn', by: 'person', data }]);
    const { items } = await consentsRegister({ sub: 'officer-1', reason: 'audit' }, AT, world);
    const closed = await closedAmong(items, AT, world);
    expect([...closed]).toEqual([gone]);
    for (const language of ['ru', 'en'] as const) {
      const page = { items, closed, cursor: null, here: undefined, reason: 'audit' };
      const drawn = consentsRegisterPage(page, deskContext(language, '/desk/registers/consents'));
      const rows = renderToString(h('div', {}, drawn.body))
        .split('<tr')
        .filter((row) => row.includes('P-'));
      const saying = language === 'ru' ? 'Учётная запись закрыта' : 'Account closed';
      expect(
        rows.map((row) => [row.includes(gone), row.includes('href='), row.includes(saying)]).toSorted(),
      ).toEqual([
        [false, true, false],
        [true, false, true],
        [true, false, true],
      ]);
    }
  });

  test('G10: who read it is in the ledger, and the next reader sees no line more for it', async () => {
    const world = await peopleWorld();
    const read = () => consentsRegister({ sub: 'officer-1', reason: 'audit' }, AT, world);
    await read();
    expect((await read()).items).toEqual([]);
    expect(await world.chain(REGISTER_READS)).toMatchObject([
      {
        type: 'exported',
        by: 'staff:officer-1',
        reason: 'audit',
        data: { register: 'consents', lines: 0, first: true },
      },
      { n: 2 },
    ]);
  });

  test('A2: as CSV every column has its head, and what a spreadsheet would run is text', () => {
    const person = 'P-K7M4QX9TBWZ3R5N8C2HD';
    const line = {
      ...{ person, event: `${person}-1`, n: 1, at: '2026-11-23T07:00:00.000Z', by: 'staff:=cmd' },
      ...({ type: 'consent-given', purpose: 'promotions', form: '=HYPERLINK("x")' } as const),
    };
    const [head, row] = registerCsv({ register: 'consents', items: [line], cursor: null }).split('\r\n');
    expect(head?.split(',').length).toBe(21);
    expect(row).toContain(`"'=HYPERLINK(""x"")"`);
    expect(row).toContain('"staff:=cmd"');
  });
});
