import { describe, expect, test } from 'vitest';
import { StoreTrouble } from '../../../shared/records/attempts.ts';
import {
  CODE_MS,
  codeToSend,
  MOST_TRIES,
  needsLongCode,
  type Posed,
  poseAgain,
  poseChallenge,
  tryCode,
} from '../../../shared/records/codes.ts';
import { isIdempotencyKey, seenBefore, useKey } from '../../../shared/records/idempotency.ts';
import { read } from '../../../shared/records/kinds/kind.ts';
import { challengeKind } from '../../../shared/records/kinds/short.ts';
import { isUsedUp, lettersOf, networkHash, submissionsOf, take } from '../../../shared/records/limits.ts';
import { MemoryRecords } from '../../../shared/records/memory.ts';
import { keyedHash } from '../../../shared/records/secrets.ts';
import { AT, seeded, someSecrets } from './builders.ts';

const secrets = someSecrets();
const HOUR = 3_600_000;
const down = () =>
  new MemoryRecords({
    faults: () => {
      throw new StoreTrouble('unavailable');
    },
  });

describe('idempotency', () => {
  const request = {
    route: 'POST /claims',
    key: '6e7b0e86-7bb1-4f3a-9a5e-2f0f3f3f7b8c',
    body: { a: 1, b: [2] },
  };
  const answer = { reference: 'PD-2026-K7M4QX-0', revision: 1, generation: 1 };

  test('G3: same key and same body give the first answer again, whatever the order of the fields', async () => {
    const records = new MemoryRecords();
    expect(await seenBefore(records, secrets, request, AT)).toEqual({ kind: 'first' });
    await records.commit([useKey(secrets, request, answer, AT)]);
    expect(await seenBefore(records, secrets, { ...request, body: { b: [2], a: 1 } }, AT)).toEqual({
      kind: 'replay',
      answer,
    });
    expect(await seenBefore(records, secrets, request, AT + 24 * HOUR)).toEqual({ kind: 'replay', answer });
  });

  test('G3: same key with another body is a mismatch', async () => {
    const records = new MemoryRecords();
    await records.commit([useKey(secrets, request, answer, AT)]);
    expect(await seenBefore(records, secrets, { ...request, body: { a: 1 } }, AT)).toEqual({
      kind: 'mismatch',
    });
  });

  test('G3: a key is used up for its route and person only', async () => {
    const records = new MemoryRecords();
    await records.commit([useKey(secrets, { ...request, who: 'staff:1' }, answer, AT)]);
    for (const other of [
      request,
      { ...request, who: 'staff:2' },
      { ...request, who: 'staff:1', route: 'POST /requests' },
    ]) {
      expect(await seenBefore(records, secrets, other, AT)).toEqual({ kind: 'first' });
    }
  });

  test('G3: of two that use a key at once one is refused, and its transaction with it', async () => {
    const records = new MemoryRecords();
    const [one, other] = await Promise.all(
      [1, 2].map(() => records.commit([useKey(secrets, request, answer, AT)])),
    );
    expect([one?.ok, other?.ok].sort()).toEqual([false, true]);
  });

  test('G3, G14: the answer is found after a rotation too, and the table holds neither key nor body', async () => {
    const records = new MemoryRecords();
    await records.commit([useKey(someSecrets('k1'), { ...request, body: { name: 'canary' } }, answer, AT)]);
    expect(
      (await seenBefore(records, someSecrets('k2', 'k1'), { ...request, body: { name: 'canary' } }, AT)).kind,
    ).toBe('replay');
    const stored = JSON.stringify([...records.everything()]);
    expect(stored).not.toContain('canary');
    expect(stored).not.toContain(request.key);
  });

  test('G3: a key that has expired but still lies in the table may be used again', async () => {
    const records = new MemoryRecords();
    await records.commit([useKey(secrets, request, answer, AT)]);
    const later = AT + 49 * HOUR;
    expect(await seenBefore(records, secrets, request, later)).toEqual({ kind: 'first' });
    expect(await records.commit([useKey(secrets, request, answer, later)])).toEqual({ ok: true });
  });

  test('G3: keys are 22 to 128 visible ASCII characters', () => {
    const verdicts = [
      'x'.repeat(21),
      'x'.repeat(22),
      'x'.repeat(128),
      'x'.repeat(129),
      `${'x'.repeat(22)} `,
      'ж'.repeat(22),
    ].map(isIdempotencyKey);
    expect(verdicts).toEqual([false, true, true, false, false, false]);
  });
});

