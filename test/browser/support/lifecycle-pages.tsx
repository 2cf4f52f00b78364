import {
  addressCodePage,
  confirmLinkPage,
  letterDonePage,
  letterLinkPage,
  newAddressPage,
} from '../../../functions/account/pages/address-pages.tsx';
import { closePage } from '../../../functions/account/pages/close-page.tsx';
import { unsubscribedPage, unsubscribePage, verifyPage } from '../../../functions/consent/public-pages.tsx';
import { consentsPage } from '../../../functions/people/pages/enter-consent-page.tsx';
import { type DeskContext, EMPTY_FORM, type PageContext } from '../../../shared/http/pages/context.ts';
import { LINK_TOKEN, POLICY_FACTS } from './samples.ts';

const PERSON = 'P-K7M4QX9TBWZ3R5N8C2HD';
const { retention } = POLICY_FACTS;

const refused = (name: string, value: string, message: string) => ({
  values: { [name]: value },
  errors: [{ field: name, message }],
});
const wrongCode = ({ language }: PageContext) =>
  refused(
    'code',
    '123456',
    language === 'ru' ? 'Код не подошёл. Осталось попыток: 4.' : 'Wrong code. Attempts left: 4.',
  );
const wrongEmail = ({ language }: PageContext) =>
  refused(
    'email',
    'anna@example',
    language === 'ru' ? 'Проверьте адрес электронной почты.' : 'Check the e-mail address.',
  );

/** Pages of a change of address, of closing, of unsubscribing, and of consents on the desk. */
export const LIFECYCLE_PAGES = {
  'me-address': {
    path: '/me/address',
    own: (page: PageContext) => newAddressPage(EMPTY_FORM, page),
  },
  'me-address-refused': {
    path: '/me/address',
    own: (page: PageContext) => newAddressPage(wrongEmail(page), page),
  },
  'me-address-code': {
    path: '/me/address/code',
    own: (page: PageContext) => addressCodePage(wrongCode(page), page),
  },
  'address-confirm': {
    path: `/address/confirm?token=${LINK_TOKEN}`,
    own: (page: PageContext) => confirmLinkPage({ token: LINK_TOKEN, here: true }, page),
  },
  'address-confirm-elsewhere': {
    path: `/address/confirm?token=${LINK_TOKEN}`,
    draw: (page: PageContext) => confirmLinkPage({ token: LINK_TOKEN, here: false }, page),
  },
  'address-undo': {
    path: `/address/undo?token=${LINK_TOKEN}`,
    draw: (page: PageContext) => letterLinkPage('undo', LINK_TOKEN, page),
  },
  'close-cancel': {
    path: `/me/close/cancel?token=${LINK_TOKEN}`,
    draw: (page: PageContext) => letterLinkPage('cancel', LINK_TOKEN, page),
  },
  'address-done': {
    path: '/address/done/address-undone',
    draw: (page: PageContext) => letterDonePage('address-undone', page),
  },
  'close-cancelled': {
    path: '/address/done/closing-cancelled',
    draw: (page: PageContext) => letterDonePage('closing-cancelled', page),
  },
  'me-close': {
    path: '/me/close',
    own: (page: PageContext) =>
      closePage({ closing: { isPublic: true }, retention, backupDays: 35, state: EMPTY_FORM }, page),
  },
  'me-close-codes': {
    path: '/me/close?challenge=c1&old=c2',
    own: (page: PageContext) =>
      closePage(
        {
          closing: { holdUntil: '2026-12-10T07:00:00.000Z', isPublic: false },
          ...{ retention, backupDays: 35, challenge: 'c1', old: 'c2', state: wrongCode(page) },
        },
        page,
      ),
  },
  'me-closing': {
    path: '/me/close',
    own: (page: PageContext) =>
      closePage(
        {
          closing: { closing: { due: '2026-12-10T07:00:00.000Z', token: LINK_TOKEN }, isPublic: true },
          ...{ retention, backupDays: 35, state: EMPTY_FORM },
        },
        page,
      ),
  },
  'receipt-verify': {
    path: '/receipts/verify',
    draw: (page: PageContext) => verifyPage(EMPTY_FORM, page),
  },
  'receipt-invalid': {
    path: '/receipts/verify',
    draw: (page: PageContext) => verifyPage(EMPTY_FORM, page, { valid: false, why: 'bad-signature' }),
  },
  unsubscribe: {
    path: `/unsubscribe/${LINK_TOKEN}`,
    draw: (page: PageContext) => unsubscribePage(LINK_TOKEN, page),
  },
  unsubscribed: {
    path: `/unsubscribe/${LINK_TOKEN}`,
    draw: (page: PageContext) => unsubscribedPage(page),
  },
  'person-consents': {
    path: `/desk/people/${PERSON}/consents`,
    as: 'officer-1',
    desk: (page: DeskContext) =>
      consentsPage(
        {
          person: PERSON,
          standing: [
            { purpose: 'promotions', now: { allowed: true, because: 'given', event: `${PERSON}.consent-1` } },
            { purpose: 'partners', now: { allowed: false, because: 'refused' } },
          ],
        },
        EMPTY_FORM,
        page,
      ),
  },
} as const;
