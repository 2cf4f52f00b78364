import { presentLine } from '../../../functions/desk/list.ts';
import type { EventView } from '../../../shared/api/case-view.ts';
import type { StatusView } from '../../../shared/api/cases.ts';
import type { StaffCaseView } from '../../../shared/api/desk.ts';
import { type CaseParts, presentCase, presentPublicCase } from '../../../shared/api/present-case.ts';
import { datesOf, settledBy, startClock } from '../../../shared/domain/cases/clocks.ts';
import type { KnownCase } from '../../../shared/domain/cases/kinds.ts';
import { CLAIM_CLOCKS } from '../../../shared/domain/claims/clocks.ts';
import { CLAIM } from '../../../shared/domain/claims/type.ts';
import type { LetterBody } from '../../../shared/domain/letters/letter.ts';
import type { DeskContext, PageContext, SiteFacts, StaffFacts } from '../../../shared/http/pages/context.ts';
import type { PolicyFacts } from '../../../shared/policy/facts.ts';
import { rowOf, rowText } from '../../../shared/records/case-row.ts';

/** Realistic cases for looking at pages and for testing them; dates are counted by the real rules. */

/** Tuesday 8 December 2026, 11:20 in Moscow. */
export const NOW = Date.parse('2026-12-08T08:20:00Z');
/** Reference of the sample case. */
export const REF = 'PD-2026-K7M4QX-9';
export const LINK_KEY = 'azEuNVk3UTJ4.q83vEjRWeJq83vEjRWeJq83vEjRWeJq83vEjRWeJq80';

/** Handle of a registration and token of a link, in their forms. */
export const CHALLENGE = 'azEuUC03SzJNOVE0UlZXNlg4WTBaMUE.q83vEjRWeJq83vEjRWeJq83vEjRWeJq83vEjRWeJq80';
export const LINK_TOKEN = 'azEuUC03SzJNOVE0UlZXNlg4WTBaMUE.Jq83vEjRWeJq83vEjRWeJq83vEjRWeJq83vEjRWeJq0';

export const SITE: SiteFacts = {
  operator: {
    name: { ru: 'АО «СмартКард-Сервис»', en: 'SmartCard-Service JSC' },
    postalAddress: {
      ru: '123022, г. Москва, ул. Сергея Макеева, д. 13',
      en: '13 Sergeya Makeeva St., Moscow 123022, Russia',
    },
    email: 'reception@scserv.ru',
    policyUrl: 'https://www.scserv.ru/policy',
  },
  local: { inbox: 'http://127.0.0.1:4004', clock: 'http://127.0.0.1:4002' },
};

/** What the texts of the sample deployment state. */
export const POLICY_FACTS: PolicyFacts = {
  baseUrl: 'http://127.0.0.1:4000',
  sites: ['https://www.scserv.ru', 'https://support.scserv.ru'],
  operator: SITE.operator,
  retention: { claimFileYears: 3, technicalDays: 90 },
};

const DIRECTORY: readonly StaffFacts[] = [
  { sub: 'agent-1', role: 'agent', name: 'Ирина Соколова' },
  { sub: 'officer-1', role: 'officer', name: 'Павел Лебедев' },
  { sub: 'officer-2', role: 'officer', name: 'Ольга Фёдорова' },
  { sub: 'auditor-1', role: 'auditor', name: 'Сергей Котов' },
];

export const context = (language: 'ru' | 'en', path: string, at = NOW): PageContext => ({
  language,
  path,
  at,
  site: SITE,
  seal: (action) => ({ _stamp: `stamp-of-${action}`, _key: '7f2c1c52-6d7e-4f43-9d0a-3f6b7b0f9a11' }),
});

export const deskContext = (
  language: 'ru' | 'en',
  path: string,
  { as = 'officer-1', at = NOW }: { as?: string; at?: number } = {},
): DeskContext => {
  const staff = DIRECTORY.find(({ sub }) => sub === as);
  if (staff === undefined) throw new Error(`nobody called ${as}`);
  return { ...context(language, path, at), staff, directory: DIRECTORY };
};

export const TYPED = {
  name: 'Анна Викторовна Белова',
  email: 'anna.belova@example.ru',
  postalAddress: '190000, г. Санкт-Петербург, наб. канала Грибоедова, д. 12, кв. 4',
  facts:
    '14 ноября 2026 года мне позвонили с номера вашей службы поддержки и предложили продлить договор на обслуживание терминала.\n\nЯ закрыла личный кабинет ещё в марте и тогда же просила удалить мой номер телефона. Согласия на рекламные звонки я не давала.',
  demand:
    '1. Прекратить звонки и сообщения на номер, который заканчивается на 48-12.\n2. Сообщить, на каком основании хранится мой номер и кому он передан.',
} as const;

