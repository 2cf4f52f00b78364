import type { DataOf, KindsWith } from '../../shared/domain/letters/kinds.ts';
import type { LetterBody } from '../../shared/domain/letters/letter.ts';
import { addressCodeId } from '../../shared/domain/registration/address.ts';
import type { ProfileBody } from '../../shared/domain/registration/person.ts';
import { formatInstant } from '../../shared/law/date-words.ts';
import { REGIME_ZONE } from '../../shared/law/regimes.ts';
import { localDate } from '../../shared/law/zones.ts';
import { draftOf, letter, type Maker } from '../../shared/letters/maker.ts';
import { personUrl } from '../../shared/letters/person-urls.ts';
import { policyLetter } from '../../shared/letters/policy-letter.ts';
import {
  accountClosed,
  closingAsked,
  closingCancelled,
} from '../../shared/letters/templates/account-closing.ts';
import {
  addressChanged,
  addressConfirm,
  addressUndone,
  freshCode,
} from '../../shared/letters/templates/address-change.ts';
import { blockNews } from '../../shared/letters/templates/block-news.ts';
import { heldByLaw } from '../../shared/letters/templates/held-by-law.ts';
import { holdReleased } from '../../shared/letters/templates/hold-released.ts';
import {
  accountExists,
  registrationConfirm,
  signInCode,
} from '../../shared/letters/templates/registration.ts';
import { keptWords, ruleWords } from '../../shared/policy/kept-words.ts';
import { CODE_MS, codeWhileTries } from '../../shared/records/codes.ts';
import { legalHoldKind } from '../../shared/records/kinds/holds.ts';
import { read } from '../../shared/records/kinds/kind.ts';
import { personLinkToken, seedOf } from '../../shared/records/person-proofs.ts';
import { publishedOf } from '../../shared/records/publications.ts';
import { backupDays } from '../../shared/settings.ts';
import type { LetterDeps } from './deps.ts';
import { codeIn } from './letter-code.ts';

export type OwnerKind = KindsWith<{ readonly reader: 'owner' }>;

/** What letters about a person's own record are made from: what the letter carries, and the record as it is now. */
interface OwnerRead<K extends OwnerKind> {
  readonly letter: LetterBody;
  readonly data: DataOf<K>;
  readonly body: ProfileBody;
  readonly at: number;
  readonly deps: LetterDeps;
}
type Read = OwnerRead<OwnerKind>;

const MINUTES = CODE_MS / 60_000;
const DAY_MS = 86_400_000;
const ZONE = REGIME_ZONE;
/** The data go a few minutes after the last letter: its day is told as if they went within this. */
const MARGIN_MS = 3_600_000;

const signIn = ({ deps: { settings } }: Pick<Read, 'deps'>) => ({
  signInUrl: personUrl(settings, 'sign-in'),
});

/** The link with which the old address undoes a change, while it can. */
function undoing({ letter: { language }, body: { person, undo }, deps: { secrets, settings } }: Read) {
  if (undo === undefined) return undefined;
  const url = personUrl(settings, 'undo-address', personLinkToken(secrets, 'undo-address', person, undo));
  return { undo: { url, until: formatInstant(Date.parse(undo.until), ZONE, language) } };
}

/** Letters to owners: a kind that is missing here does not compile. */
export const TO_OWNERS: { readonly [K in OwnerKind]: Maker<OwnerRead<K>> } = {
  'registration-confirm': letter(registrationConfirm, async ({ body, at, deps }) => {
    const { confirm, state, person } = body;
    if (state !== 'unconfirmed' || confirm === undefined || at >= Date.parse(confirm.until)) return undefined;
    const code = await codeWhileTries(deps, person, seedOf(confirm), at);
    const token = personLinkToken(deps.secrets, 'confirm', person, confirm);
    const confirmUrl = personUrl(deps.settings, 'confirm', token);
    return { confirmUrl, ...(code && { code }), minutes: MINUTES };
  }),
  'account-exists': letter(accountExists, signIn),
  'sign-in-code': letter(signInCode, ({ data, at, deps }) => codeIn(data, at, deps)),
  'fresh-code': letter(freshCode, async ({ data, at, deps }) => {
    const found = await codeIn(data, at, deps);
    return found && { ...found, ...(data.use === undefined ? {} : { use: data.use }) };
  }),
  async 'address-confirm'({ body: { person, change }, at, deps }) {
    if (change === undefined) return undefined;
    // An address that is somebody's: its owner reads that there is an account, nobody else learns of it (G7).
    if (change.known === true) return draftOf(accountExists, signIn({ deps }));
    const code = await codeWhileTries(deps, addressCodeId(person, change), seedOf(change), at);
    const token = personLinkToken(deps.secrets, 'confirm', person, change);
    const confirmUrl = personUrl(deps.settings, 'confirm-address', token);
    return draftOf(addressConfirm, { confirmUrl, ...(code && { code }), minutes: MINUTES });
  },
  'address-changed': letter(addressChanged, (read) => (read.letter.to === 'owner' ? {} : undoing(read))),
  // A release that was overtaken – undone, or the 72 hours are over – is no news.
  'hold-released': letter(holdReleased, (read) =>
    read.body.releasedAt === undefined ? undefined : read.letter.to === 'owner' ? {} : undoing(read),
  ),
  'held-by-law': letter(heldByLaw, async ({ data, letter: { language }, body, at, deps: { records } }) => {
    const stored = await read(records, legalHoldKind, body.person, at);
    const hold = stored?.body.holds.find(({ id }) => id === data.hold);
    if (hold === undefined) return undefined;
    const { article, until, rules } = hold;
    return { article, until, what: rules.map((rule) => ruleWords(rule, language)) };
  }),
  'block-news': letter(blockNews, ({ data, deps }) => ({ ...data, ...signIn({ deps }) })),
  // Another address that waits for its proof meanwhile has nothing to do with it.
  'address-undone': letter(addressUndone, ({ letter: { to }, body: { undone } }) =>
    to === 'owner-new' && undone === undefined ? undefined : { present: to === 'owner' },
  ),
  'closing-asked': letter(closingAsked, async ({ letter: { language }, body, deps }) => {
    const { closing, person } = body;
    if (closing === undefined) return undefined;
    const { records, secrets, settings } = deps;
    const token = personLinkToken(secrets, 'cancel-erasure', person, closing);
    const isPublic = (await publishedOf(records, person)).length > 0;
    return {
      due: formatInstant(Date.parse(closing.due), ZONE, language),
      cancelUrl: personUrl(settings, 'cancel-closing', token),
      ...(isPublic ? { publicUrl: personUrl(settings, 'publication') } : {}),
    };
  }),
  'closing-cancelled': letter(closingCancelled, signIn),
  'account-closed': letter(accountClosed, async ({ letter: { id, language }, body, at, deps }) => {
    if (body.closing?.letter !== id) return undefined;
    // The plan is made of every kind of record: other letters need none of them.
    const { erasurePlan } = await import('../../shared/records/erasure-plan.ts');
    const { goes, stays } = erasurePlan();
    return {
      person: body.person,
      goes: goes.map(({ what }) => what[language]),
      stays: stays.map(({ rule, what, why }) => ({
        what: what[language],
        until: keptWords(rule, language, deps.settings.retention),
        why: why[language],
      })),
      backupsUntil: localDate(at + backupDays(deps.settings) * DAY_MS + MARGIN_MS, ZONE),
    };
  }),
  // Letters of a version before mailings told of them.
  'policy-changed': async ({ data, deps: { settings } }) => policyLetter(data, settings),
};
