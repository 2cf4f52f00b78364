import type { Zone } from '../../shared/law/regimes.ts';
import { localDate } from '../../shared/law/zones.ts';
import { letterKind } from '../../shared/records/kinds/cases.ts';
import { putNew } from '../../shared/records/kinds/kind.ts';
import type { RootBody } from '../../shared/records/kinds/ledger.ts';
import type { Head } from '../../shared/records/ledger.ts';
import type { Records, Write } from '../../shared/records/port.ts';
import { dailyRoot, headPages, headsOf, newestRoot, rootWrite } from '../../shared/records/roots.ts';
import type { Secrets } from '../../shared/records/secrets.ts';
import { scanHeads } from '../../shared/records/walk.ts';

/** What signing a day needs. */
export interface SignDeps {
  readonly records: Records;
  readonly secrets: Secrets;
  /** The intent that takes the root out of the account; part of the root's own transaction. */
  readonly handOver: (root: RootBody) => Write;
}

/** What became of the day. `shrunk`: chains that are shorter than yesterday's root saw them, or gone. */
export type Signed =
  | { readonly kind: 'signed'; readonly root: RootBody; readonly shrunk: readonly string[] }
  | { readonly kind: 'already' };

/**
 * Signs the heads of all chains once a day, sealed to the root before, and queues the letter that takes the signature
 * to the auditor (A1). Started twice, or again after it died half-way, it does no harm.
 * @param at epoch ms of the schedule's event
 */
export async function signDay(deps: SignDeps, at: number, zone: Zone): Promise<Signed> {
  const { records, secrets } = deps;
  const day = localDate(at, zone);
  const previous = await newestRoot(records);
  if (previous !== undefined && previous.day >= day) return { kind: 'already' };
  const heads = await scanHeads(records);
  const root = dailyRoot(secrets, heads, previous, { day, at: new Date(at).toISOString() });
  for (const page of headPages(root, heads)) await records.commit([page]);
  const written = await records.commit([rootWrite(root), deps.handOver(root)]);
  if (!written.ok) return { kind: 'already' };
  const before = previous === undefined ? undefined : await headsOf(records, previous, at);
  return { kind: 'signed', root, shrunk: shorter(before ?? new Map(), heads) };
}

function shorter(before: ReadonlyMap<string, Head>, heads: readonly Head[]): readonly string[] {
  const now = new Map(heads.map((head) => [head.subject, head.n]));
  return [...before.values()]
    .filter((head) => (now.get(head.subject) ?? 0) < head.n)
    .map((head) => head.subject);
}

/** The queued letter with a root's signature: numbers and hashes, no personal data. */
export function auditorLetter(root: RootBody, language: 'ru' | 'en'): Write {
  const id = `root-${root.day}`;
  return putNew(
    letterKind,
    { id },
    {
      id,
      kind: 'ledger-root',
      to: 'auditor',
      language,
      channel: 'mail',
      status: 'queued',
      at: root.at,
      delivery: 'at-least-once',
      data: {
        day: root.day,
        root: root.heads,
        signature: root.mac,
        keyId: root.key,
        chains: root.chains,
        events: root.events,
      },
      attempts: [],
    },
    { todo: { group: 'letter', at: root.at, why: 'send' } },
  );
}
