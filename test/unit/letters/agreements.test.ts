import { expect, test } from 'vitest';
import { openRequest } from '../../../shared/domain/requests/open.ts';
import { openCase } from '../../../shared/records/case-file.ts';
import { newReference } from '../../../shared/records/references.ts';
import { addressHash } from '../../../shared/records/secrets.ts';
import { seeded } from '../records/builders.ts';
import { DeskOfLetters, MINUTE } from './desk-of-letters.ts';

const PERSON = 'anna@example.org';
const random = seeded('agreements');

/** Somebody asks for Anna, with a code to her by which she agrees. */
async function askedFor(desk: DeskOfLetters, n: number): Promise<string> {
  const reference = newReference('2026', random);
  const made = openRequest(
    {
      ...{ reference, language: 'ru', channel: 'web', answerTo: 'email', by: 'representative' },
      ...{ parts: ['access'], regimes: ['ru'], mandate: { kind: 'parent' }, actor: 'requester' },
      code: { generation: 1, keyId: 'k1', until: new Date(desk.at + 10 * MINUTE).toISOString() },
      link: { id: `link-${n}`, nonce: 'n', generation: 1 },
    },
    desk.at,
    desk.deps.newId,
  );
  if (!made.ok) throw new Error(made.refusal.code);
  const personal = {
    contact: { name: 'Олег', email: `oleg${n}@example.net` },
    about: { name: 'Анна', email: PERSON },
    typed: { text: 'Копию.' },
  };
  const lookup = addressHash(desk.deps.secrets, PERSON);
  if ((await openCase(desk.deps, { made: made.value, personal, lookup }, desk.at)) !== 'ok')
    throw new Error('stale');
  return reference;
}

const toPerson = async (desk: DeskOfLetters, reference: string) =>
  (await desk.letters(reference)).find((letter) => letter.includes(' subject '));

test('S3, story (d): her letters of the day are used up by claims in her name: she is asked all the same whether she agrees', async () => {
  const desk = new DeskOfLetters();
  for (let n = 0; n < 5; n += 1) await desk.claim({ email: PERSON } as never);
  await desk.stream();
  const reference = await askedFor(desk, 1);
  await desk.stream();
  expect(await toPerson(desk, reference)).toBe('request-unproven subject sent');
});

test('T3: her mailbox is not filled by that either: above three a day the next waits for its turn, and is never merged', async () => {
  const desk = new DeskOfLetters();
  const references: string[] = [];
  for (let n = 0; n < 5; n += 1) references.push(await askedFor(desk, n));
  await desk.stream();
  const letters = await Promise.all(references.map((one) => toPerson(desk, one)));
  expect(letters.filter((one) => one?.endsWith(' sent'))).toHaveLength(3);
  expect(letters.filter((one) => one?.endsWith(' queued'))).toHaveLength(2);
});
