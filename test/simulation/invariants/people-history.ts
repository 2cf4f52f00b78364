import { firstLetterId, firstLetterOf } from '../../../shared/domain/registration/first-letter.ts';
import { hasAccount, type ProfileBody } from '../../../shared/domain/registration/person.ts';
import { documentKind } from '../../../shared/records/kinds/documents.ts';
import type { EventBody } from '../../../shared/records/kinds/ledger.ts';
import { addressKind, profileKind } from '../../../shared/records/kinds/people.ts';
import type { Change } from '../../../shared/records/memory.ts';
import { consentChain } from '../../../shared/records/person-ids.ts';
import type { Checks } from './checks.ts';
import type { History } from './history.ts';
import type { KnownVersion } from './slow-may.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Clocks go wrong by five minutes on either side, a request takes some seconds. */
export const SKEW_MS = 11 * MINUTE;
/** How late a term may be kept while faults go on, and when they are over. */
const LATE_IN_TROUBLE_MS = 12 * HOUR;
const LATE_IN_PEACE_MS = HOUR;
const UNCONFIRMED_MS = 7 * DAY;
/** A closing is put off while its last letter cannot leave: paused, turned away, unknown for hours. */
const LAST_LETTER_MS = 5 * DAY;

/** What was recorded about people, looked at change by change. */
export class PeopleHistory {
  /** Everybody who is there now. */
  readonly profiles = new Map<string, ProfileBody>();
  /** Everybody as first recorded: whose registration it was is told by the sealed name. */
  readonly born = new Map<string, ProfileBody>();
  /** Who has an address, by its look-up hash. */
  readonly addresses = new Map<string, string>();
  readonly versions: KnownVersion[] = [];
  /** The generation of the link that each first letter carries. */
  readonly links = new Map<string, number>();
  /** First letters whose place in the record another one, or nobody, has taken. */
  readonly replaced = new Set<string>();
  peace = Number.POSITIVE_INFINITY;
  readonly #checks: Checks;
  readonly #history: History;

  constructor(checks: Checks, history: History) {
    this.#checks = checks;
    this.#history = history;
  }

  /** Events of somebody's consents. */
  consents(person: string): readonly EventBody[] {
    return this.#history.chains.get(consentChain(person)) ?? [];
  }

  /** All of it as it is now, to come back to. */
  backup(): () => void {
    const maps = [this.profiles, this.born, this.addresses] as const;
    const kept = maps.map((map) => new Map<string, unknown>(map));
    const versions = [...this.versions];
    return () => {
      maps.forEach((map: Map<string, unknown>, i) => {
        map.clear();
        for (const [key, value] of kept[i] ?? []) map.set(key, value);
      });
      this.versions.splice(0, Number.POSITIVE_INFINITY, ...versions);
    };
  }

  see(changes: readonly Change[], now: number): void {
    for (const change of changes) {
      const kind = change.after?.kind ?? change.before?.kind;
      if (kind === addressKind.name) this.#address(change);
      else if (kind === documentKind.name && change.after !== undefined)
        this.versions.push(change.after.body as unknown as KnownVersion);
    }
    // Addresses of the same commit are known by then.
    for (const change of changes)
      if ((change.after?.kind ?? change.before?.kind) === profileKind.name) this.#profile(change, now);
  }

