import type { ClaimRequest } from '../../../shared/api/claims.ts';
import { addDays } from '../../../shared/law/dates.ts';
import { localDate } from '../../../shared/law/zones.ts';
import { MANNERS, type Taken } from '../cloud/mail.ts';
import type { Heard } from '../doors.ts';
import type { SentClaim } from '../invariants/requests.ts';
import type { Prng } from '../prng.ts';
import type { World } from '../world.ts';

const DAY = 86_400_000;

/** People who send claims, from the web or on paper, and sometimes withdraw them. */
export class Claimants {
  readonly #world: World;
  readonly #chance: Prng;
  readonly #letters = new Map<string, Taken[]>();
  #count = 0;

  constructor(world: World) {
    this.#world = world;
    this.#chance = world.chance.fork('claimants');
  }

  /** A letter has come. */
  received(message: Taken): void {
    for (const address of message.to)
      this.#letters.set(address, [...(this.#letters.get(address) ?? []), message]);
  }

  /** Somebody sends a claim, and again until it is answered. */
  async send(crowd: boolean, robot = false): Promise<void> {
    const { clock, doors, faults, requests } = this.#world;
    const chance = this.#chance;
    this.#count += 1;
    const n = this.#count;
    const paper = !crowd && !robot && chance.chance(0.2);
    const address = crowd
      ? 'takes+crowd@example.org'
      : `${chance.chance(0.5) ? 'takes' : chance.pick(MANNERS)}+c${n}@example.org`;
    const request = this.#request(`#${n}`, chance.chance(paper ? 0.4 : 0.9) || crowd ? address : undefined);
    const key = chance.chance(0.8) ? `claim-${n}-${'k'.repeat(20)}` : undefined;
    const route = paper ? 'POST /staff/claims' : 'POST /claims';
    const today = localDate(clock.now, 'Europe/Moscow');
    const incoming = {
      request,
      by: paper ? (`staff:anna.paper${n}` as const) : ('requester' as const),
      marked: robot || (!paper && chance.chance(0.1)),
      language: 'ru' as const,
      ...(paper
        ? { receivedOn: addDays(today, -chance.skewed(0, 40)) }
        : { network: robot ? '198.51.100.0/24' : `192.0.2.${n % 3}/24` }),
      ...(key === undefined ? {} : { once: { route, key, body: request } }),
    };
    const sent: SentClaim = {
      marker: `#${n}`,
      at: clock.now,
      heard: [],
      ...(key === undefined ? {} : { key }),
    };
    requests.claims.push(sent);
    const once = async (): Promise<Heard<{ readonly reference: string; readonly statusUrl: string }>> => {
      const heard = await doors.claim(incoming);
      sent.heard.push(heard);
      return heard;
    };
    if (faults.fires('http: request sent twice')) this.#world.go(once());
    for (let tries = 0; tries < 6; tries += 1) {
      const heard = await once();
      if (heard.kind === 'answer') {
        if (!heard.result.ok) return;
        const { reference, statusUrl } = heard.result.value;
        if (key !== undefined) this.#world.go(this.#again(once, incoming, key));
        if (chance.chance(0.15))
          this.#world.go(
            this.#withdraw(reference, new URL(statusUrl).searchParams.get('key') ?? '', address),
          );
        return;
      }
      await clock.sleep(chance.skewed(1_000, 600_000));
    }
  }

  #request(marker: string, email: string | undefined): ClaimRequest {
    return {
      claimant: {
        name: 'Иван Петров',
        ...(email === undefined ? { postalAddress: 'Москва, ул. Примерная, д. 1' } : { email }),
      },
      facts: `${marker} Карта не читается терминалом.`,
      demand: 'Верните деньги.',
      language: 'ru',
    };
  }

  /** The same key later: the same answer; with another body: none. */
  async #again(
    once: () => Promise<unknown>,
    incoming: Parameters<World['doors']['claim']>[0],
    key: string,
  ): Promise<void> {
    const { clock, doors, faults, requests } = this.#world;
    if (this.#chance.chance(0.4)) {
      await clock.sleep(this.#chance.skewed(100, DAY * 0.9));
      faults.note('people: same key again');
      await once();
    }
    if (this.#chance.chance(0.15)) {
      faults.note('people: same key, other body');
      const request = { ...incoming.request, demand: 'Другое.' };
      const route = incoming.once?.route ?? '';
      requests.mismatches.push(
        await doors.claim({ ...incoming, request, once: { route, key, body: request } }),
      );
    }
  }

  /** Asks for a code, waits for its letter and brings it – perhaps a wrong one first. */
  async #withdraw(reference: string, link: string, address: string): Promise<void> {
    const { clock, doors, requests } = this.#world;
    const chance = this.#chance;
    await clock.sleep(chance.skewed(1_000, 20 * DAY));
    const asked = { reference, key: link };
    const withdrawal = { reference, at: clock.now, heard: [] as Heard<unknown>[] };
    requests.withdrawals.push(withdrawal);
    const first = await doors.withdraw(asked);
    if (first.kind === 'nothing' || !first.result.ok || first.result.value.kind !== 'asked') return;
    const { challenge } = first.result.value;
    for (let minute = 0; minute < 12; minute += 1) {
      await clock.sleep(60_000);
      const code = this.#codeFor(reference, address);
      if (code === undefined) continue;
      if (chance.chance(0.3))
        withdrawal.heard.push(await doors.withdraw({ ...asked, challenge, code: '000000' }));
      for (let tries = 0; tries < 2; tries += 1) {
        const heard = await doors.withdraw({ ...asked, challenge, code });
        withdrawal.heard.push(heard);
        if (heard.kind === 'answer') return;
      }
      return;
    }
  }

  #codeFor(reference: string, address: string): string | undefined {
    const { history } = this.#world;
    const letters = this.#letters.get(address) ?? [];
    const letter = letters.findLast(
      ({ tag }) =>
        tag.startsWith(`${reference}__`) && history.letters.get(tag)?.kind === 'claim-withdrawal-code',
    );
    return letter && /\b\d{6}\b/.exec(letter.text)?.[0];
  }
}
