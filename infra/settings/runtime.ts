import { type RuntimeSettings, runtimeSettings } from '../../shared/settings.ts';
import type { Settings } from './schema.ts';

/** What is known only when the stacks are built; may be CloudFormation tokens. */
export interface Built {
  readonly baseUrl: string;
  /** Issuer and client of the pool that was made for staff. */
  readonly cognito?: { readonly issuer: string; readonly clientId: string };
}

/** Seconds that one run of the one-minute polling schedule goes on (L2). */
const POLL_FOR_SECONDS = 55;

function oidcOf({ staff }: Settings, built: Built): RuntimeSettings['staff']['oidc'] {
  if (staff.login.kind === 'oidc') {
    const { kind: _kind, programAudience, ...oidc } = staff.login;
    return { ...oidc, ...(programAudience === undefined ? {} : { programAudience }) };
  }
  if (built.cognito === undefined) throw new Error('the staff pool must be made before the doors');
  return {
    issuer: built.cognito.issuer,
    clientId: built.cognito.clientId,
    audience: built.cognito.clientId,
    scopes: ['openid', 'profile', 'email'],
    rolesClaim: 'cognito:groups',
    roles: { agent: ['agent'], officer: ['officer'], auditor: ['auditor'], program: [] },
  };
}

function mailOf({ mail }: Settings): RuntimeSettings['mail'] {
  const { sender, senderName, replyTo, granted } = mail;
  return {
    port: mail.port === 'smtp' ? 'smtp' : 'ses',
    ...(mail.port === 'ses-compatible' && { endpoint: mail.endpoint ?? '', region: mail.region ?? '' }),
    ...(mail.port === 'smtp' && mail.smtp !== undefined && { smtp: mail.smtp }),
    ...(granted !== undefined && {
      granted: {
        perSecond: granted.perSecond,
        reserve: granted.reserve,
        ...(granted.perDay !== undefined && { perDay: granted.perDay }),
      },
    }),
    events: mail.port === 'ses',
    sender,
    senderName,
    replyTo,
  };
}

/** The part of the settings that the doors get in `SETTINGS` (shared/settings.ts), secrets excluded by construction. */
export function runtimeOf(settings: Settings, built: Built): RuntimeSettings {
  const { deployment, sites, processors, language, records, residency, outbox, limits, retention, local } =
    settings;
  const { inn, policyUrl, ogrn, legalAddress, phone, responsible, ...operator } = settings.operator;
  return runtimeSettings.parse({
    deployment,
    baseUrl: built.baseUrl,
    sites,
    operator: {
      ...operator,
      ...(inn !== undefined && { inn }),
      ...(policyUrl !== undefined && { policyUrl }),
      ...(ogrn !== undefined && { ogrn }),
      ...(legalAddress !== undefined && { legalAddress }),
      ...(phone !== undefined && { phone }),
      ...(responsible !== undefined && { responsible }),
    },
    processors,
    language,
    mail: mailOf(settings),
    staff: {
      team: settings.staff.team,
      officers: settings.staff.officers,
      auditor: settings.staff.auditor,
      ...(settings.staff.deputy !== undefined && { deputy: settings.staff.deputy }),
      ...(settings.staff.head !== undefined && { head: settings.staff.head }),
      oidc: oidcOf(settings, built),
    },
    authorities: settings.authorities,
    programs: settings.programs,
    others: settings.others,
    records:
      records.kind === 'external'
        ? {
            kind: 'external',
            endpoint: records.endpoint,
            region: records.region,
            backupDays: records.backupDays,
          }
        : { kind: 'aws' },
    residency: {
      russianCitizens: residency.russianCitizens,
      ...(residency.primary !== undefined && {
        database: `${residency.primary.database} (${residency.primary.place})`,
      }),
    },
    outbox: outbox.kind === 'poll' ? { ...outbox, forSeconds: POLL_FOR_SECONDS } : outbox,
    ...(settings.gdpr && { gdpr: true as const }),
    ...(settings.restore && { restore: true as const }),
    limits: {
      networkPerHour: limits.networkPerHour,
      lettersPerDay: limits.lettersPerDay,
      codesPerDay: limits.codesPerDay,
    },
    retention: { claimFileYears: retention.claimFileYears, technicalDays: retention.technicalDays },
    ...(local !== undefined && { local }),
  });
}
