import { peoplePage } from '../../../functions/account/desk-pages/people-page.tsx';
import { personPage } from '../../../functions/account/desk-pages/person-page.tsx';
import {
  consentsRegisterPage,
  registersPage,
} from '../../../functions/account/desk-pages/registers-page.tsx';
import { ownConsentPage, withdrawalPage } from '../../../functions/account/pages/consent-pages.tsx';
import { consentsPage } from '../../../functions/account/pages/consents-page.tsx';
import { mePage } from '../../../functions/account/pages/me-page.tsx';
import { policyChangedPage } from '../../../functions/account/pages/policy-changed-page.tsx';
import { sessionsPage } from '../../../functions/account/pages/sessions-page.tsx';
import { processingRegister } from '../../../functions/account/processing.ts';
import { statusPage, withdrawPage } from '../../../functions/cases/pages.tsx';
import { claimPage, paperClaimPage } from '../../../functions/claims/pages.tsx';
import { casePage } from '../../../functions/desk/pages/case-page.tsx';
import { duePage } from '../../../functions/desk/pages/due-page.tsx';
import { loginPage } from '../../../functions/desk/pages/login-page.tsx';
import { printLetterPage, printQueuePage } from '../../../functions/desk/pages/print-pages.tsx';
import { signedOutPage } from '../../../functions/desk/pages/signed-out-page.tsx';
import { deskPolicyPage, postingPreviewPage } from '../../../functions/policy/desk-pages.tsx';
import { comparePage, versionPage, versionsPage } from '../../../functions/policy/pages.tsx';
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
import { homePage } from '../../../functions/site/pages.tsx';
import { presentCase } from '../../../shared/api/present-case.ts';
import {
  type DeskContext,
  EMPTY_FORM,
  type Page,
  type PageContext,
} from '../../../shared/http/pages/context.ts';
import { actPage } from '../../../shared/http/pages/desk/act-page.tsx';
import { answerPreviewPage } from '../../../shared/http/pages/desk/answer-preview.tsx';
import { renderPage } from '../../../shared/http/pages/layout.tsx';
import { problemPage } from '../../../shared/http/pages/problem-page.tsx';
import { letterDocument } from '../../../shared/letters/compose.ts';
import { builtInText } from '../../../shared/policy/built-in.ts';
import type { ConsentPurpose } from '../../../shared/policy/purposes.ts';
import { aConsent, anAccount, consentText, ownHistory, REFUSED_PROFILE, SESSION } from './account-samples.ts';
import { LIFECYCLE_PAGES } from './lifecycle-pages.tsx';
import { aPerson, CONSENT_LINES, HELD, PERSONAL, PUBLICATION } from './people-samples.ts';
import { builtIn, compared, shownVersion } from './policy-samples.ts';
import {
  ANSWER_REASONS,
  ANSWER_TEXT,
  aCase,
  aLetter,
  CHALLENGE,
  context,
  deskContext,
  dueLines,
  LINK_KEY,
  LINK_TOKEN,
  NOW,
  POLICY_FACTS,
  SITE,
  STAGES,
  staffView,
  statusView,
  TYPED,
} from './samples.ts';

type Language = 'ru' | 'en';

/** One rendered page of the product. */
export interface Preview {
  readonly name: string;
  readonly language: Language;
  readonly html: string;
}

const refused = {
  values: {
    'claimant.name': '',
    'claimant.email': 'anna.belova(at)example.ru',
    facts: TYPED.facts,
    demand: '',
  },
  errors: [
    { field: 'claimant.name', message: 'Напишите, как к вам обращаться.' },
    { field: 'claimant.email', message: 'Адрес почты выглядит как name@example.ru.' },
    { field: 'demand', message: 'Напишите, чего вы требуете.' },
  ],
};

