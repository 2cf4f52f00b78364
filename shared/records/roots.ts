import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical.ts';
import { compactJws, type JwsType, readJws, signatureFault, signatureOf } from './compact-jws.ts';
import { bodyIn, putNew, storedOf } from './kinds/kind.ts';
import { ROOTS, type RootBody, rootBody, rootKind } from './kinds/ledger.ts';
import type { Records, Write } from './port.ts';
import type { Secrets } from './secrets.ts';
import type { PublicKey } from './signing-keys.ts';
import { allOf } from './walk.ts';

/**
 * Daily roots of the ledger (A1). The root of a day is the fold of the root before and the heads of the chains that grew on
 * that day: so each covers everything up to its day, and is made from that day alone. It is signed with an Ed25519 key and
 * leaves the account as a compact JWS, which anybody verifies with the published keys.
 */

/** As what roots are signed: nothing else is, with these keys. */
const ROOT: JwsType = { purpose: 'root', type: 'ledger-root+jws' };

/** What a root signs. */
export type SignedRoot = Omit<RootBody, 'key' | 'signature'>;

const bare = ({ day, at, chains, heads, pages, previous }: SignedRoot): SignedRoot => ({
  ...{ day, at, chains, heads, pages: [...pages] },
  ...(previous === undefined ? {} : { previous }),
});

/** The value of a root (hex): the hash of what it signs, the value of the root before among it. */
export const rootValue = (root: SignedRoot): string =>
  createHash('sha256')
    .update(canonicalJson(bare(root)))
    .digest('hex');

/** Signs a root with the current key; the same content gives the same signature. */
export function signRoot(secrets: Secrets, root: SignedRoot): RootBody {
  const subkey = secrets.current('root');
  return {
    ...bare(root),
    pages: [...root.pages],
    key: subkey.id,
    signature: signatureOf(ROOT, subkey, bare(root)),
  };
}

/** A signed root as a compact JWS (RFC 7515): what its letter carries. */
export const rootJws = (root: RootBody): string => compactJws(ROOT, root.key, bare(root), root.signature);

/** The root that a compact JWS signs, where one of the keys signed it; else what is wrong with it. */
export function verifyRoot(
  jws: string,
  keys: readonly PublicKey[],
): { readonly ok: true; readonly root: RootBody } | { readonly ok: false; readonly why: string } {
  const root = rootOf(jws);
  if (root === undefined) return { ok: false, why: 'is no signed root' };
  const why = signatureFault(ROOT, { ...root, content: bare(root) }, keys);
  return why === undefined ? { ok: true, root } : { ok: false, why };
}

/** What a text says that has the form of a signed root – whoever wrote it. Only the form that we write is taken. */
function rootOf(jws: string): RootBody | undefined {
  const read = readJws(ROOT, jws);
  const { key, signature } = read ?? {};
  const root = rootBody.safeParse({ ...(read?.content as object), key, signature }).data;
  return root !== undefined && rootJws(root) === jws ? root : undefined;
}

/** What is wrong with a root's place after `before`; undefined when it follows. */
export function orderFault(before: RootBody | undefined, root: RootBody): string | undefined {
  const { previous } = root;
  return previous?.day === before?.day && previous?.root === (before && rootValue(before))
    ? undefined
    : 'does not follow the root before it';
}

/** Puts a root; refused when the day has one. */
export const rootWrite = (root: RootBody): Write => putNew(rootKind, root.day, root);

/** The newest root, or undefined before the first. */
export async function newestRoot(records: Records): Promise<RootBody | undefined> {
  const [newest] = (await records.query('ledger', ROOTS, { newestFirst: true, limit: 1 })).items;
  return newest && storedOf(rootKind, newest).body;
}

/** All roots, oldest first – a few hundred bytes a day –, and the days of those that cannot be read. */
export async function allRoots(
  records: Records,
): Promise<{ readonly roots: readonly RootBody[]; readonly broken: readonly string[] }> {
  const roots: RootBody[] = [];
  const broken: string[] = [];
  for (const item of await allOf(records, 'ledger', ROOTS)) {
    const root = bodyIn(rootKind, item);
    if (root !== undefined && rootKind.key(root.day).sk === item.sk) roots.push(root);
    else broken.push(item.sk.slice(rootKind.key('').sk.length));
  }
  return { roots, broken };
}
