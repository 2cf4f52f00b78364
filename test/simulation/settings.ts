import type { RuntimeSettings } from '../../shared/settings.ts';

/** Staff of the simulated company, by OIDC subject. */
export const STAFF = ['anna', 'boris', 'clara'] as const;

/** A deployment that exists nowhere; `poll` is one whose records have no stream (L2). */
export const settingsFor = (outbox: 'stream' | 'poll'): RuntimeSettings => ({
  deployment: 'simulation',
  baseUrl: 'https://privacy.example.com',
  sites: [],
  operator: {
    name: { ru: 'АО «Пример»', en: 'Example JSC' },
    postalAddress: { ru: '101000, Москва, а/я 1', en: 'PO Box 1, Moscow 101000' },
    email: 'privacy@example.com',
  },
  language: 'ru',
  mail: {
    port: 'ses',
    events: true,
    sender: 'desk@example.com',
    senderName: { ru: 'Приёмная', en: 'Office' },
    replyTo: 'privacy@example.com',
  },
  staff: {
    team: 'takes+team@example.com',
    officers: ['takes+officer@example.com'],
    auditor: 'takes+auditor@example.com',
    oidc: {
      issuer: 'https://login.example.com',
      clientId: 'desk',
      audience: 'desk',
      scopes: [],
      rolesClaim: 'roles',
      roles: { agent: [], officer: [], auditor: [], program: [] },
    },
  },
  authorities: ['Роскомнадзор'],
  programs: { shop: ['promotions', 'partners', 'service-letters', 'security'] },
  records: { kind: 'aws' },
  outbox: outbox === 'stream' ? { kind: 'stream' } : { kind: 'poll', everySeconds: 5, forSeconds: 55 },
  limits: { networkPerHour: 60, lettersPerDay: 3, codesPerDay: 20 },
  retention: { claimFileYears: 3, technicalDays: 90 },
});
