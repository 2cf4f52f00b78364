/** Request units of registering, confirming and signing in, with the letters between them. */
import { tellOutcome } from '../../functions/letters/outcome.ts';
import { sendLetter } from '../../functions/letters/send.ts';
import { confirmPerson } from '../../functions/registration/confirm.ts';
import { askForCode, bringCode } from '../../functions/registration/sign-in.ts';
import { codeToSend } from '../../shared/records/codes.ts';
import { personPartition } from '../../shared/records/kinds/partitions.ts';
import { personOfToken } from '../../shared/records/person-proofs.ts';
import type { Metered } from './meter.ts';
import { EMAIL, granted, NETWORK, type People, people } from './metered-people.ts';

/** Operations in the order in which a person meets them. */
export type RegistrationOperation =
  | 'registration taken'
  | 'registration taken, with guards (network counter, idempotency)'
  | 'consent kept with a registration'
  | 'letter sent: confirmation of an address'
  | 'address confirmed'
  | 'address confirmed, with guards and two consents'
  | 'letter delivered: confirmation of an address'
  | 'code to sign in asked for, with guards (network, codes)'
  | 'letter sent: code to sign in'
  | 'signed in';

/** The code of a challenge as its letter carries it. */
async function codeFor({ meter, deps }: People, challenge: string): Promise<string> {
  const code = await codeToSend(deps, { challenge, generation: 1 }, meter.at);
  if (code === undefined) throw new Error('no code');
  return code;
}

/** Meters the way of one person: without consents and keys of idempotency, then with them, then a sign-in. */
export async function meterRegistration(): Promise<Readonly<Record<RegistrationOperation, Metered>>> {
  const guarded = await people();
  const key = { key: 'k'.repeat(22) };
  const begun = await guarded.register(key);
  await guarded.choose(begun, 'promotions');
  await guarded.choose(begun, 'partners');
  await guarded.send(begun);
  const once = { route: 'POST /registrations/confirm', body: {}, ...key };
  const { code: typed } = await guarded.proofs(begun);
  const confirmed = await guarded.meter.meter('address confirmed, with guards and two consents', () =>
    confirmPerson({ ...typed, once }, guarded.meter.at, guarded.deps),
  );
  granted(confirmed);

  const plain = await people();
  const { meter } = plain;
  const challenge = await plain.register();
  await plain.send(challenge);
  const { code: own } = await plain.proofs(challenge);
  granted(await meter.meter('address confirmed', () => confirmPerson(own, meter.at, plain.deps)));
  const person = personOfToken(challenge) ?? '';
  const news = { letter: { owner: person, id: 'first1' }, outcome: { type: 'delivered' } } as const;
  const told = await meter.meter('letter delivered: confirmation of an address', () =>
    tellOutcome({ ...news, messageId: 'message-1', sentAt: meter.at, at: meter.at }, meter.letters),
  );
  if (told !== 'done') throw new Error('nobody was told of the letter');
  const asking = { email: EMAIL, language: 'ru', network: NETWORK } as const;
  const asked = await meter.meter('code to sign in asked for, with guards (network, codes)', () =>
    askForCode(asking, meter.at, plain.deps),
  );
  const { items } = await meter.records.query('cases', personPartition(person), { prefix: 'LETTER#' });
  const [letter] = items;
  if (letter === undefined) throw new Error('no letter with a code');
  await meter.meter('letter sent: code to sign in', () => sendLetter(letter, meter.letters));
  const code = await codeFor(plain, granted(asked).challenge);
  const brought = { challenge: granted(asked).challenge, code, agent: 'Mozilla/5.0', network: NETWORK };
  granted(await meter.meter('signed in', () => bringCode(brought, meter.at, plain.deps)));
  const kept = 'consent kept with a registration';
  const taken = { ...guarded.meter.taken, ...meter.taken, [kept]: guarded.meter.taken[kept] };
  return taken as Record<RegistrationOperation, Metered>;
}
