/** People over a twin that counts, for the meters of what they do. */

import { sendLetter } from '../../functions/letters/send.ts';
import { keepConsent } from '../../functions/registration/choose.ts';
import { confirmPerson } from '../../functions/registration/confirm.ts';
import { registerPerson } from '../../functions/registration/register.ts';
import type { Result } from '../../shared/domain/result.ts';
import { startSession } from '../../shared/http/person-sessions.ts';
import { makeTextProof } from '../../shared/http/text-proof.ts';
import { type DocumentName, versionId } from '../../shared/policy/documents.ts';
import { ensureFirst } from '../../shared/records/documents.ts';
import { keyFor } from '../../shared/records/kinds/kind.ts';
import { profileKind } from '../../shared/records/kinds/people.ts';
import { readPerson } from '../../shared/records/person-file.ts';
import { personLinkToken, personOfToken } from '../../shared/records/person-proofs.ts';
import { purposeBook } from '../../shared/records/purpose-book.ts';
import { systemRandom } from '../../shared/records/random.ts';
import { builtInTexts, standingOf } from '../../shared/records/shown-texts.ts';
import { SECRETS, SETTINGS } from '../support/http-door.ts';
import { Meter } from './meter.ts';

export const NETWORK = '203.0.113.0/24';
export const EMAIL = 'konstantin@example.org';

/** The value of a result. Throws where the product refuses what it should take. */
export function granted<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${result.refusal.code}`);
  return result.value;
}

/** A meter with what people need; policy and consents are recorded, as after a deployment's first minutes. */
export class People {
  readonly meter = new Meter();

  get deps() {
    const { deps } = this.meter;
    const settings = { ...SETTINGS, programs: { crm: ['promotions'] } };
    const book = purposeBook({ records: deps.records, settings }, () => this.meter.at);
    return { ...deps, random: systemRandom, settings, book };
  }

  /** A text in force with the proof that a form has just shown it. */
  async shown(document: DocumentName, form: 'registration' | 'account' = 'registration') {
    const { current } = await standingOf(document, this.meter.at, this.deps);
    const [version, hash] = [versionId(current), current.hashes.ru];
    const shown = { form, language: 'ru', version, hash, at: this.meter.at } as const;
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

  /** Somebody with an account who chose these at the registration. */
  async confirmed(...chosen: readonly ('promotions' | 'partners')[]): Promise<string> {
    const challenge = await this.register();
    for (const purpose of chosen) await this.choose(challenge, purpose);
    const token = await this.token(challenge);
    granted(await confirmPerson({ token }, this.meter.at, this.deps));
    return personOfToken(challenge) ?? '';
  }

  /** The token of somebody who has just signed in. */
  async signedIn(person: string): Promise<string> {
    const from = { agent: 'Mozilla/5.0', network: NETWORK };
    const { token, write } = startSession(SECRETS, { person, from }, systemRandom, this.meter.at);
    await this.meter.records.commit([write]);
    return token;
  }
}

/** Registers once before, so that the first versions of the texts stand. */
export async function people(): Promise<People> {
  const made = new People();
  const request = await made.form('first@example.org');
  const { challenge } = granted(
    await registerPerson({ request, network: '203.0.114.0/24' }, made.meter.at, made.deps),
  );
  await made.choose(challenge, 'promotions');
  await made.choose(challenge, 'partners');
  await ensureFirst(made.deps, 'distribution', () => builtInTexts('distribution', SETTINGS), made.meter.at);
  return made;
}
