import * as z from 'zod/mini';
import { factsOf, type OwnerReader } from '../../shared/domain/letters/kinds.ts';
import type { LetterBody } from '../../shared/domain/letters/letter.ts';
import { CHANGES } from '../../shared/domain/policy/versions.ts';
import { firstLetterId } from '../../shared/domain/registration/first-letter.ts';
import type { PersonDetails, ProfileBody } from '../../shared/domain/registration/person.ts';
import { REGIME_ZONE } from '../../shared/law/regimes.ts';
import { localDate } from '../../shared/law/zones.ts';
import type { Content } from '../../shared/letters/content.ts';
import { isMailbox } from '../../shared/letters/mailbox.ts';
import { personUrl } from '../../shared/letters/person-urls.ts';
import { CODE_MS, codeWhileTries } from '../../shared/records/codes.ts';
import { openDetails, readPerson } from '../../shared/records/person-file.ts';
import { personLinkToken, seedOf } from '../../shared/records/person-proofs.ts';
import type { LetterDeps, Preparation } from './deps.ts';
import { codeIn } from './letter-code.ts';
import { lifecycleContent } from './lifecycle-content.ts';

/** Which version a letter tells of. */
const policyData = z.object({ change: z.enum(CHANGES), starts: z.iso.datetime() });

const MINUTES = CODE_MS / 60_000;

/** Everything a letter about a person's own record is written from, read at the moment of sending. */
export async function prepareOwner(
  letter: LetterBody,
  to: OwnerReader,
  at: number,
  deps: LetterDeps,
): Promise<Preparation> {
  const file = letter.person === undefined ? undefined : await readPerson(deps, letter.person, at);
  if (file === undefined) return { kind: 'stop', reason: 'no-recipient' };
  const details = await openDetails(deps, file.body, 'letter', at);
  const email = addressFor(to, details);
  if (email === undefined || !isMailbox(email)) return { kind: 'stop', reason: 'no-recipient' };
  const content = isTooLate(letter, file.body, at)
    ? undefined
    : await contentFor(letter, file.body, at, deps);
  // A code or link that has run out, was followed by another or has done its work could only confuse.
  if (content === undefined)
    return { kind: 'stop', reason: factsOf(letter.kind).code ? 'code-expired' : 'nothing-to-say' };
  const { change } = file.body;
  const lookup = to === 'owner-new' && change !== undefined ? change.lookup : file.body.lookup;
  return { kind: 'ready', content, language: letter.language, to: [email], lookup };
}

/** The first letter of a registration whose link has run out says nothing true any more; stopped, it keeps no sweep waiting (R2). */
const isTooLate = (letter: LetterBody, { letter: first, confirm }: ProfileBody, at: number): boolean =>
  first !== undefined &&
  letter.id === firstLetterId(first) &&
  confirm !== undefined &&
  at >= Date.parse(confirm.until);

function addressFor(to: OwnerReader, { email, newEmail, oldEmail }: PersonDetails): string | undefined {
  switch (to) {
    case 'owner':
      return email;
    case 'owner-new':
      return newEmail;
    case 'owner-old':
      return oldEmail;
  }
}

async function contentFor(
  letter: LetterBody,
  body: ProfileBody,
  at: number,
  deps: LetterDeps,
): Promise<Content | undefined> {
  const { secrets, settings } = deps;
  const { kind } = letter;
  switch (kind) {
    case 'registration-confirm': {
      const { confirm, state } = body;
      if (state !== 'unconfirmed' || at >= Date.parse(confirm?.until ?? '')) return undefined;
      if (confirm === undefined) return undefined;
      const code = await codeWhileTries(deps, body.person, seedOf(confirm), at);
      const token = personLinkToken(secrets, 'confirm', body.person, confirm);
      const confirmUrl = personUrl(settings, 'confirm', token);
      return { kind, confirmUrl, ...(code && { code }), minutes: MINUTES };
    }
    case 'account-exists':
      return { kind, signInUrl: personUrl(settings, 'sign-in') };
    case 'policy-changed': {
      const named = policyData.safeParse(letter.data);
      if (!named.success) return undefined;
      const { change, starts } = named.data;
      const on = localDate(Date.parse(starts), REGIME_ZONE);
      return { kind, change, on, policyUrl: personUrl(settings, 'policy') };
    }
    case 'sign-in-code': {
      const code = await codeIn(letter, at, deps);
      return code === undefined ? undefined : { kind, ...code };
    }
    default:
      return lifecycleContent(letter, body, at, deps);
  }
}
