import { ACCOUNT_ROUTES } from './account.ts';
import { LIFECYCLE_ROUTES } from './account-lifecycle.ts';
import { BREACH_REPORT_ROUTES } from './breach-reports.ts';
import { BREACH_ROUTES } from './breaches.ts';
import { CASE_ROUTES } from './cases.ts';
import { CLAIM_ROUTES } from './claims.ts';
import { CONSENT_ROUTES } from './consent.ts';
import { DESK_ROUTES } from './desk.ts';
import { DESTRUCTION_ROUTES } from './destructions.ts';
import { ERASURE_ROUTES } from './erasures.ts';
import { EXPORT_ROUTES } from './exports.ts';
import { HOLD_ROUTES } from './holds.ts';
import { NOTICE_ROUTES } from './notices.ts';
import { OWN_CONSENT_ROUTES } from './own-consents.ts';
import { OWN_SESSION_ROUTES } from './own-sessions.ts';
import { PEOPLE_ROUTES } from './people.ts';
import { POLICY_ROUTES } from './policy.ts';
import { PUBLICATION_ROUTES } from './publication.ts';
import { RECIPIENT_ROUTES } from './recipients.ts';
import { REGISTER_ROUTES } from './registers.ts';
import { REGISTRATION_ROUTES } from './registration.ts';
import { REQUEST_ROUTES } from './requests.ts';
import { SITE_ROUTES } from './site.ts';
import type { RouteSpec } from './spec.ts';
import { TRANSFER_ROUTES } from './transfers.ts';

/** Every route of the program: doors bind handlers to them, infra makes the API of them, the OpenAPI document lists them. */
export const ROUTES: readonly RouteSpec[] = [
  ...SITE_ROUTES,
  ...POLICY_ROUTES,
  ...REGISTRATION_ROUTES,
  ...ACCOUNT_ROUTES,
  ...OWN_CONSENT_ROUTES,
  ...OWN_SESSION_ROUTES,
  ...LIFECYCLE_ROUTES,
  ...CLAIM_ROUTES,
  ...REQUEST_ROUTES,
  ...BREACH_ROUTES,
  ...CASE_ROUTES,
  ...EXPORT_ROUTES,
  ...DESK_ROUTES,
  ...NOTICE_ROUTES,
  ...BREACH_REPORT_ROUTES,
  ...ERASURE_ROUTES,
  ...DESTRUCTION_ROUTES,
  ...HOLD_ROUTES,
  ...RECIPIENT_ROUTES,
  ...CONSENT_ROUTES,
  ...PEOPLE_ROUTES,
  ...TRANSFER_ROUTES,
  ...REGISTER_ROUTES,
  ...PUBLICATION_ROUTES,
];
