import { DESK_SESSION, type DeskSession, deskSessionItem } from '../../shared/identity/desk-sessions.ts';
import { deleting } from '../../shared/records/kinds/kind.ts';
import type { Records } from '../../shared/records/port.ts';
import type { RandomBytes, Secrets } from '../../shared/records/secrets.ts';

/** Who signs in, as the login vouches for them. */
export type SignedIn = Pick<DeskSession, 'sub' | 'role' | 'name'>;

/**
 * Opens a desk session at `at` (epoch ms) and gives its token. A new token for each sign-in: a session that somebody
 * planted before is of no use (ASVS 7.2.4).
 */
export async function openSession(
  who: SignedIn,
  at: number,
  {
    records,
    secrets,
    random,
  }: { readonly records: Records; readonly secrets: Secrets; readonly random: RandomBytes },
): Promise<string> {
  const token = Buffer.from(random(32)).toString('base64url');
  const item = deskSessionItem(secrets, token, { ...who, since: at, until: at + DESK_SESSION });
  const written = await records.commit([{ op: 'put-absent', item }]);
  if (!written.ok) throw new Error('a new session met an old one: the source of randomness is broken');
  return token;
}

/** Ends a session for good: its cookie, wherever it was copied to, opens nothing any more. Ending twice is harmless. */
export async function endSession(
  key: { readonly pk: string; readonly sk: string },
  at: number,
  records: Records,
): Promise<void> {
  const place = { table: 'short', ...key } as const;
  const item = await records.get(place, at);
  if (item !== undefined) await records.commit([deleting(item)]);
}
