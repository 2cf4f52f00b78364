import { LACKS } from '../../../shared/domain/cases/type.ts';
import { BLOCK_KINDS, BLOCK_NEWS, BLOCK_SCOPES } from '../../../shared/domain/consent/block-kinds.ts';
import { CALLED_OFF } from '../../../shared/domain/letters/called-off.ts';
import type { LetterKind } from '../../../shared/domain/letters/kinds.ts';
import { formatInstant } from '../../../shared/law/date-words.ts';
import { provisionalDeadline } from '../../../shared/law/deadline.ts';
import { explainDeadline } from '../../../shared/law/words.ts';
import { type ComposedLetter, composeLetter } from '../../../shared/letters/compose.ts';
import type { CaseFacts, Letterhead, StaffFacts } from '../../../shared/letters/content.ts';
import { type Draft, draftOf } from '../../../shared/letters/maker.ts';
import {
  accountClosed,
  closingAsked,
  closingCancelled,
} from '../../../shared/letters/templates/account-closing.ts';
import { actsUnsigned } from '../../../shared/letters/templates/acts-unsigned.ts';
import {
  addressChanged,
  addressConfirm,
  addressUndone,
  freshCode,
} from '../../../shared/letters/templates/address-change.ts';
import { blockNews } from '../../../shared/letters/templates/block-news.ts';
import {
  caseDue,
  caseEscalation,
  caseOverdue,
  caseReminder,
  caseReturned,
  caseUnconfirmed,
  otherSilent,
  requestHanded,
} from '../../../shared/letters/templates/case-task.ts';
import { claimAnswer } from '../../../shared/letters/templates/claim-answer.ts';
import { claimCorrected } from '../../../shared/letters/templates/claim-corrected.ts';
import { claimReceipt } from '../../../shared/letters/templates/claim-receipt.ts';
import { claimWithdrawalCode, claimWithdrawn } from '../../../shared/letters/templates/claim-withdrawal.ts';
import { deskDigest } from '../../../shared/letters/templates/desk-digest.ts';
import { erasedList } from '../../../shared/letters/templates/erased-list.ts';
import {
  erasureApproval,
  erasureCancelled,
  erasureLate,
} from '../../../shared/letters/templates/erasure-task.ts';
import { heldByLaw } from '../../../shared/letters/templates/held-by-law.ts';
import { holdReleased } from '../../../shared/letters/templates/hold-released.ts';
import { ledgerRoot } from '../../../shared/letters/templates/ledger-root.ts';
import { lettersHeld } from '../../../shared/letters/templates/letters-held.ts';
import { otherAsked, otherCode } from '../../../shared/letters/templates/others.ts';
import { policyChanged } from '../../../shared/letters/templates/policy-changed.ts';
import { receiptsDigest } from '../../../shared/letters/templates/receipts-digest.ts';
import {
  accountExists,
  registrationConfirm,
  signInCode,
} from '../../../shared/letters/templates/registration.ts';
import { requestAnswer } from '../../../shared/letters/templates/request-answer.ts';
import { requestCode, requestWithdrawalCode } from '../../../shared/letters/templates/request-codes.ts';
import { requestCorrected } from '../../../shared/letters/templates/request-corrected.ts';
import { requestDisclosure } from '../../../shared/letters/templates/request-disclosure.ts';
import {
  requestExtension,
  requestLater,
  requestMandateEnded,
  requestUnblocked,
  requestWithdrawn,
} from '../../../shared/letters/templates/request-notices.ts';
import { requestReceipt } from '../../../shared/letters/templates/request-receipt.ts';
import type { Template } from '../../../shared/letters/templates/template.ts';
import { keptWords } from '../../../shared/policy/kept-words.ts';
import { RETENTION } from '../../../shared/policy/retention.ts';
import { erasurePlan } from '../../../shared/records/erasure-plan.ts';
import { GROUND_WORDS, PART_NAMES } from '../../../shared/words/part-names.ts';

