import { askNewAddress } from '../../../functions/account/ask-address.ts';
import { askClosingCode } from '../../../functions/account/ask-closing.ts';
import type { ClosingAsked } from '../../../functions/account/close-account.ts';
import { confirmNewAddress } from '../../../functions/account/prove-address.ts';
import type { ErasureSweepDeps } from '../../../functions/erasures/deps.ts';
import { sweepErasures } from '../../../functions/erasures/sweep.ts';
import type { PeopleSweepDeps } from '../../../functions/lifecycle/deps.ts';
import { sweepPeople } from '../../../functions/lifecycle/sweep.ts';
import { confirmPerson } from '../../../functions/registration/confirm.ts';
import { askForCode, type BroughtCode, bringCode } from '../../../functions/registration/sign-in.ts';
import { addressCodeId } from '../../../shared/domain/registration/address.ts';
import type { PersonDetails, ProfileBody } from '../../../shared/domain/registration/person.ts';
import { register } from '../../../shared/domain/registration/register.ts';
import type { Result } from '../../../shared/domain/result.ts';
import { allSessionsOf } from '../../../shared/identity/person-sessions.ts';
import { addressHashes } from '../../../shared/records/addresses.ts';
import { audit } from '../../../shared/records/audit.ts';
import { codeOf } from '../../../shared/records/codes.ts';
import type { OperationDeps } from '../../../shared/records/deps.ts';
import { read, storedOf } from '../../../shared/records/kinds/kind.ts';
import { letterKind } from '../../../shared/records/kinds/letters.ts';
import { personPartition } from '../../../shared/records/kinds/partitions.ts';
import { challengeKind } from '../../../shared/records/kinds/short.ts';
import { readChain } from '../../../shared/records/ledger.ts';
import type { LinkPurpose } from '../../../shared/records/links.ts';
import { createPerson, openDetails, personOf, readPerson } from '../../../shared/records/person-file.ts';
import {
  challengeToken,
  HANDLE_MS,
  newProof,
  personLinkToken,
  seedOf,
} from '../../../shared/records/person-proofs.ts';
import { DeskOfLetters, MINUTE } from '../letters/desk-of-letters.ts';
import { seeded } from '../records/builders.ts';

export const OLD = 'anna@example.org';
export const NEW = 'anna.petrova@example.org';

/** The value of a result, or the code of its refusal. */
export const outcome = <T>(result: Result<T>): T | string => (result.ok ? result.value : result.refusal.code);

/** People with their letters, codes and links around an in-memory store; time stands until it is moved. */
export class PeopleWorld {
  readonly desk = new DeskOfLetters();
  deps: OperationDeps;
  readonly reports: string[] = [];
  #sweep: ErasureSweepDeps & PeopleSweepDeps;

  constructor() {
    this.deps = { ...this.desk.deps, random: seeded('people') };
    const report = (_: string, { detail }: { readonly detail: string }) => this.reports.push(detail);
    this.#sweep = { ...this.desk.deps, report };
  }

  /** The root secret is another one from now on, its current key named first. */
  rotate(current: string, ...others: readonly string[]): void {
    this.desk.rotate(current, ...others);
    const { secrets } = this.desk.deps;
    this.deps = { ...this.deps, secrets };
    this.#sweep = { ...this.#sweep, secrets };
  }

  get at(): number {
    return this.desk.at;
  }

  /** A registration that nobody has confirmed yet. */
  async registered(email: string): Promise<string> {
    const { secrets, random } = this.deps;
    const person = `P-${Buffer.from(random(20))
      .toString('hex')
      .toUpperCase()
      .replace(/[ILOU]/g, '0')
      .slice(0, 20)}`;
    const made = register(
      {
        person,
        language: 'ru',
        ...addressHashes(secrets, email),
        policy: { version: 'policy-1', hash: 'h' },
        confirm: newProof(secrets, { lifeMs: HANDLE_MS, long: false }, random, this.at),
        handle: 'handle',
        known: false,
      },
      new Date(this.at).toISOString(),
    );
    await createPerson(this.deps, { ...made, details: { email, name: 'Анна Петрова' } }, this.at);
    return person;
  }

  /** Somebody with an account. */
  async account(email = OLD): Promise<string> {
    const person = await this.registered(email);
    const body = await this.body(person);
    if (body?.confirm === undefined) throw new Error('not registered');
    const challenge = challengeToken(this.deps.secrets, body);
    const code = codeOf(this.deps.secrets, person, seedOf(body.confirm));
    const done = await confirmPerson({ challenge, code }, this.at, this.deps);
    if (!done.ok) throw new Error(done.refusal.code);
    await this.pass(MINUTE);
    return person;
  }

  /** Token of the link that proves a registration's address. */
  async confirmToken(person: string): Promise<string> {
    const body = await this.body(person);
    if (body?.confirm === undefined) throw new Error('not registered');
    return personLinkToken(this.deps.secrets, 'confirm', person, body.confirm);
  }

  async body(person: string): Promise<ProfileBody | undefined> {
    return (await readPerson(this.deps, person, this.at))?.body;
  }

