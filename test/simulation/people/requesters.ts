import { substanceOf } from '../../../functions/requests/asked.ts';
import type { IncomingRequest } from '../../../functions/requests/open-request.ts';
import { ASKABLE, type Askable } from '../../../shared/domain/requests/asked.ts';
import { addDays } from '../../../shared/law/dates.ts';
import { localDate } from '../../../shared/law/zones.ts';
import { MANNERS, type Taken } from '../cloud/mail.ts';
import type { Heard } from '../doors.ts';
import type { Prng } from '../prng.ts';
import { STAFF } from '../settings.ts';
import type { World } from '../world.ts';
import { drawnWish, type SentRequest } from './asked.ts';
import type { Holders } from './holders.ts';
import { codeIn, tokenIn } from './mailbox.ts';
import type { Holder } from './registrants.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const ZONE = 'Europe/Moscow';
const GRAVE: ReadonlySet<string> = new Set(['access', 'erasure', 'erasure-unlawful']);
const FIRST: ReadonlySet<string> = new Set(['request-unproven', 'request-code']);

/**
 * People who ask about their data: signed in, as strangers by the form, by somebody who acts for them, on paper; others who
 * give an address that is not theirs; authorities. Who gets a link to what is held uses it, early and late.
 */
export class Requesters {
  readonly #world: World;
  readonly #chance: Prng;
  readonly #holders: Holders;
  readonly #byAddress = new Map<string, Holder>();
  #count = 0;
  #keys = 0;

  constructor(world: World, holders: Holders) {
    this.#world = world;
    this.#chance = world.chance.fork('requesters');
    this.#holders = holders;
  }

  /** What somebody with an account asks, and what others ask about them. */
  async live(holder: Holder): Promise<void> {
    const { clock, faults } = this.#world;
    const chance = this.#chance;
    this.#byAddress.set(holder.address, holder);
    for (let rest = chance.between(1, 3); rest > 0; rest -= 1) {
      await clock.sleep(chance.skewed(MINUTE, 5 * DAY));
      if (!faults.on) return;
      const way = chance.pick(['own', 'own', 'own', 'web', 'imposter', 'representative', 'paper'] as const);
      if (way === 'own') await this.#own(holder);
      else if (way === 'web') await this.#web(holder.address, true);
      else if (way === 'imposter') await this.#web(holder.address, false);
      else if (way === 'representative')
        await this.#web(holder.address, true, `takes+agent${holder.n}@example.org`);
      else await this.#enter('user', holder.address);
    }
  }

  /** Who has no account, and authorities. */
  async come(n: number): Promise<void> {
    const chance = this.#chance;
    const address = `${chance.chance(0.6) ? 'takes' : chance.pick(MANNERS)}+q${n}@example.org`;
    const way = chance.pick(['web', 'imposter', 'paper', 'authority', 'operator'] as const);
    if (way === 'web' || way === 'imposter') await this.#web(address, way === 'web');
    else await this.#enter(way === 'paper' ? 'user' : way, address);
  }

