import { normalAddress } from '../domain/email.ts';
import type { PurposeFor } from '../domain/opening-purposes.ts';
import { REGIME_ZONE } from '../law/regimes.ts';
import { localDate } from '../law/zones.ts';
import type { OpenDeps } from './deps.ts';
import { keyFor, putNew, putNext, read, type Stored, storedOf } from './kinds/kind.ts';
import {
  STAFF,
  type StaffBody,
  type StaffDetails,
  staffContext,
  staffDetails,
  staffKind,
} from './kinds/staff.ts';
import { keyToOpen } from './opening.ts';
import type { Records } from './port.ts';
import { type DataKey, openJson, sealJson } from './sealing.ts';
import { allOf } from './walk.ts';

/** A member of staff as pages and acts name them. */
export interface StaffMember {
  /** OIDC subject. */
  readonly sub: string;
  readonly role: 'agent' | 'officer' | 'auditor';
  readonly name: string;
}

/** Somebody whom the company's login vouches for; programs have no place in the directory. */
export interface SeenStaff {
  readonly sub: string;
  readonly role: string;
  readonly name?: string;
  readonly email?: string;
}

interface Known extends StaffMember {
  readonly email: string;
}

/** Zone of the day of the last sign-in (G11). */
const ZONE = REGIME_ZONE;
const place = (subject: string) => ({ key: keyFor(staffKind, subject), field: 'sealed' });

const roleOf = ({ roles }: StaffBody): StaffMember['role'] | undefined =>
  (['officer', 'agent', 'auditor'] as const).find((role) => roles.includes(role));

const open = (key: DataKey, { subject, sealed }: StaffBody): StaffDetails =>
  openJson(key, place(subject), sealed, (value) => staffDetails.parse(value));

/**
 * Keeps name, address and role of who was seen, sealed under a key of their own; writes only what is new since: the
 * name, the role, the day. What a token leaves out (an access token may have no e-mail) stays as it was known.
 * Two instances that see somebody at the same instant write the same: the loser needs nothing.
 * @param language of letters to them; @param at epoch ms
 */
export async function rememberStaff(
  deps: OpenDeps,
  who: SeenStaff,
  language: StaffDetails['language'],
  at: number,
): Promise<void> {
  if (who.role === 'program') return;
  const stored = await read(deps.records, staffKind, who.sub, at);
  const { key, wrapped } = await keyOf(deps, who.sub, stored, at);
  const before = stored && open(key, stored.body);
  const details: StaffDetails = {
    name: who.name ?? before?.name ?? who.email ?? who.sub,
    email: who.email ?? before?.email ?? '',
    language: before?.language ?? language,
  };
  const seenOn = localDate(at, ZONE);
  const same =
    before?.name === details.name &&
    before.email === details.email &&
    stored?.body.seenOn === seenOn &&
    stored.body.roles.join() === who.role;
  if (same) return;
  const body: StaffBody = {
    subject: who.sub,
    roles: [who.role],
    seenOn,
    key: new Uint8Array(wrapped),
    sealed: new Uint8Array(sealJson(key, place(who.sub), details)),
  };
  await deps.records.commit([
    stored === undefined ? putNew(staffKind, who.sub, body) : putNext(staffKind, stored, body),
  ]);
}

async function keyOf(deps: OpenDeps, subject: string, stored: Stored<StaffBody> | undefined, at: number) {
  if (stored === undefined) return deps.wrapper.generate(staffContext(subject));
  return { key: await entryKey(deps, stored.body, 'upkeep', at), wrapped: stored.body.key };
}

/** The key of an entry, to open it. */
const entryKey = (
  deps: OpenDeps,
  { subject, key }: StaffBody,
  purpose: PurposeFor<'staff'>,
  at: number,
): Promise<DataKey> =>
  keyToOpen(deps, { key, context: staffContext(subject) }, { of: 'staff', id: subject, purpose, at });

/**
 * Opened entries by instance and version of the item: every desk page names staff, and unwrapping a key a name and page
 * would cost more than the page. Only names and addresses are kept, never a key; who leaves the list leaves this too.
 */
const opened = new WeakMap<Records, ReadonlyMap<string, Known>>();

async function directory(deps: OpenDeps, at: number): Promise<readonly Known[]> {
  const before = opened.get(deps.records);
  const items = await wholeList(deps.records);
  const entries = await Promise.all(
    items.map(async (stored) => {
      const id = `${stored.item.v} ${stored.body.subject}`;
      return [id, before?.get(id) ?? (await openEntry(deps, stored.body, at))] as const;
    }),
  );
  const known = entries.flatMap(([id, entry]) => (entry === undefined ? [] : [[id, entry] as const]));
  opened.set(deps.records, new Map(known));
  return known.map(([, entry]) => entry).toSorted((a, b) => a.name.localeCompare(b.name));
}

async function wholeList(records: Records): Promise<readonly Stored<StaffBody>[]> {
  return (await allOf(records, 'people', STAFF)).map((item) => storedOf(staffKind, item));
}

async function openEntry(deps: OpenDeps, body: StaffBody, at: number): Promise<Known | undefined> {
  const role = roleOf(body);
  if (role === undefined) return undefined;
  const { name, email } = open(await entryKey(deps, body, 'naming', at), body);
  return { sub: body.subject, role, name, email };
}

const member = ({ sub, role, name }: Known): StaffMember => ({ sub, role, name });

/** Everybody who has signed in, by name. */
export async function listStaff(deps: OpenDeps, at: number): Promise<readonly StaffMember[]> {
  return (await directory(deps, at)).map(member);
}

/** The address of a member of staff, for a letter; undefined for who has never signed in. */
export async function addressOfStaff(
  deps: OpenDeps,
  subject: string,
  at: number,
): Promise<string | undefined> {
  const stored = await read(deps.records, staffKind, subject, at);
  return stored && open(await entryKey(deps, stored.body, 'letter', at), stored.body).email;
}

/** A member of staff by OIDC subject or by e-mail (any case); undefined for who has never signed in. `at` epoch ms. */
export async function findStaff(deps: OpenDeps, who: string, at: number): Promise<StaffMember | undefined> {
  const address = normalAddress(who);
  // An address is looked for in the list: staff are few, and a look-up hash of theirs would be one more thing to keep.
  const found = address.includes('@')
    ? (await directory(deps, at)).find(({ sub, email }) => sub === who || normalAddress(email) === address)
    : await bySubject(deps, who, at);
  return found && member(found);
}

async function bySubject(deps: OpenDeps, sub: string, at: number): Promise<Known | undefined> {
  const stored = await read(deps.records, staffKind, sub, at);
  return stored && openEntry(deps, stored.body, at);
}
