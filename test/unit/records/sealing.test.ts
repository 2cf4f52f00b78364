import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { open, openJson, SealBroken, seal, sealJson } from '../../../shared/records/sealing.ts';
import { memoryWrapper } from '../../../shared/records/wrapper-memory.ts';

const place = {
  key: { table: 'cases', pk: 'CASE#PD-2026-000000-0', sk: 'CONTACT' },
  field: 'sealed',
} as const;
const keyOf = (n: number) => ({ bytes: new Uint8Array(32).fill(n) });

describe('sealing', () => {
  test('G9: sealed bytes open to what they were, whatever they were', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), (content) => {
        expect(new Uint8Array(open(keyOf(1), place, seal(keyOf(1), place, content)))).toEqual(content);
      }),
    );
  });

  test('G9: they open neither with another key, nor at another place, nor with any byte changed or cut', () => {
    const sealed = sealJson(keyOf(1), place, { name: 'Анна Каренина' });
    expect(() => open(keyOf(2), place, sealed)).toThrow(SealBroken);
    for (const other of [
      { ...place, field: 'other' },
      { ...place, key: { ...place.key, sk: 'TEXT#1' } },
      { ...place, key: { ...place.key, pk: 'CASE#PD-2026-111111-1' } },
      { ...place, key: { ...place.key, table: 'people' as const } },
    ]) {
      expect(() => open(keyOf(1), other, sealed)).toThrow(SealBroken);
    }
    for (let i = 0; i < sealed.length; i += 1) {
      const changed = sealed.slice();
      changed[i] = (changed[i] ?? 0) ^ 1;
      expect(() => open(keyOf(1), place, changed)).toThrow(SealBroken);
      expect(() => open(keyOf(1), place, sealed.slice(0, i))).toThrow(SealBroken);
    }
  });

  test('G9: nothing of the content stands in the sealed bytes, and sealing twice gives different bytes', () => {
    const sealed = sealJson(keyOf(1), place, { name: 'canary-4711' });
    expect(Buffer.from(sealed).toString('latin1')).not.toContain('canary');
    expect(sealJson(keyOf(1), place, { name: 'canary-4711' })).not.toEqual(sealed);
  });

  test('a claim of 600 bytes with its contact stays within one write unit: texts are deflated before sealing', () => {
    const facts =
      'Прошу вернуть уплаченные деньги за карту, которая перестала работать через неделю после покупки. Чек сохранился, гарантия действует, на звонки не отвечают. '.repeat(
        4,
      );
    const contact = {
      name: 'Константин Константинопольский',
      email: 'konstantin@example.org',
      facts: facts.slice(0, 300),
      demand: 'Вернуть деньги.',
    };
    expect(Buffer.byteLength(JSON.stringify(contact))).toBeGreaterThan(600);
    expect(sealJson(keyOf(1), place, contact).length).toBeLessThan(600);
  });

  test('opened JSON is checked by who opens it', () => {
    const sealed = sealJson(keyOf(1), place, { name: 1 });
    expect(() =>
      openJson(keyOf(1), place, sealed, () => {
        throw new Error('no name');
      }),
    ).toThrow('no name');
  });

  test('G9: a wrapped data key opens only for what it was made for', async () => {
    const wrapper = memoryWrapper();
    const context = { purpose: 'case', id: 'PD-2026-000000-0' };
    const { key, wrapped } = await wrapper.generate(context);
    expect(await wrapper.unwrap(wrapped, context)).toEqual(key);
    await expect(wrapper.unwrap(wrapped, { ...context, id: 'PD-2026-111111-1' })).rejects.toThrow();
    await expect(wrapper.unwrap(wrapped, { ...context, purpose: 'person' })).rejects.toThrow();
    await expect(memoryWrapper().unwrap(wrapped, context)).rejects.toThrow();
  });
});