  async details(person: string): Promise<PersonDetails> {
    const body = await this.body(person);
    if (body === undefined) throw new Error('gone');
    return openDetails(this.deps, body, 'own-view', this.at);
  }

  /** Token of the link that a letter carries now. */
  async link(person: string, purpose: LinkPurpose, of: 'change' | 'undo' | 'closing'): Promise<string> {
    const proof = (await this.body(person))?.[of];
    if (proof === undefined) throw new Error(`no ${of}`);
    return personLinkToken(this.deps.secrets, purpose, person, proof);
  }

  /** The code that went to the new address. */
  async addressCode(person: string): Promise<string> {
    const change = (await this.body(person))?.change;
    const code = change && codeOf(this.deps.secrets, addressCodeId(person, change), seedOf(change));
    if (code === undefined) throw new Error('no code');
    return code;
  }

  /** The code of a challenge. */
  async code(challenge: string): Promise<string> {
    const stored = await read(this.deps.records, challengeKind, challenge, this.at);
    const code = stored && codeOf(this.deps.secrets, challenge, stored.body);
    if (code === undefined) throw new Error('no code');
    return code;
  }

  /** A code to sign in, on its way. */
  async signInCode(email: string): Promise<BroughtCode> {
    const asked = { email, language: 'ru', network: '192.0.2.0/24' } as const;
    const begun = await askForCode(asked, this.at, this.deps);
    if (!begun.ok) throw new Error(begun.refusal.code);
    const { challenge } = begun.value;
    return { challenge, code: await this.code(challenge), agent: 'test', network: asked.network };
  }

  /** Signs in; id of the session. */
  async signIn(email: string): Promise<string> {
    const done = await bringCode(await this.signInCode(email), this.at, this.deps);
    if (!done.ok) throw new Error(done.refusal.code);
    return done.value.token.split('.')[1] ?? '';
  }

  /** Moves time; both sweeps run every five minutes, as the schedules do. */
  async pass(ms: number): Promise<void> {
    const end = this.at + ms;
    // Hours in which nothing can fall due but the letters of the last step are skipped.
    for (let n = 0; n < 3; n += 1) await this.#both(Math.min(5 * MINUTE, end - this.at));
    if (end - this.at > 30 * MINUTE) this.desk.at = end - 20 * MINUTE;
    while (this.at < end) await this.#both(Math.min(5 * MINUTE, end - this.at));
  }

  async #both(ms: number): Promise<void> {
    this.desk.at += ms;
    await this.sweep();
    await this.desk.sweep();
  }

  sweep(): Promise<readonly number[]> {
    return Promise.all([sweepPeople(this.at, this.#sweep), sweepErasures(this.at, this.#sweep)]);
  }

  async events(person: string): Promise<readonly string[]> {
    const chain = await readChain(this.deps.records, person);
    return chain.map(({ body }) => body.type).filter((type) => !type.startsWith('letter-'));
  }

  /** Kind, reader and state of a person's letters, in the order in which they were queued. */
  async letters(person: string): Promise<readonly string[]> {
    const { items } = await this.deps.records.query('cases', personPartition(person), { prefix: 'LETTER#' });
    return items
      .map((item) => storedOf(letterKind, item).body)
      .toSorted((a, b) => (a.at < b.at ? -1 : 1))
      .map(({ kind, to, status }) => `${kind} ${to} ${status}`);
  }

  /** How many messages went to an address. */
  mails(email: string): number {
    return this.desk.mail.to(email).length;
  }

  /** Whose the address is. */
  owner(email: string): Promise<string | undefined> {
    return personOf(this.deps, email, this.at);
  }
}

/** Somebody whose address has changed from {@link OLD} to {@link NEW}, with all letters sent. */
export async function changedAddress(world: PeopleWorld, sid = 'none'): Promise<string> {
  const person = await world.account();
  await askNewAddress(person, NEW, world.at, world.deps);
  const done = await confirmNewAddress(
    { person, sid, code: await world.addressCode(person) },
    world.at,
    world.deps,
  );
  if (!done.ok) throw new Error(done.refusal.code);
  await world.pass(5 * MINUTE);
  return person;
}

/** The codes that closing the account takes now. */
export async function codesToClose(world: PeopleWorld, person: string): Promise<ClosingAsked> {
  const posed = await askClosingCode(person, world.at, world.deps);
  if (!posed.ok) throw new Error(posed.refusal.code);
  const { challenge, oldChallenge } = posed.value;
  return {
    challenge,
    code: await world.code(challenge),
    ...(oldChallenge === undefined ? {} : { oldChallenge, oldCode: await world.code(oldChallenge) }),
  };
}

/** What the audit finds in the world's records. */
export const findings = async ({ deps, at }: PeopleWorld) =>
  (await audit(deps.records, deps.secrets, at)).findings;

/** Ids of the sessions that a person has: those that live. */
export const live = async (world: PeopleWorld, person: string) =>
  (await allSessionsOf(world.deps.records, world.deps.secrets, person, world.at)).live.map(({ sid }) => sid);
