import { describe, expect, test } from 'vitest';
import { confirmPerson } from '../../functions/registration/confirm.ts';
import { registrationOf } from '../../functions/registration/find.ts';
import { askForCode } from '../../functions/registration/sign-in.ts';
import type { FaultPoint } from '../../shared/records/memory.ts';
import type { Write } from '../../shared/records/port.ts';
import { codeOf, NETWORK, RegistrationDesk } from '../unit/registration/registration-desk.ts';

const KNOWN = 'known@example.org';
const UNKNOWN = 'other@example.org';

/** What an observer of time could tell one call by: kind of call, and of each write its kind, table and item. */
const traced = ({ op, writes = [] }: FaultPoint): string =>
  [op, ...writes.map((write: Write) => [write.op, ...whatOf(write)].join(':'))].join(' ');

const whatOf = (write: Write): readonly string[] =>
  'item' in write
    ? [write.item.table, write.item.kind, write.item.todo === undefined ? 'rests' : 'waits']
    : 'key' in write
      ? [write.key.table, write.key.pk.split('#')[0] ?? '']
      : [];

/** The calls of the store that a piece of work makes, in order. */
async function traceOf(desk: RegistrationDesk, work: () => Promise<unknown>): Promise<readonly string[]> {
  const calls: string[] = [];
  desk.faults = (point) => {
    if (point.when === 'before') calls.push(traced(point));
  };
  await work();
  desk.faults = () => {};
  return calls;
}

/** A world in which one address has an account; policy and consents are recorded, so that nobody is the first. */
async function world(): Promise<RegistrationDesk> {
  const desk = new RegistrationDesk();
  await desk.account(KNOWN);
  const challenge = await desk.register('first@example.org');
  await desk.choose(challenge, 'promotions');
  await desk.choose(challenge, 'partners');
  desk.records.takeChanges();
  desk.at += 3_600_000;
  return desk;
}

/** Everything that somebody with an address in hand can do, step by step: calls of the store and answers. */
async function everything(
  email: string,
): Promise<readonly (readonly [string, readonly string[], unknown])[]> {
  const desk = await world();
  const steps: [string, readonly string[], unknown][] = [];
  const step = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    let answer: T | undefined;
    const calls = await traceOf(desk, async () => {
      answer = await work();
    });
    // Challenges are random texts of one length.
    steps.push([name, calls, typeof answer === 'string' && answer.length > 20 ? answer.length : answer]);
    return answer as T;
  };
  const challenge = await step('register', () => desk.register(email));
  await step('look', async () => codeOf(await registrationOf(challenge, desk.at, desk.registration)));
  await step('give', () => desk.choose(challenge, 'promotions'));
  await step('refuse', () => desk.choose(challenge, 'partners', 'refuse'));
  for (let n = 0; n < 3; n += 1)
    await step(`wrong code ${n}`, async () =>
      confirmPerson({ challenge, code: `00000${n}` }, desk.at, desk.registration),
    );
  await step('again', () => desk.again(challenge));
  for (let n = 0; n < 3; n += 1)
    await step(`wrong code ${n}, again`, async () =>
      confirmPerson({ challenge, code: `00000${n}` }, desk.at, desk.registration),
    );
  desk.at += 11 * 60_000;
  await step('late code', async () =>
    confirmPerson({ challenge, code: '000000' }, desk.at, desk.registration),
  );
  const asked = await step('ask for a code', async () => {
    const done = await askForCode({ email, language: 'ru', network: NETWORK }, desk.at, desk.registration);
    return done.ok ? done.value.challenge : done.refusal.code;
  });
  for (let n = 0; n < 6; n += 1) await step(`sign in ${n}`, () => desk.bring(asked, `00000${n}`));
  desk.at += 11 * 60_000;
  await step('sign in late', () => desk.bring(asked, '000000'));
  return steps;
}

describe('G7: the work for a known and for an unknown address', () => {
  test('is the same, call by call of the store, with the same answers', async () => {
    const [known, unknown] = [await everything(KNOWN), await everything(UNKNOWN)];
    expect(known).toEqual(unknown);
    // It did compare something: each step but the pure look-ups writes.
    expect(
      known.flatMap(([, calls]) => calls).filter((call) => call.startsWith('commit')).length,
    ).toBeGreaterThan(15);
  });

  test('weighs the same: units read and written, in tables and indexes', async () => {
    const spent = async (email: string) => {
      const desk = await world();
      desk.records.resetUnits();
      const challenge = await desk.register(email);
      await desk.choose(challenge, 'promotions');
      await desk.again(challenge);
      await desk.ask(email);
      const { read, write, index } = desk.records.units;
      return { read, write, index };
    };
    expect(await spent(KNOWN)).toEqual(await spent(UNKNOWN));
  });
});
