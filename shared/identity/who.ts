import type { Role } from '../api/spec.ts';

/** The member of staff or program that asks. */
export interface Staff {
  /** OIDC subject. */
  readonly sub: string;
  readonly role: Role;
  readonly name?: string;
  readonly email?: string;
  readonly via: 'bearer' | 'session';
}

/** A person who is signed in. */
export interface Person {
  readonly id: string;
  /** Id of the session. */
  readonly sid: string;
}
