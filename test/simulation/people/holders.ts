import { hasAccount } from '../../../shared/domain/registration/person.ts';
import { addDays } from '../../../shared/law/dates.ts';
import { localDate, startOfDay } from '../../../shared/law/zones.ts';
import type { DocumentName } from '../../../shared/policy/documents.ts';
import { addressHash } from '../../../shared/records/secrets.ts';
import { type Heard, SECRETS } from '../doors.ts';
import { SKEW_MS } from '../invariants/people-history.ts';
import type { AskedConsent, BroughtCode } from '../invariants/person-requests.ts';
import type { Prng } from '../prng.ts';
import { STAFF } from '../settings.ts';
import type { World } from '../world.ts';
import { linkIn } from './mailbox.ts';
import type { Holder } from './registrants.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const ZONE = 'Europe/Moscow';
const PURPOSES = ['promotions', 'partners'] as const;
const ASKED = [...PURPOSES, ...PURPOSES, 'service-letters', 'security'] as const;

/** People who have an account, the staff who enter their papers, and programs that ask the check about them. */
export class Holders {
  readonly #world: World;
  readonly #chance: Prng;
  #keys = 0;

  constructor(world: World) {
    this.#world = world;
    this.#chance = world.chance.fork('holders');
  }

  /** What somebody does with an account, for some days. */
  async live(holder: Holder): Promise<void> {
    const { clock, faults, go } = this.#world;
    const chance = this.#chance;
    for (let rest = chance.between(3, 9); rest > 0 && faults.on; rest -= 1) {
      await clock.sleep(chance.skewed(MINUTE, 4 * DAY));
      if (!faults.on) return;
      go(this.#ask(holder));
      if (chance.chance(0.25)) {
        await this.#paper(holder);
        continue;
      }
      const token = await this.signIn(holder);
      if (token === undefined) continue;
      if (holder.byLink && !(await this.#finish(ownerOf(token, holder), token))) return;
      await this.#use(holder, token);
      if (chance.chance(0.12)) {
        await this.#close(holder, token);
        return;
      }
    }
  }

  async #insist<T>(heard: Heard<T>[], once: () => Promise<Heard<T>>, tries = 5): Promise<T | undefined> {
    for (let n = 0; n < tries; n += 1) {
      const one = await once();
      heard.push(one);
      if (one.kind === 'answer') return one.result.ok ? one.result.value : undefined;
      await this.#world.clock.sleep(this.#chance.skewed(500, 2 * MINUTE));
    }
    return undefined;
  }

  #key(): string | undefined {
    this.#keys += 1;
    return this.#chance.chance(0.7) ? `holder-${this.#keys}-${'k'.repeat(20)}` : undefined;
  }

  /** Signs in by the code of a letter: the token of the session. */
  async signIn({ address }: Holder): Promise<string | undefined> {
    const { clock, doors, faults, mailbox, personRequests } = this.#world;
    const chance = this.#chance;
    const key = this.#key();
    const body = { email: address };
    const once = key === undefined ? {} : { once: { route: 'POST /sessions', key, body } };
    const asked = { email: address, language: 'ru' as const, network: '192.0.2.0/24', ...once };
    const begun = await this.#insist([], () => doors.people.askForCode(asked));
    if (begun === undefined) return undefined;
    const { challenge } = begun;
    const sentBy = clock.now;
    const code = await mailbox.codeOf(address, challenge, 9 * MINUTE);
    if (code === undefined) return undefined;
    const brought: BroughtCode = { challenge, at: clock.now, heard: [] };
    personRequests.codes.push(brought);
    if (chance.chance(0.15)) {
      faults.note('people: wrong code');
      brought.heard.push(await doors.people.bringCode(challenge, '000000'));
    }
    if (chance.chance(0.1)) {
      faults.note('people: proof after its end');
      await clock.sleep(sentBy + 10 * MINUTE + SKEW_MS - clock.now);
      const late = await doors.people.bringCode(challenge, code);
      const refused = late.kind === 'nothing' || !late.result.ok;
      this.#world.checks.hold('proofs', refused, () => `${challenge}: its code was taken after its end`);
      return undefined;
    }
    if (chance.chance(0.1)) {
      faults.note('people: proof used again');
      this.#world.go(doors.people.bringCode(challenge, code).then((heard) => brought.heard.push(heard)));
    }
    return (await this.#insist(brought.heard, () => doors.people.bringCode(challenge, code), 2))?.token;
  }

  /** Whose address only the link has proven makes an account, or leaves it: after seven days all is gone. */
  async #finish({ person, n }: Holder, token: string): Promise<boolean> {
    const { clock, doors, faults, people, personRequests } = this.#world;
    const chance = this.#chance;
    if (people.profiles.get(person)?.state !== 'proved') return people.profiles.has(person);
    if (chance.chance(0.2)) {
      faults.note('people: proven address left');
      return false;
    }
    const seen = await this.#insist([], () => doors.people.unfinished(token));
    if (seen === undefined) return false;
    await clock.sleep(chance.skewed(2_000, 20 * MINUTE));
    const { version, proof } = seen.policy;
    const name = `#p${n} herself`;
    const request = { name, language: 'ru', createAccount: true, policy: { version, proof } } as const;
    const key = this.#key();
    const once =
      key === undefined ? undefined : { route: 'POST /me/registration', who: person, key, body: request };
    const asked = { person, name, at: clock.now, heard: [] as Heard<undefined>[] };
    personRequests.accounts.push(asked);
    await this.#insist(asked.heard, () => doors.people.finish(token, request, once));
    return people.profiles.get(person)?.state === 'active';
  }

  async #use(of: Holder, token: string): Promise<void> {
    const holder = ownerOf(token, of);
    const { clock, doors, faults, go } = this.#world;
    const chance = this.#chance;
    for (let acts = chance.between(1, 5); acts > 0; acts -= 1) {
      await clock.sleep(chance.skewed(500, 10 * MINUTE));
      if (chance.chance(0.2)) {
        const name = `#p${holder.n} ${chance.int(9)}`;
        await this.#insist([], () => doors.people.change(token, { name }));
        continue;
      }
      const purpose = chance.pick(PURPOSES);
      if (chance.chance(0.2)) {
        faults.note('people: withdrawal and consent at once');
        go(this.#act(holder, token, purpose, chance.pick(['give', 'withdraw'])));
      }
      await this.#act(
        holder,
        token,
        purpose,
        chance.pick(['give', 'give', 'refuse', 'withdraw', 'withdraw']),
      );
      if (chance.chance(0.6)) go(this.#ask(holder, purpose));
      if (chance.chance(0.2)) await this.#regret(holder, token, purpose);
    }
  }

  /** A yes taken back before the clocks of two functions agree on which came first (C5), and somebody who asks afterwards. */
  async #regret(holder: Holder, token: string, purpose: (typeof PURPOSES)[number]): Promise<void> {
    const { clock, faults, go } = this.#world;
    faults.note('people: consent taken back within minutes');
    await this.#act(holder, token, purpose, 'give');
    await clock.sleep(this.#chance.skewed(200, 2 * MINUTE));
    await this.#act(holder, token, purpose, 'withdraw');
    go(this.#ask(holder, purpose));
  }

  async #act(
    { person }: Holder,
    token: string,
    purpose: (typeof PURPOSES)[number],
    act: AskedConsent['act'],
  ): Promise<void> {
    const { clock, doors, faults, go } = this.#world;
    const shown = act === 'withdraw' ? undefined : await this.#insist([], () => this.#show(token, purpose));
    if (act !== 'withdraw' && shown === undefined) return;
    const key = this.#key();
    const text = shown === undefined ? {} : { text: shown.version, proof: shown.proof };
    const request = { purpose, act, ...text };
    const asked = this.#asked({ person, purpose, act }, key, clock.now);
    const once = async () => {
      const heard = await doors.people.act(token, { request, idempotencyKey: key });
      asked.last = clock.now;
      // Nobody knows when it happens that nothing was heard of: its function may go on for as long as it may run.
      asked.latest = clock.now + (heard.kind === 'nothing' ? MINUTE : 0);
      return heard;
    };
    if (key !== undefined && faults.fires('http: request sent twice'))
      go(once().then((heard) => asked.heard.push(heard)));
    const done = await this.#insist(asked.heard, once);
    if (done !== undefined && key !== undefined && this.#chance.chance(0.2)) {
      faults.note('people: same key again');
      await clock.sleep(this.#chance.skewed(100, HOUR));
      // The same request, though other acts may have followed: it is no new one, so its instants stay.
      asked.heard.push(await doors.people.act(token, { request, idempotencyKey: key }));
    }
  }

  /** The document as a page of the session shows it, or as the open form serves it to whoever asks. */
  #show(token: string, purpose: (typeof PURPOSES)[number]) {
    const { doors } = this.#world;
    return this.#chance.chance(0.7)
      ? doors.people.showOwn(token, purpose)
      : doors.people.show(purpose, 'account');
  }

  #asked(
    about: Pick<AskedConsent, 'person' | 'purpose' | 'act'>,
    key: string | undefined,
    earliest: number,
  ): AskedConsent {
    const { clock, personRequests } = this.#world;
    const asked: AskedConsent = {
      ...{ ...about, at: clock.now, last: clock.now, earliest, latest: Number.POSITIVE_INFINITY, heard: [] },
      ...(key === undefined ? {} : { key }),
    };
    personRequests.consents.push(asked);
    return asked;
  }

