import { statusPage, withdrawPage } from '../../../functions/cases/pages.tsx';
import { claimPage } from '../../../functions/claims/pages.tsx';
import { deskPolicyPage, postingPreviewPage } from '../../../functions/policy/desk-pages.tsx';
import { mailingPage } from '../../../functions/policy/mailing-page.tsx';
import { comparePage, versionPage, versionsPage } from '../../../functions/policy/pages.tsx';
import { homePage } from '../../../functions/site/pages.tsx';
import { EMPTY_FORM } from '../../../shared/http/pages/context.ts';
import { renderPage } from '../../../shared/http/pages/layout.tsx';
import { problemPage } from '../../../shared/http/pages/problem-page.tsx';
import { SESSION } from './account-samples.ts';
import { BREACH_PAGES } from './breach-pages.tsx';
import { DESK_PAGES } from './desk-pages.tsx';
import { type Drawn, desk, open } from './drawn.ts';
import { ERASURE_PAGES } from './erasure-pages.tsx';
import { LIFECYCLE_PAGES } from './lifecycle-pages.tsx';
import { PEOPLE_PAGES } from './people-pages.tsx';
import { aMailing, builtIn, compared, doneMailing, shownVersion } from './policy-samples.ts';
import { RECIPIENT_PAGES } from './recipient-pages.tsx';
import { REQUEST_PAGES } from './request-pages.tsx';
import { context, deskContext, LINK_KEY, REF, SITE, STAGES, statusView, TYPED } from './samples.ts';

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

const STATUS_PATH = `/cases/${REF}?key=${LINK_KEY}`;
const status = (stage: keyof typeof STAGES, fresh = false) =>
  open(fresh ? `${STATUS_PATH}&new=1` : STATUS_PATH, (page, language) =>
    statusPage(statusView(STAGES[stage](), language), { key: LINK_KEY, fresh }, page),
  );
/** Every page of the product in its states. */
export const PAGES = {
  ...LIFECYCLE_PAGES,
  ...PEOPLE_PAGES,
  ...DESK_PAGES,
  ...BREACH_PAGES,
  ...ERASURE_PAGES,
  ...RECIPIENT_PAGES,
  ...REQUEST_PAGES,
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
  'status-held': status('held', true),
  status: status('open'),
  'status-returned': status('returned'),
  'status-delivered': status('delivered'),
  withdraw: open(`/cases/${REF}/withdraw?key=${LINK_KEY}`, (page) =>
    withdrawPage({ kind: 'claim', reference: REF, key: LINK_KEY }, page),
  ),
  'withdraw-code': open(`/cases/${REF}/withdraw?key=${LINK_KEY}&challenge=c1`, (page) =>
    withdrawPage(
      {
        kind: 'claim',
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
  'desk-mailing': desk('/desk/policy/mailings/policy-2', (page) => mailingPage(aMailing, page)),
  'desk-mailing-done': desk(
    '/desk/policy/mailings/policy-2',
    (page) => mailingPage(doneMailing, page),
    'auditor-1',
  ),
  'desk-policy-preview': desk('/desk/policy?document=partners', (page) =>
    postingPreviewPage(
      {
        posting: { document: 'partners', ...builtIn('partners'), change: 'hard', startsOn: '2026-12-07' },
        lines: { ru: compared('partners', 'ru').lines, en: compared('partners', 'en').lines },
        only: 'ru',
        unsaid: { ru: ['1 год'], en: [] },
      },
      page,
    ),
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
