import { expect, test } from 'vitest';
import { openClaim } from '../../../shared/domain/claims/open.ts';
import { openCase } from '../../../shared/records/case-file.ts';
import { useKey } from '../../../shared/records/idempotency.ts';
import { submissionsOf, take } from '../../../shared/records/limits.ts';
import { MemoryRecords } from '../../../shared/records/memory.ts';
import { memoryWrapper } from '../../../shared/records/wrapper-memory.ts';
import { AT, someSecrets } from './builders.ts';

const reference = 'PD-2026-K7M4QX-0';
/** What a person types, a bit over 600 bytes of Russian. */
const contact = {
  name: 'Константин Константинопольский',
  email: 'konstantin@example.org',
  facts:
    'Прошу вернуть деньги за карту: она перестала работать через неделю после покупки. Чек сохранился, гарантия действует. '
      .repeat(2)
      .slice(0, 220),
  demand: 'Вернуть деньги за карту полностью и ответить письменно.',
};

test('quality: a claim opened with its contact costs at most 13 request units; its guards cost 4 more', async () => {
  expect(Buffer.byteLength(JSON.stringify(contact))).toBeGreaterThan(600);
  const records = new MemoryRecords();
  const secrets = someSecrets();
  const link = { id: 'aaaaaaaaaaaaaaaa', nonce: 'bbbbbbbbbbbbbbbbbbbbbb', generation: 1 };
  let n = 0;
  const made = openClaim(
    {
      reference,
      by: 'requester',
      language: 'ru',
      channel: 'web',
      hasEmail: true,
      hasPostalAddress: false,
      link,
    },
    AT,
    () => `id-${++n}`,
  );
  if (!made.ok) throw new Error('refused');
  const deps = { records, secrets, wrapper: memoryWrapper() };
  const opening = { made: made.value, contact, lookup: `k1.${'x'.repeat(43)}` };
  expect(await openCase(deps, opening, AT)).toBe('ok');
  const { read, write, index } = records.units;
  expect({ read, write, index }).toEqual({ read: 0, write: 8, index: 5 });

  const guarded = new MemoryRecords();
  const once = useKey(
    secrets,
    { route: 'POST /claims', key: 'k'.repeat(22), body: contact },
    { reference, revision: 1 },
    AT,
  );
  await take(guarded, submissionsOf('claims', 60), 'network', AT);
  expect(await openCase({ ...deps, records: guarded }, opening, AT, [once])).toBe('ok');
  expect(guarded.units.read + guarded.units.write + guarded.units.index - (read + write + index)).toBe(4);
});
