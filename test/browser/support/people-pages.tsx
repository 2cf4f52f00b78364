import { ownConsentPage, withdrawalPage } from '../../../functions/account/pages/consent-pages.tsx';
import { consentsPage } from '../../../functions/account/pages/consents-page.tsx';
import { finishPage } from '../../../functions/account/pages/finish-page.tsx';
import { mePage } from '../../../functions/account/pages/me-page.tsx';
import { policyChangedPage } from '../../../functions/account/pages/policy-changed-page.tsx';
import { sessionsPage } from '../../../functions/account/pages/sessions-page.tsx';
import { peoplePage } from '../../../functions/people/pages/people-page.tsx';
import { personPage } from '../../../functions/people/pages/person-page.tsx';
import type { Others } from '../../../functions/people/pages/person-transfers.tsx';
import {
  consentsAskPage,
  consentsRegisterPage,
  registersPage,
} from '../../../functions/people/pages/registers-page.tsx';
import { processingRegister } from '../../../functions/people/processing.ts';
import { askPage, publicationPage } from '../../../functions/publication/pages.tsx';
import { drawPublic } from '../../../functions/published/page.tsx';
import {
  checkMailPage,
  codePage,
  confirmedPage,
  consentPage,
  linkPage,
  registerPage,
  signInPage,
} from '../../../functions/registration/pages.tsx';
import { EMPTY_FORM } from '../../../shared/http/pages/context.ts';
import { builtInText } from '../../../shared/policy/built-in.ts';
import type { ConsentPurpose } from '../../../shared/policy/purposes.ts';
import {
  aConsent,
  anAccount,
  consentText,
  ownHistory,
  REFUSED_PROFILE,
  UNFINISHED,
} from './account-samples.ts';
import { type Drawn, desk, open, own } from './drawn.ts';
import { aPerson, CONSENT_LINES, HELD, PERSONAL, PUBLICATION } from './people-samples.ts';
import { CHALLENGE, LINK_TOKEN, POLICY_FACTS, TYPED } from './samples.ts';

const wrongCode = {
  values: { code: '123456' },
  errors: [{ field: 'code', message: 'Код не подошёл. Осталось попыток: 4.' }],
};
/** Somebody who is no system and no processor: asked only about those whose data they got. */
const OTHERS: Others = {
  courier: {
    ...{ kind: 'recipient', contact: 'courier@example.net', holds: ['name', 'phone'] },
    name: { ru: 'ООО «Курьер»', en: 'Courier Ltd' },
  },
};
const REFUSED_TRANSFER = {
  values: { recipient: 'courier', on: '2026-11-24', evidence: 'Письмо № 14' },
  errors: [{ field: 'fields', message: 'Заполните поле' }],
};
const shown = (document: string) => ({ version: `${document}-1`, proof: `k1.proof-of-${document}.mac` });
const consent = (purpose: ConsentPurpose, n: number) =>
  open(`/registrations/${CHALLENGE}/consents/${purpose}`, (page, language) =>
    consentPage(
      {
        ...{ challenge: CHALLENGE, purpose, n, of: 2, ...shown(purpose) },
        text: builtInText(purpose, language, POLICY_FACTS),
      },
      page,
    ),
  );