/** The answer of the sample claim as a letter. */
export function answerLetter(language: Language) {
  return letterDocument(
    {
      kind: 'claim-answer',
      case: { reference: 'PD-2026-K7M4QX-9', receivedOn: '2026-11-24', promised: '2026-12-24', clocks: [] },
      name: TYPED.name,
      answer: { outcome: 'partly', text: ANSWER_TEXT, reasons: ANSWER_REASONS },
    },
    {
      language,
      date: '2026-12-08',
      operator: {
        name: SITE.operator.name[language],
        postalAddress: SITE.operator.postalAddress[language],
        email: SITE.operator.email,
      },
    },
  );
}

type Draw<C> = (context: C, language: Language) => Page;
const open = (path: string, draw: Draw<PageContext>) => ({ path, draw });
const desk = (path: string, draw: Draw<DeskContext>, as = 'officer-1') => ({ path, desk: draw, as });

/** A page of somebody who is signed in. */
const own = (path: string, draw: Draw<PageContext>) => ({ path, own: draw });

const REF = 'PD-2026-K7M4QX-9';
const STATUS_PATH = `/cases/${REF}?key=${LINK_KEY}`;
const status = (stage: keyof typeof STAGES, fresh = false) =>
  open(fresh ? `${STATUS_PATH}&new=1` : STATUS_PATH, (page, language) =>
    statusPage(statusView(STAGES[stage](), language), { key: LINK_KEY, fresh }, page),
  );
const staffCase = (stage: keyof typeof STAGES, personal = false) =>
  desk(`/desk/cases/${REF}`, (page, language) =>
    casePage(staffView(STAGES[stage](), { language, personal }), page),
  );

