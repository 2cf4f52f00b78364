import type { AccountView, UnfinishedView } from '../../../shared/api/account.ts';
import type { ConsentHistoryView, ConsentStateView } from '../../../shared/api/own-consents.ts';
import type { FormState } from '../../../shared/http/pages/context.ts';
import { builtInText } from '../../../shared/policy/built-in.ts';
import { type ConsentPurpose, purposeOf } from '../../../shared/policy/purposes.ts';
import { SITE } from './samples.ts';

const PERSON = 'P-K7M4QX9TBWZ3R5N8C2HD';
/** The session that looks. */
export const SESSION = 'c2Vzc2lvbi0wMDAx';

/** A consent as it stands. */
export function aConsent(
  purpose: ConsentPurpose,
  because: ConsentStateView['because'],
  language: 'ru' | 'en',
): ConsentStateView {
  const { name, explanation } = purposeOf(purpose);
  const acted = because !== 'no-consent';
  return {
    purpose,
    name: name[language],
    explanation: explanation[language],
    allowed: because === 'given',
    because,
    ...(acted
      ? { event: `${PERSON}-3`, since: '2026-11-23T07:00:00.000Z', text: `${purpose}-1`, channel: 'web' }
      : {}),
    ...(because === 'given' ? { until: '2029-11-23T21:00:00.000Z' } : {}),
    current: `${purpose}-1`,
  };
}

/** Everything held about the sample person. */
export const anAccount = (language: 'ru' | 'en'): AccountView => ({
  person: PERSON,
  status: 'active',
  revision: 4,
  profile: {
    email: 'anna.belova@example.ru',
    name: 'Anna Belova',
    phone: '+7 495 123-45-67',
    language,
  },
  registeredAt: '2026-11-23T06:58:00.000Z',
  confirmedAt: '2026-11-23T07:00:00.000Z',
  policy: { version: 'policy-1', acknowledgedAt: '2026-11-23T06:58:00.000Z', current: 'policy-1' },
  consents: [
    aConsent('promotions', 'given', language),
    aConsent('distribution', 'no-consent', language),
    aConsent('partners', 'withdrawn', language),
  ],
  blocks: [
    {
      kind: 'inaccuracy',
      scope: 'precautionary',
      since: '2026-12-07T08:00:00.000Z',
      until: '2026-12-17T08:00:00.000Z',
    },
    { kind: 'unlawful-use', scope: 'full', since: '2026-12-01' },
  ],
  published: [
    {
      field: 'organisation',
      since: '2026-11-20T09:00:00.000Z',
      conditions: [],
      page: 'QW5uYUJlbG92YTAwMDAwMQ',
      value: 'ООО «Ромашка»',
    },
  ],
  letters: Array.from({ length: 7 }, (_, i) => ({
    kind: i === 6 ? ('registration-confirm' as const) : ('sign-in-code' as const),
    at: `2026-12-0${7 - i}T08:15:00.000Z`,
    to: 'owner',
    language,
    channel: 'mail' as const,
    status: 'delivered' as const,
  })),
  sessions: [
    {
      id: SESSION,
      since: '2026-12-07T08:16:00.000Z',
      until: '2026-12-21T08:16:00.000Z',
      keptUntil: '2027-03-07T09:00:00.000Z',
      current: true,
      agent:
        'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
      network: '203.0.113.0/24',
    },
    {
      id: 'c2Vzc2lvbi0wMDAy',
      since: '2026-12-05T08:16:00.000Z',
      until: '2026-12-19T08:16:00.000Z',
      keptUntil: '2027-03-07T09:00:00.000Z',
      current: false,
      agent:
        'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
      network: '2001:db8:0:1::/64',
    },
    {
      id: 'c2Vzc2lvbi0wMDAz',
      since: '2026-12-03T08:16:00.000Z',
      until: '2026-12-17T08:16:00.000Z',
      keptUntil: '2027-03-07T09:00:00.000Z',
      current: false,
      agent: 'crm/1.0',
      network: '198.51.100.0/24',
    },
  ],
  earlierSessions: [
    {
      id: 'earlierEarlier12',
      since: '2026-11-01T09:00:00.000Z',
      until: '2026-11-15T09:00:00.000Z',
      keptUntil: '2027-02-01T09:00:00.000Z',
      current: false,
      agent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1',
      network: '203.0.113.0/24',
    },
  ],
  further: [
    {
      kind: 'event',
      records: [
        { at: '2026-11-23T06:58:00.000Z', type: 'registered', by: 'person' },
        { at: '2026-11-23T07:00:00.000Z', type: 'confirmed', by: 'person' },
        {
          at: '2026-12-03T08:16:00.000Z',
          type: 'consent-withdrawn',
          by: 'person',
          data: { purpose: 'partners' },
        },
        { at: '2026-12-04T09:30:00.000Z', type: 'read-personal', by: 'staff', reason: 'contact' },
      ],
    },
    { kind: 'person-text', records: [{ text: 'She called and asked for the receipt.' }] },
    {
      kind: 'duty',
      records: [{ purpose: 'partners', start: '2026-12-03', due: '2027-01-02', state: 'open' }],
    },
  ],
  ways: {
    profile: '/me',
    consents: '/me/consents',
    sessions: '/me/sessions',
    address: '/me/address',
    close: '/me/close',
  },
});

const event = (
  n: number,
  type: ConsentHistoryView['type'],
  purpose: string,
  more: Partial<ConsentHistoryView> = {},
): ConsentHistoryView => ({
  event: `${PERSON}-${n}`,
  at: `2026-12-0${n}T09:30:00.000Z`,
  type,
  purpose,
  by: 'person',
  channel: 'web',
  receipt: `/me/consents/${PERSON}-${n}/receipt`,
  ...more,
});

/** What is recorded of the sample person's consents. */
export const ownHistory = (): readonly ConsentHistoryView[] => [
  event(4, 'consent-withdrawn', 'partners', {
    by: 'staff',
    channel: 'paper',
    effective: '2026-12-01T20:59:59.999Z',
  }),
  event(3, 'consent-given', 'promotions', { text: 'promotions-1' }),
  event(2, 'consent-given', 'partners', { text: 'partners-1' }),
  event(1, 'consent-refused', 'promotions', { text: 'promotions-1' }),
];

/** A profile form with a phone that is none. */
export const REFUSED_PROFILE: FormState = {
  values: { name: 'Anna Belova', phone: '12', organisation: '', language: 'en' },
  errors: [{ field: 'phone', message: '+7 495 123-45-67' }],
};

/** The document of a consent as a deployment has it at first. */
export const consentText = (language: 'ru' | 'en') => ({
  ...{ purpose: 'promotions' as const, version: 'promotions-1', proof: 'k1.p.m' },
  text: builtInText('promotions', language, {
    baseUrl: 'https://www.scserv.ru',
    sites: [],
    operator: SITE.operator,
    retention: { claimFileYears: 3, technicalDays: 90 },
  }),
});

/** A registration of which only the address is proven. */
export const UNFINISHED: UnfinishedView = {
  email: 'anna@example.org',
  typed: { name: 'Annushka', phone: '+7 495 123-45-67', organisation: 'Southern Pier JSC', language: 'ru' },
  registeredAt: '2026-12-07T09:00:00.000Z',
  provedAt: '2026-12-07T09:05:00.000Z',
  until: '2026-12-14T09:00:00.000Z',
  policy: { version: 'policy-1', hash: 'h', proof: 'k1.proof-of-policy.mac' },
};