describe('limits', () => {
  test('60 submissions an hour and network: the 61st is refused, also when all come at once', async () => {
    const records = new MemoryRecords();
    const of = networkHash(secrets, '203.0.113.0/24');
    const granted = await Promise.all(
      Array.from({ length: 100 }, () => take(records, submissionsOf('claims', 60), of, AT)),
    );
    expect(granted.filter(Boolean)).toHaveLength(60);
    expect(
      await take(records, submissionsOf('claims', 60), networkHash(secrets, '198.51.100.0/24'), AT),
    ).toBe(true);
    expect(JSON.stringify([...records.everything()])).not.toContain('203.0.113');
  });

  test('the window slides: what was used up comes back bit by bit, never twice the limit around the turn of the hour', async () => {
    const records = new MemoryRecords();
    const limit = submissionsOf('claims', 60);
    const start = Math.ceil(AT / HOUR) * HOUR;
    for (let i = 0; i < 60; i += 1) expect(await take(records, limit, 'n', start - 1)).toBe(true);
    expect(await take(records, limit, 'n', start)).toBe(false);
    const half = start + HOUR / 2;
    let granted = 0;
    while (await take(records, limit, 'n', half)) granted += 1;
    expect(granted).toBe(30);
    expect(await take(records, limit, 'n', start + 2 * HOUR)).toBe(true);
  });

  test('security: with the store down statutory intake stays open and mail stays shut', async () => {
    expect(await take(down(), submissionsOf('claims', 60), 'n', AT)).toBe(true);
    expect(await take(down(), lettersOf(3), 'a', AT)).toBe(false);
    expect(await isUsedUp(down(), submissionsOf('claims', 60), 'n', AT)).toBe(false);
    expect(await isUsedUp(down(), lettersOf(3), 'a', AT)).toBe(true);
  });

  test('security: three letters a day to an unproven address, the fourth waits', async () => {
    const records = new MemoryRecords();
    const granted: boolean[] = [];
    for (let i = 0; i < 5; i += 1) granted.push(await take(records, lettersOf(3), 'address', AT + i));
    expect(granted).toEqual([true, true, true, false, false]);
    expect(await isUsedUp(records, lettersOf(3), 'address', AT)).toBe(true);
    expect(await isUsedUp(records, lettersOf(3), 'other', AT)).toBe(false);
  });
});

