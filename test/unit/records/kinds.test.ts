import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { RETENTION } from '../../../shared/policy/retention.ts';
import {
  CorruptRecord,
  defineKind,
  keyFor,
  partitionOf,
  putNew,
  putNext,
  storedOf,
  toItem,
} from '../../../shared/records/kinds/kind.ts';
import { KINDS, kindOf } from '../../../shared/records/kinds/registry.ts';

interface Note {
  readonly text: Uint8Array<ArrayBuffer>;
  readonly page?: number | undefined;
}
const declared = {
  name: 'note',
  table: 'people' as const,
  key: (id: string) => ({ pk: `NOTE#${id}`, sk: 'NOTE' }),
  body: z.object({ text: z.instanceof(Uint8Array), page: z.optional(z.int()) }),
  sealed: {
    text: { is: 'content' as const, holds: 'a note', under: { of: 'profile' }, opens: z.string() },
  },
  belongs: { person: { in: [partitionOf('NOTE#')], prefix: 'NOTE' } },
  exported: { how: 'shown' as const, show: ({ page }: Note) => ({ page }) },
  corrected: { how: 'act' as const, act: 'change', fields: ['text' as const] },
  destroyed: { how: 'deleted' as const },
  kept: 'case-file' as const,
  begins: 'with-owner' as const,
  witnessed: { how: 'no' as const, because: 'a test' },
};
const note = defineKind(declared);

describe('kinds of records', () => {
  test('S6, E1: a kind that does not say whose it is, how it is exported, corrected, destroyed, kept or witnessed does not compile', () => {
    const { belongs: _b, ...noOwner } = declared;
    const { exported: _e, ...noExport } = declared;
    const { corrected: _c, ...noCorrection } = declared;
    const { destroyed: _d, ...noDestruction } = declared;
    const { kept: _k, ...noTerm } = declared;
    const { begins: _s, ...noBeginning } = declared;
    const { witnessed: _w, ...noWitness } = declared;
    // @ts-expect-error nobody's, and not said to be
    defineKind(noOwner);
    // @ts-expect-error not exported
    defineKind(noExport);
    // @ts-expect-error not corrected
    defineKind(noCorrection);
    // @ts-expect-error not destroyed
    defineKind(noDestruction);
    // @ts-expect-error no retention
    defineKind(noTerm);
    // @ts-expect-error no beginning of its term
    defineKind(noBeginning);
    // @ts-expect-error no retention rule of this name
    defineKind({ ...declared, kept: 'for-ever' });
    // @ts-expect-error not witnessed
    defineKind(noWitness);
    // @ts-expect-error bytes that nobody says what they are
    defineKind({ ...declared, sealed: {} });
    // @ts-expect-error a field that the body has not
    defineKind({ ...declared, exported: { how: 'shown', show: ({ picture }) => ({ picture }) } });
    expect(kindOf('note')).toBeUndefined();
  });

  test('S6: each kind is registered under its own name and keeps to a retention rule', () => {
    for (const [name, kind] of Object.entries(KINDS)) {
      expect(kind.name).toBe(name);
      expect(RETENTION).toHaveProperty(kind.kept);
    }
    expect(kindOf('toString')).toBeUndefined();
  });

  test('security: ids never run into the key of another record', () => {
    const keys = [
      KINDS.case.key('PD-1'),
      KINDS.personal.key('PD-1'),
      KINDS.wait.key('PD-1'),
      KINDS.text.key({ reference: 'PD-1', id: '1' }),
      KINDS.letter.key({ reference: 'PD-1', id: '1' }),
      KINDS.letter.key({ id: '1' }),
      KINDS.letter.key({ id: 'PD-1' }),
      KINDS.event.key({ subject: 'PD-1', n: 1 }),
      KINDS.event.key({ subject: 'PD-1', n: 10 }),
    ].map(({ pk, sk }) => `${pk} ${sk}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(KINDS.event.key({ subject: 'x', n: 9 }).sk < KINDS.event.key({ subject: 'x', n: 10 }).sk).toBe(
      true,
    );
  });

  test('bodies are checked on the way in and on the way out; errors name fields, never values', () => {
    const body: Note = { text: new Uint8Array([1]) };
    const item = toItem(note, '1', body);
    expect(storedOf(note, item).body).toEqual(body);
    const wrong = { ...item, body: { text: 'canary' } };
    expect(() => storedOf(note, wrong)).toThrow(CorruptRecord);
    expect(() => storedOf(note, wrong)).toThrow(/^note: text$/);
    expect(() => storedOf(note, { ...item, kind: 'case' })).toThrow(CorruptRecord);
    expect(() => toItem(note, '1', { text: 'canary' as unknown as Uint8Array<ArrayBuffer> })).toThrow(
      CorruptRecord,
    );
  });

  test('fields that are undefined, or that the schema does not know, are not stored', () => {
    const item = toItem(note, '1', { text: new Uint8Array([1]), page: undefined, more: 1 } as never);
    expect(Object.keys(item.body)).toEqual(['text']);
  });

  test('a record is replaced under the version that was read, with its whole new standing', () => {
    const due = { group: 'g', sort: 's' };
    const first = putNew(note, '1', { text: new Uint8Array([1]) }, { due });
    if (first.op !== 'put-absent') throw new Error('not a put');
    expect(first.item).toMatchObject({ ...keyFor(note, '1'), v: 1, due });
    const second = putNext(note, storedOf(note, first.item), { text: new Uint8Array([2]) });
    expect(second).toMatchObject({ op: 'put-version', item: { v: 2, pk: 'NOTE#1' } });
    expect(second).not.toHaveProperty('item.due');
  });
});
