import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { lettersOf, openContact, readCase } from '../../../shared/records/case-file.ts';
import {
  bodyIn,
  CorruptRecord,
  defineKind,
  storedOf,
  toItem,
  toSeal,
  unsealed,
} from '../../../shared/records/kinds/kind.ts';
import { KINDS, kindOf } from '../../../shared/records/kinds/registry.ts';
import { MemoryRecords } from '../../../shared/records/memory.ts';
import { AT, someSecrets } from './builders.ts';
import { asTheyLie, RELEASES } from './releases.ts';

describe.each(RELEASES)('records of the release of %s', (release, items) => {
  test('E1: each is read by the present release, and what it becomes is what the present release stores', () => {
    for (const item of items) {
      const kind = kindOf(item.kind);
      if (kind === undefined) throw new Error(`${item.kind} is of no kind`);
      const { body } = storedOf(kind, item);
      const again = { ...item, kind: kind.name, body: toItem({ ...kind, key: () => item }, '', body).body };
      expect(storedOf(kind, again).body, `${item.pk} ${item.sk}`).toEqual(body);
    }
  });

  test('E1: every kind of that time is among them', () => {
    const kept = new Set(items.map(({ kind }) => kindOf(kind)?.name));
    const later = Object.keys(KINDS).filter((name) => !kept.has(name));
    expect(later).toEqual(LATER[release] ?? []);
  });

  test('E1, K4: their cases open: state, what was typed, texts and letters', async () => {
    const records = new MemoryRecords();
    for (const item of items)
      if (item.table === 'cases') await records.commit([{ op: 'put-absent', item: { ...item, v: 1 } }]);
    const deps = { records, wrapper: asTheyLie, secrets: someSecrets() };
    const references = items
      .filter(({ kind }) => kind === 'case')
      .map(({ body }) => String(body['reference']));
    expect(references.length).toBeGreaterThan(8);
    for (const reference of references) {
      const file = await readCase(deps, reference, AT);
      expect(file?.state.body.reference).toBe(reference);
      const opened = await openContact(deps, reference, 'own-view', AT);
      expect(opened?.contact).toMatchObject({ name: expect.any(String) });
      expect(opened?.typed).toMatchObject({ facts: expect.any(String), demand: expect.any(String) });
      for (const { text } of (await opened?.texts())?.values() ?? []) expect(text).not.toBe('');
      await lettersOf(deps, reference);
    }
  });
});

/** Kinds that came after a release. */
const LATER: { readonly [release: string]: readonly string[] } = {
  '2026-11-29': [
    ...['own-case', 'totals', 'transfer', 'legal-hold', 'erased', 'erased-list'],
    ...['mailing-chunk', 'mailing-tally'],
  ],
};

describe('forms of records', () => {
  const note = {
    name: 'note',
    table: 'people' as const,
    key: (id: string) => ({ pk: `NOTE#${id}`, sk: 'NOTE' }),
    body: z.object({ words: z.string() }),
    sealed: {},
    belongs: 'nobody' as const,
    exported: { how: 'never' as const, because: 'a test' },
    corrected: { how: 'never' as const, because: 'a test' },
    destroyed: { how: 'deleted' as const },
    kept: 'case-file' as const,
    begins: 'endless' as const,
    witnessed: { how: 'no' as const, because: 'a test' },
  };
  const first = defineKind({ ...note, name: 'memo', body: z.object({ text: z.string() }) });
  const third = defineKind({
    ...note,
    formerly: ['memo'],
    upgrades: [({ text }) => ({ said: text }), ({ said }) => ({ words: said })],
  });

  test('E1: a record goes through every step from its own form on', () => {
    const old = toItem(first, '1', { text: 'x' });
    expect(old.body).toEqual({ text: 'x' });
    expect(storedOf(third, old).body).toEqual({ words: 'x' });
    const second = { ...old, kind: 'note', body: { said: 'y', form: 2 } };
    expect(storedOf(third, second).body).toEqual({ words: 'y' });
  });

  test('E1: what is stored says its form, what is read again is not upgraded twice', () => {
    const item = toItem(third, '1', { words: 'z' });
    expect(item).toMatchObject({ kind: 'note', body: { words: 'z', form: 3 } });
    expect(storedOf(third, item).body).toEqual({ words: 'z' });
  });

  test('E1: a form of the future, or none at all, is refused by name and never guessed', () => {
    for (const form of [4, 0, -1, 1.5, 'x']) {
      const item = { ...toItem(third, '1', { words: 'z' }), body: { words: 'z', form } };
      expect(() => storedOf(third, item)).toThrow(CorruptRecord);
      expect(bodyIn(third, item)).toBeUndefined();
    }
    expect(() => storedOf(first, toItem(third, '1', { words: 'z' }))).toThrow(CorruptRecord);
  });

  test('E1: sealed content says its own form: it stays what it is when the body around it is written anew', () => {
    const said = { is: 'content' as const, holds: 'words', under: 'own' as const };
    const now = {
      ...said,
      opens: z.object({ words: z.string() }),
      upgrades: [(before: unknown) => ({ words: String((before as { text: string }).text) })],
    };
    expect(unsealed(now, { text: 'x' })).toEqual({ words: 'x' });
    expect(unsealed(now, toSeal(now, { words: 'y' }))).toEqual({ words: 'y' });
    expect(() => unsealed(now, { words: 'y', form: 3 })).toThrow(CorruptRecord);
    expect(unsealed({ ...said, opens: z.string() }, 'plain')).toBe('plain');
  });
});
