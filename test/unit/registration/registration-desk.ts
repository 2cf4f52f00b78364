import { keepConsent } from '../../../functions/registration/choose.ts';
import {
  type Confirmation,
  confirmPerson,
  sendConfirmation,
} from '../../../functions/registration/confirm.ts';
import { type IncomingRegistration, registerPerson } from '../../../functions/registration/register.ts';
import { askForCode, bringCode } from '../../../functions/registration/sign-in.ts';
import type { RegistrationRequest } from '../../../shared/api/registration.ts';
import { hasAccount, type ProfileBody, profileBody } from '../../../shared/domain/registration/person.ts';
import type { Result } from '../../../shared/domain/result.ts';
import { serveVersion } from '../../../shared/identity/serve-text.ts';
import { challengeBond, type TextBond } from '../../../shared/identity/text-proof.ts';
import type { DocumentName } from '../../../shared/policy/documents.ts';
import type { ConsentPurpose } from '../../../shared/policy/purposes.ts';
import { audit } from '../../../shared/records/audit.ts';
import type { OperationDeps } from '../../../shared/records/deps.ts';
import { readPerson } from '../../../shared/records/person-file.ts';
import { personOfToken } from '../../../shared/records/person-proofs.ts';
import { codeIn } from '../../support/desk-client.ts';
import { DeskOfLetters } from '../letters/desk-of-letters.ts';
import { seeded } from '../records/builders.ts';

export const ANNA = 'anna@example.org';
export const NETWORK = '203.0.113.0/24';

/** The value of a result that must have been accepted. */
export function granted<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
}

/** The code of a refusal; `ok` for what was accepted. */
export const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.refusal.code);

/** People who register, confirm and sign in, with the letters' worker beside them, all in memory. */
export class RegistrationDesk extends DeskOfLetters {
  registration: OperationDeps;

  constructor(over: ConstructorParameters<typeof DeskOfLetters>[0] = {}) {
    super(over);
    this.registration = { ...this.deps, random: seeded('registration') };
  }

  override rotate(current: string, ...others: readonly string[]): void {
    super.rotate(current, ...others);
    this.registration = { ...this.registration, secrets: this.deps.secrets };
  }

  /** A document in force as the registration serves it now: by a page to whom the bond names, or by the open form. */
  async shown(
    document: DocumentName,
    language: 'ru' | 'en' = 'ru',
    bond?: TextBond,
  ): Promise<{ version: string; proof: string }> {
    const serving = { form: 'registration', language, bond } as const;
    const { version, proof } = await serveVersion(document, serving, this.at, this.registration);
    return { version, proof };
  }

  async form(over: Partial<RegistrationRequest> = {}): Promise<RegistrationRequest> {
    const policy = await this.shown('policy', over.language);
    return { email: ANNA, name: 'Анна Петрова', language: 'ru', createAccount: true, policy, ...over };
  }

  /** Registers; gives back whatever the operation answers. */
  async tryRegister(
    over: Partial<RegistrationRequest> = {},
    more: Partial<IncomingRegistration> = {},
  ): Promise<Result<{ readonly challenge: string }>> {
    const request = await this.form(over);
    return registerPerson({ request, network: NETWORK, ...more }, this.at, this.registration);
  }

  async register(email: string = ANNA, more: Partial<IncomingRegistration> = {}): Promise<string> {
    return granted(await this.tryRegister({ email }, more)).challenge;
  }

  async choose(
    challenge: string,
    purpose: ConsentPurpose,
    act: 'give' | 'refuse' = 'give',
    key?: string,
  ): Promise<string> {
    const { version: text, proof } = await this.shown(purpose, 'ru', challengeBond(challenge));
    const request = { purpose, act, text, proof };
    const once = key === undefined ? undefined : { route: 'choices', key, body: { challenge, purpose, act } };
    return codeOf(await keepConsent(challenge, request, this.at, this.registration, once));
  }

  async confirm(asked: Confirmation): Promise<string> {
    return codeOf(await confirmPerson(asked, this.at, this.registration));
  }

  async again(challenge: string): Promise<string> {
    return codeOf(await sendConfirmation({ challenge }, this.at, this.registration));
  }

  /** Text of the newest letter to an address. */
  letterTo(email: string = ANNA): string {
    const message = this.mail.to(email).at(-1);
    if (message === undefined) throw new Error(`no letter to ${email}`);
    return message.text;
  }

  codeTo(email: string = ANNA): string {
    return codeIn(this.letterTo(email)) ?? 'no code';
  }

  tokenTo(email: string = ANNA): string {
    return (
      new URL(/https:\S+\/confirm\S+/.exec(this.letterTo(email))?.[0] ?? '').searchParams.get('token') ?? ''
    );
  }

  /** Somebody with an account, made with the code in the browser that registered; their id. */
  async account(email: string = ANNA): Promise<string> {
    const challenge = await this.register(email);
    await this.stream();
    granted(await confirmPerson({ challenge, code: this.codeTo(email) }, this.at, this.registration));
    return personOfToken(challenge) ?? 'nobody';
  }

  /** Somebody who pressed the link of the letter: only the address is proven; their id. */
  async proved(email: string = ANNA): Promise<string> {
    const challenge = await this.register(email);
    await this.stream();
    granted(await confirmPerson({ token: this.tokenTo(email) }, this.at, this.registration));
    return personOfToken(challenge) ?? 'nobody';
  }

  async ask(email: string = ANNA): Promise<string> {
    const asked = { email, language: 'ru', network: NETWORK } as const;
    return granted(await askForCode(asked, this.at, this.registration)).challenge;
  }

  bring(challenge: string, code: string): ReturnType<typeof bringCode> {
    return bringCode({ challenge, code, agent: 'Firefox', network: NETWORK }, this.at, this.registration);
  }

  /** Signs in; the session's token. */
  async signIn(email: string = ANNA): Promise<string> {
    const challenge = await this.ask(email);
    await this.stream();
    return granted(await this.bring(challenge, this.codeTo(email))).token;
  }

  async profile(challengeOrPerson: string): Promise<ProfileBody> {
    const person = personOfToken(challengeOrPerson) ?? challengeOrPerson;
    return (
      (await readPerson(this.registration, person, this.at))?.body ?? Promise.reject(new Error('nobody'))
    );
  }

  async findings(): Promise<readonly string[]> {
    const { findings } = await audit(this.records, this.deps.secrets, this.at);
    return findings.map(({ where, what }) => `${where}: ${what}`);
  }

  accounts(): number {
    return [...this.records.everything()].filter(
      ({ kind, body }) => kind === 'profile' && hasAccount(profileBody.parse(body)),
    ).length;
  }
}
