import type { AccountView } from '../../shared/api/account.ts';
import type { SessionView } from '../../shared/api/own-sessions.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import type { Person } from '../../shared/identity/who.ts';
import type { Language } from '../../shared/law/date-words.ts';
import { versionId } from '../../shared/policy/documents.ts';
import { type Held, heldAbout } from '../../shared/records/access.ts';
import type { OperationDeps } from '../../shared/records/deps.ts';
import { letterKind } from '../../shared/records/kinds/letters.ts';
import { personSessionKind, profileKind } from '../../shared/records/kinds/people.ts';
import { publishedKind } from '../../shared/records/kinds/publications.ts';
import { ownFile } from '../../shared/records/person-file.ts';
import { standingOf } from '../../shared/records/shown-texts.ts';
import { policyAsked, policyChanged } from './acknowledge.ts';
import { ownConsents } from './consent-states.ts';

/** Kinds that have a part of their own in {@link AccountView}; all others stand under `further`, whichever there are. */
export const PARTS: ReadonlySet<string> = new Set(
  [profileKind, publishedKind, letterKind, personSessionKind].map(({ name }) => name),
);

/**
 * Everything held about who is signed in, by the registry of kinds (R5, S6). Refusals: `policy-changed` (P3), those of
 * {@link ownFile}. Nothing is written (G2).
 */
export async function everythingHeld(
  person: Person,
  language: Language,
  at: number,
  deps: OperationDeps,
): Promise<Result<AccountView>> {
  const file = await ownFile(person.id, at, deps);
  if (!file.ok) return file;
  const { body } = file.value;
  const asked = await policyAsked(body, at, deps);
  if (asked !== undefined) return policyChanged(asked, body.policy.version);
  const [held, policy, { consents, blocks }] = await Promise.all([
    heldAbout(deps, { to: 'person', id: person.id }, 'own-view', at),
    standingOf('policy', at, deps),
    ownConsents(person.id, language, at, deps),
  ]);
  const [own] = held.of(profileKind);
  if (own?.details === undefined) return refuse('no-account');
  const { letter, details } = own;
  const letters = [...(letter === undefined ? [] : [letter]), ...held.of(letterKind)];
  return accept({
    person: person.id,
    status: own.state === 'closing' ? 'closing' : 'active',
    revision: own.revision,
    profile: { ...details, language: own.language },
    closing: own.closing,
    registeredAt: own.registeredAt,
    provedAt: own.provedAt,
    confirmedAt: own.confirmedAt,
    addressChangedAt: own.addressChangedAt,
    policy: {
      version: own.policy.version,
      acknowledgedAt: own.policy.at,
      current: versionId(policy.current),
    },
    consents: [...consents],
    blocks: [...blocks],
    published: [...held.of(publishedKind)],
    letters: letters.toSorted((a, b) => (a.at < b.at ? 1 : -1)),
    ...sessionsIn(held, person.sid, at),
    further: [...held.sections]
      .filter(([kind]) => !PARTS.has(kind))
      .map(([kind, records]) => ({ kind, records: [...records] })),
    ways: {
      profile: '/me',
      consents: '/me/consents',
      sessions: '/me/sessions',
      address: '/me/address',
      close: '/me/close',
    },
  });
}

/** Sessions that live, and sign-ins that have ended while their technical data are kept (T1); the newest first. */
function sessionsIn(held: Held, mine: string, at: number): Pick<AccountView, 'sessions' | 'earlierSessions'> {
  const shown = held
    .of(personSessionKind)
    .toSorted((a, b) => (a.since < b.since ? 1 : -1))
    .map(({ seen: _, ended, ...session }) => ({
      live: !ended && Date.parse(session.until) > at,
      session: { ...session, current: session.id === mine } satisfies SessionView,
    }));
  return {
    sessions: shown.flatMap(({ live, session }) => (live ? [session] : [])),
    earlierSessions: shown.flatMap(({ live, session }) => (live ? [] : [session])),
  };
}
