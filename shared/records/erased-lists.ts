import * as z from 'zod/mini';
import { compactJws, type JwsType, readJws, signatureFault, signatureOf } from './compact-jws.ts';
import { ERASED_LISTS, type ErasedListBody, erasedKind, erasedListKind } from './kinds/erased.ts';
import { keyFor, putNew, type Stored, storedOf } from './kinds/kind.ts';
import type { Records, Write } from './port.ts';
import type { Secrets } from './secrets.ts';
import type { PublicKey } from './signing-keys.ts';

/**
 * Daily lists of whose data were destroyed (S8). They leave the account beside the roots of the ledger, as compact JWS signed
 * with keys of their own: a copy from before an erasure brings back the ledger too, which knows nothing of it then.
 */

const LIST = { purpose: 'erased', type: 'erased-list+jws' } as const satisfies JwsType;

const DAY_MS = 86_400_000;

/** A part of the list of a day, as it is signed. */
const listPart = z.strictObject({
  /** Deployment whose records they were. */
  deployment: z.string(),
  /** Day of UTC. */
  day: z.string(),
  /** When it was closed, ISO instant: a restored ledger closes a day anew, and that is another list. */
  closed: z.string(),
  /** From 1; `last`: there is no other after it. */
  part: z.int().check(z.minimum(1)),
  last: z.boolean(),
  /** Random ids; they say nothing. */
  ids: z.array(z.string().check(z.regex(/^[\w-]{1,100}$/))),
  /** Of those of whom a legal hold kept something back: by which rules of retention. */
  held: z.optional(z.record(z.string(), z.array(z.string()))),
});
export type ListPart = z.infer<typeof listPart>;

/** Who was destroyed, and what a hold kept back of them. */
export interface Destroyed {
  readonly person: string;
  /** The act that tells of it. */
  readonly act: string;
  /** Rules of retention. */
  readonly held?: readonly string[];
}

/**
 * The writes that put somebody on the list of the day on which they were destroyed. They demand that it is not closed: what
 * comes too late for a list is decided anew, on the day after.
 * @param at epoch ms; @param days so long do backups hold what is destroyed
 */
export function listedWrites(
  { person, act, held = [] }: Destroyed,
  at: number,
  days: number,
): readonly Write[] {
  const iso = new Date(at).toISOString();
  const day = iso.slice(0, 10);
  const until = new Date(at + days * DAY_MS).toISOString();
  return [
    putNew(
      erasedKind,
      { day, person, act },
      { person, at: iso, until, ...(held.length === 0 ? {} : { held: [...held] }) },
      { todo: { group: 'erasure', why: 'lapse', at: until } },
    ),
    { op: 'check-absent', key: keyFor(erasedListKind, day) },
  ];
}

/** Closes the list of a day; refused when it is closed. It lapses with its entries, which are a day younger at the most. */
export function closingWrite(day: string, at: number, days: number): Write {
  const until = new Date(at + days * DAY_MS).toISOString();
  return putNew(
    erasedListKind,
    day,
    { day, at: new Date(at).toISOString(), until },
    { todo: { group: 'erasure', why: 'lapse', at: until } },
  );
}

/** The newest list that was closed, or undefined before the first. */
export async function newestList(records: Records): Promise<Stored<ErasedListBody> | undefined> {
  const [newest] = (await records.query('people', ERASED_LISTS, { newestFirst: true, limit: 1 })).items;
  return newest && storedOf(erasedListKind, newest);
}

/** A part of a list, signed with the current key: the same content gives the same text. */
export function signList(secrets: Secrets, part: ListPart): { readonly jws: string; readonly keyId: string } {
  const subkey = secrets.current(LIST.purpose);
  return { jws: compactJws(LIST, subkey.id, part, signatureOf(LIST, subkey, part)), keyId: subkey.id };
}

/** The part of a list that a compact JWS signs, where one of the keys signed it; else what is wrong with it. */
export function verifyList(
  jws: string,
  keys: readonly PublicKey[],
): { readonly ok: true; readonly list: ListPart } | { readonly ok: false; readonly why: string } {
  const read = readJws(LIST, jws);
  const list = read && listPart.safeParse(read.content).data;
  // Only the form that we write is taken.
  if (read === undefined || list === undefined || compactJws(LIST, read.key, list, read.signature) !== jws)
    return { ok: false, why: 'is no signed list' };
  const why = signatureFault(LIST, { ...read, content: list }, keys);
  return why === undefined ? { ok: true, list } : { ok: false, why };
}
