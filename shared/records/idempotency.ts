import { accept, type Result, refuse } from '../domain/result.ts';
import { canonicalJson } from './canonical.ts';
import type { LedgerDeps } from './deps.ts';
import { keyFor, putNew, read } from './kinds/kind.ts';
import { type IdempotencyBody, idempotencyKind } from './kinds/short.ts';
import type { Records, Write } from './port.ts';
import { hashMatches, keyedHash, keyedHashes, type Secrets } from './secrets.ts';

/** One request with its idempotency key (G3). */
export interface IdempotentRequest {
  /** Route as data names it, e.g. `POST /claims`. */
  readonly route: string;
  /** Session or staff id; absent for a caller with neither, who is known by the key alone. */
  readonly who?: string;
  /** 22–128 visible ASCII characters, as {@link isIdempotencyKey} says. */
  readonly key: string;
  /** The request's fields as parsed, without the key and the form's own fields. */
  readonly body: unknown;
}

/** What the first answer is rebuilt from. */
export type FirstAnswer = IdempotencyBody['answer'];

export type Seen =
  | { readonly kind: 'first' }
  | { readonly kind: 'replay'; readonly answer: FirstAnswer }
  /** Same key, other body: 422. */
  | { readonly kind: 'mismatch' };

/** A key lives a day at least (G3); two, so that no clock can cut it short. */
const LIFE_SECONDS = 48 * 3600;

/** Whether a text can be a key: 22–128 visible ASCII characters (a UUID is taken). */
export const isIdempotencyKey = (text: string): boolean => /^[\x21-\x7e]{22,128}$/.test(text);

const scopeOf = ({ route, who, key }: IdempotentRequest): readonly string[] => [route, who ?? '', key];

/** Whether this request was answered before. Also under retired keys, so that a rotation forgets no answer. */
export async function seenBefore(
  records: Records,
  secrets: Secrets,
  request: IdempotentRequest,
  at: number,
): Promise<Seen> {
  for (const hash of keyedHashes(secrets, 'idempotency', ...scopeOf(request))) {
    const stored = await read(records, idempotencyKind, hash, at);
    if (stored === undefined) continue;
    const same = hashMatches(secrets, 'idempotency', stored.body.request, ...bodyParts(request));
    return same ? { kind: 'replay', answer: stored.body.answer } : { kind: 'mismatch' };
  }
  return { kind: 'first' };
}

/**
 * The first answer to this key, the refusal `idempotency-mismatch` for another body, or undefined: nobody has used the
 * key yet, or the request brings none (G3).
 */
export async function answeredBefore(
  once: IdempotentRequest | undefined,
  at: number,
  { records, secrets }: LedgerDeps,
): Promise<Result<FirstAnswer> | undefined> {
  if (once === undefined) return undefined;
  const seen = await seenBefore(records, secrets, once, at);
  if (seen.kind === 'first') return undefined;
  return seen.kind === 'mismatch' ? refuse('idempotency-mismatch') : accept(seen.answer);
}

/** As {@link answeredBefore}, with the answer as it was told then. */
export async function toldBefore<T>(
  once: IdempotentRequest | undefined,
  at: number,
  deps: LedgerDeps,
  told: (answer: FirstAnswer) => T,
): Promise<Result<T> | undefined> {
  const before = await answeredBefore(once, at, deps);
  return before?.ok ? accept(told(before.value)) : before;
}

/**
 * Does what a request asks for, once (G3): its key finds the answer of the first time, also of one that was given while
 * this one was on its way. `act` writes the key in its own commit.
 * @param told the answer, of what the key keeps
 */
export async function doneOnce<T>(
  once: IdempotentRequest | undefined,
  at: number,
  deps: LedgerDeps,
  told: (answer: FirstAnswer) => T,
  act: () => Promise<Result<T>>,
): Promise<Result<T>> {
  const answered = () => toldBefore(once, at, deps, told);
  const before = await answered();
  if (before !== undefined) return before;
  const done = await act();
  return done.ok ? done : ((await answered()) ?? done);
}

const bodyParts = (request: IdempotentRequest): readonly string[] => [
  'body',
  ...scopeOf(request),
  canonicalJson(request.body),
];

/**
 * The writes that use up the key of a request, where it brings one: see {@link useKey}. It is unused under every other key
 * of the program too: while a rotation comes to be known, the same request twice at once may meet two current keys.
 */
export function keyWrites(
  secrets: Secrets,
  once: IdempotentRequest | undefined,
  answer: FirstAnswer,
  at: number,
): readonly Write[] {
  if (once === undefined) return [];
  const [, ...others] = keyedHashes(secrets, 'idempotency', ...scopeOf(once));
  const unused = others.map(
    (hash): Write => ({ op: 'check-absent', key: keyFor(idempotencyKind, hash), at }),
  );
  return [useKey(secrets, once, answer, at), ...unused];
}

/**
 * Uses the key up: one write of the transaction that does what was asked, so that a refused request leaves its key
 * unused. If this write is refused, the same request is being answered elsewhere: ask {@link seenBefore} again.
 */
export function useKey(secrets: Secrets, request: IdempotentRequest, answer: FirstAnswer, at: number): Write {
  const put = putNew(
    idempotencyKind,
    keyedHash(secrets, 'idempotency', ...scopeOf(request)),
    { request: keyedHash(secrets, 'idempotency', ...bodyParts(request)), answer },
    { expires: Math.floor(at / 1000) + LIFE_SECONDS },
  );
  return put.op === 'put-absent' ? { ...put, at } : put;
}
