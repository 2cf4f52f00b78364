import { acknowledgePolicy } from '../../../functions/account/acknowledge.ts';
import { actOnOwn } from '../../../functions/account/act-on-own.ts';
import { askNewAddress } from '../../../functions/account/ask-address.ts';
import { updateProfile } from '../../../functions/account/change-profile.ts';
import { confirmNewAddress } from '../../../functions/account/prove-address.ts';
import { unsubscribe } from '../../../functions/consent/unsubscribe.ts';
import { approveLegalHold, proposeLegalHold } from '../../../functions/erasures/holds.ts';
import { enterConsent } from '../../../functions/people/enter-consent.ts';
import { recordTransfer } from '../../../functions/people/record-transfer.ts';
import { releasePersonHold } from '../../../functions/people/release-hold.ts';
import { searchPeople } from '../../../functions/people/search.ts';
import { showPerson } from '../../../functions/people/show-person.ts';
import { recordFirst } from '../../../functions/policy/record-first.ts';
import { publish } from '../../../functions/publication/publish.ts';
import { takeBack } from '../../../functions/publication/take-back.ts';
import { keepConsent } from '../../../functions/registration/choose.ts';
import { confirmPerson } from '../../../functions/registration/confirm.ts';
import { registerPerson } from '../../../functions/registration/register.ts';
import { bringCode } from '../../../functions/registration/sign-in.ts';
import type { Result } from '../../../shared/domain/result.ts';
import { endOwn } from '../../../shared/identity/end-sessions.ts';
import { serveVersion } from '../../../shared/identity/serve-text.ts';
import { challengeBond, makeTextProof } from '../../../shared/identity/text-proof.ts';
import { localDate } from '../../../shared/law/zones.ts';
import { type DocumentName, versionId } from '../../../shared/policy/documents.ts';
import { codeOf } from '../../../shared/records/codes.ts';
import { postVersion } from '../../../shared/records/documents.ts';
import { personOfToken, seedOf } from '../../../shared/records/person-proofs.ts';
import { purposeBook } from '../../../shared/records/purpose-book.ts';
import { standingOf } from '../../../shared/records/shown-texts.ts';
import { rememberStaff } from '../../../shared/records/staff-directory.ts';
import { unsubscribeLink } from '../../../shared/records/unsubscribe.ts';
import { waitWrite } from '../../../shared/records/waits.ts';
import { askInSession, disclosed, staffDoes } from '../exports/own-request.ts';
import { HOUR, MINUTE } from '../letters/desk-of-letters.ts';
import { NEW, OLD, PeopleWorld } from './people-world.ts';

const NETWORK = '192.0.2.0/24';

/** The value of a result that must have been accepted. */
function granted<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
}

/** What somebody typed: whose it is, and whether it is stored at the end. */
export interface Canary {
  readonly story: string;
  readonly text: string;
  readonly of: 'person' | 'case' | 'staff';
  /** It was replaced or taken back later: by the end nothing may hold it. */
  readonly gone: boolean;
}

/**
 * Somebody who does everything that can be done with an account, and about whom staff do everything that they can: by the
 * operations themselves, not by the registry of kinds. Each story types words of its own. At the end everything is settled,
 * and a closing can be asked for.
 */
export class WholeStory extends PeopleWorld {
  readonly canaries: Canary[] = [];
  /** Claims from her address, and her request. */
  readonly cases: string[] = [];

