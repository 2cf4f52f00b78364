import type { DataOf } from '../domain/letters/kinds.ts';
import { REGIME_ZONE } from '../law/regimes.ts';
import { localDate } from '../law/zones.ts';
import type { RuntimeSettings } from '../settings.ts';
import { type Draft, draftOf } from './maker.ts';
import { personUrl } from './person-urls.ts';
import { policyChanged } from './templates/policy-changed.ts';

/** The letter that tells of a new version of the policy (P3). */
export const policyLetter = (
  { change, starts }: DataOf<'policy-changed'>,
  settings: RuntimeSettings,
): Draft =>
  draftOf(policyChanged, {
    change,
    on: localDate(Date.parse(starts), REGIME_ZONE),
    policyUrl: personUrl(settings, 'policy'),
  });
