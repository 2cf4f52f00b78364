import { challengeBond } from '../../../shared/identity/text-proof.ts';
import { personOfToken } from '../../../shared/records/person-proofs.ts';
import { MANNERS } from '../cloud/mail.ts';
import type { Heard } from '../doors.ts';
import { SKEW_MS } from '../invariants/people-history.ts';
import type { BroughtProof, SentRegistration } from '../invariants/person-requests.ts';
import type { Prng } from '../prng.ts';
import type { World } from '../world.ts';
import { codeIn, linkIn } from './mailbox.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const PURPOSES = ['promotions', 'partners'] as const;

/** Somebody whose address is proven. */
export interface Holder {
  readonly person: string;
  readonly address: string;
  readonly n: number;
  /** By the link of the letter: there is no account until she makes one. */
  readonly byLink: boolean;
}

/**
 * People who register: prove their address by link or code, too late, twice or never. Some are strangers who type the
 * address of somebody else and choose in her name: she has the letter only, they the browser, in which they go on.
 */
export class Registrants {
  readonly #world: World;
  readonly #chance: Prng;
  readonly #addresses: string[] = [];
  #count = 0;
  #keys = 0;

  constructor(world: World) {
    this.#world = world;
    this.#chance = world.chance.fork('registrants');
  }

  /** Somebody comes; at times a second one with the same address, at once or when it has an account. */
  async come(): Promise<void> {
    const { clock, faults, go } = this.#world;
    const chance = this.#chance;
    const known = this.#addresses.length > 0 && chance.chance(0.2);
    const n = this.#addresses.length + 1;
    const address = known
      ? chance.pick(this.#addresses)
      : `${chance.chance(0.6) ? 'takes' : chance.pick(MANNERS)}+p${n}@example.org`;
    if (known) faults.note('people: known address');
    else this.#addresses.push(address);
    if (!known && chance.chance(0.25)) {
      faults.note('people: same address at once');
      go(clock.sleep(chance.skewed(0, 10_000)).then(() => this.#register(address)));
    }
    await this.#register(address);
  }

  /** Asks until something is heard. */
  async #insist<T>(heard: Heard<T>[], once: () => Promise<Heard<T>>): Promise<T | undefined> {
    for (let tries = 0; tries < 5; tries += 1) {
      const one = await once();
      heard.push(one);
      if (one.kind === 'answer') return one.result.ok ? one.result.value : undefined;
      await this.#world.clock.sleep(this.#chance.skewed(500, 2 * MINUTE));
    }
    return undefined;
  }

  #key(): string | undefined {
    this.#keys += 1;
    return this.#chance.chance(0.7) ? `person-${this.#keys}-${'k'.repeat(20)}` : undefined;
  }

  async #register(address: string): Promise<void> {
    const { clock, doors, faults, go, personRequests } = this.#world;
    const chance = this.#chance;
    this.#count += 1;
    const n = this.#count;
    const policy = await this.#insist([], () => doors.people.show('policy', 'registration'));
    if (policy === undefined) return;
    await clock.sleep(chance.skewed(5_000, 20 * MINUTE));
    const key = this.#key();
    const marker = `#p${n}`;
    const request = {
      email: address,
      name: marker,
      language: 'ru' as const,
      createAccount: true,
      policy,
    };
    const incoming = {
      request,
      network: `192.0.2.${n % 3}/24`,
      marked: chance.chance(0.05),
      ...(key === undefined ? {} : { once: { route: 'POST /registrations', key, body: request } }),
    };
    const sent: SentRegistration = {
      ...{ marker, at: clock.now, heard: [] },
      ...(key === undefined ? {} : { key }),
    };
    personRequests.registrations.push(sent);
    const once = () => doors.people.register(incoming);
    if (key !== undefined && faults.fires('http: request sent twice'))
      go(once().then((heard) => sent.heard.push(heard)));
    const begun = await this.#insist(sent.heard, once);
    if (begun === undefined) return;
    if (key !== undefined && chance.chance(0.2)) {
      faults.note('people: same key again');
      sent.heard.push(await once());
    }
    const stranger = chance.chance(0.3);
    if (stranger) faults.note('people: registered by a stranger');
    await this.#choose(begun.challenge);
    if (stranger) go(this.#goOn(begun.challenge));
    if (chance.chance(0.15)) {
      faults.note('people: never confirms');
      return;
    }
    await this.#confirm(begun.challenge, address, { n, stranger });
  }

  /** A stranger goes on in the browser that registered, whatever the owner of the address has done meanwhile. */
  async #goOn(challenge: string): Promise<void> {
    const { clock, doors } = this.#world;
    const chance = this.#chance;
    for (let times = chance.between(1, 3); times > 0; times -= 1) {
      await clock.sleep(chance.skewed(MINUTE, 12 * HOUR));
      await this.#choose(challenge);
      if (chance.chance(0.3)) await this.#insist([], () => doors.people.again({ challenge }));
    }
  }

