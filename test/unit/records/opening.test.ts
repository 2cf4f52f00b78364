import { describe, expect, test } from 'vitest';
import { OPENING_PURPOSES, type PurposeFor } from '../../../shared/domain/opening-purposes.ts';
import { recordConsents } from '../../../shared/records/consents.ts';
import { MemoryRecords } from '../../../shared/records/memory.ts';
import { keyToOpen, keyToSeal } from '../../../shared/records/opening.ts';
import { memoryWrapper } from '../../../shared/records/wrapper-memory.ts';
import { AT, someSecrets } from './builders.ts';

describe('G10: personal data are opened for a purpose of a closed list', () => {
  const deps = { records: new MemoryRecords(), wrapper: memoryWrapper() };
  const context = { purpose: 'profile', id: 'P-1' };
  const opening = { of: 'person', id: 'P-1', at: AT } as const;

  test('the key that opens is the key that seals, for each purpose that opens data of a person', async () => {
    const { key, wrapped } = await deps.wrapper.generate(context);
    expect((await keyToSeal(deps, { key: wrapped, context })).bytes).toEqual(key.bytes);
    const purposes = Object.entries(OPENING_PURPOSES).flatMap(([purpose, { of }]) =>
      of.some((one) => one === 'person') ? [purpose as PurposeFor<'person'>] : [],
    );
    expect(purposes.length).toBeGreaterThan(5);
    for (const purpose of purposes)
      expect((await keyToOpen(deps, { key: wrapped, context }, { ...opening, purpose })).bytes).toEqual(
        key.bytes,
      );
  });

  test('a purpose opens nobody else’s data: the file of a case is not why a person is opened', async () => {
    const { wrapped } = await deps.wrapper.generate(context);
    for (const purpose of ['case-file', 'naming'] as const)
      await expect(
        // @ts-expect-error the type refuses it already
        keyToOpen(deps, { key: wrapped, context }, { ...opening, purpose }),
      ).rejects.toThrow(`data of a person are not opened for ${purpose}`);
  });

  test('a purpose does not loosen what KMS binds a key to: the key of one person opens nothing of another', async () => {
    const { wrapped } = await deps.wrapper.generate(context);
    const other = { purpose: 'profile', id: 'P-2' };
    await expect(
      keyToOpen(deps, { key: wrapped, context: other }, { ...opening, id: 'P-2', purpose: 'own-view' }),
    ).rejects.toThrow();
  });
});

describe('S4: what stays allowed under a block', () => {
  const world = async (scope?: 'full' | 'precautionary') => {
    const deps = { records: new MemoryRecords(), wrapper: memoryWrapper(), secrets: someSecrets() };
    if (scope !== undefined)
      await recordConsents(deps, 'P-1', [
        {
          ...{ at: new Date(AT - 1).toISOString(), type: 'blocked', by: 'requester' },
          data: { block: 'b', kind: 'inaccuracy', scope },
        },
      ]);
    return deps;
  };
  const context = { purpose: 'profile', id: 'P-1' };
  /** Whether each purpose opens the data of a person, and what that reads. */
  const opened = async (scope?: 'full' | 'precautionary') => {
    const deps = await world(scope);
    const { wrapped } = await deps.wrapper.generate(context);
    const all: [string, string, number][] = [];
    for (const [purpose, { of }] of Object.entries(OPENING_PURPOSES)) {
      if (!of.some((one) => one === 'person')) continue;
      const { read } = deps.records.units;
      const asked = { of: 'person', id: 'P-1', purpose: purpose as PurposeFor<'person'>, at: AT } as const;
      const how = await keyToOpen(deps, { key: wrapped, context }, asked).then(
        () => 'opens',
        (error: Error) => error.message,
      );
      all.push([purpose, how, deps.records.units.read - read]);
    }
    return all;
  };

  /** By hand, not from the list: what S4 leaves, and what it does not. */
  const LEFT = [
    'own-view',
    'own-change',
    'letter',
    'staff-view',
    'carry-out',
    'proof',
    'upkeep',
    'destruction',
  ];
  const STOPPED = ['publication', 'public-page'];

  test('each purpose under no block, a precautionary one and a full one; nothing is read where no block could stop it', async () => {
    const table = (how: string) => [
      ...LEFT.map((purpose) => [purpose, 'opens', 0]),
      ...STOPPED.map((purpose) => [purpose, how, 1]),
    ];
    for (const scope of [undefined, 'precautionary', 'full'] as const)
      expect((await opened(scope)).toSorted()).toEqual(
        table(scope === 'full' ? 'blocked: inaccuracy' : 'opens').toSorted(),
      );
  });
});