/** A claim received on Tuesday 24 November 2026, 10:15 in Moscow; promised for Thursday 24 December. */
export function aCase(given: Partial<KnownCase<'claim'>> = {}): KnownCase<'claim'> {
  const receivedAt = given.receivedAt ?? '2026-11-24T07:15:00.000Z';
  const clocks = given.clocks ?? [
    startClock(CLAIM_CLOCKS, 'promise', receivedAt),
    ...(given.own?.consumer ? [startClock(CLAIM_CLOCKS, 'consumer', receivedAt)] : []),
  ];
  return {
    reference: 'PD-2026-K7M4QX-9',
    kind: 'claim',
    status: 'open',
    revision: 3,
    language: 'ru',
    channel: 'web',
    openedAt: receivedAt.length === 10 ? `${receivedAt}T09:30:00.000Z` : receivedAt,
    receivedAt,
    answerTo: 'email',
    ...datesOf(clocks),
    executions: 1,
    link: { id: 'l', nonce: 'n', generation: 1 },
    events: 3,
    own: {},
    ...given,
    clocks,
  };
}

export const aLetter = (given: Partial<LetterBody> = {}): LetterBody => ({
  id: '01JF0RECEIPT',
  reference: 'PD-2026-K7M4QX-9',
  kind: 'claim-receipt',
  to: 'requester',
  language: 'ru',
  channel: 'mail',
  status: 'delivered',
  at: '2026-11-24T07:15:02.000Z',
  delivery: 'at-least-once',
  attempts: [],
  ...given,
});

const event = (
  at: string,
  type: EventView['type'],
  by: string,
  rest: Partial<EventView> = {},
): EventView => ({
  at,
  type,
  by,
  ...rest,
});

const OPENED: readonly EventView[] = [
  event('2026-11-24T07:15:00.000Z', 'opened', 'requester'),
  event('2026-11-24T07:15:01.000Z', 'execution-started', 'system'),
  event('2026-11-24T07:15:04.000Z', 'letter-delivered', 'system', { data: { kind: 'claim-receipt' } }),
  event('2026-11-25T08:02:00.000Z', 'assigned', 'staff:officer-2', { data: { to: 'officer-1' } }),
];

/** The life of the sample claim at its stages. */
export const STAGES = {
  open: (): CaseParts => ({ body: aCase({ assignee: 'officer-1' }), events: OPENED, letters: [aLetter()] }),
  fresh: (): CaseParts => ({
    body: aCase({ receivedAt: '2026-12-08T08:19:40.000Z' }),
    events: [event('2026-12-08T08:19:40.000Z', 'opened', 'requester')],
    letters: [aLetter({ status: 'queued', at: '2026-12-08T08:19:40.000Z' })],
  }),
  marked: (): CaseParts => ({
    body: aCase({ assignee: 'agent-1', held: true, own: { consumer: true }, heldFor: 'robot' }),
    events: OPENED,
    letters: [aLetter({ status: 'held', heldFor: { why: 'robot', network: 'k1.network' } })],
  }),
  held: (): CaseParts => ({
    body: aCase({ receivedAt: '2026-12-08T08:19:40.000Z', heldFor: 'network' }),
    events: [event('2026-12-08T08:19:40.000Z', 'opened', 'requester')],
    letters: [
      aLetter({
        ...{ status: 'held', at: '2026-12-08T08:19:40.000Z' },
        heldFor: { why: 'network', network: 'k1.network', person: true },
      }),
    ],
  }),
  overdue: (): CaseParts => ({
    body: aCase({ receivedAt: '2026-10-30T11:00:00.000Z', assignee: 'officer-1' }),
    events: [
      event('2026-10-30T11:00:00.000Z', 'opened', 'requester'),
      event('2026-11-19T06:00:00.000Z', 'milestone', 'system', { data: { milestone: 'reminder-10' } }),
      event('2026-11-28T06:00:00.000Z', 'milestone', 'system', { data: { milestone: 'escalation' } }),
      event('2026-11-29T21:00:00.000Z', 'milestone', 'system', { data: { milestone: 'overdue' } }),
    ],
    letters: [
      aLetter({ at: '2026-10-30T11:00:02.000Z' }),
      aLetter({ id: '01JF0ESC', kind: 'case-escalation', to: 'officers', at: '2026-11-28T06:00:01.000Z' }),
    ],
  }),
  returned: (): CaseParts => {
    const body = aCase({
      assignee: 'officer-1',
      status: 'returned',
      own: { outcome: 'partly' },
      revision: 5,
    });
    return {
      body: {
        ...body,
        answers: [
          {
            letter: '01JF0ANSWER',
            by: 'answered',
            at: '2026-12-07T12:00:00.000Z',
            returnedAt: '2026-12-07T12:04:00.000Z',
          },
        ],
      },
      events: [
        ...OPENED,
        event('2026-12-07T12:00:00.000Z', 'answered', 'staff:officer-1'),
        event('2026-12-07T12:00:05.000Z', 'letter-sent', 'system', { data: { kind: 'claim-answer' } }),
        event('2026-12-07T12:04:00.000Z', 'letter-bounced', 'system', { data: { kind: 'claim-answer' } }),
        event('2026-12-07T12:04:00.000Z', 'reopened', 'system'),
      ],
      letters: [
        aLetter(),
        aLetter({
          id: '01JF0ANSWER',
          kind: 'claim-answer',
          status: 'bounced',
          at: '2026-12-07T12:00:00.000Z',
        }),
      ],
    };
  },
  delivered: (): CaseParts => {
    const body = aCase({
      assignee: 'officer-1',
      status: 'delivered',
      own: { outcome: 'satisfied' },
      revision: 5,
    });
    return {
      body: {
        ...settledBy(CLAIM, body, { event: 'answered' }, '2026-12-07'),
        answers: [
          {
            letter: '01JF0ANSWER',
            by: 'answered',
            at: '2026-12-07T12:00:00.000Z',
            sentAt: '2026-12-07T12:00:05.000Z',
          },
        ],
      },
      events: [
        ...OPENED,
        event('2026-12-07T12:00:00.000Z', 'answered', 'staff:officer-1'),
        event('2026-12-07T12:00:05.000Z', 'letter-sent', 'system', { data: { kind: 'claim-answer' } }),
        event('2026-12-07T12:00:09.000Z', 'closed', 'system'),
      ],
      letters: [
        aLetter(),
        aLetter({ id: '01JF0ANSWER', kind: 'claim-answer', at: '2026-12-07T12:00:00.000Z' }),
      ],
    };
  },
} as const;

