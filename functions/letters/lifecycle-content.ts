import type { LetterBody } from '../../shared/domain/letters/letter.ts';
import { addressCodeId } from '../../shared/domain/registration/address.ts';
import { BACKUP_DAYS } from '../../shared/domain/registration/closing.ts';
import type { ProfileBody } from '../../shared/domain/registration/person.ts';
import { formatInstant } from '../../shared/law/date-words.ts';
import { REGIME_ZONE } from '../../shared/law/regimes.ts';
import { localDate } from '../../shared/law/zones.ts';
import type { Content } from '../../shared/letters/content.ts';
import { personUrl } from '../../shared/letters/person-urls.ts';
import { keptWords } from '../../shared/policy/kept-words.ts';
import { CODE_MS, codeWhileTries } from '../../shared/records/codes.ts';
import { personLinkToken, seedOf } from '../../shared/records/person-proofs.ts';
import { publishedOf } from '../../shared/records/publications.ts';
import type { LetterDeps } from './deps.ts';
import { codeIn } from './letter-code.ts';

const MINUTES = CODE_MS / 60_000;
const DAY_MS = 86_400_000;
const ZONE = REGIME_ZONE;
/** The data go a few minutes after the last letter: its day is told as if they went within this. */
const MARGIN_MS = 3_600_000;

/** Letters of a change of address and of a closing (R5, R7), from the record as it is now; undefined when overtaken. */
export async function lifecycleContent(
  letter: LetterBody,
  body: ProfileBody,
  at: number,
  deps: LetterDeps,
): Promise<Content | undefined> {
  const { secrets, settings } = deps;
  const { kind, language } = letter;
  const { person, change, undo, undone, closing } = body;
  switch (kind) {
    case 'address-confirm': {
      if (change === undefined) return undefined;
      // An address that is somebody's: its owner reads that there is an account, nobody else learns of it (G7).
      if (change.known === true) return { kind: 'account-exists', signInUrl: personUrl(settings, 'sign-in') };
      const code = await codeWhileTries(deps, addressCodeId(person, change), seedOf(change), at);
      const token = personLinkToken(secrets, 'confirm', person, change);
      const confirmUrl = personUrl(settings, 'confirm-address', token);
      return { kind, confirmUrl, ...(code && { code }), minutes: MINUTES };
    }
    case 'address-changed':
    case 'hold-released': {
      // A release that was overtaken – undone, or the 72 hours are over – is no news.
      if (kind === 'hold-released' && body.releasedAt === undefined) return undefined;
      if (letter.to === 'owner') return { kind };
      if (undo === undefined) return undefined;
      const url = personUrl(settings, 'undo-address', personLinkToken(secrets, 'undo-address', person, undo));
      return { kind, undo: { url, until: formatInstant(Date.parse(undo.until), ZONE, language) } };
    }
    case 'address-undone':
      // Another address that waits for its proof meanwhile has nothing to do with it.
      if (letter.to === 'owner-new' && undone === undefined) return undefined;
      return { kind, present: letter.to === 'owner' };
    case 'fresh-code': {
      const code = await codeIn(letter, at, deps);
      return code === undefined ? undefined : { kind, ...code };
    }
    case 'closing-asked': {
      if (closing === undefined) return undefined;
      const token = personLinkToken(secrets, 'cancel-erasure', person, closing);
      const due = formatInstant(Date.parse(closing.due), ZONE, language);
      const isPublic = (await publishedOf(deps.records, person)).length > 0;
      return {
        ...{ kind, due, cancelUrl: personUrl(settings, 'cancel-closing', token) },
        ...(isPublic ? { publicUrl: personUrl(settings, 'publication') } : {}),
      };
    }
    case 'closing-cancelled':
      return { kind, signInUrl: personUrl(settings, 'sign-in') };
    case 'account-closed': {
      if (closing?.letter !== letter.id) return undefined;
      // The plan is made of every kind of record: other letters need none of them.
      const { closingPlan } = await import('../../shared/records/closing-plan.ts');
      const { goes, stays } = closingPlan();
      return {
        kind,
        person,
        goes: goes.map(({ what }) => what[language]),
        stays: stays.map(({ rule, what, why }) => ({
          what: what[language],
          until: keptWords(rule, language, settings.retention),
          why: why[language],
        })),
        backupsUntil: localDate(at + BACKUP_DAYS * DAY_MS + MARGIN_MS, ZONE),
      };
    }
    default:
      return undefined;
  }
}
