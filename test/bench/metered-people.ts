/** People over a twin that counts, for the meters of what they do. */

import { sendLetter } from '../../functions/letters/send.ts';
import { keepConsent } from '../../functions/registration/choose.ts';
import { confirmPerson } from '../../functions/registration/confirm.ts';
import { registerPerson } from '../../functions/registration/register.ts';
import type { Result } from '../../shared/domain/result.ts';
import { startSession } from '../../shared/identity/person-sessions.ts';
import { serveVersion } from '../../shared/identity/serve-text.ts';
import { challengeBond, type TextBond } from '../../shared/identity/text-proof.ts';
import type { DocumentName } from '../../shared/policy/documents.ts';
import type { FormName } from '../../shared/policy/form-fields.ts';
import { codeOf } from '../../shared/records/codes.ts';
import { ensureFirst } from '../../shared/records/documents.ts';
import { keyFor } from '../../shared/records/kinds/kind.ts';
import { profileKind } from '../../shared/records/kinds/people.ts';
import { readPerson } from '../../shared/records/person-file.ts';
import { personLinkToken, personOfToken, seedOf } from '../../shared/records/person-proofs.ts';
import { purposeBook } from '../../shared/records/purpose-book.ts';
import { systemRandom } from '../../shared/records/random.ts';
import { builtInTexts } from '../../shared/records/shown-texts.ts';
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

  /** A text in force with the proof that a form has just served it. */
  async shown(document: DocumentName, form: FormName = 'registration', bond?: TextBond) {
    return serveVersion(document, { form, language: 'ru', bond }, this.meter.at, this.deps);
  }

  async form(email = EMAIL) {
    const name = 'Константин Константинопольский';
    const { version, proof } = await this.shown('policy');
    const policy = { version, proof };
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
    const bond = challengeBond(challenge);
    const { version: text, proof } = await this.shown(purpose, 'registration', bond);
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

  /** What the letter of a registration carries: its link, and its code with the handle of the browser that registered. */
  async proofs(challenge: string) {
    const body = (await readPerson(this.deps, personOfToken(challenge) ?? '', this.meter.at))?.body;
    if (body?.confirm === undefined) throw new Error('nothing to confirm');
    const token = personLinkToken(SECRETS, 'confirm', body.person, body.confirm);
    return { link: { token }, code: { challenge, code: codeOf(SECRETS, body.person, seedOf(body.confirm)) } };
  }

  /** Somebody with an account who chose these at the registration. */
  async confirmed(...chosen: readonly ('promotions' | 'partners')[]): Promise<string> {
    const challenge = await this.register();
    for (const purpose of chosen) await this.choose(challenge, purpose);
    const { code } = await this.proofs(challenge);
    granted(await confirmPerson(code, this.meter.at, this.deps));
    return personOfToken(challenge) ?? '';
  }

  /** The token of somebody who has just signed in. */
  async signedIn(person: string): Promise<string> {
    const from = { agent: 'Mozilla/5.0', network: NETWORK };
    const { token, write } = startSession(
      SECRETS,
      { person, from, technicalDays: 90 },
      systemRandom,
      this.meter.at,
    );
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
