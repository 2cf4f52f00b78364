import type { AccountLetterView, AccountView } from '../../shared/api/account.ts';
import type { LetterBody } from '../../shared/domain/cases/letter.ts';
import { firstLetterOf } from '../../shared/domain/registration/first-letter.ts';
import type { ProfileBody } from '../../shared/domain/registration/person.ts';
import { accept, type Result } from '../../shared/domain/result.ts';
import type { Person } from '../../shared/http/types.ts';
import type { Language } from '../../shared/law/date-words.ts';
import { versionId } from '../../shared/policy/documents.ts';
import { letterKind } from '../../shared/records/kinds/cases.ts';
import { storedOf } from '../../shared/records/kinds/kind.ts';
import { personPartition } from '../../shared/records/kinds/people.ts';
import { openDetails, ownFile } from '../../shared/records/person-file.ts';
import { publishedOf } from '../../shared/records/publications.ts';
import { standingOf } from '../../shared/records/shown-texts.ts';
import { policyAsked, policyChanged } from './acknowledge.ts';
import { ownConsents } from './consent-states.ts';
import type { AccountDeps } from './deps.ts';
import { ownSessions } from './sessions.ts';

/** Everything held about who is signed in (R5). Refusals: `policy-changed` (P3), those of {@link ownFile}. Nothing is written (G2). */
export async function everythingHeld(
  person: Person,
  language: Language,
  at: number,
  deps: AccountDeps,
): Promise<Result<AccountView>> {
  const file = await ownFile(person.id, at, deps);
  if (!file.ok) return file;
  const { body } = file.value;
  const asked = await policyAsked(body, at, deps);
  if (asked !== undefined) return policyChanged(asked, body.policy.version);
  const [details, policy, { consents }, published, letters, signIns] = await Promise.all([
    openDetails(deps, body),
    standingOf('policy', at, deps),
    ownConsents(person.id, language, at, deps),
    publishedOf(deps.records, person.id),
    ownLetters(body, deps),
    ownSessions(person, at, deps),
  ]);
  const { email, name, phone, organisation, newEmail, oldEmail } = details;
  return accept({
    person: person.id,
    status: body.state === 'closing' ? 'closing' : 'active',
    revision: body.revision,
    profile: {
      ...{ email, name, language: body.language },
      ...(phone === undefined ? {} : { phone }),
      ...(organisation === undefined ? {} : { organisation }),
      ...(newEmail === undefined ? {} : { newEmail }),
      ...(oldEmail === undefined ? {} : { oldEmail }),
    },
    ...(body.closing === undefined ? {} : { closing: { due: body.closing.due } }),
    registeredAt: body.registeredAt,
    ...(body.confirmedAt === undefined ? {} : { confirmedAt: body.confirmedAt }),
    policy: {
      version: body.policy.version,
      acknowledgedAt: body.policy.at,
      current: versionId(policy.current),
    },
    consents: [...consents],
    published: published.map(({ body: { field, since } }) => ({ field, since })),
    letters: [...letters],
    sessions: [...signIns.sessions],
    earlierSessions: [...signIns.earlier],
    ways: {
      profile: '/me',
      consents: '/me/consents',
      sessions: '/me/sessions',
      address: '/me/address',
      close: '/me/close',
    },
  });
}

/** Letters to the person, the newest first; the first one lies in the profile itself. */
async function ownLetters(
  profile: ProfileBody,
  { records }: AccountDeps,
): Promise<readonly AccountLetterView[]> {
  const first = firstLetterOf(profile);
  const letters: LetterBody[] = first === undefined ? [] : [first];
  let after: string | undefined;
  do {
    const page = await records.query('cases', personPartition(profile.person), {
      prefix: 'LETTER#',
      ...(after === undefined ? {} : { after }),
    });
    letters.push(...page.items.map((item) => storedOf(letterKind, item).body));
    after = page.cursor;
  } while (after !== undefined);
  return letters
    .toSorted((a, b) => (a.at < b.at ? 1 : -1))
    .map(({ kind, at, to, status, sentAt }) => ({
      ...{ kind, at, to, status },
      ...(sentAt === undefined ? {} : { sentAt }),
    }));
}