  /** Words that nothing but this story types. */
  #types(story: string, of: Canary['of'] = 'person', gone = false): string {
    const text = `Канарейка ${String(this.canaries.length + 1).padStart(4, '0')}`;
    this.canaries.push({ story, text, of, gone });
    return text;
  }

  /** @returns the person's id */
  async live(): Promise<string> {
    const { deps } = this;
    await recordFirst(this.at, deps);
    await rememberStaff(
      deps,
      { sub: 'agent', role: 'agent', name: this.#types('staff', 'staff') },
      'ru',
      this.at,
    );
    const person = await this.#register();
    const [first] = [await this.#signsIn(OLD), await this.#signsIn(OLD)];
    granted(await endOwn({ id: person, sid: 'none' }, { sid: first }, this.at, deps));
    await this.#act(person, 'partners', 'give');
    await this.#act(person, 'partners', 'withdraw');
    await this.#changesProfile(person);
    for (const field of ['name', 'organisation', 'phone'] as const) await this.#publish(person, field);
    granted(await takeBack({ person, field: 'phone' }, this.at, this.#publishing));
    await this.#beLookedAt(person);
    await this.#isHandedOver(person);
    await this.#claims();
    await this.#acknowledges(person);
    await this.#asksWhatIsHeld(person);
    granted(await askNewAddress(person, NEW, this.at, deps));
    const code = await this.addressCode(person);
    granted(await confirmNewAddress({ person, sid: 'none', code }, this.at, deps));
    await this.pass(5 * MINUTE);
    const revision = (await this.body(person))?.revision ?? 0;
    const request = { reason: this.#types('hold released'), revision };
    granted(await releasePersonHold({ person, request, sub: 'officer' }, this.at, this.desk.deps));
    await this.#paper(person);
    await this.#signsIn(NEW);
    await this.#unsubscribes(person);
    await this.#isHeld(person);
    await this.pass(HOUR);
    return person;
  }

  /** Registers with words of her own, gives one consent and refuses another, and makes the account by the code. */
  async #register(): Promise<string> {
    const { deps } = this;
    const typed = {
      name: this.#types('registration: name', 'person', true),
      organisation: this.#types('registration: organisation', 'person', true),
    };
    const shown = async (document: DocumentName, bond?: ReturnType<typeof challengeBond>) => {
      const serving = { form: 'registration', language: 'ru', bond } as const;
      const { version, proof } = await serveVersion(document, serving, this.at, deps);
      return { version, proof };
    };
    const policy = await shown('policy');
    const request = { email: OLD, ...typed, language: 'ru', createAccount: true, policy } as const;
    const once = { route: 'POST /registrations', key: 'r'.repeat(22), body: request };
    const { challenge } = granted(await registerPerson({ request, network: NETWORK, once }, this.at, deps));
    for (const [purpose, act] of [
      ['promotions', 'give'],
      ['partners', 'refuse'],
    ] as const) {
      const { version: text, proof } = await shown(purpose, challengeBond(challenge));
      granted(await keepConsent(challenge, { purpose, act, text, proof }, this.at, deps));
    }
    const person = personOfToken(challenge) ?? '';
    const confirm = (await this.body(person))?.confirm;
    if (confirm === undefined) throw new Error('not registered');
    const code = codeOf(deps.secrets, person, seedOf(confirm));
    granted(await confirmPerson({ challenge, code }, this.at, deps));
    await this.pass(MINUTE);
    return person;
  }

  /** Signs in with a browser that says who it is; id of the session. */
  async #signsIn(email: string): Promise<string> {
    const brought = { ...(await this.signInCode(email)), agent: this.#types('sign-in: browser') };
    return granted(await bringCode(brought, this.at, this.deps)).token.split('.')[1] ?? '';
  }

  async #changesProfile(person: string): Promise<void> {
    const wish = {
      name: this.#types('profile: name'),
      phone: '+74957654321',
      organisation: this.#types('profile: organisation'),
    };
    granted(await updateProfile(person, wish, this.at, this.deps));
  }

  /** The policy is posted anew, so that it must be acknowledged. */
  async #acknowledges(person: string): Promise<void> {
    const texts = { ru: '# Политика\n\nвторая', en: '# Policy\n\nsecond' };
    const posting = {
      document: 'policy',
      texts,
      change: 'hard',
      askAgain: false,
      by: 'staff:officer',
    } as const;
    granted(await postVersion(posting, this.at, this.deps));
    const serving = { form: 'account', language: 'ru', bond: undefined } as const;
    const { version, proof } = await serveVersion('policy', serving, this.at, this.deps);
    granted(await acknowledgePolicy({ id: person, sid: 'one' }, { version, proof }, this.at, this.deps));
  }

  /** A claim from her address that is answered, with a note and a pause, and one that is withdrawn. */
  async #claims(): Promise<void> {
    const claim = () =>
      this.desk.claim({
        claimant: {
          name: this.#types('claim: name', 'case'),
          email: OLD,
          postalAddress: this.#types('claim: address', 'case'),
        },
        facts: this.#types('claim: facts', 'case'),
        demand: this.#types('claim: demand', 'case'),
      });
    const answered = await claim();
    await this.pass(5 * MINUTE);
    const { desk } = this;
    await desk.act(answered, { act: 'note', text: this.#types('claim: note', 'case') });
    await desk.act(answered, { act: 'hold', reason: this.#types('claim: pause', 'case') });
    await desk.act(answered, { act: 'resume', reason: this.#types('claim: pause over', 'case') });
    const text = this.#types('claim: answer', 'case');
    await desk.act(answered, { act: 'answer', outcome: 'satisfied', text });
    const wait = { token: 'a task token', execution: 'e', since: 's' };
    await desk.deps.records.commit([await waitWrite(desk.deps, answered, wait, this.at)]);
    const settled = await claim();
    await desk.act(settled, { act: 'settle', reason: this.#types('claim: settled', 'case') });
    await this.pass(5 * MINUTE);
    this.cases.push(answered, settled);
  }

  /** A request in her session: one thing is refused, what is held is disclosed at once. */
  async #asksWhatIsHeld(person: string): Promise<void> {
    const text = this.#types('request: what is held', 'case');
    const parts = ['access', 'objection-automated'] as const;
    const reference = await askInSession(this, { person, text, changes: { parts } });
    await staffDoes(this, reference, { act: 'note', text: this.#types('request: note', 'case') });
    await staffDoes(this, reference, { act: 'assign', to: 'agent' });
    const refusal = {
      part: 'objection-automated',
      ground: 'kept-by-law',
      text: this.#types('request: refusal', 'case'),
    };
    await staffDoes(this, reference, { act: 'refuse', ...refusal });
    await disclosed(this, person, reference);
    await this.pass(5 * MINUTE);
    this.cases.push(reference);
  }

  /** A legal hold that ends today: what it keeps back goes with the account all the same, later. */
  async #isHeld(person: string): Promise<void> {
    const { deps } = this.desk;
    const until = localDate(this.at, 'Europe/Moscow');
    const hold = { article: '402-ФЗ, ст. 29', rules: ['profile'], until, told: true };
    const proposed = granted(await proposeLegalHold({ person, sub: 'officer', hold }, this.at, deps));
    granted(await approveLegalHold({ person, sub: 'officer-2', ...proposed }, this.at, deps));
  }

  async #unsubscribes(person: string): Promise<void> {
    const { deps } = this;
    const { token, write } = unsubscribeLink(deps.secrets, person, deps.random, this.at);
    await deps.records.commit([write]);
    granted(await unsubscribe(token, 'ru', this.at, this.#publishing));
  }

  /** Somebody of the staff looks at the person so many times, with words of their own. */
  async look(person: string, times: number): Promise<void> {
    const deps = { ...this.desk.deps, book: this.#book };
    for (let n = 0; n < times; n += 1)
      granted(
        await showPerson({ person, sub: 'agent', reason: `${this.#types('looked at')} ${n}` }, this.at, deps),
      );
  }

  get #book() {
    return purposeBook(this.deps, () => this.at);
  }

  get #publishing() {
    return { ...this.deps, book: this.#book };
  }

  async #beLookedAt(person: string): Promise<void> {
    await this.look(person, 1);
    const wanted = { email: OLD, reason: this.#types('search') };
    await searchPeople({ wanted, sub: 'agent' }, this.at, this.desk.deps);
  }

  /** Somebody got her phone by hand, and an officer records it. */
  async #isHandedOver(person: string): Promise<void> {
    const name = { ru: 'ООО «Курьер»', en: 'Courier Ltd' };
    const courier = { kind: 'recipient', name, contact: 'courier@example.net', holds: ['phone'] } as const;
    const said = { recipient: 'courier', fields: ['phone'], ground: 'contract', on: '2026-11-20' } as const;
    const evidence = this.#types('transfer: evidence');
    const settings = { ...this.deps.settings, others: { courier } };
    const recorded = { person, sub: 'officer', said: { ...said, fields: [...said.fields], evidence } };
    const deps = { ...this.desk.deps, settings } as never;
    granted(await recordTransfer(recorded, this.at, deps));
  }

  async #shown(document: DocumentName) {
    const { current } = await standingOf(document, this.at, this.deps);
    const text = versionId(current);
    const about = { form: 'account', language: 'ru', version: text, hash: current.hashes.ru } as const;
    return { text, proof: makeTextProof(this.deps.secrets, { ...about, at: this.at }) };
  }

  async #act(person: string, purpose: 'promotions' | 'partners', act: 'give' | 'withdraw'): Promise<void> {
    const request = { purpose, act, ...(act === 'give' ? await this.#shown(purpose) : {}) };
    granted(
      await actOnOwn({ person: { id: person, sid: 'one' }, language: 'ru', request }, this.at, this.deps),
    );
  }

  async #publish(person: string, field: 'name' | 'phone' | 'organisation'): Promise<void> {
    const asked = {
      person: { id: person, sid: 'one' },
      field,
      conditions: [],
      ...(await this.#shown('distribution')),
    };
    granted(await publish(asked, this.at, this.#publishing));
  }

  /** A withdrawal that came on paper. */
  async #paper(person: string): Promise<void> {
    const on = localDate(this.at, 'Europe/Moscow');
    const told = {
      ...({ purpose: 'promotions', act: 'withdraw', channel: 'paper', language: 'ru' } as const),
      ...({ on, reason: 'asked-by-person' } as const),
    };
    granted(await enterConsent({ person, told, sub: 'agent' }, this.at, this.#publishing));
  }
}