/** Pages of registration, of the account, of what is public, and of people on the desk. */
export const PEOPLE_PAGES = {
  register: open('/register', (page) => registerPage(shown('policy'), EMPTY_FORM, page)),
  'register-refused': open('/register', (page) =>
    registerPage(
      shown('policy'),
      {
        values: { email: 'anna.belova(at)example.ru', name: TYPED.name, phone: '+7 495 123-45-67' },
        errors: [
          { field: 'email', message: 'Адрес почты выглядит как name@example.ru.' },
          { field: 'createAccount', message: 'Учётная запись создаётся только по вашему выбору.' },
        ],
      },
      page,
    ),
  ),
  'consent-promotions': consent('promotions', 1),
  'consent-partners': consent('partners', 2),
  'check-mail': open(`/registrations/${CHALLENGE}`, (page) =>
    checkMailPage({ challenge: CHALLENGE, held: undefined, here: true }, page),
  ),
  'check-mail-wrong': open(`/registrations/${CHALLENGE}`, (page) =>
    checkMailPage({ challenge: CHALLENGE, held: undefined, here: false, state: wrongCode }, page),
  ),
  'check-mail-held': open(`/registrations/${CHALLENGE}`, (page) =>
    checkMailPage(
      { challenge: CHALLENGE, held: { why: 'robot', until: '2026-12-08T09:19:40.000Z' }, here: true },
      page,
    ),
  ),
  'check-mail-held-on': open(`/registrations/${CHALLENGE}`, (page) =>
    checkMailPage({ challenge: CHALLENGE, held: { why: 'robot' }, here: false }, page),
  ),
  'confirm-link': open(`/confirm?token=${LINK_TOKEN}`, (page) => linkPage(LINK_TOKEN, page)),
  registered: open('/registered', (page) => confirmedPage('confirmed', page)),
  'registered-by-link': open('/registered?status=proved', (page) => confirmedPage('proved', page)),
  'sign-in': open('/sign-in', (page) => signInPage(undefined, EMPTY_FORM, page)),
  'sign-in-code': open(`/sign-in/${'c'.repeat(24)}`, (page) => codePage({ challenge: 'c'.repeat(24) }, page)),
  'sign-in-wrong': open(`/sign-in/${'c'.repeat(24)}`, (page) =>
    codePage({ challenge: 'c'.repeat(24), state: wrongCode }, page),
  ),
  me: own('/me', (page, language) => mePage({ account: anAccount(language), state: EMPTY_FORM }, page)),
  'me-saved': own('/me', (page, language) =>
    mePage({ account: anAccount(language), state: EMPTY_FORM, told: 'saved' }, page),
  ),
  'me-refused': own('/me', (page, language) =>
    mePage({ account: anAccount(language), state: REFUSED_PROFILE }, page),
  ),
  'me-consents': own('/me/consents', (page, language) =>
    consentsPage({ consents: anAccount(language).consents, history: ownHistory(), done: 'withdraw' }, page),
  ),
  'me-consents-new': own('/me/consents', (page, language) =>
    consentsPage({ consents: [aConsent('promotions', 'no-consent', language)], history: [] }, page),
  ),
  'me-consent': own('/me/consents/promotions', (page, language) =>
    ownConsentPage(consentText(language), EMPTY_FORM, page),
  ),
  'me-consent-unticked': own('/me/consents/promotions', (page, language) =>
    ownConsentPage(
      consentText(language),
      {
        values: { purpose: 'promotions' },
        errors: [{ field: 'agreed', message: 'Чтобы дать согласие, отметьте поле под документом.' }],
      },
      page,
    ),
  ),
  'me-consent-next': own('/me/consents/promotions?after=registration', (page, language) =>
    ownConsentPage(consentText(language), EMPTY_FORM, page, 'registration'),
  ),
  'me-registration': own('/me/registration', (page) => finishPage(UNFINISHED, EMPTY_FORM, page)),
  'me-registration-refused': own('/me/registration', (page) =>
    finishPage(
      UNFINISHED,
      {
        values: { name: 'Anna Belova' },
        errors: [{ field: 'createAccount', message: 'Choose whether an account is made.' }],
      },
      page,
    ),
  ),
  'me-withdrawal': own('/me/consents/promotions/withdrawal', (page) =>
    withdrawalPage('promotions', true, page),
  ),
  'me-sessions': own('/me/sessions', (page, language) =>
    sessionsPage(
      { sessions: anAccount(language).sessions, earlier: anAccount(language).earlierSessions },
      page,
    ),
  ),
  'me-policy': own('/me', (page) =>
    policyChangedPage(
      {
        version: 'policy-2',
        startsAt: '2026-12-07T21:00:00.000Z',
        proof: 'k1.p.m',
        acknowledged: 'policy-1',
        typed: { name: 'Anna Belova' },
      },
      page,
    ),
  ),
  'me-public': own('/me/public', (page) => publicationPage(PUBLICATION, page)),
  'me-public-nothing': own('/me/public', (page) =>
    publicationPage(
      { url: null, fields: [{ field: 'organisation' }, { field: 'name', value: 'Anna' }] },
      page,
    ),
  ),
  'me-publish': own('/me/public/organisation', (page, language) =>
    askPage(
      {
        ...{ field: 'organisation', value: 'Southern Pier JSC', version: 'distribution-1', proof: 'proof' },
        text: builtInText('distribution', language, POLICY_FACTS),
      },
      EMPTY_FORM,
      page,
    ),
  ),
  'public-page': open('/people/c2FtcGxlLXB1YmxpYy1wYQ', (page) =>
    drawPublic(
      'c2FtcGxlLXB1YmxpYy1wYQ',
      {
        fields: [
          {
            ...{ field: 'organisation', value: 'Northern Pier LLC', since: '2026-11-30T10:00:00.000Z' },
            conditions: ['no-transfer', 'only-with-source'],
          },
          { field: 'name', value: 'Anna Belova', since: '2026-12-01T10:00:00.000Z', conditions: [] },
        ],
      },
      page,
    ),
  ),
  people: desk('/desk/people', (page) => peoplePage({ nobody: false, cases: [] }, EMPTY_FORM, page)),
  'people-nobody': desk('/desk/people', (page) =>
    peoplePage({ nobody: true, cases: ['PD-2026-K7M4QX-9', 'PD-2026-Y2M6VC-7'] }, EMPTY_FORM, page),
  ),
  person: desk('/desk/people/P-K7M4QX9TBWZ3R5N8C2HD', (page) => personPage(aPerson(), {}, page, OTHERS)),
  'person-transfer-refused': desk('/desk/people/P-K7M4QX9TBWZ3R5N8C2HD', (page) =>
    personPage(aPerson(), { transfer: REFUSED_TRANSFER }, page, OTHERS),
  ),
  'person-open': desk('/desk/people/P-K7M4QX9TBWZ3R5N8C2HD', (page) =>
    personPage(aPerson({ personal: PERSONAL }), {}, page),
  ),
  'person-blocked': desk(
    '/desk/people/P-K7M4QX9TBWZ3R5N8C2HD',
    (page) =>
      personPage(
        aPerson({
          blocks: [
            {
              ...{ block: 'b1', kind: 'inaccuracy', scope: 'full', case: 'PD-2026-K7M4QX-9' },
              ...{ since: '2026-11-30', from: '2026-12-01T10:00:00.000Z' },
              between: [{ at: '2026-11-30T12:00:00.000Z', type: 'letter-sent' }],
            },
          ],
          published: [],
          actsInAll: 240,
        }),
        {},
        page,
      ),
    'auditor-1',
  ),
  'person-held': desk('/desk/people/P-K7M4QX9TBWZ3R5N8C2HD', (page) => personPage(HELD, {}, page)),
  'person-held-agent': desk(
    '/desk/people/P-K7M4QX9TBWZ3R5N8C2HD',
    (page) => personPage(HELD, {}, page),
    'agent-1',
  ),
  registers: desk('/desk/registers', (page, language) =>
    registersPage(processingRegister(language, POLICY_FACTS), page),
  ),
  'register-consents': desk('/desk/registers/consents', (page) =>
    consentsRegisterPage(
      { items: CONSENT_LINES, closed: new Set(), cursor: 'next', here: undefined, reason: 'audit' },
      page,
    ),
  ),
  'register-ask': desk('/desk/registers/consents', (page) => consentsAskPage(EMPTY_FORM, page)),
  'register-consents-empty': desk('/desk/registers/consents', (page) =>
    consentsRegisterPage({ items: [], closed: new Set(), cursor: null, here: 'next', reason: 'audit' }, page),
  ),
} as const satisfies { readonly [name: string]: Drawn };