/** The template of every kind: one that has no sample does not compile. */
const TEMPLATES = {
  'claim-receipt': claimReceipt,
  'claim-answer': claimAnswer,
  'claim-corrected': claimCorrected,
  'claim-withdrawal-code': claimWithdrawalCode,
  'claim-withdrawn': claimWithdrawn,
  'request-receipt': requestReceipt,
  'request-unproven': requestReceipt,
  'request-code': requestCode,
  'request-withdrawal-code': requestWithdrawalCode,
  'request-answer': requestAnswer,
  'request-corrected': requestCorrected,
  'request-disclosure': requestDisclosure,
  'request-extension': requestExtension,
  'request-later': requestLater,
  'request-withdrawn': requestWithdrawn,
  'request-mandate-ended': requestMandateEnded,
  'request-unblocked': requestUnblocked,
  'receipts-digest': receiptsDigest,
  'case-reminder': caseReminder,
  'case-escalation': caseEscalation,
  'case-due': caseDue,
  'case-overdue': caseOverdue,
  'case-returned': caseReturned,
  'case-unconfirmed': caseUnconfirmed,
  'request-handed': requestHanded,
  'erasure-approval': erasureApproval,
  'erasure-late': erasureLate,
  'erasure-cancelled': erasureCancelled,
  'other-asked': otherAsked,
  'other-code': otherCode,
  'other-silent': otherSilent,
  'desk-digest': deskDigest,
  'letters-held': lettersHeld,
  'acts-unsigned': actsUnsigned,
  'ledger-root': ledgerRoot,
  'erased-list': erasedList,
  'registration-confirm': registrationConfirm,
  'account-exists': accountExists,
  'sign-in-code': signInCode,
  'address-confirm': addressConfirm,
  'address-changed': addressChanged,
  'address-undone': addressUndone,
  'hold-released': holdReleased,
  'held-by-law': heldByLaw,
  'block-news': blockNews,
  'fresh-code': freshCode,
  'closing-asked': closingAsked,
  'closing-cancelled': closingCancelled,
  'account-closed': accountClosed,
  'policy-changed': policyChanged,
} satisfies { readonly [K in LetterKind]: Template<never> };

type Templates = typeof TEMPLATES;
type ContentOf<T> = T extends Template<infer C> ? C : never;
/** What a letter of each kind is made of. */
export type Content = {
  readonly [K in LetterKind]: { readonly kind: K } & ContentOf<Templates[K]>;
}[LetterKind];

/** A letter of a kind with all that it says. */
export const draft = (content: Content): Draft =>
  // The content of a kind and its template belong together by the type of both.
  draftOf<never>(TEMPLATES[content.kind], content as never);

/** The letter as it is sent. */
export const compose = (content: Content, head: Letterhead): ComposedLetter =>
  composeLetter(draft(content), head);

export const REFERENCE = 'PD-2026-K7M4QX-9';

/** A claim received on Monday, 23 November 2026. */
function aCase(language: 'ru' | 'en', reference = REFERENCE): CaseFacts {
  const deadline = provisionalDeadline('ru-claim-30', '2026-11-23');
  return {
    reference,
    receivedOn: '2026-11-23',
    promised: deadline.nominal,
    clocks: [{ rule: 'ru-claim-30', explanation: explainDeadline(deadline, language) }],
  };
}

/** A request received on the same day: ten working days. */
function aRequest(language: 'ru' | 'en'): CaseFacts {
  const deadline = provisionalDeadline('ru-access-answer', '2026-11-23');
  return {
    reference: REFERENCE,
    receivedOn: '2026-11-23',
    promised: deadline.due,
    clocks: [{ rule: 'ru-access-answer', explanation: explainDeadline(deadline, language) }],
  };
}

const ERASURE_URL = `https://privacy.example.com/desk/erasures/${REFERENCE}`;

const aTask: StaffFacts = {
  reference: REFERENCE,
  receivedOn: '2026-11-23',
  workBy: '2026-12-23',
  ends: '2026-12-23',
  lacks: 'answer',
  deskUrl: `https://privacy.example.com/desk/cases/${REFERENCE}`,
};

