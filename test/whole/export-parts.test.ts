import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { makePart } from '../../functions/exports/part.ts';
import { queuedLetter } from '../../shared/domain/letters/new-letter.ts';
import { exportToken } from '../../shared/records/export-link.ts';
import { putNew } from '../../shared/records/kinds/kind.ts';
import { letterKind } from '../../shared/records/kinds/letters.ts';
import { PeopleWorld } from '../unit/account/people-world.ts';
import { askInSession, disclosed, requestOf } from '../unit/exports/own-request.ts';

const MOST = 4 * 1024 * 1024;

interface Json {
  readonly part: {
    readonly number: number;
    readonly next?: { readonly number: number; readonly after: string };
  };
  readonly sections: readonly { readonly records: readonly { readonly record: unknown }[] }[];
}

/** Somebody to whom so many letters were sent. */
async function withLetters(many: number) {
  const world = new PeopleWorld();
  const person = await world.account();
  const at = new Date(world.at).toISOString();
  const letters = Array.from({ length: many }, (_, n) =>
    queuedLetter(
      { id: `x${String(n).padStart(6, '0')}`, kind: 'address-undone', to: 'owner' },
      { person, language: 'ru', at },
    ),
  );
  for (let from = 0; from < many; from += 90)
    await world.deps.records.commit(
      letters
        .slice(from, from + 90)
        .map((letter) => putNew(letterKind, letter, { ...letter, status: 'sent' as const })),
    );
  const reference = await askInSession(world, { person });
  await disclosed(world, person, reference);
  const request = await requestOf(world, reference);
  const token = exportToken(world.deps.secrets, request) ?? '';
  return { world, request, token };
}

test('S6: what is much comes in numbered parts of 4 MB at most; each can be had again by itself, and together they hold every record once', async () => {
  const many = 7_000;
  const { world, request, token } = await withLetters(many);
  const make = async (number: number, after?: string) => {
    const made = await makePart(request, { token, number, after }, 'ru', world.at, world.deps);
    expect(made.bytes.length).toBeLessThan(MOST);
    const files = unzipSync(made.bytes);
    const page = strFromU8(files[`${request.reference}-${number}/index.html`] ?? new Uint8Array());
    const text = strFromU8(files[`${request.reference}-${number}/export.json`] ?? new Uint8Array());
    // Not by the grace of deflate.
    expect(Buffer.byteLength(page) + Buffer.byteLength(text)).toBeLessThan(MOST);
    return { made, page, json: JSON.parse(text) as Json };
  };
  const seen: number[] = [];
  let number = 1;
  let after: string | undefined;
  for (;;) {
    const { made, page, json } = await make(number, after);
    const again = number === 2 ? await make(number, after) : { made };
    expect(Buffer.compare(Buffer.from(again.made.bytes), Buffer.from(made.bytes))).toBe(0);
    expect(json.part.number).toBe(number);
    seen.push(json.sections.flatMap(({ records }) => records).length);
    expect(made.records).toBe(seen.at(-1));
    const { next } = json.part;
    if (next === undefined) {
      expect(page).toContain('Это всё.');
      break;
    }
    expect(page).toContain(`?part=${next.number}&amp;after=${next.after}`);
    ({ number, after } = next);
  }
  expect(seen.length).toBeGreaterThan(1);
  const whole = seen.reduce((sum, one) => sum + one, 0);
  const few = await withLetters(0);
  const alone = await makePart(
    few.request,
    { token: few.token, number: 1 },
    'ru',
    few.world.at,
    few.world.deps,
  );
  expect(whole).toBe(alone.records + many);
});

test('S6: a spot of somebody else’s records, or of nobody’s, leads nowhere', async () => {
  const { world, request, token } = await withLetters(0);
  const other = Buffer.from(JSON.stringify(['P-0000000000000000OTHER', '0 LETTER#a'])).toString('base64url');
  for (const after of [other, 'nonsense', Buffer.from('[1]').toString('base64url')]) {
    const made = await makePart(request, { token, number: 2, after }, 'ru', world.at, world.deps);
    if (after === other) expect(made.records).toBe(0);
    expect(made.next).toBeUndefined();
  }
});
