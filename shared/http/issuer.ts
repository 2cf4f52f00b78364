import type { JWTVerifyGetKey } from 'jose';

/** What we use of an issuer's discovery document. */
export interface Issuer {
  readonly issuer: string;
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
  readonly jwks_uri: string;
  /** Where the issuer ends its own session (RP-Initiated Logout), if it offers that. */
  readonly end_session_endpoint?: string;
}

/**
 * The issuer's addresses and keys, found by discovery and kept per instance of the function for ten minutes of the
 * requests' own time. `jku` and `x5u` of a token are never followed.
 */
export interface KeySets {
  issuer(at: number): Promise<Issuer>;
  /** Keys to verify with; `again` asks for a newer set because a key was unknown. */
  keys(at: number, again?: boolean): Promise<JWTVerifyGetKey>;
}