/** Terms that a letter names: one of hours, and one of days beside others. */
const CLOCKS = [
  { rule: 'ru-breach-first', due: '2026-11-26T11:03:00.000Z' },
  { rule: 'ru-correct', due: '2026-12-02' },
] as const;

const EXPORT_URL = 'https://privacy.example.com/exports/abc.def';
/** Pages of a letter that asks who asks. */
const PROOF = {
  proofUrl: `https://privacy.example.com/requests/${REFERENCE}/proof?challenge=abc.def`,
  notMeUrl: `https://privacy.example.com/requests/${REFERENCE}/not-me?challenge=abc.def`,
};

export const STATUS_URL = `https://privacy.example.com/cases/${REFERENCE}?key=abc.def`;

export function aHead(language: 'ru' | 'en'): Letterhead {
  return {
    language,
    date: '2026-12-07',
    operator:
      language === 'ru'
        ? {
            name: 'АО «СмартКард-Сервис»',
            postalAddress: 'Москва, ул. Примерная, д. 1',
            email: 'reception@scserv.ru',
          }
        : {
            name: 'SmartCard-Service JSC',
            postalAddress: '1 Primernaya Street, Moscow',
            email: 'reception@scserv.ru',
          },
  };
}

/** One content of every kind; what people typed can be given. */
export function contents(
  language: 'ru' | 'en',
  typed: { readonly name?: string; readonly text?: string; readonly reasons?: string } = {},
): readonly Content[] {
  const claim = aCase(language);
  const asked = [PART_NAMES.access[language], PART_NAMES.correction[language]];
  return [
    { kind: 'claim-receipt', case: claim, statusUrl: STATUS_URL },
    { kind: 'claim-corrected', case: claim, statusUrl: STATUS_URL },
    {
      kind: 'claim-answer',
      case: claim,
      name: typed.name ?? 'Анна Петрова',
      answer: {
        outcome: 'partly',
        text: typed.text ?? 'Мы удалили Ваш адрес из рассылки.\nПодтверждение приложено к делу.',
        reasons: typed.reasons ?? 'Договор хранится по закону.',
      },
    },
    {
      kind: 'request-receipt',
      case: aRequest(language),
      asked,
      proven: true,
      blocked: 'full',
      forYou: false,
      statusUrl: STATUS_URL,
    },
    {
      kind: 'request-receipt',
      case: aRequest(language),
      asked,
      proven: false,
      blocked: 'precautionary',
      forYou: false,
      statusUrl: STATUS_URL,
    },
    ...[true, false].flatMap((forYou): Content[] => {
      const told = { case: aRequest(language), asked, proven: false, forYou, statusUrl: STATUS_URL };
      return [
        { kind: 'request-unproven', ...told, proof: PROOF },
        { kind: 'request-unproven', ...told, proof: { ...PROOF, code: { code: '042137', minutes: 10 } } },
      ];
    }),
    { kind: 'request-code', reference: REFERENCE, code: '042137', minutes: 10, notMeUrl: PROOF.notMeUrl },
    { kind: 'request-withdrawal-code', reference: REFERENCE, code: '042137', minutes: 10 },
    { kind: 'request-handed', case: aTask, why: 'codes' },
    { kind: 'request-handed', case: aTask, why: 'disowned' },
    {
      kind: 'request-answer',
      case: aRequest(language),
      name: typed.name ?? 'Анна Петрова',
      asked,
      outcome: 'partly',
      text: typed.text ?? 'Мы исправили номер телефона.',
      reasons: typed.reasons ?? 'В договоре прежний номер остаётся: его хранить велит закон.',
    },
    {
      kind: 'request-answer',
      case: aRequest(language),
      name: typed.name ?? 'Анна Петрова',
      asked,
      outcome: 'refused',
      ground: GROUND_WORDS['early-repeat'][language],
      text: typed.text ?? 'Мы ответили Вам 10 ноября.',
    },
    {
      kind: 'request-disclosure',
      case: aRequest(language),
      name: typed.name ?? 'Анна Петрова',
      page: { url: EXPORT_URL, until: '2026-12-08T07:15:00.000Z' },
    },
    { kind: 'request-disclosure', case: aRequest(language), name: typed.name ?? 'Анна Петрова' },
    {
      kind: 'request-extension',
      reference: REFERENCE,
      asked: PART_NAMES.access[language],
      was: '2026-12-07',
      until: '2026-12-14',
      text: typed.text ?? 'Данные лежат в двух системах.',
    },
    { kind: 'request-corrected', case: aRequest(language), statusUrl: STATUS_URL },
    { kind: 'request-later', reference: REFERENCE, until: '2027-06-15' },
    { kind: 'request-withdrawn', reference: REFERENCE, goesOn: true },
    {
      ...{ kind: 'request-mandate-ended', reference: REFERENCE, since: '2026-11-24' },
      asked: ['копия данных'],
    },
    { kind: 'request-unblocked', reference: REFERENCE },
    { kind: 'claim-withdrawal-code', reference: REFERENCE, code: '042137', minutes: 10 },
    {
      kind: 'registration-confirm',
      confirmUrl: 'https://privacy.example.com/confirm?token=abc.def',
      code: '042137',
      minutes: 10,
    },
    { kind: 'account-exists', signInUrl: 'https://privacy.example.com/sign-in' },
    { kind: 'sign-in-code', code: '042137', minutes: 10 },
    {
      kind: 'address-confirm',
      confirmUrl: 'https://privacy.example.com/address/confirm?token=abc.def',
      code: '042137',
      minutes: 10,
    },
    { kind: 'address-changed' },
    {
      kind: 'address-changed',
      undo: {
        url: 'https://privacy.example.com/address/undo?token=abc.def',
        until: formatInstant(Date.UTC(2026, 11, 10, 9), 'Europe/Moscow', language),
      },
    },
    { kind: 'hold-released' },
    {
      kind: 'hold-released',
      undo: {
        url: 'https://privacy.example.com/address/undo?token=abc.def',
        until: formatInstant(Date.UTC(2026, 11, 10, 9), 'Europe/Moscow', language),
      },
    },
    { kind: 'address-undone', present: true },
    { kind: 'address-undone', present: false },
    { kind: 'fresh-code', code: '042137', minutes: 10 },
    { kind: 'fresh-code', code: '042137', minutes: 10, use: 'request' },
    {
      kind: 'closing-asked',
      due: formatInstant(Date.UTC(2026, 11, 10, 9), 'Europe/Moscow', language),
      cancelUrl: 'https://privacy.example.com/me/close/cancel?token=abc.def',
    },
    {
      kind: 'closing-asked',
      due: formatInstant(Date.UTC(2026, 11, 10, 9), 'Europe/Moscow', language),
      cancelUrl: 'https://privacy.example.com/me/close/cancel?token=abc.def',
      publicUrl: 'https://privacy.example.com/me/public',
    },
    {
      kind: 'held-by-law',
      article: language === 'ru' ? 'ч. 1 ст. 29 402-ФЗ' : '402-FZ art. 29(1)',
      what: [RETENTION.profile.what[language]],
      until: '2027-06-30',
    },
    ...BLOCK_KINDS.flatMap((block) =>
      BLOCK_NEWS.flatMap((news) =>
        BLOCK_SCOPES.map(
          (scope): Content => ({
            ...{ kind: 'block-news', block, news, scope },
            signInUrl: 'https://privacy.example.com/sign-in',
          }),
        ),
      ),
    ),
    { kind: 'closing-cancelled', signInUrl: 'https://privacy.example.com/sign-in' },
    {
      kind: 'account-closed',
      person: 'P-0123456789ABCDEFGHJK',
      goes: erasurePlan().goes.map(({ what }) => what[language]),
      stays: erasurePlan().stays.map(({ rule, what, why }) => ({
        what: what[language],
        until: keptWords(rule, language, { claimFileYears: 3, technicalDays: 90 }),
        why: why[language],
      })),
      backupsUntil: '2027-01-11',
    },
    {
      kind: 'policy-changed',
      on: '2026-12-07',
      change: 'hard',
      policyUrl: 'https://privacy.example.com/policy',
    },
    { kind: 'claim-withdrawn', reference: REFERENCE, on: '2026-12-07' },
    { kind: 'case-reminder', case: aTask, milestone: 'reminder-10' },
    { kind: 'case-reminder', case: aTask, milestone: 'reminder-2' },
    ...CLOCKS.flatMap((clock): Content[] => {
      const about = { ...aTask, clock };
      return [
        { kind: 'case-reminder', case: about, milestone: 'hours-12' },
        { kind: 'case-reminder', case: about, milestone: 'reminder-5' },
        { kind: 'case-escalation', case: about },
        { kind: 'case-due', case: about },
        { kind: 'case-overdue', case: about },
      ];
    }),
    ...LACKS.flatMap((lacks): Content[] => {
      const unsent = { ...aTask, lacks };
      return [
        { kind: 'case-reminder', case: unsent, milestone: 'reminder-5' },
        { kind: 'case-reminder', case: unsent, milestone: 'overdue' },
        { kind: 'case-escalation', case: unsent },
        { kind: 'case-due', case: unsent },
        { kind: 'case-overdue', case: unsent },
      ];
    }),
    ...[false, true].flatMap((stopped): Content[] => [
      { kind: 'case-returned', case: aTask, letter: 'answer', stopped },
      { kind: 'case-returned', case: aTask, letter: 'other', stopped },
    ]),
    ...CALLED_OFF.map(
      (why): Content => ({ kind: 'erasure-cancelled', reference: REFERENCE, deskUrl: ERASURE_URL, why }),
    ),
    { kind: 'erasure-late', reference: REFERENCE, deskUrl: ERASURE_URL, by: '2026-12-04' },
    {
      kind: 'erasure-approval',
      reference: REFERENCE,
      url: `https://privacy.example.com/erasures/${REFERENCE}?key=abc.def`,
      until: '2027-01-06T09:00:00.000Z',
      by: '2026-12-04',
    },
    { kind: 'case-unconfirmed', case: aTask, letter: 'answer' },
    { kind: 'case-unconfirmed', case: aTask, letter: 'other' },
    ...[false, true].map(
      (again): Content => ({
        ...{ kind: 'other-asked', reference: REFERENCE, again, until: '2027-01-06' },
        url: `https://privacy.example.org/recipients/${REFERENCE}/Ab3dEf6hIj9lMn2p?key=k.x`,
      }),
    ),
    { kind: 'other-code', reference: REFERENCE, code: '482913', minutes: 10 },
    { kind: 'other-silent', case: aTask },
    {
      kind: 'receipts-digest',
      day: '2026-12-06',
      receipts: [{ reference: REFERENCE, receivedOn: '2026-12-06', promised: '2027-01-05' }],
      more: 7,
    },
    {
      kind: 'desk-digest',
      day: '2026-12-07',
      today: [{ reference: REFERENCE, workBy: '2026-12-07', ends: '2026-12-07', lacks: 'sending' }],
      overdue: [
        { reference: 'PD-2026-AAAAAA-A', workBy: '2026-12-04', ends: '2026-12-05', lacks: 'posting' },
      ],
      more: 3,
      deskUrl: 'https://privacy.example.com/desk',
    },
    {
      kind: 'letters-held',
      references: [REFERENCE, 'PD-2026-AAAAAA-A'],
      more: true,
      deskUrl: 'https://privacy.example.com/desk',
    },
    {
      kind: 'acts-unsigned',
      acts: [{ act: 'q83vEjRWeJq83vEj', on: '2026-12-04', signBy: '2026-12-09' }],
      more: true,
      actsUrl: 'https://privacy.example.com/desk/acts',
    },
    {
      kind: 'ledger-root',
      day: '2026-12-06',
      root: 'ab'.repeat(32),
      signed: 'aGVhZA.cm9vdA.c2ln',
      keyId: 'k1',
      keysUrl: 'https://privacy.example.com/.well-known/jwks.json',
      chains: 12,
    },
    {
      kind: 'erased-list',
      ...{ day: '2026-12-06', part: 1, last: true, ids: 2 },
      signed: 'aGVhZA.bGlzdA.c2ln',
      keyId: 'k1',
    },
  ];
}
