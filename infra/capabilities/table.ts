import type { DoorName } from '../../shared/names.ts';
import { accountManifest } from './account.ts';
import { breachesManifest } from './breaches.ts';
import { casesManifest } from './cases.ts';
import { claimsManifest } from './claims.ts';
import { consentManifest } from './consent.ts';
import { deskManifest } from './desk.ts';
import { erasuresManifest } from './erasures.ts';
import { exportsManifest } from './exports.ts';
import { ledgerManifest } from './ledger.ts';
import { lettersManifest } from './letters.ts';
import { lifecycleManifest } from './lifecycle.ts';
import { mailingsManifest } from './mailings.ts';
import type { Capability, DoorManifest } from './manifest.ts';
import { outboxManifest } from './outbox.ts';
import { peopleManifest } from './people.ts';
import { policyManifest } from './policy.ts';
import { publicationManifest } from './publication.ts';
import { publishedManifest } from './published.ts';
import { recipientsManifest } from './recipients.ts';
import { registrationManifest } from './registration.ts';
import { requestsManifest } from './requests.ts';
import { siteManifest } from './site.ts';

/** Every capability by the name of its folder. */
export const CAPABILITIES = {
  site: siteManifest,
  policy: policyManifest,
  mailings: mailingsManifest,
  claims: claimsManifest,
  requests: requestsManifest,
  registration: registrationManifest,
  account: accountManifest,
  lifecycle: lifecycleManifest,
  erasures: erasuresManifest,
  people: peopleManifest,
  cases: casesManifest,
  breaches: breachesManifest,
  consent: consentManifest,
  exports: exportsManifest,
  publication: publicationManifest,
  published: publishedManifest,
  recipients: recipientsManifest,
  desk: deskManifest,
  outbox: outboxManifest,
  letters: lettersManifest,
  ledger: ledgerManifest,
} as const satisfies Readonly<Record<string, Capability>>;

/** What the platform must know of each door. A door without an entry does not compile. */
export const MANIFESTS: Readonly<Record<DoorName, DoorManifest>> = {
  ...siteManifest.doors,
  ...policyManifest.doors,
  ...mailingsManifest.doors,
  ...claimsManifest.doors,
  ...requestsManifest.doors,
  ...registrationManifest.doors,
  ...accountManifest.doors,
  ...lifecycleManifest.doors,
  ...erasuresManifest.doors,
  ...peopleManifest.doors,
  ...casesManifest.doors,
  ...breachesManifest.doors,
  ...consentManifest.doors,
  ...exportsManifest.doors,
  ...publicationManifest.doors,
  ...publishedManifest.doors,
  ...recipientsManifest.doors,
  ...deskManifest.doors,
  ...outboxManifest.doors,
  ...lettersManifest.doors,
  ...ledgerManifest.doors,
};
