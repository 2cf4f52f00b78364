import { actOnOwn } from '../../../functions/account/act-on-own.ts';
import { askNewAddress, confirmNewAddress } from '../../../functions/account/change-address.ts';
import { updateProfile } from '../../../functions/account/change-profile.ts';
import { enterConsent } from '../../../functions/account/enter-consent.ts';
import { releasePersonHold } from '../../../functions/account/release-hold.ts';
import { searchPeople } from '../../../functions/account/search.ts';
import { showPerson } from '../../../functions/account/show-person.ts';
import { recordFirst } from '../../../functions/policy/record-first.ts';
import { publish, takeBack } from '../../../functions/publication/publish.ts';
import type { Result } from '../../../shared/domain/result.ts';
import { makeTextProof } from '../../../shared/http/text-proof.ts';
import { type DocumentName, versionId } from '../../../shared/policy/documents.ts';
import { purposeBook } from '../../../shared/records/purpose-book.ts';
import { standingOf } from '../../../shared/records/shown-texts.ts';
import { unsubscribeLink } from '../../../shared/records/unsubscribe.ts';
import { HOUR, MINUTE } from '../letters/desk-of-letters.ts';
import { NEW, OLD, PeopleWorld } from './people-world.ts';

/** The value of a result that must have been accepted. */
function granted<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
}

/**
 * Somebody who does everything that can be done with an account, and about whom staff do everything that they can: by the
 * operations themselves, not by the registry of kinds. At the end everything is settled, and a closing can be asked for.
 */
export class WholeStory extends PeopleWorld {
  /** @returns the person's id */
  async live(): Promise<string> {
    const { deps } = this;
    await recordFirst(this.at, deps);
    const person = await this.account(OLD);
    await this.signIn(OLD);
    await this.signIn(OLD);
    for (const purpose of ['promotions', 'partners'] as const) await this.#act(person, purpose, 'give');
    await this.#act(person, 'partners', 'withdraw');
    const wish = { name: 'Анна Сергеевна Петрова', phone: '+74957654321', organisation: 'ООО «Ромашка»' };
    granted(await updateProfile(person, wish, this.at, deps));
    for (const field of ['name', 'organisation', 'phone'] as const) await this.#publish(person, field);
    granted(await takeBack({ person, field: 'phone' }, this.at, this.#publishing));
    await this.#beLookedAt(person);
    granted(await askNewAddress(person, NEW, this.at, deps));
    const code = await this.addressCode(person);
    granted(await confirmNewAddress({ person, sid: 'none', code }, this.at, deps));
    await this.pass(5 * MINUTE);
    const revision = (await this.body(person))?.revision ?? 0;
    const request = { reason: 'потеряла телефон с почтой', revision };
    granted(await releasePersonHold({ person, request, sub: 'officer' }, this.at, this.desk.deps));
    await this.#paper(person);
    await this.signIn(NEW);
    await deps.records.commit([unsubscribeLink(deps.secrets, person, deps.random, this.at).write]);
    await this.pass(HOUR);
    return person;
  }

  /** Somebody of the staff looks at the person so many times, with words of their own. */
  async look(person: string, times: number): Promise<void> {
    const deps = { ...this.desk.deps, book: this.#book };
    for (let n = 0; n < times; n += 1)
      granted(await showPerson({ person, sub: 'agent', reason: `звонила ${n}` }, this.at, deps));
  }

  get #book() {
    return purposeBook(this.deps, () => this.at);
  }

  get #publishing() {
    return { ...this.deps, book: this.#book };
  }

  async #beLookedAt(person: string): Promise<void> {
    await this.look(person, 1);
    const wanted = { email: OLD, reason: 'звонил сын' };
    await searchPeople({ wanted, sub: 'agent' }, this.at, this.desk.deps);
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
    const on = new Date(this.at).toISOString().slice(0, 10);
    const told = {
      ...({ purpose: 'promotions', act: 'withdraw', channel: 'paper', language: 'ru' } as const),
      ...({ on, reason: 'asked-by-person' } as const),
    };
    granted(await enterConsent({ person, told, sub: 'agent' }, this.at, this.#publishing));
  }
}
