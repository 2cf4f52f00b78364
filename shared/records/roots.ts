import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { canonicalJson } from './canonical.ts';
import { putNew, read, type Stored, storedOf } from './kinds/kind.ts';
import { headsKind, ROOTS, type RootBody, rootKind } from './kinds/ledger.ts';
import type { Head } from './ledger.ts';
import type { Records, Write } from './port.ts';
import { macOf, type Secrets, sameText } from './secrets.ts';

/** Heads in one page: deflated well under the 400 KB of an item. */
const HEADS_PER_PAGE = 5000;
const MOST_UNPACKED = 8 * 1024 * 1024;

const lineOf = ({ subject, n, mac }: Head): string => `${subject} ${n} ${mac}`;

/** Sorted lines `subject n mac` of all heads: what a root signs. */
export const headLines = (heads: Iterable<Head>): readonly string[] => Array.from(heads, lineOf).sort();

const digestOf = (lines: readonly string[]): string =>
  createHash('sha256').update(lines.join('\n')).digest('hex');

function signature(key: Uint8Array, root: Omit<RootBody, 'mac'>): string {
  return macOf(key, ['root', canonicalJson(root)]).toString('base64url');
}

/** When a root is made. */
export interface RootDay {
  /** The day it closes, `2026-12-07`. */
  readonly day: string;
  /** ISO instant of the signing. */
  readonly at: string;
}

/**
 * The daily root over the heads of all chains, sealed to the root before (A1): what leaves the account by letter, so
 * that nobody in it can cut a tail off unseen. Pure.
 */
export function dailyRoot(
  secrets: Secrets,
  heads: readonly Head[],
  previous: RootBody | undefined,
  { day, at }: RootDay,
): RootBody {
  const lines = headLines(heads);
  const { id, key } = secrets.current('ledger');
  const root = {
    ...{ day, at, key: id },
    chains: lines.length,
    events: heads.reduce((sum, head) => sum + head.n, 0),
    heads: digestOf(lines),
    pages: Math.ceil(lines.length / HEADS_PER_PAGE),
    ...(previous === undefined ? {} : { previous: { day: previous.day, mac: previous.mac } }),
  };
  return { ...root, mac: signature(key, root) };
}

/** Pages with the heads of a root, to be put before it. Named by their digest: pages of a run that died do no harm. */
export function headPages(root: RootBody, heads: readonly Head[]): readonly Write[] {
  const lines = headLines(heads);
  return Array.from({ length: root.pages }, (_, page) => {
    const part = lines.slice(page * HEADS_PER_PAGE, (page + 1) * HEADS_PER_PAGE).join('\n');
    return putNew(headsKind, { digest: root.heads, page }, { lines: new Uint8Array(deflateRawSync(part)) });
  });
}

/** Puts a root; refused when the day has one. */
export const rootWrite = (root: RootBody): Write => putNew(rootKind, root.day, root);

/** The newest root, or undefined before the first. */
export async function newestRoot(records: Records): Promise<RootBody | undefined> {
  const [newest] = (await records.query('ledger', ROOTS, { newestFirst: true, limit: 1 })).items;
  return newest && storedOf(rootKind, newest).body;
}

/** All roots, oldest first. */
export async function allRoots(records: Records): Promise<readonly RootBody[]> {
  const roots: Stored<RootBody>[] = [];
  let after: string | undefined;
  do {
    const page = await records.query('ledger', ROOTS, after === undefined ? {} : { after });
    roots.push(...page.items.map((item) => storedOf(rootKind, item)));
    after = page.cursor;
  } while (after !== undefined);
  return roots.map((root) => root.body);
}

/** What is wrong with a root as the successor of `before`; undefined when its order and its signature are right. */
export function rootFault(
  secrets: Secrets,
  before: RootBody | undefined,
  root: RootBody,
): string | undefined {
  const { mac, ...signed } = root;
  const subkey = secrets.byId('ledger', root.key);
  if (subkey === undefined) return 'is signed with an unknown key';
  if (!sameText(mac, signature(subkey.key, signed))) return 'does not fit its signature';
  if (root.previous?.day !== before?.day || root.previous?.mac !== before?.mac)
    return 'does not follow the root before it';
  return undefined;
}

/** The heads a root was made over, or undefined when its pages are missing or changed. */
export async function headsOf(
  records: Records,
  root: RootBody,
  at: number,
): Promise<ReadonlyMap<string, Head> | undefined> {
  const lines: string[] = [];
  for (let page = 0; page < root.pages; page += 1) {
    const stored = await read(records, headsKind, { digest: root.heads, page }, at);
    if (stored === undefined) return undefined;
    lines.push(...unpack(stored.body.lines));
  }
  if (digestOf(lines) !== root.heads) return undefined;
  return new Map(
    lines.map((line) => {
      const [subject = '', n = '', mac = ''] = line.split(' ');
      return [subject, { subject, n: Number(n), mac }];
    }),
  );
}

function unpack(lines: Uint8Array): readonly string[] {
  try {
    return inflateRawSync(lines, { maxOutputLength: MOST_UNPACKED }).toString('utf8').split('\n');
  } catch {
    return [];
  }
}
