import type { MayView } from '../../../shared/api/consent.ts';
import type { Heard } from '../doors.ts';
import { isLost, type Lost } from '../restore.ts';

/** A form of the registration that somebody sends, with every try and what was heard of it. */
export interface SentRegistration {
  /** A name that only this registration holds. */
  readonly marker: string;
  readonly key?: string;
  readonly at: number;
  readonly heard: Heard<{ readonly challenge: string }>[];
}

/** A proof of an address that somebody brings. */
export interface BroughtProof {
  readonly person: string;
  readonly at: number;
  /** Whether it can be right at all: the present one, in its time, not used yet. */
  readonly good: boolean;
  readonly why: string;
  /** The link proves the address only; the code, in the browser that registered, makes the account. */
  readonly by: 'link' | 'code';
  readonly heard: Heard<unknown>[];
}

/** What the owner of an address that a link has proven makes an account of. */
export interface AskedAccount {
  readonly person: string;
  /** A name that only she types, and only here. */
  readonly name: string;
  readonly at: number;
  readonly heard: Heard<unknown>[];
}

/** A consent given or refused with a registration, before the address is proven. */
export interface KeptChoice {
  readonly person: string;
  readonly purpose: string;
  readonly act: 'give' | 'refuse';
  /** Whether the proof that came with it named this registration. */
  readonly bound: boolean;
  readonly at: number;
  readonly heard: Heard<unknown>[];
}

/** A code to sign in, asked for once, and every time it was brought. */
export interface BroughtCode {
  readonly at: number;
  readonly challenge: string;
  readonly heard: Heard<{ readonly token: string }>[];
}

/** An act on a consent. */
export interface AskedConsent {
  readonly person: string;
  readonly purpose: string;
  readonly act: 'give' | 'refuse' | 'withdraw';
  readonly key?: string;
  /** Instants of the first and of the last try. */
  readonly at: number;
  last: number;
  /** When it counts by whoever acted, at the earliest and at the latest. */
  readonly earliest: number;
  latest: number;
  readonly heard: Heard<{ readonly event: string }>[];
}

/** A question of a program to the check, with what could be seen while it was answered. */
export interface Probe {
  readonly at: number;
  readonly until: number;
  readonly purpose: string;
  readonly answer: MayView;
  /** Gateway's time. */
  readonly gateway: number;
  /** Who it may have been about, and how many events of theirs stood at the beginning and at the end. */
  readonly about: readonly {
    readonly person: string;
    readonly from: number;
    readonly to: number;
    readonly account: readonly boolean[];
  }[];
  readonly versions: readonly [from: number, to: number];
}

/** A closing that was granted. */
export interface GrantedClosing {
  readonly person: string;
  readonly at: number;
  cancelled: boolean;
}

/** All requests about people in a run. */
export class PersonRequests {
  registrations: SentRegistration[] = [];
  proofs: BroughtProof[] = [];
  accounts: AskedAccount[] = [];
  choices: KeptChoice[] = [];
  codes: BroughtCode[] = [];
  consents: AskedConsent[] = [];
  probes: Probe[] = [];
  closings: GrantedClosing[] = [];

  /** Those that no restore has touched. What was given stays: it can only excuse. */
  without(lost: Lost | undefined): PersonRequests {
    const kept = new PersonRequests();
    const stays = ({ at }: { readonly at: number }): boolean => !isLost(lost, at);
    kept.registrations = this.registrations.filter(stays);
    kept.proofs = this.proofs.filter(stays);
    kept.accounts = this.accounts.filter(stays);
    kept.choices = this.choices.filter(stays);
    kept.codes = this.codes.filter(stays);
    kept.consents = this.consents.filter(stays);
    kept.probes = this.probes.filter(stays);
    kept.closings = this.closings.filter(stays);
    return kept;
  }
}
