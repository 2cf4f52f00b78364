/** Request units of registering, confirming and signing in, with the letters between them. */

import { tellOutcome } from '../../functions/letters/outcome.ts';
import { sendLetter } from '../../functions/letters/send.ts';
import { keepConsent } from '../../functions/registration/choose.ts';
import { confirmPerson } from '../../functions/registration/confirm.ts';
import { registerPerson } from '../../functions/registration/register.ts';
import { askForCode, bringCode } from '../../functions/registration/sign-in.ts';
import type { Result } from '../../shared/domain/result.ts';
import { makeTextProof } from '../../shared/http/text-proof.ts';
import { type DocumentName, versionId } from '../../shared/policy/documents.ts';
import { codeToSend } from '../../shared/records/codes.ts';
import { keyFor } from '../../shared/records/kinds/kind.ts';
import { personPartition, profileKind } from '../../shared/records/kinds/people.ts';
import { readPerson } from '../../shared/records/person-file.ts';
import { personLinkToken, personOfToken } from '../../shared/records/person-proofs.ts';
import { systemRandom } from '../../shared/records/random.ts';
import { standingOf } from '../../shared/records/shown-texts.ts';
import { SECRETS, SETTINGS } from '../support/http-door.ts';
import { Meter, type Metered } from './meter.ts';

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

const NETWORK = '203.0.113.0/24';
const EMAIL = 'konstantin@example.org';

function granted<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${result.refusal.code}`);
  return result.value;
}

/** A meter with what people need; policy and consents are recorded, as after a deployment's first minutes. */
class People {
  readonly meter = new Meter();

  get deps() {
    return { ...this.meter.deps, random: systemRandom, settings: SETTINGS };
  }

  async shown(document: DocumentName) {
    const { current } = await standingOf(document, this.meter.at, this.deps);
    const [version, hash] = [versionId(current), current.hashes.ru];
    const shown = { form: 'registration', language: 'ru', version, hash, at: this.meter.at } as const;
    return { version, proof: makeTextProof(SECRETS, shown) };
  }

  async form(email = EMAIL) {
    const name = 'Константин Константинопольский';
    const policy = await this.shown('policy');
    return { email, name, language: 'ru', createAccount: true, policy } as const;
  }

  async register(once?: { readonly key: string }): Promise<string> {
    const request = await this.form();
    const key = once === undefined ? {} : { once: { route: 'POST /registrations', body: request, ...once } };
    const name =
      once === undefined
        ? 'registration taken'
        : 'registration taken, with guards (network counter, idempotency)';
    const taken = await this.meter.meter(name, () =>
      registerPerson({ request, network: NETWORK, ...key }, this.meter.at, this.deps),
    );
    return granted(taken).challenge;
  }

  async choose(challenge: string, purpose: 'promotions' | 'partners'): Promise<void> {
    const { version: text, proof } = await this.shown(purpose);
    const choice = { purpose, act: 'give', text, proof } as const;
    granted(
      await this.meter.meter('consent kept with a registration', () =>
        keepConsent(challenge, choice, this.meter.at, this.deps),
      ),
    );
  }

  async send(challenge: string): Promise<void> {
    const key = keyFor(profileKind, personOfToken(challenge) ?? '');
    const sent = await this.meter.meter('letter sent: confirmation of an address', () =>
      sendLetter(key, this.meter.letters),
    );
    if (sent.kind !== 'sent') throw new Error(`the letter was ${sent.kind}`);
  }

  async token(challenge: string): Promise<string> {
    const body = (await readPerson(this.deps, personOfToken(challenge) ?? '', this.meter.at))?.body;
    if (body?.confirm === undefined) throw new Error('nothing to confirm');
    return personLinkToken(SECRETS, 'confirm', body.person, body.confirm);
  }
}

/** Registers once before, so that the first versions of the texts stand. */
async function people(): Promise<People> {
  const made = new People();
  const request = await made.form('first@example.org');
  const { challenge } = granted(
    await registerPerson({ request, network: '203.0.114.0/24' }, made.meter.at, made.deps),
  );
  await made.choose(challenge, 'promotions');
  await made.choose(challenge, 'partners');
  return made;
}

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
  const link = await guarded.token(begun);
  const confirmed = await guarded.meter.meter('address confirmed, with guards and two consents', () =>
    confirmPerson({ token: link, once }, guarded.meter.at, guarded.deps),
  );
  granted(confirmed);

  const plain = await people();
  const { meter } = plain;
  const challenge = await plain.register();
  await plain.send(challenge);
  const token = await plain.token(challenge);
  granted(await meter.meter('address confirmed', () => confirmPerson({ token }, meter.at, plain.deps)));
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
