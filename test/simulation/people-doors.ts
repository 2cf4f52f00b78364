import { actOnOwn, type OwnAct } from '../../functions/account/act-on-own.ts';
import { askClosingCode } from '../../functions/account/ask-closing.ts';
import { cancelAccountClosing } from '../../functions/account/cancel-closing.ts';
import { updateProfile } from '../../functions/account/change-profile.ts';
import { type ClosingAsked, closeAccount } from '../../functions/account/close-account.ts';
import {
  type Finishing,
  finishRegistration,
  unfinishedRegistration,
} from '../../functions/account/finish.ts';
import { answerProgram } from '../../functions/consent/answer-may.ts';
import { destroyersOf } from '../../functions/consent/destroyers.ts';
import { settleDuties } from '../../functions/consent/settle-duties.ts';
import { sweepErasures } from '../../functions/erasures/sweep.ts';
import { sweepPeople } from '../../functions/lifecycle/sweep.ts';
import { enterConsent, type Telling } from '../../functions/people/enter-consent.ts';
import { recordFirst } from '../../functions/policy/record-first.ts';
import { keepConsent } from '../../functions/registration/choose.ts';
import { confirmPerson, sendConfirmation } from '../../functions/registration/confirm.ts';
import { registerPerson } from '../../functions/registration/register.ts';
import { askForCode, bringCode } from '../../functions/registration/sign-in.ts';
import type { ChoiceRequest } from '../../shared/api/registration.ts';
import type { ProfileWish } from '../../shared/domain/registration/profile.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import { readSession } from '../../shared/identity/person-sessions.ts';
import { serveVersion } from '../../shared/identity/serve-text.ts';
import { sessionBond, type TextBond } from '../../shared/identity/text-proof.ts';
import type { Person } from '../../shared/identity/who.ts';
import { OUTBOX } from '../../shared/names.ts';
import type { DocumentName } from '../../shared/policy/documents.ts';
import type { FormName } from '../../shared/policy/form-fields.ts';
import { ensureFirst, type PostingRequest, postVersion } from '../../shared/records/documents.ts';
import { purposeBook } from '../../shared/records/purpose-book.ts';
import { builtInTexts } from '../../shared/records/shown-texts.ts';
import type { Doors, Heard } from './doors.ts';
import type { Ended } from './functions.ts';

type Deps = Doors['deps'];

/** A text as a page shows it, with the proof of that. */
export interface Shown {
  readonly version: string;
  readonly proof: string;
}

/** The doors of registration, account and consent (R, C): the product's own operations, as their doors call them. */
export class PeopleDoors {
  readonly #doors: Doors;
  readonly #remaining: () => number;

  constructor(doors: Doors, remaining: () => number) {
    this.#doors = doors;
    this.#remaining = remaining;
  }

  /** A page that shows a document with a form to whom the bond names; or the open form, to whoever asks (C2). */
  show(document: DocumentName, form: FormName, bond?: TextBond): Promise<Heard<Shown>> {
    const { ask, deps } = this.#at('registration-public');
    return ask(async (at) => accept(await serveVersion(document, { form, language: 'ru', bond }, at, deps)));
  }

  register(incoming: Parameters<typeof registerPerson>[0]) {
    const { ask, deps } = this.#at('registration-public');
    return ask((at) => registerPerson(incoming, at, deps));
  }

  choose(challenge: string, request: ChoiceRequest) {
    const { ask, deps } = this.#at('registration-public');
    return ask((at) => keepConsent(challenge, request, at, deps));
  }

  confirm(asked: Parameters<typeof confirmPerson>[0]) {
    const { ask, deps } = this.#at('registration-public');
    return ask((at) => confirmPerson(asked, at, deps));
  }

  again(asked: Parameters<typeof sendConfirmation>[0]) {
    const { ask, deps } = this.#at('registration-public');
    return ask((at) => sendConfirmation(asked, at, deps));
  }

  askForCode(asked: Parameters<typeof askForCode>[0]) {
    const { ask, deps } = this.#at('registration-public');
    return ask((at) => askForCode(asked, at, deps));
  }

