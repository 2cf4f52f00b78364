import type { PersonProof, ProfileBody } from '../domain/registration/person.ts';
import { newSeed } from './codes.ts';
import type { CodeSeed } from './kinds/short.ts';
import {
  checkLink,
  type LinkPurpose,
  type LinkState,
  type LinkVerdict,
  linkToken,
  tokenSubject,
} from './links.ts';
import { isPersonId } from './person-ids.ts';
import type { RandomBytes, Secrets } from './secrets.ts';

/**
 * Links and codes about a person's own record are made of one nonce that stands in the record itself (G15, G16): the link
 * proves the mailbox, the code proves the mailbox to the browser that asked, whose handle is a link of its own purpose.
 */
const linkOf = (person: string, { nonce, generation, until }: PersonProof): LinkState => ({
  id: person,
  nonce,
  generation,
  expires: until,
});

/** What a proof's code is made of; its tries are counted under the person's id and the proof's purpose. */
export const seedOf = (proof: PersonProof): CodeSeed => ({
  nonce: proof.nonce,
  generation: proof.generation,
  keyId: proof.keyId ?? '',
  long: proof.long ?? false,
  until: proof.codeUntil ?? proof.until,
});

/** A new proof, or the next generation of one: every link and code given before is void. @param lifeMs of its link */
export function newProof(
  secrets: Secrets,
  options: { readonly lifeMs: number; readonly long: boolean; readonly before?: PersonProof | undefined },
  random: RandomBytes,
  at: number,
): PersonProof {
  const { lifeMs, long, before } = options;
  const { until: codeUntil, ...seed } = newSeed(secrets, long, random, at, before);
  return { ...seed, codeUntil, until: new Date(at + lifeMs).toISOString() };
}

/** The token of a link about a person's record. */
export const personLinkToken = (
  secrets: Secrets,
  purpose: LinkPurpose,
  person: string,
  proof: PersonProof,
): string => linkToken(secrets, purpose, linkOf(person, proof));

/** The person a token claims to be about; undefined for anything else. Proves nothing. */
export function personOfToken(token: string): string | undefined {
  const id = tokenSubject(token)?.id;
  return id !== undefined && isPersonId(id) ? id : undefined;
}

/** Whether a token is the present one of this proof for this purpose. */
export const checkPersonLink = (
  secrets: Secrets,
  purpose: LinkPurpose,
  token: string,
  person: string,
  proof: PersonProof,
  at: number,
): LinkVerdict => checkLink(secrets, purpose, token, linkOf(person, proof), at);

/** What a handle is made of. */
type Handled = Pick<ProfileBody, 'person' | 'handle' | 'registeredAt'>;

const handleOf = ({ person, handle, registeredAt }: Handled): LinkState => ({
  id: person,
  nonce: handle ?? '',
  generation: 1,
  expires: new Date(Date.parse(registeredAt) + HANDLE_MS).toISOString(),
});
/** A browser keeps its handle for a day; the link in the letter lives as long (G15). */
export const HANDLE_MS = 24 * 3_600_000;

/** The handle of the browser that registered: with it come consents and the code. It stays the same when codes change. */
export const challengeToken = (secrets: Secrets, body: Handled): string =>
  linkToken(secrets, 'registration', handleOf(body));

/** Whether a token is the handle of this registration. */
export const checkChallenge = (
  secrets: Secrets,
  token: string,
  body: ProfileBody,
  at: number,
): LinkVerdict =>
  body.handle === undefined ? 'invalid' : checkLink(secrets, 'registration', token, handleOf(body), at);