describe('codes', () => {
  const about = {
    purpose: 'claim-withdrawal',
    about: 'PD-2026-K7M4QX-0',
    address: keyedHash(secrets, 'lookup-hash', 'a@b.co'),
  };
  async function posed(records: MemoryRecords, long = false) {
    return sent(records, poseChallenge(secrets, about, long, seeded(`challenge ${long}`), AT));
  }
  /** Stores a challenge and reads its letter. */
  async function sent(records: MemoryRecords, challenge: Posed) {
    await records.commit([challenge.write]);
    const { id, generation } = challenge;
    const code = await codeToSend({ records, secrets }, { challenge: id, generation }, AT);
    if (code === undefined) throw new Error('no code for the letter');
    return { id, generation, code };
  }
  const wrongOf = (code: string): string => (code === '000000' ? '000001' : '000000');

  test('G16: six digits, right within ten minutes, once', async () => {
    const records = new MemoryRecords();
    const deps = { records, secrets };
    const { id, code } = await posed(records);
    expect(code).toMatch(/^\d{6}$/);
    expect(await tryCode(deps, id, about, code, AT + CODE_MS)).toEqual({ kind: 'expired' });
    const tried = await tryCode(deps, id, about, ` ${code.slice(0, 3)} ${code.slice(3)}`, AT + CODE_MS - 1);
    expect(tried.kind).toBe('right');
    if (tried.kind === 'right') await records.commit([tried.use]);
    expect(await tryCode(deps, id, about, code, AT)).toEqual({ kind: 'expired' });
  });

  test('G16: five tries and no more, even when a hundred come at once', async () => {
    const records = new MemoryRecords();
    const deps = { records, secrets };
    const { id, code } = await posed(records);
    const tries = await Promise.all(
      Array.from({ length: 100 }, () => tryCode(deps, id, about, wrongOf(code), AT)),
    );
    expect(tries.filter((one) => one.kind === 'wrong')).toHaveLength(MOST_TRIES);
    expect(await tryCode(deps, id, about, code, AT)).toEqual({ kind: 'exhausted' });
  });

  test('G16: a new code of the same challenge voids the old one and gives no new tries', async () => {
    const records = new MemoryRecords();
    const deps = { records, secrets };
    const { id, code } = await posed(records);
    for (const left of [4, 3, 2])
      expect(await tryCode(deps, id, about, wrongOf(code), AT)).toEqual({ kind: 'wrong', left });
    const stored = await read(records, challengeKind, id, AT);
    if (stored === undefined) throw new Error('no challenge');
    const again = await sent(records, poseAgain(secrets, stored, false, seeded('again'), AT + 60_000));
    expect(await codeToSend(deps, { challenge: id, generation: 1 }, AT)).toBeUndefined();
    expect(again.code).not.toBe(code);
    expect(await tryCode(deps, id, about, code, AT)).toEqual({ kind: 'wrong', left: 1 });
    expect((await tryCode(deps, id, about, again.code, AT + CODE_MS + 59_000)).kind).toBe('right');
    expect(await tryCode(deps, id, about, again.code, AT)).toEqual({ kind: 'exhausted' });
  });

  test('G16: a stranger without the challenge uses up nobody’s tries; a code proves only what it was sent for', async () => {
    const records = new MemoryRecords();
    const deps = { records, secrets };
    const { id, code } = await posed(records);
    for (const other of ['', 'x', 'A'.repeat(24), `${id}#`]) {
      expect(await tryCode(deps, other, about, code, AT)).toEqual({ kind: 'unknown' });
    }
    expect(await tryCode(deps, id, { ...about, purpose: 'address-change' }, code, AT)).toEqual({
      kind: 'unknown',
    });
    expect(await tryCode(deps, id, { ...about, about: 'PD-2026-000000-0' }, code, AT)).toEqual({
      kind: 'unknown',
    });
    expect((await tryCode(deps, id, about, code, AT)).kind).toBe('right');
  });

  test('G16: after twenty wrong tries for an address its next codes have twelve characters; a day later six digits again', async () => {
    const records = new MemoryRecords();
    const deps = { records, secrets };
    for (let i = 0; i < 4; i += 1) {
      const challenge = await sent(records, poseChallenge(secrets, about, false, seeded(`c${i}`), AT));
      expect(await needsLongCode(records, about.address, AT)).toBe(false);
      for (let j = 0; j < MOST_TRIES; j += 1)
        await tryCode(deps, challenge.id, about, wrongOf(challenge.code), AT);
    }
    expect(await needsLongCode(records, about.address, AT)).toBe(true);
    expect(await needsLongCode(records, about.address, AT + 48 * HOUR)).toBe(false);
    const { id, code } = await posed(records, true);
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/);
    expect(
      (await tryCode(deps, id, about, code.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l'), AT)).kind,
    ).toBe('right');
  });

  test('G7: where nobody has the address tries count as ever, and no code is right', async () => {
    const records = new MemoryRecords();
    const deps = { records, secrets };
    const hollow = poseChallenge(secrets, { ...about, about: '' }, false, seeded('hollow'), AT);
    const { id, code } = await sent(records, hollow);
    const wanted = { purpose: about.purpose };
    expect(await tryCode(deps, id, wanted, code, AT)).toEqual({ kind: 'wrong', left: 4 });
  });

  test('G14: a code is made with the key that its challenge names, also after a rotation; without it none is right', async () => {
    const records = new MemoryRecords();
    const { id, code } = await posed(records);
    const rotated = someSecrets('k2', 'k1');
    expect((await tryCode({ records, secrets: rotated }, id, about, code, AT)).kind).toBe('right');
    const lost = someSecrets('k2');
    expect((await tryCode({ records, secrets: lost }, id, about, code, AT)).kind).toBe('wrong');
  });

  test('G14: neither code nor address stands in the table', async () => {
    const records = new MemoryRecords();
    const { code } = await posed(records);
    const stored = JSON.stringify([...records.everything()]);
    expect(stored).not.toContain(`"${code}"`);
    expect(stored).not.toContain('a@b.co');
  });
});