  bringCode(challenge: string, code: string) {
    const { ask, deps } = this.#at('registration-public');
    const brought = { challenge, code, agent: 'Browser', network: '192.0.2.0/24' };
    return ask((at) => bringCode(brought, at, deps));
  }

  act(token: string, act: Omit<OwnAct, 'person' | 'language'>) {
    return this.own(token, 'account-public', (person, at, deps) =>
      actOnOwn({ person, language: 'ru', ...act }, at, deps),
    );
  }

  /** A document of the account, served to this very session. */
  showOwn(token: string, document: DocumentName) {
    return this.own(token, 'account-public', async (person, at, deps) => {
      const serving = { form: 'account', language: 'ru', bond: sessionBond(person) } as const;
      return accept(await serveVersion(document, serving, at, deps));
    });
  }

  /** What was typed when the address was registered, for who has proven it. */
  unfinished(token: string) {
    return this.own(token, 'account-public', (person, at, deps) =>
      unfinishedRegistration(person, 'ru', at, deps),
    );
  }

  finish(token: string, request: Finishing['request'], once?: Finishing['once']) {
    return this.own(token, 'account-public', (person, at, deps) =>
      finishRegistration({ person, request, once }, at, deps),
    );
  }

  change(token: string, wish: ProfileWish) {
    return this.own(token, 'account-public', ({ id }, at, deps) => updateProfile(id, wish, at, deps));
  }

  askClosingCode(token: string) {
    return this.own(token, 'account-public', ({ id }, at, deps) => askClosingCode(id, at, deps));
  }

  close(token: string, brought: ClosingAsked) {
    return this.own(token, 'account-public', ({ id }, at, deps) => closeAccount(id, brought, at, deps));
  }

  cancelClosing(link: string) {
    const { ask, deps } = this.#at('account-public');
    return ask((at) => cancelAccountClosing({ token: link }, at, deps));
  }

  enter(telling: Telling) {
    const { ask, deps } = this.#at('people-desk');
    return ask((at) => enterConsent(telling, at, { ...deps, book: purposeBook(deps, () => at) }));
  }

  /** A program asks the check; `told` learns the gateway's time. */
  may(asked: Parameters<typeof answerProgram>[0], told: (at: number) => void) {
    const { ask, deps } = this.#at('consent-desk');
    return ask((at) => {
      told(at);
      return answerProgram(asked, 'program:shop', at, { ...deps, book: purposeBook(deps, () => at) });
    });
  }

  post(posting: PostingRequest) {
    const { ask, deps } = this.#at('policy-desk');
    return ask(async (at) => {
      await ensureFirst(deps, posting.document, () => builtInTexts(posting.document, deps.settings), at);
      return postVersion({ ...posting, startsAt: new Date(at).toISOString() }, at, deps);
    });
  }

  sweep(
    group: 'person' | 'erasure' | 'duty' | 'document',
    event: { readonly time: string },
  ): Promise<Ended<unknown>> {
    const deps = { ...this.#doors.deps, remaining: this.#remaining };
    const at = Date.parse(event.time);
    return this.#doors.run<unknown>(OUTBOX[group].door, async () => {
      switch (group) {
        case 'person':
          return sweepPeople(at, deps);
        case 'erasure':
          return sweepErasures(at, deps);
        case 'duty':
          return settleDuties(at, {
            ...deps,
            book: purposeBook(deps, () => at),
            destroyers: destroyersOf(deps),
          });
        case 'document':
          return recordFirst(at, deps);
      }
    });
  }

  #at(door: Parameters<Doors['ask']>[0]) {
    const { deps } = this.#doors;
    const ask = <T>(work: (at: number) => Promise<Result<T>>): Promise<Heard<T>> =>
      this.#doors.ask(door, work);
    return { deps, ask };
  }

  /** A request of somebody who is signed in, to a door of people. */
  own<T>(
    token: string,
    door: 'account-public' | 'requests-public',
    work: (person: Person, at: number, deps: Deps) => Promise<Result<T>>,
  ): Promise<Heard<T>> {
    const { ask, deps } = this.#at(door);
    return ask(async (at) => {
      const session = await readSession(deps.records, deps.secrets, token, at);
      if (session === undefined) return refuse('no-account');
      return work({ id: session.person, sid: session.sid }, at, deps);
    });
  }
}