  /** Somebody of the staff enters a paper, perhaps of an earlier day. */
  async #paper({ person }: Holder): Promise<void> {
    const { clock, doors, faults } = this.#world;
    const chance = this.#chance;
    const back = chance.chance(0.5) ? 0 : chance.between(1, 6);
    if (back > 0) faults.note('people: paper of an earlier day');
    const on = addDays(localDate(clock.now, ZONE), -back);
    const purpose = chance.pick(PURPOSES);
    const act = chance.pick(['give', 'give', 'refuse', 'withdraw'] as const);
    const sub = chance.pick(STAFF);
    const version = this.#world.people.versions.filter(({ document }) => document === purpose).at(-1);
    const told = {
      ...{ purpose, act, on, channel: 'paper' as const, language: 'ru' as const },
      reason: 'asked-by-person' as const,
      ...(act === 'withdraw' ? {} : { text: `${purpose}-${version?.n ?? 1}` }),
    };
    const key = this.#key();
    const once = key === undefined ? {} : { once: { route: 'POST consents', who: sub, key, body: told } };
    // A consent counts from its day's beginning, a refusal until its day's end.
    const begins = startOfDay(on, ZONE);
    const earliest = act === 'give' ? begins : Math.min(begins + DAY - 1, clock.now);
    const asked = this.#asked({ person, purpose, act }, key, earliest);
    if (act === 'give') asked.latest = begins + SKEW_MS;
    await this.#insist(asked.heard, async () => {
      asked.last = clock.now;
      const heard = await doors.people.enter({ person, told, sub, ...once });
      asked.last = clock.now;
      return heard;
    });
  }

  /** A program asks whether it may, by id or by address. */
  async #ask({ person, address }: Holder, purpose: string = this.#chance.pick(ASKED)): Promise<void> {
    const { clock, doors, people, personRequests } = this.#world;
    const chance = this.#chance;
    for (let times = chance.between(1, 3); times > 0; times -= 1) {
      await clock.sleep(chance.skewed(100, chance.chance(0.7) ? 10 * MINUTE : DAY));
      const asked = chance.chance(0.5) ? { person, purpose } : { email: address, purpose };
      const lookup = addressHash(SECRETS, address);
      const owner = (): string =>
        'person' in asked ? person : (people.addresses.get(lookup) ?? 'P-00000000000000000000');
      const isOpen = (of: string): boolean => {
        const body = people.profiles.get(of);
        return body !== undefined && hasAccount(body);
      };
      const at = clock.now;
      const before = owner();
      const from = { n: people.consents(before).length, has: isOpen(before), v: people.versions.length };
      let gateway = at;
      const heard = await doors.people.may(asked as Parameters<typeof doors.people.may>[0], (time) => {
        gateway = time;
      });
      if (heard.kind === 'nothing' || !heard.result.ok) continue;
      const after = owner();
      const about = (before === after ? [before] : [before, after]).map((of) => ({
        person: of,
        from: of === before ? from.n : 0,
        to: people.consents(of).length,
        account: [...new Set([of === before ? from.has : false, isOpen(of)])],
      }));
      const answer = heard.result.value;
      const versions = [from.v, people.versions.length] as const;
      personRequests.probes.push({ at, until: clock.now, purpose, answer, gateway, about, versions });
    }
  }

  async #close(of: Holder, token: string): Promise<void> {
    const { person, address } = ownerOf(token, of);
    const { clock, doors, history, mailbox, personRequests } = this.#world;
    const chance = this.#chance;
    const begun = await this.#insist([], () => doors.people.askClosingCode(token));
    if (begun === undefined) return;
    const code = await mailbox.codeOf(address, begun.challenge, 9 * MINUTE);
    if (code === undefined) return;
    const at = clock.now;
    const brought = { challenge: begun.challenge, code };
    const done = await this.#insist([], () => doors.people.close(token, brought), 2);
    if (done === undefined) return;
    const granted = { person, at, cancelled: false };
    personRequests.closings.push(granted);
    if (!chance.chance(0.4)) return;
    const isAsked = (tag: string): boolean =>
      tag.startsWith(`${person}__`) && history.letters.get(tag)?.kind === 'closing-asked';
    const letter = await mailbox.wait(address, isAsked, DAY);
    const link = letter && linkIn(letter, '/me/close/cancel');
    if (link === undefined) return;
    await clock.sleep(chance.skewed(1_000, 80 * HOUR));
    granted.cancelled = true;
    await this.#insist([], () => doors.people.cancelClosing(link));
  }
}

/**
 * Whose account a session is: an address that a restore has freed may have been registered anew since, and who signs in
 * with it is in the account that it has now.
 */
const ownerOf = (token: string, holder: Holder): Holder => ({ ...holder, person: token.split('.')[0] ?? '' });

/** An officer who posts a new text of a consent: those before it are asked again, or not. */
export async function postLater(world: World, documents: readonly DocumentName[] = PURPOSES): Promise<void> {
  const { clock, chance, doors } = world;
  const mine = chance.fork(documents === PURPOSES ? 'posting' : documents.join());
  await clock.sleep(mine.between(HOUR, 12 * DAY));
  const document = mine.pick(documents);
  const posting = {
    ...{
      document,
      change: 'soft' as const,
      askAgain: document !== 'policy' && mine.chance(0.6),
      by: 'staff:anna',
    },
    texts: { ru: `Новый текст ${document}.`, en: `New text of ${document}.` },
  };
  await doors.people.post(posting);
}