  /** A letter has come: whoever gets a link to what is held uses it. */
  received(message: Taken): void {
    const { history, go } = this.#world;
    if (history.letters.get(message.tag)?.kind === 'request-disclosure') go(this.#fetch(message));
  }

  async #fetch(message: Taken): Promise<void> {
    const { clock, doors, faults, go, requesting } = this.#world;
    const chance = this.#chance;
    const token = /\/exports\/([^\s?]+)/.exec(message.text)?.[1];
    if (token === undefined) return;
    const [reference = ''] = message.tag.split('__');
    const owner = this.#byAddress.get(message.to.join());
    // What they read makes some complain of it: from then on the link is good for nothing.
    if (owner !== undefined && faults.on && chance.chance(0.3)) go(this.#own(owner, ['complaint']));
    for (let times = chance.between(1, 3); times > 0; times -= 1) {
      await clock.sleep(chance.skewed(MINUTE, chance.chance(0.8) ? 5 * DAY : 9 * DAY));
      const at = clock.now;
      const heard = await doors.requests.download(decodeURIComponent(token));
      if (heard.kind === 'nothing') continue;
      const given = heard.result.ok;
      if (!given) faults.note('people: link of an export refused');
      requesting.downloaded({ reference, at, until: clock.now, given });
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
    return this.#chance.chance(0.7) ? `request-${this.#keys}-${'k'.repeat(20)}` : undefined;
  }

  #sent(of: Pick<SentRequest, 'truthful' | 'contact' | 'key'>): SentRequest {
    this.#count += 1;
    const sent = { marker: `#r${this.#count}`, at: this.#world.clock.now, coded: false, heard: [], ...of };
    this.#world.requesting.sent.push(sent);
    return sent;
  }

  /** Sends it until something is heard, perhaps twice at once, and later again with the same key. */
  async #send<T extends { readonly reference: string }>(
    sent: SentRequest,
    once: () => Promise<Heard<T>>,
  ): Promise<T | undefined> {
    const { clock, faults, go } = this.#world;
    const told = async () => {
      const heard = await once();
      sent.heard.push(heard);
      return heard;
    };
    if (sent.key !== undefined && faults.fires('http: request sent twice')) go(told());
    const taken = await this.#insist([], told);
    if (taken !== undefined && sent.key !== undefined && this.#chance.chance(0.15)) {
      faults.note('people: same key again');
      await clock.sleep(this.#chance.skewed(100, 20 * HOUR));
      await told();
    }
    return taken;
  }

  /** In the session: what discloses or destroys takes a fresh code. */
  async #own(holder: Holder, of?: readonly Askable[]): Promise<void> {
    const { clock, doors, faults, mailbox } = this.#world;
    const chance = this.#chance;
    const token = await this.#holders.signIn(holder);
    if (token === undefined) return;
    const key = this.#key();
    const sent = this.#sent({
      truthful: true,
      contact: holder.address,
      ...(key === undefined ? {} : { key }),
    });
    const wish = drawnWish(chance, sent.marker, of);
    let codes = {};
    if (wish.kinds.some((kind) => GRAVE.has(kind))) {
      const asked = await this.#insist([], () => doors.requests.askCodes(token));
      const code = asked && (await mailbox.codeOf(holder.address, asked.challenge, 9 * MINUTE));
      if (asked === undefined || code === undefined) return;
      codes = { challenge: asked.challenge, code };
      if (chance.chance(0.15)) {
        faults.note('people: wrong code');
        const wrong = { ...wish, challenge: asked.challenge, code: '000000' };
        const heard = await doors.requests.own(token, wrong);
        this.#refused(heard, sent.marker);
      }
    }
    const body = { ...wish, ...codes };
    const [who = ''] = token.split('.');
    const once = key === undefined ? undefined : { route: 'POST /me/requests', who, key, body };
    sent.coded = true;
    await this.#send(sent, () => doors.requests.own(token, body, once));
    if (wish.kinds.includes('erasure') && chance.chance(0.3)) {
      await clock.sleep(chance.skewed(HOUR, 80 * HOUR));
      await this.#callOff(holder);
    }
  }

  #refused(heard: Heard<unknown>, marker: string): void {
    const refused = heard.kind === 'nothing' || !heard.result.ok;
    this.#world.checks.hold('proofs', refused, () => `${marker}: a wrong code was taken`);
  }

  /** The link of the letter that says what will be destroyed, and when. */
  async #callOff({ person, address }: Holder): Promise<void> {
    const { doors, faults, history, mailbox } = this.#world;
    const letter = mailbox.find(
      address,
      (tag) => tag.startsWith(`${person}__`) && history.letters.get(tag)?.kind === 'closing-asked',
    );
    const link = letter && tokenIn(letter, '/me/close/cancel', 'token');
    if (link === undefined) return;
    faults.note('people: erasure called off by its owner');
    await this.#insist([], () => doors.people.cancelClosing(link));
  }

  /** By the form: who gives an address that is not theirs has no code; who acts for another has the other's. */
  async #web(about: string, truthful: boolean, agent?: string): Promise<void> {
    const { clock, doors, faults } = this.#world;
    const chance = this.#chance;
    const key = this.#key();
    const sent = this.#sent({ truthful, contact: agent ?? about, ...(key === undefined ? {} : { key }) });
    const wish = drawnWish(chance, sent.marker);
    const request = {
      ...wish,
      about: { name: 'Анна Канарейкина', email: about },
      ...(agent === undefined
        ? { requester: 'user' as const }
        : {
            requester: 'representative' as const,
            representative: {
              name: 'Пётр Поверенный',
              email: agent,
              authority: {
                kind: 'power' as const,
                number: '7',
                issuedOn: addDays(localDate(clock.now, ZONE), -chance.between(0, 370)),
              },
            },
          }),
    };
    const substance = substanceOf(request);
    if (!substance.ok) throw new Error(substance.refusal.code);
    const incoming: IncomingRequest = {
      ...{ substance: substance.value, channel: 'web', actor: 'requester', answerIn: 'ru' },
      network: `192.0.2.${sent.marker.length}/24`,
      marked: chance.chance(0.05),
      ...(key === undefined ? {} : { once: { route: 'POST /requests', key, body: request } }),
    };
    const taken = await this.#send(sent, () => doors.requests.send(incoming));
    if (taken === undefined) return;
    if (truthful) await this.#prove(sent, taken, about);
    else {
      faults.note('people: request by a stranger');
      this.#world.go(this.#guess(taken));
      await this.#disown(taken.reference, about);
    }
  }

  async #letterOf(reference: string, address: string): Promise<Taken | undefined> {
    const { history, mailbox } = this.#world;
    const fits = (tag: string): boolean =>
      tag.startsWith(`${reference}__`) && FIRST.has(history.letters.get(tag)?.kind ?? '');
    return mailbox.wait(address, fits, this.#chance.skewed(5 * MINUTE, DAY));
  }

  /** Brings the code of the letter, or asks for another; early, late, twice, or never. */
  async #prove(
    sent: SentRequest,
    { reference, challenge }: { readonly reference: string; readonly challenge: string },
    address: string,
  ): Promise<void> {
    const { clock, doors, faults } = this.#world;
    const chance = this.#chance;
    for (let round = 0; round < 3; round += 1) {
      if (round > 0) {
        faults.note('people: letter asked for again');
        await this.#insist([], () => doors.requests.newCode({ reference, challenge }));
      }
      const letter = await this.#letterOf(reference, address);
      if (letter === undefined || chance.chance(0.1)) continue;
      await clock.sleep(chance.skewed(1_000, chance.chance(0.8) ? 8 * MINUTE : 12 * DAY));
      // Who reads the letter elsewhere has its own link to the page.
      const held = tokenIn(letter, `/requests/${reference}/proof`, 'challenge') ?? challenge;
      if (chance.chance(0.15)) await this.#wrong(reference, held, chance.between(1, 3));
      const code = codeIn(letter);
      if (code === undefined) continue;
      const key = this.#key();
      const body = { reference, challenge: held, code };
      const once = key === undefined ? {} : { once: { route: 'POST proof', key, body } };
      const heard: Heard<unknown>[] = [];
      sent.coded = true;
      const done = await this.#insist(heard, () =>
        doors.requests.bring({ ...body, language: 'ru', ...once }),
      );
      if (done !== undefined || heard.length > 1) return;
    }
  }

  async #wrong(reference: string, challenge: string, tries: number): Promise<void> {
    const { clock, doors, faults } = this.#world;
    for (let n = 0; n < tries; n += 1) {
      faults.note('people: wrong code');
      const heard = await doors.requests.bring({ reference, challenge, code: '000000', language: 'ru' });
      this.#refused(heard, reference);
      await clock.sleep(this.#chance.skewed(500, MINUTE));
    }
  }

  /** A stranger tries codes, and asks for more. */
  async #guess({
    reference,
    challenge,
  }: {
    readonly reference: string;
    readonly challenge: string;
  }): Promise<void> {
    const { clock, doors } = this.#world;
    const chance = this.#chance;
    for (let rounds = chance.between(0, 2); rounds > 0; rounds -= 1) {
      await clock.sleep(chance.skewed(MINUTE, DAY));
      await this.#wrong(reference, challenge, chance.between(1, 5));
      await doors.requests.newCode({ reference, challenge });
    }
  }

  /** The owner of the address says *not me*, or says nothing. */
  async #disown(reference: string, address: string): Promise<void> {
    const { clock, doors, faults } = this.#world;
    const chance = this.#chance;
    const letter = await this.#letterOf(reference, address);
    const challenge = letter && tokenIn(letter, `/requests/${reference}/not-me`, 'challenge');
    if (challenge === undefined || chance.chance(0.4)) return;
    await clock.sleep(chance.skewed(MINUTE, 12 * DAY));
    faults.note('people: not me');
    for (let times = chance.between(1, 2); times > 0; times -= 1)
      await this.#insist([], () => doors.requests.notMe({ reference, challenge }));
  }

  /** Staff enter what came on paper, at the counter, from an authority, or what the operator has found. */
  async #enter(requester: 'user' | 'authority' | 'operator', address: string): Promise<void> {
    const { clock, doors, faults } = this.#world;
    const chance = this.#chance;
    const key = this.#key();
    const today = localDate(clock.now, ZONE);
    const receivedOn = addDays(today, -chance.skewed(0, 12));
    if (receivedOn < today) faults.note('people: paper of an earlier day');
    const byMail = chance.chance(0.6);
    const party = byMail ? { email: address } : { postalAddress: 'Москва, ул. Примерная, д. 1' };
    const sent = this.#sent({
      truthful: true,
      ...(key === undefined ? {} : { key }),
      ...(byMail && requester === 'user' ? { contact: address } : {}),
      ...(requester === 'authority' ? { contact: 'takes+authority@example.org' } : {}),
    });
    const wish = drawnWish(chance, sent.marker, requester === 'operator' ? ['complaint'] : ASKABLE);
    const seen = requester === 'user' && chance.chance(0.6);
    const body = {
      ...wish,
      ...(requester === 'authority' ? { kinds: [], corrections: [] } : {}),
      ...{ requester, channel: 'paper' as const, receivedOn },
      ...(requester === 'operator' ? {} : { about: { name: 'Анна Канарейкина', ...party } }),
      ...(requester === 'authority'
        ? {
            authority: {
              name: chance.chance(0.7) ? 'Роскомнадзор' : 'Комитет защиты всего',
              letterNumber: '04-7',
              email: 'takes+authority@example.org',
              ...(chance.chance(0.5)
                ? { alleges: chance.pick(['inaccuracy', 'unlawful-use'] as const) }
                : {}),
            },
          }
        : {}),
      ...(seen ? { document: { type: 'паспорт', issuer: 'УВД', issuedOn: '2015-03-02' } } : {}),
    };
    const sub = chance.pick(STAFF);
    const once = key === undefined ? {} : { once: { route: 'POST /staff/requests', who: sub, key, body } };
    await this.#send(sent, () =>
      doors.requests.enter({ body, sub, role: 'officer', language: 'ru', ...once }),
    );
  }
}
