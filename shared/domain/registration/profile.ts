import type { NewPersonEvent, PersonActor } from './events.ts';
import type { PersonDetails, ProfileBody } from './person.ts';

/** Fields that people change themselves; the address has a way of its own, because it must be proven (R5). */
export const PROFILE_FIELDS = ['name', 'phone', 'organisation', 'language'] as const;
export type ProfileField = (typeof PROFILE_FIELDS)[number];

/** What is asked for. An optional field that comes empty goes; what is not named stays. */
export interface ProfileWish {
  readonly name?: string | undefined;
  readonly phone?: string | undefined;
  readonly organisation?: string | undefined;
  readonly language?: 'ru' | 'en' | undefined;
}

/** What comes of it. Nothing changed: no event, no revision. */
export interface ProfileChange {
  readonly body: ProfileBody;
  readonly details: PersonDetails;
  readonly changed: readonly ProfileField[];
  readonly events: readonly NewPersonEvent[];
}

/** Who changes a profile: its owner, or an officer who carries out the request of a case. */
export interface ChangedBy {
  readonly by: PersonActor;
  readonly case?: string | undefined;
}

/** Changes a profile (R5, S7). The event names the fields, never what stands in them (G9). */
export function changeProfile(
  body: ProfileBody,
  details: PersonDetails,
  wish: ProfileWish,
  { by, case: reference }: ChangedBy = { by: 'person' },
): ProfileChange {
  const { name, phone, organisation, language } = wish;
  const wanted: PersonDetails = {
    ...details,
    ...(name === undefined || name === '' ? {} : { name }),
    ...(phone === undefined ? {} : { phone: phone || undefined }),
    ...(organisation === undefined ? {} : { organisation: organisation || undefined }),
  };
  const tongue = language ?? body.language;
  const changed = PROFILE_FIELDS.filter((field) =>
    field === 'language' ? tongue !== body.language : wanted[field] !== details[field],
  );
  if (changed.length === 0) return { body, details, changed, events: [] };
  const revision = body.revision + 1;
  return {
    body: { ...body, revision, language: tongue },
    details: withoutGaps(wanted),
    changed,
    events: [
      {
        ...{ type: 'profile-changed', by, revision },
        data: { fields: changed.join(','), ...(reference === undefined ? {} : { case: reference }) },
      },
    ],
  };
}

/** Fields that were taken away leave no trace, not even their names. */
function withoutGaps({ phone, organisation, ...rest }: PersonDetails): PersonDetails {
  return {
    ...rest,
    ...(phone === undefined ? {} : { phone }),
    ...(organisation === undefined ? {} : { organisation }),
  };
}

/** A version of the policy is acknowledged (P3): it, its text and the time stand in the profile. */
export function acknowledge(
  body: ProfileBody,
  policy: { readonly version: string; readonly hash: string },
  at: string,
): { readonly body: ProfileBody; readonly events: readonly NewPersonEvent[] } {
  const revision = body.revision + 1;
  return {
    body: { ...body, revision, policy: { ...policy, at } },
    events: [{ type: 'policy-acknowledged', by: 'person', revision, data: { policy: policy.version } }],
  };
}
