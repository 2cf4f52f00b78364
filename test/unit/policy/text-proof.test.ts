import { describe, expect, test } from 'vitest';
import type { DocumentVersion } from '../../../shared/domain/policy/versions.ts';
import { makeStamp } from '../../../shared/http/stamp.ts';
import {
  challengeBond,
  drawingBond,
  makeTextProof,
  PROOF_LIFE,
  type ProofWanted,
  readTextProof,
  sessionBond,
} from '../../../shared/identity/text-proof.ts';
import { hashOfText } from '../../../shared/records/text-hash.ts';
import { someSecrets } from '../records/builders.ts';

const AT = Date.parse('2026-11-23T09:00:00Z');
const secrets = someSecrets();

const version = (n: number, starts = '2026-11-01'): DocumentVersion => ({
  document: 'promotions',
  n,
  hashes: { ru: hashOfText(`ru ${n}`), en: hashOfText(`en ${n}`) },
  startsAt: `${starts}T00:00:00.000Z`,
  change: 'soft',
  askAgain: false,
  postedAt: `${starts}T00:00:00.000Z`,
  by: 'system',
});

const shown = {
  form: 'registration',
  language: 'ru',
  version: 'promotions-1',
  hash: hashOfText('ru 1'),
  at: AT,
} as const;
const proof = makeTextProof(secrets, shown);
const HERS = challengeBond('k1.hers');

const readAt = (at: number, given: string | undefined = proof, wanted: Partial<ProofWanted> = {}) =>
  readTextProof(secrets, given, { form: 'registration', bond: HERS, versions: [version(1)], ...wanted }, at);
const why = (read: ReturnType<typeof readAt>) => (read.ok ? 'good' : read.refusal.data?.['why']);

describe('proof that a text was shown (C2)', () => {
  test('C2: a proof says which text was shown, in which language, with which form, and when', () => {
    expect(readAt(AT + 60_000)).toEqual({
      ok: true,
      value: { ...shown, mac: proof.split('.')[2], served: 'form' },
    });
  });

  test('C2: it lives two hours, to the millisecond', () => {
    expect(why(readAt(AT + PROOF_LIFE))).toBe('good');
    expect(why(readAt(AT + PROOF_LIFE + 1))).toBe('expired');
    expect(why(readAt(AT - PROOF_LIFE - 1))).toBe('expired');
  });

  test('C2: another form, language, version or document is refused', () => {
    expect(why(readAt(AT, proof, { form: 'account' }))).toBe('form');
    expect(why(readAt(AT, proof, { language: 'en' }))).toBe('language');
    expect(why(readAt(AT, proof, { version: 'promotions-2' }))).toBe('version');
    expect(why(readAt(AT, proof, { versions: [{ ...version(1), document: 'partners' }] }))).toBe('replaced');
  });

  test('C2: a text that was replaced meanwhile is refused from the start of the new one, 409', () => {
    const versions = [version(1), { ...version(2), startsAt: '2026-11-23T09:30:00.000Z' }];
    expect(why(readAt(AT + 29 * 60_000, proof, { versions }))).toBe('good');
    const replaced = readAt(AT + 30 * 60_000, proof, { versions });
    expect(replaced).toMatchObject({
      ok: false,
      refusal: { code: 'text-replaced', data: { why: 'replaced' } },
    });
  });

  test('C2: the hash of another text under the same version is refused', () => {
    const other = makeTextProof(secrets, { ...shown, hash: hashOfText('ru 2') });
    expect(why(readAt(AT, other))).toBe('replaced');
  });

  test('C2: forged, cut, of another key or of another use: refused', () => {
    const [id, payload, mac] = proof.split('.');
    const altered = Buffer.from(`registration en promotions-1 ${shown.hash} ${AT.toString(36)}`).toString(
      'base64url',
    );
    for (const wrong of [
      undefined,
      '',
      'x',
      `${id}.${altered}.${mac}`,
      `${id}.${payload}.`,
      `k9.${payload}.${mac}`,
      makeTextProof(someSecrets('k2'), shown),
      makeStamp(secrets, { form: '/registrations', language: 'ru', at: AT }, ''),
    ])
      expect(why(readAt(AT, wrong ?? ''))).toBe('forged');
  });

  test('G14: a retired key still proves', () => {
    const rotated = someSecrets('k2', 'k1');
    const wanted = { form: 'registration', bond: HERS, versions: [version(1)] } as const;
    const read = readTextProof(rotated, proof, wanted, AT);
    expect(read.ok).toBe(true);
  });

  describe('issue 8, 1: it names whom it was served to', () => {
    const bonds = {
      challenge: HERS,
      'another challenge': challengeBond('k1.other'),
      session: sessionBond({ id: 'P-1', sid: 'one' }),
      'another session of the same person': sessionBond({ id: 'P-1', sid: 'two' }),
      'a session of that name of another person': sessionBond({ id: 'P-2', sid: 'one' }),
      drawing: drawingBond('key-1'),
      'another drawing': drawingBond('key-2'),
      'a drawing without a key': drawingBond(undefined),
    };
    const all = Object.entries(bonds);
    const pairs = all.flatMap(([mine, bond]) =>
      all.map(([other, wanted]) => ({ mine, bond, other, wanted })),
    );

    test.each(pairs)('C2: served to a $mine, brought by $other', ({ mine, bond, other, wanted }) => {
      const bound = makeTextProof(secrets, shown, bond);
      expect(why(readAt(AT, bound, { bond: wanted }))).toBe(mine === other ? 'good' : 'elsewhere');
    });

    test.each([
      [HERS, 'challenge'],
      [bonds.session, 'session'],
      [bonds.drawing, 'form'],
    ] as const)('C2: what its event may say of who has seen it: %j', (bond, served) => {
      expect(readAt(AT, makeTextProof(secrets, shown, bond), { bond })).toMatchObject({ value: { served } });
    });

    test('C2: one that names nobody is good everywhere, and says only that the form served it', () => {
      for (const [, bond] of all)
        expect(readAt(AT, proof, { bond })).toMatchObject({ value: { served: 'form' } });
    });

    test('C2: words added to or taken from what it says do not verify', () => {
      const bound = makeTextProof(secrets, shown, HERS);
      const [id, payload = '', mac] = bound.split('.');
      const said = Buffer.from(payload, 'base64url').toString();
      for (const other of [
        said.replace(/ challenge$/, ''),
        `${said} session`,
        said.replace('challenge', 'session'),
      ])
        expect(readAt(AT, `${id}.${Buffer.from(other).toString('base64url')}.${mac}`).ok).toBe(false);
    });
  });
});