  #address({ key, after }: Change): void {
    const lookup = key.pk.slice('ADDRESS#'.length);
    if (after === undefined) this.addresses.delete(lookup);
    else this.addresses.set(lookup, String(after.body['person']));
  }

  #profile({ before, after }: Change, now: number): void {
    const was = before && (before.body as unknown as ProfileBody);
    const is = after && (after.body as unknown as ProfileBody);
    const person = (is ?? was)?.person ?? '';
    if (is === undefined) {
      this.profiles.delete(person);
      if (was !== undefined) this.#gone(was, now);
    } else {
      this.profiles.set(person, is);
      if (was === undefined) this.born.set(person, is);
      if (was?.state === 'unconfirmed' && is.state !== 'unconfirmed') this.#proven(was, is, now);
      if (was !== undefined && !hasAccount(was) && hasAccount(is)) this.#madeAccount(was, is);
    }
    this.#firstLetter(was, is);
  }

  #firstLetter(was: ProfileBody | undefined, is: ProfileBody | undefined): void {
    const letter = is && firstLetterOf(is);
    if (letter !== undefined) {
      const tag = `${is?.person}__${letter.id}`;
      this.#history.letters.set(tag, letter);
      this.links.set(tag, is?.confirm?.generation ?? 0);
    }
    if (was?.letter !== undefined && was.letter.n !== is?.letter?.n)
      this.replaced.add(`${was.person}__${firstLetterId(was.letter)}`);
  }

  /** R2, R3: in its time, and nobody else has the address. */
  #proven(was: ProfileBody, is: ProfileBody, now: number): void {
    const until = Date.parse(was.confirm?.until ?? '');
    this.#checks.hold(
      'proofs',
      now < until + SKEW_MS,
      () => `${is.person} was confirmed at ${iso(now)}, its link ended at ${was.confirm?.until}`,
    );
    const others = [...this.profiles.values()].filter(
      ({ person, state, lookup }) => person !== is.person && state !== 'unconfirmed' && lookup === is.lookup,
    );
    this.#checks.hold(
      'accounts',
      others.length === 0 && was.known !== true,
      () => `${is.person} has the address of ${others.map(({ person }) => person).join()}`,
    );
    const told = this.#eventsOf(is.person, is.state === 'proved' ? 'address-proved' : 'confirmed');
    this.#checks.hold(
      'accounts',
      told === 1 && this.addresses.get(is.lookup) === is.person,
      () => `${is.person} is ${is.state}: ${told} events, address of ${this.addresses.get(is.lookup)}`,
    );
    this.#checks.hold('accounts', is.choices === undefined, () => `${is.person}: choices are left over`);
  }

  /** R1: once; and whose address only the link has proven has typed all of it anew. */
  #madeAccount(was: ProfileBody, is: ProfileBody): void {
    const told = this.#eventsOf(is.person, 'confirmed');
    this.#checks.hold('accounts', told === 1, () => `${is.person}: ${told} accounts`);
    this.#checks.hold(
      'accounts',
      was.state !== 'proved' || !Buffer.from(was.sealed).equals(is.sealed),
      () => `${is.person}: what was typed before the link stands in the account`,
    );
  }

  #eventsOf(person: string, type: string): number {
    return (this.#history.chains.get(person) ?? []).filter((event) => event.type === type).length;
  }

  /** R2, R7: not before its time, and with its event. */
  #gone(was: ProfileBody, now: number): void {
    const due = !hasAccount(was)
      ? Date.parse(was.registeredAt) + UNCONFIRMED_MS
      : Date.parse(was.closing?.due ?? '');
    this.#checks.hold(
      'destroyed',
      now >= due - SKEW_MS,
      () => `${was.person} (${was.state}) was destroyed at ${iso(now)}, due ${iso(due)}`,
    );
    const last = this.#history.chains.get(was.person)?.at(-1);
    this.#checks.hold(
      'destroyed',
      last?.type === 'destroyed',
      () => `${was.person} is gone, its chain ends with ${last?.type}`,
    );
  }

  /** Terms that have passed: nobody is left over. */
  check(now: number): void {
    const troubled = now < this.peace + LATE_IN_TROUBLE_MS;
    for (const { person, state, registeredAt, closing } of this.profiles.values()) {
      const due = !hasAccount({ state })
        ? Date.parse(registeredAt) + UNCONFIRMED_MS
        : state === 'closing'
          ? Date.parse(closing?.due ?? '') + LAST_LETTER_MS
          : Number.POSITIVE_INFINITY;
      const late = now - (troubled ? due : Math.max(due, this.peace));
      this.#checks.hold(
        'destroyed',
        late <= (troubled ? LATE_IN_TROUBLE_MS : LATE_IN_PEACE_MS),
        () => `${person} is ${state} at ${iso(now)}, due ${iso(due)}`,
      );
    }
  }
}

const iso = (ms: number): string => (Number.isFinite(ms) ? new Date(ms).toISOString() : String(ms));