  async #choose(challenge: string): Promise<void> {
    const { clock, doors, personRequests } = this.#world;
    const chance = this.#chance;
    const person = personOfToken(challenge) ?? '';
    for (const purpose of PURPOSES) {
      if (chance.chance(0.3)) continue;
      const act = chance.chance(0.65) ? 'give' : 'refuse';
      const bound = chance.chance(0.7);
      if (chance.chance(0.1)) await this.#bringElsewhere(challenge, purpose);
      const bond = bound ? challengeBond(challenge) : undefined;
      const shown = await this.#insist([], () => doors.people.show(purpose, 'registration', bond));
      if (shown === undefined) continue;
      await clock.sleep(chance.skewed(2_000, 5 * MINUTE));
      const at = clock.now;
      const choice = { person, purpose, act, bound, at, heard: [] as Heard<undefined>[] } as const;
      const asked = { purpose, act, text: shown.version, proof: shown.proof } as const;
      personRequests.choices.push(choice);
      await this.#insist(choice.heard, () => doors.people.choose(challenge, asked));
      const counts = { earliest: at, latest: clock.now };
      personRequests.consents.push({ person, purpose, act, at, last: clock.now, ...counts, heard: [] });
    }
  }

  /** A text that was shown to somebody else is brought as if it had been shown here. */
  async #bringElsewhere(challenge: string, purpose: (typeof PURPOSES)[number]): Promise<void> {
    const { doors, checks, faults } = this.#world;
    faults.note('people: proof of another browser');
    const theirs = challengeBond(`${challenge}x`);
    const shown = await this.#insist([], () => doors.people.show(purpose, 'registration', theirs));
    if (shown === undefined) return;
    const asked = { purpose, act: 'give', text: shown.version, proof: shown.proof } as const;
    const heard = await doors.people.choose(challenge, asked);
    const refused = heard.kind === 'nothing' || !heard.result.ok;
    checks.hold('proofs', refused, () => `${challenge}: a text shown to somebody else was taken`);
  }

  async #confirm(
    challenge: string,
    address: string,
    { n, stranger }: { readonly n: number; readonly stranger: boolean },
  ): Promise<void> {
    const { clock, doors, faults, history, mailbox, people } = this.#world;
    const chance = this.#chance;
    const person = personOfToken(challenge) ?? '';
    const isFirst = (tag: string): boolean => tag.startsWith(`${person}__first`);
    for (let round = 0; round < 3; round += 1) {
      if (round > 0 || chance.chance(0.15)) {
        faults.note('people: letter asked for again');
        const key = this.#key();
        const asked = { challenge, ...(key === undefined ? {} : { once: onceOf('again', key, challenge) }) };
        await this.#insist([], () => doors.people.again(asked));
      }
      const letter = await mailbox.wait(address, isFirst, chance.skewed(5 * MINUTE, 8 * HOUR));
      if (letter === undefined) continue;
      if (history.letters.get(letter.tag)?.kind === 'account-exists') {
        // Somebody tries to guess the code of an address that is not theirs.
        await this.#prove({ challenge, code: '000000' }, person, 'the address has an account');
        return;
      }
      const code = codeIn(letter);
      const token = linkIn(letter, '/confirm');
      if (chance.chance(0.2)) {
        faults.note('people: wrong code');
        for (let tries = chance.between(1, 6); tries > 0; tries -= 1)
          await this.#prove({ challenge, code: '000000' }, person, 'the code is wrong');
      }
      await clock.sleep(
        chance.chance(0.15) ? chance.between(9 * MINUTE, 2 * DAY) : chance.skewed(1_000, 8 * MINUTE),
      );
      // Whose mailbox it is has the letter; the browser that registered is a stranger's.
      const proof = stranger || chance.chance(0.5) ? { token } : { challenge, code };
      if (chance.chance(0.12)) this.#world.go(this.#prove({ token }, person));
      if (!(await this.#prove(proof, person))) continue;
      this.#world.go(this.#proveAgain({ token }, person));
      this.#world.live({ person, address, n, byLink: people.profiles.get(person)?.state === 'proved' });
      return;
    }
  }

  async #proveAgain(proof: { readonly token: string | undefined }, person: string): Promise<void> {
    const { clock, faults } = this.#world;
    if (!this.#chance.chance(0.3)) return;
    await clock.sleep(this.#chance.skewed(1_000, 2 * DAY));
    faults.note('people: proof used again');
    await this.#prove(proof, person);
  }

  /** Brings a proof, and again with the same key when nothing is heard. */
  async #prove(
    proof: {
      readonly token?: string | undefined;
      readonly challenge?: string;
      readonly code?: string | undefined;
    },
    person: string,
    wrong = '',
  ): Promise<boolean> {
    const { clock, doors, faults, personRequests } = this.#world;
    const key = this.#key();
    const why = wrong || this.#fault(person, proof.token === undefined);
    const by = proof.token === undefined ? 'code' : 'link';
    const brought: BroughtProof = { person, at: clock.now, good: why === '', why, by, heard: [] };
    if (why === 'its time was over') faults.note('people: proof after its end');
    personRequests.proofs.push(brought);
    const asked = { ...proof, ...(key === undefined ? {} : { once: onceOf('confirm', key, proof) }) };
    const once = () => doors.people.confirm(asked);
    if (await this.#insist(brought.heard, once)) {
      if (key !== undefined && this.#chance.chance(0.2)) brought.heard.push(await once());
      return true;
    }
    // It may have been done though nothing was heard, or a second press was told that the link is used.
    const state = this.#world.people.profiles.get(person)?.state;
    return state === 'active' || state === 'proved';
  }

  /** Why a proof of this person can no longer be right, as it stands now. */
  #fault(person: string, byCode: boolean): string {
    const { clock, people } = this.#world;
    const body = people.profiles.get(person);
    if (body?.state !== 'unconfirmed') return 'it was used, or the registration is gone';
    const { codeUntil, until } = body.confirm ?? {};
    const end = Date.parse((byCode ? codeUntil : until) ?? '');
    return clock.now < end + SKEW_MS ? '' : 'its time was over';
  }
}

const onceOf = (what: string, key: string, body: unknown) => ({
  route: `POST /registrations/${what}`,
  key,
  body,
});
