import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { documentHtml } from '../../../functions/exports/pages/document.tsx';
import { makePart, type Part } from '../../../functions/exports/part.ts';
import { SECTIONS } from '../../../functions/exports/sections.ts';
import { POINT_IDS } from '../../../shared/policy/disclosed.ts';
import { exportToken } from '../../../shared/records/export-link.ts';
import { Everything } from '../account/everything-held.ts';
import { requestOf } from './own-request.ts';

interface Json {
  readonly points: readonly {
    readonly point: string;
    readonly article: string;
    readonly text: readonly string[];
    readonly list: readonly string[];
  }[];
  readonly leftOut: { readonly internalNotes: number };
  readonly sections: readonly {
    readonly section: string;
    readonly records: readonly { readonly kind: string; readonly case?: string; readonly record: object }[];
  }[];
}

let all: Everything;
let part: Part;
let html = '';
let json: Json;
let text = '';

beforeAll(async () => {
  all = await Everything.walked();
  const { story } = all;
  const reference = story.cases.at(-1) ?? '';
  const request = await requestOf(story, reference);
  const token = exportToken(story.deps.secrets, request) ?? '';
  part = await makePart(request, { token, number: 1 }, 'ru', story.at, story.deps);
  const files = unzipSync(part.bytes);
  html = strFromU8(files[`${reference}-1/index.html`] ?? new Uint8Array());
  text = strFromU8(files[`${reference}-1/export.json`] ?? new Uint8Array());
  json = JSON.parse(text) as Json;
});

/** What staff wrote for themselves: an officer looks at it first. */
const INTERNAL: ReadonlySet<string> = new Set([
  ...['claim: note', 'claim: pause', 'claim: pause over', 'claim: settled', 'request: note'],
]);

describe('S6: of somebody who walked every story', () => {
  test('all that she typed and all that she was told is in the file, as a page and for programs, and nothing internal of staff', () => {
    const hers = all.story.canaries.filter(({ of, gone }) => of !== 'staff' && !gone);
    const missing = hers
      .filter(({ story }) => !INTERNAL.has(story))
      .filter(({ text: word }) => !(html.includes(word) && text.includes(word)));
    expect(missing).toEqual([]);
    const told = all.story.canaries
      .filter(({ of, story }) => of === 'staff' || INTERNAL.has(story))
      .filter(({ text: word }) => html.includes(word) || text.includes(word));
    expect(told).toEqual([]);
    expect(json.leftOut.internalNotes).toBe(INTERNAL.size);
    expect(html).toContain(`(${INTERNAL.size})`);
  });

  test('every kind of record has its section, also one that has nothing; none is without a place', () => {
    expect(json.sections.map(({ section }) => section)).toEqual([...SECTIONS]);
    const filled = json.sections.filter(({ records }) => records.length > 0).map(({ section }) => section);
    expect(filled).toEqual([
      ...['profile', 'consents', 'requests', 'claims', 'letters', 'sessions', 'published', 'transfers'],
      ...['duties', 'looks', 'journal', 'further'],
    ]);
    expect(html).not.toContain('программа записей не хранит');
    const [, transfers = ''] = html.split('id="data-transfers"');
    const words = transfers.slice(0, transfers.indexOf('<h3'));
    for (const word of ['ООО «Курьер»', 'Телефон', 'договор с вами', '<dt>основание</dt>'])
      expect(words).toContain(word);
    for (const code of ['>contract<', '>phone<']) expect(words).not.toContain(code);
    expect(html.includes('>access<')).toBe(false);
    const cover = { language: 'ru', reference: 'PD', operator: 'О', at: all.story.at, number: 1 } as const;
    const none = documentHtml({ ...cover, points: [], leftOut: 0 }, new Map()).join('');
    expect(none).toContain('О передачах ваших данных другим лицам программа записей не хранит');
    const kinds = json.sections.find(({ section }) => section === 'further')?.records.map(({ kind }) => kind);
    expect([...new Set(kinds)]).toEqual(['own-case', 'legal-hold']);
  });

  test('C6: each act on a consent has its receipt', () => {
    const consents = json.sections.find(({ section }) => section === 'consents')?.records ?? [];
    expect(consents.length).toBeGreaterThan(4);
    for (const { record } of consents)
      expect(record).toMatchObject({ receipt: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/) });
  });

  test('nobody of the staff is named, by name or by login, and no secret is among it', () => {
    for (const word of ['staff:', ':"officer"', ':"agent"', 'nonce', 'lookup', 'sealed'])
      expect(text.includes(word), word).toBe(false);
    expect(text).toContain('"type":"assigned","by":"staff","data":{"to":"staff"}');
  });

  test('a refusal is there with its ground and the words that she was told', () => {
    const requests = json.sections.find(({ section }) => section === 'requests')?.records ?? [];
    const parts = requests.find(({ kind }) => kind === 'case')?.record;
    expect(parts).toMatchObject({
      own: { parts: [{ state: 'answered' }, { state: 'refused', ground: 'kept-by-law' }] },
    });
  });
});

describe('14(7): each point has its section, and says something', () => {
  test.each(POINT_IDS)('%s', (id) => {
    const point = json.points.find(({ point: one }) => one === id);
    expect(point?.article).toMatch(/^14\(7\)/);
    expect([...(point?.text ?? []), ...(point?.list ?? [])].join('')).toMatch(/\S{3}/);
    expect(html).toContain(`<section id="${id}">`);
  });

  test('the points of the article are all there, by number', () => {
    const told = json.points.flatMap(({ article }) => article.split(', '));
    expect([...new Set(told)].toSorted()).toEqual(
      ['1', '2', '3', '4', '5', '6', '7', '8', '9', '9.1'].map((n) => `14(7)(${n})`).toSorted(),
    );
  });
});