const wrongCode = {
  values: { code: '123456' },
  errors: [{ field: 'code', message: 'Код не подошёл. Осталось попыток: 4.' }],
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

type Drawn = ReturnType<typeof open> | ReturnType<typeof desk> | ReturnType<typeof own>;

/** Every page of the product in its states. */
export const PAGES = {
  ...LIFECYCLE_PAGES,
  home: open('/', (page) => homePage(page)),
  claim: open('/claims', (page) => claimPage(EMPTY_FORM, page)),
  'claim-refused': open('/claims', (page) => claimPage(refused, page)),
  'claim-no-address': open('/claims', (page) =>
    claimPage(
      {
        values: { 'claimant.name': TYPED.name, facts: TYPED.facts, demand: TYPED.demand },
        errors: [{ field: 'claimant', message: 'Укажите электронную почту или почтовый адрес.' }],
      },
      page,
    ),
  ),
  'status-new': status('fresh', true),
  status: status('open'),
  'status-returned': status('returned'),
  'status-delivered': status('delivered'),
  withdraw: open(`/cases/${REF}/withdraw?key=${LINK_KEY}`, (page) =>
    withdrawPage({ reference: REF, key: LINK_KEY }, page),
  ),
  'withdraw-code': open(`/cases/${REF}/withdraw?key=${LINK_KEY}&challenge=c1`, (page) =>
    withdrawPage(
      {
        reference: REF,
        key: LINK_KEY,
        challenge: 'c1',
        state: {
          values: { code: '123456' },
          errors: [{ field: 'code', message: 'Код не подошёл. Осталось попыток: 4.' }],
        },
      },
      page,
    ),
  ),
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
  'check-mail': open(`/registrations/${CHALLENGE}`, (page) => checkMailPage(CHALLENGE, EMPTY_FORM, page)),
  'check-mail-wrong': open(`/registrations/${CHALLENGE}`, (page) =>
    checkMailPage(CHALLENGE, wrongCode, page),
  ),
  'confirm-link': open(`/confirm?token=${LINK_TOKEN}`, (page) => linkPage(LINK_TOKEN, page)),
  registered: open('/registered', (page) => confirmedPage(page)),
  'sign-in': open('/sign-in', (page) => signInPage(undefined, EMPTY_FORM, page)),
  'sign-in-code': open(`/sign-in/${'c'.repeat(24)}`, (page) => codePage({ challenge: 'c'.repeat(24) }, page)),
  'sign-in-wrong': open(`/sign-in/${'c'.repeat(24)}`, (page) =>
    codePage({ challenge: 'c'.repeat(24), state: wrongCode }, page),
  ),
  'not-found': open('/cases/PD-2026-XXXXXX-X', (page) =>
    problemPage(
      {
        status: 404,
        title: 'Здесь ничего нет',
        detail: 'Проверьте адрес. Ссылку на дело возьмите из последнего письма.',
      },
      page,
    ),
  ),
  unavailable: open('/claims', (page) =>
    problemPage(
      {
        status: 503,
        title: 'Сейчас не получается',
        detail: 'Ничего не потеряно. Повторите через несколько секунд.',
        reference: 'b7f7aab-1834',
        typed: [{ label: 'Что произошло', text: TYPED.facts }],
      },
      page,
    ),
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
  'me-withdrawal': own('/me/consents/promotions/withdrawal', (page) =>
    withdrawalPage('promotions', true, page),
  ),
  'me-sessions': own('/me/sessions', (page, language) => sessionsPage(anAccount(language).sessions, page)),
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
  policy: open('/policy', (page) => versionPage(shownVersion('policy', 2), page)),
  'policy-earlier': open('/policy/versions/promotions-1', (page) =>
    versionPage(shownVersion('promotions', 1), page),
  ),
  'policy-versions': open('/policy/versions', (page) =>
    versionsPage(shownVersion('policy', 2).standing, page),
  ),
  'policy-compare': open('/policy/compare?from=policy-1&to=policy-2', (page, language) =>
    comparePage(compared('policy', language), page),
  ),
  'desk-policy': desk('/desk/policy?document=promotions', (page) =>
    deskPolicyPage({ shown: shownVersion('promotions', 2), posted: 'promotions-2' }, EMPTY_FORM, page),
  ),
  'desk-policy-auditor': desk(
    '/desk/policy?document=policy',
    (page) => deskPolicyPage({ shown: shownVersion('policy', 2) }, EMPTY_FORM, page),
    'auditor-1',
  ),
  'desk-policy-preview': desk('/desk/policy?document=partners', (page) =>
    postingPreviewPage(
      {
        posting: { document: 'partners', ...builtIn('partners'), change: 'hard', startsOn: '2026-12-07' },
        lines: { ru: compared('partners', 'ru').lines, en: compared('partners', 'en').lines },
        unsaid: { ru: ['1 год'], en: [] },
      },
      page,
    ),
  ),
  login: open('/desk', (page) => loginPage(page)),
  'signed-out': open('/desk/signed-out', (page) => signedOutPage(page)),
  'signing-out': open('/desk/signed-out', (page) => signedOutPage(page, 'http://127.0.0.1:4004/logout')),
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
  people: desk('/desk/people', (page) => peoplePage({ nobody: false }, EMPTY_FORM, page)),
  'people-nobody': desk('/desk/people', (page) => peoplePage({ nobody: true }, EMPTY_FORM, page)),
  person: desk('/desk/people/P-K7M4QX9TBWZ3R5N8C2HD', (page) => personPage(aPerson(), {}, page)),
  'person-open': desk('/desk/people/P-K7M4QX9TBWZ3R5N8C2HD', (page) =>
    personPage(aPerson({ personal: PERSONAL }), {}, page),
  ),
  'person-blocked': desk(
    '/desk/people/P-K7M4QX9TBWZ3R5N8C2HD',
    (page) =>
      personPage(
        aPerson({
          blocks: [
            { block: 'b1', scope: 'full', since: '2026-12-01T10:00:00.000Z', case: 'PD-2026-K7M4QX-9' },
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
    consentsRegisterPage({ items: CONSENT_LINES, cursor: 'next', here: undefined }, page),
  ),
  'register-consents-empty': desk('/desk/registers/consents?cursor=next', (page) =>
    consentsRegisterPage({ items: [], cursor: null, here: 'next' }, page),
  ),
  due: desk('/desk', (page) => duePage({ items: dueLines(), cursor: 'next', filter: {} }, page)),
  'due-empty': desk('/desk?status=court', (page) =>
    duePage({ items: [], cursor: null, filter: { status: 'court' } }, page),
  ),
  case: staffCase('open'),
  'case-personal': staffCase('open', true),
  'case-marked': staffCase('marked'),
  'case-overdue': staffCase('overdue'),
  'case-returned': staffCase('returned'),
  'case-delivered': staffCase('delivered'),
  'case-auditor': desk(
    `/desk/cases/${REF}`,
    (page, language) => casePage(staffView(STAGES.open(), { language, role: 'auditor' }), page),
    'auditor-1',
  ),
  'act-answer': desk(`/desk/cases/${REF}/answer`, (page, language) =>
    actPage(
      staffView(STAGES.open(), { language, personal: true }),
      {
        act: 'answer',
        state: {
          values: { outcome: 'partly', text: ANSWER_TEXT },
          errors: [{ field: 'reasons', message: 'Назовите причины: претензия удовлетворена не полностью.' }],
        },
      },
      page,
    ),
  ),
  'act-stale': desk(`/desk/cases/${REF}/note`, (page, language) =>
    actPage(
      staffView(STAGES.open(), { language }),
      {
        act: 'note',
        refusal: 'Дело изменилось, пока вы писали',
        state: {
          values: { text: 'Позвонила заявителю, договорились созвониться в четверг.' },
          errors: [{ field: '', message: 'Проверьте, что заметка ещё нужна, и сохраните её снова.' }],
        },
      },
      page,
    ),
  ),
  preview: desk(`/desk/cases/${REF}/answer/preview`, (page, language) =>
    answerPreviewPage(
      presentCase(STAGES.open(), NOW, language, 'officer'),
      {
        answer: { revision: 3, outcome: 'partly', text: ANSWER_TEXT, reasons: ANSWER_REASONS },
        letter: answerLetter('ru'),
      },
      page,
    ),
  ),
  paper: desk('/desk/claims/new', (page) => paperClaimPage(EMPTY_FORM, page)),
  'print-queue': desk('/desk/print', (page) =>
    printQueuePage(
      [
        {
          reference: 'PD-2026-Y2M6VC-7',
          letter: {
            id: '01JF0PRINT',
            kind: 'claim-receipt',
            at: '2026-12-08T06:00:00.000Z',
            to: 'requester',
            channel: 'print',
            status: 'queued',
          },
          dueOn: aCase({ receivedAt: '2026-11-14' }).dueOn,
        },
      ],
      page,
    ),
  ),
  'print-letter': desk(`/staff/cases/${REF}/letters/${aLetter().id}/print`, (page) =>
    printLetterPage(
      { reference: REF, letter: answerLetter('ru'), address: [TYPED.name, TYPED.postalAddress] },
      page,
    ),
  ),
  forbidden: desk(
    `/desk/cases/${REF}/answer`,
    (page) =>
      problemPage(
        {
          status: 403,
          title: 'Нет права на это действие',
          detail: 'У вашей роли его нет. Попросите сотрудника, у которого оно есть.',
          caseReference: REF,
        },
        page,
      ),
    'agent-1',
  ),
} as const satisfies { readonly [name: string]: Drawn };
export type PageName = keyof typeof PAGES;

/** Draws one page as the door would. */
export function drawPage(name: PageName, language: Language): string {
  const entry: Drawn = PAGES[name];
  if ('own' in entry)
    return renderPage({
      ...entry.own(context(language, entry.path), language),
      language,
      path: entry.path,
      site: SITE,
      person: { sid: SESSION },
      signOut: { _stamp: 's' },
    });
  if ('desk' in entry) {
    const page = deskContext(language, entry.path, { as: entry.as });
    return renderPage({
      ...entry.desk(page, language),
      language,
      path: entry.path,
      site: SITE,
      staff: page.staff,
      signOut: { _stamp: 's' },
    });
  }
  return renderPage({
    ...entry.draw(context(language, entry.path), language),
    language,
    path: entry.path,
    site: SITE,
  });
}

/** All pages in one language. */
export function previews(language: Language): readonly Preview[] {
  return (Object.keys(PAGES) as PageName[]).map((name) => ({
    name,
    language,
    html: drawPage(name, language),
  }));
}
