import { proofEnds } from '../domain/requests/proof-window.ts';
import { provenBy } from '../domain/requests/proving.ts';
import type { RequestBody } from '../domain/requests/standing.ts';
import {
  type Checked,
  CODE_MS,
  checkCode,
  codeWhileTries,
  needsLongCode,
  newSeed,
  type PosedLetter,
  shareCode,
  sharedCode,
} from './codes.ts';
import type { LedgerDeps } from './deps.ts';
import type { CodeSeed } from './kinds/short.ts';
import { checkLink, linkToken } from './links.ts';
import type { Write } from './port.ts';
import type { RandomBytes, Secrets } from './secrets.ts';

/** What a code of a request proves. */
const PURPOSE = 'request-proof';

/** A code as the request's own record holds it. */
type StandingCode = NonNullable<RequestBody['own']['proof']['code']>;

const linkOf = ({ link, reference }: RequestBody): NonNullable<RequestBody['link']> => {
  if (link === undefined) throw new Error(`a request without its link: ${reference}`);
  return link;
};

/** What the browser that sent a request keeps: with it, or with the case's link, the code may be brought (G16). */
export const proofChallenge = (secrets: Secrets, body: RequestBody): string =>
  linkToken(secrets, 'proof', linkOf(body));

/** Token of the page that says *not me* (S4). */
export const notMeToken = (secrets: Secrets, body: RequestBody): string =>
  linkToken(secrets, 'not-me', linkOf(body));

/** Whether it is the present token of that use; the days of the proof are told by name, not by a link that opens nothing. */
export const isProofToken = (
  secrets: Secrets,
  use: 'proof' | 'not-me' | 'status',
  token: string,
  body: RequestBody,
  at: number,
): boolean => body.link !== undefined && checkLink(secrets, use, token, body.link, at) === 'valid';

/** The first code of a request: of the case's own link and the program's key, so that neither alone gives it away. */
export function firstCode(secrets: Secrets, long: boolean, at: number): StandingCode {
  return {
    generation: 1,
    keyId: secrets.current('code').id,
    until: new Date(at + CODE_MS).toISOString(),
    ...(long ? { long } : {}),
  };
}

const seedOf = (body: RequestBody, { generation, keyId, until, long, used }: StandingCode): CodeSeed => ({
  nonce: linkOf(body).nonce,
  generation,
  keyId,
  until,
  long: long ?? false,
  ...(used === undefined ? {} : { used }),
});

/** The code that a letter carries, while it can still be right; undefined where there is none any more. */
export async function proofCodeFor(
  deps: LedgerDeps,
  body: RequestBody,
  at: number,
  generation = 1,
): Promise<{ readonly code: string; readonly minutes: number } | undefined> {
  const { code, state, handed } = body.own.proof;
  if (code?.generation !== generation || code.shared === true || state !== 'unproven' || handed === true)
    return undefined;
  const found = await codeWhileTries(deps, body.reference, seedOf(body, code), at);
  return found === undefined ? undefined : { code: found, minutes: CODE_MS / 60_000 };
}

/** A new code of a request, with what is written for it and what its letter carries. */
export interface NextCode {
  readonly code: StandingCode;
  readonly writes: readonly Write[];
  readonly letter?: NonNullable<PosedLetter['letter']>;
}

/**
 * The next code: the one before is void, the tries stay used (G16). Above the address's number of a day it is the long one
 * that all who ask for that address share, about a letter an hour.
 * @param within whether the address is within its number
 */
export async function nextCode(
  deps: LedgerDeps,
  body: RequestBody,
  { address, within }: { readonly address: string; readonly within: boolean },
  random: RandomBytes,
  at: number,
): Promise<NextCode> {
  const generation = (body.own.proof.code?.generation ?? 0) + 1;
  if (within) {
    const long = await needsLongCode(deps.records, address, at);
    const { keyId, until } = newSeed(deps.secrets, long, random, at);
    const code = { generation, keyId, until, ...(long ? { long: true as const } : {}) };
    return { code, writes: [], letter: { challenge: body.reference, generation } };
  }
  const about = { purpose: PURPOSE, about: PURPOSE, address };
  const { seed, writes, letter } = await shareCode(deps, about, random, at);
  const code = { generation, keyId: seed.keyId, until: seed.until, long: true, shared: true } as const;
  return { code, writes, ...(letter === undefined ? {} : { letter }) };
}

/** What a try brought; `use`: what uses a shared code up, to be written with what it proves. */
export type ProofTried = { readonly checked: Checked; readonly use: readonly Write[] };

/** Tries the code of a request. Its five tries are remembered for as long as it can be proven (G16). */
export async function tryProof(
  deps: LedgerDeps,
  body: RequestBody,
  { address, code }: { readonly address: string; readonly code: string },
  at: number,
): Promise<ProofTried> {
  const standing = body.own.proof.code;
  const gone: ProofTried = { checked: { kind: 'expired' }, use: [] };
  if (standing === undefined || provenBy(body) === undefined) return gone;
  const tries = { id: body.reference, address, until: Date.parse(proofEnds(body)) };
  if (standing.shared !== true) {
    const held = { ...tries, seed: seedOf(body, standing) };
    return { checked: await checkCode(deps, held, code, at), use: [] };
  }
  const shared = await sharedCode(deps, { purpose: PURPOSE, address }, at);
  if (shared === undefined) return gone;
  const held = { ...tries, seed: shared.seed, made: shared.id };
  return { checked: await checkCode(deps, held, code, at), use: [shared.use] };
}
