import type { DoorName } from '../names.ts';
import { ACCOUNT_ROUTES } from './account.ts';
import { LIFECYCLE_ROUTES } from './account-lifecycle.ts';
import { CASE_ROUTES } from './cases.ts';
import { CLAIM_ROUTES } from './claims.ts';
import { CONSENT_ROUTES } from './consent.ts';
import { DESK_ROUTES } from './desk.ts';
import { OWN_CONSENT_ROUTES } from './own-consents.ts';
import { OWN_SESSION_ROUTES } from './own-sessions.ts';
import { PEOPLE_ROUTES } from './people.ts';
import { POLICY_ROUTES } from './policy.ts';
import { PUBLICATION_ROUTES } from './publication.ts';
import { REGISTER_ROUTES } from './registers.ts';
import { REGISTRATION_ROUTES } from './registration.ts';
import { SITE_ROUTES } from './site.ts';
import type { RouteSpec } from './spec.ts';

/** Every route of the program. Infra makes the API of it, doors bind handlers to it, the OpenAPI document lists it. */
export const ROUTES: readonly RouteSpec[] = [
  ...SITE_ROUTES,
  ...POLICY_ROUTES,
  ...REGISTRATION_ROUTES,
  ...ACCOUNT_ROUTES,
  ...OWN_CONSENT_ROUTES,
  ...OWN_SESSION_ROUTES,
  ...LIFECYCLE_ROUTES,
  ...CLAIM_ROUTES,
  ...CASE_ROUTES,
  ...DESK_ROUTES,
  ...CONSENT_ROUTES,
  ...PEOPLE_ROUTES,
  ...REGISTER_ROUTES,
  ...PUBLICATION_ROUTES,
];

/**
 * The door behind API Gateway's `$default` route: 404 and 405 as problem+json, and the CORS preflight of the company's
 * sites, for whatever no other route takes.
 */
export const DEFAULT_DOOR: DoorName = 'site-public';