/** The status page's view of a stage. */
export const statusView = (parts: CaseParts, language: 'ru' | 'en', at = NOW): StatusView => ({
  ...presentPublicCase(parts, at, language),
  typed: parts.body.answerTo === 'email' ? TYPED : { ...TYPED },
});

/** The desk's view of a stage; `personal` as after opening it. */
export function staffView(
  parts: CaseParts,
  {
    language = 'ru',
    role = 'officer',
    personal = false,
  }: { language?: 'ru' | 'en'; role?: StaffFacts['role']; personal?: boolean } = {},
): StaffCaseView {
  return {
    ...presentCase(parts, NOW, language, role),
    ...(personal
      ? {
          personal: {
            ...TYPED,
            notes: [
              {
                at: '2026-11-26T09:40:00.000Z',
                by: 'staff:agent-1',
                text: 'Запросила у кол-центра запись звонка от 14 ноября.',
              },
            ],
          },
        }
      : {}),
  };
}

/** A case as the list's index has it. */
const entryOf = (body: KnownCase) => ({
  sort: `${body.workBy}#${body.reference}`,
  row: rowText(body, undefined),
});

/** Lines of the due list: overdue, today, this week, later, and answered. */
export function dueLines() {
  const make = (reference: string, receivedAt: string, rest: Partial<KnownCase<'claim'>> = {}) =>
    presentLine(rowOf(entryOf(aCase({ reference, receivedAt, ...rest }))), NOW);
  return [
    make('PD-2026-3HV9TR-K', '2026-10-30T11:00:00.000Z', { assignee: 'officer-1' }),
    make('PD-2026-W6C2DN-4', '2026-11-05T09:12:00.000Z'),
    make('PD-2026-8ZQ5AJ-M', '2026-11-08T18:40:00.000Z', { assignee: 'agent-1', held: true }),
    make('PD-2026-P1X7EB-2', '2026-11-09T06:25:00.000Z', { assignee: 'officer-2' }),
    make('PD-2026-F4K8SG-T', '2026-11-12T13:55:00.000Z', { assignee: 'officer-1', status: 'returned' }),
    make('PD-2026-Y2M6VC-7', '2026-11-14T10:05:00.000Z', { channel: 'paper' }),
    make('PD-2026-K7M4QX-9', '2026-11-24T07:15:00.000Z', { assignee: 'officer-1' }),
    make('PD-2026-N5R3HW-P', '2026-12-01T15:30:00.000Z'),
    make('PD-2026-Q9T1ZF-H', '2026-12-07T16:20:00.000Z'),
    make('PD-2026-A6B4JD-X', '2026-12-08T07:48:00.000Z'),
  ];
}

export const ANSWER_TEXT =
  'Мы проверили журнал звонков и подтверждаем: 14 ноября 2026 г. вам звонил наш сотрудник. Ваш номер остался в списке обзвона по ошибке, согласия на рекламные звонки у нас нет.\n\nНомер удалён из списка обзвона 3 декабря 2026 г. Рекламных звонков и сообщений больше не будет.';
export const ANSWER_REASONS =
  'Мы не можем удалить номер полностью: он указан в договоре, который мы обязаны хранить до 31 декабря 2028 г. (закон о бухгалтерском учёте). Третьим лицам номер не передавался.';
