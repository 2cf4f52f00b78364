import * as z from 'zod/mini';
import { ON, PAGE } from './answers.ts';
import { codeField, emailField, opaqueField } from './fields.ts';
import { late } from './late.ts';
import { route } from './spec.ts';

const door = { door: 'account-public' } as const;

/** Token of a letter's link (G15); a challenge of this browser (G16). */
const token = opaqueField(400);
const challenge = opaqueField(40);
const tokenQuery = late(() => z.strictObject({ token: z._default(opaqueField(400, 0), '') }));
const tokenBody = late(() => z.strictObject({ token }));
const status = (...values: readonly [string, ...string[]]) => z.object({ status: z.enum(values) });

/** What the button of a letter's page has done; the page that says so. */
export const LETTER_ACTS = ['address-undone', 'closing-cancelled'] as const;
export type LetterAct = (typeof LETTER_ACTS)[number];

export const addressPage = route({
  ...door,
  method: 'GET',
  path: '/me/address',
  class: 'person-page',
  summary: { ru: 'Форма нового адреса', en: 'Form of a new address' },
  answers: { 200: PAGE },
});

export const addressRequest = late(() => z.strictObject({ email: emailField }));

export const postAddress = route({
  ...door,
  method: 'POST',
  path: '/me/address',
  class: 'person',
  summary: {
    ru: 'Указать новый адрес; ответ один и тот же, занят он или нет',
    en: 'Ask for a new address; the answer is alike whether it is somebody’s or not',
  },
  body: addressRequest,
  answers: {
    202: { description: 'a letter is on its way to the new address', body: status('sent') },
    303: ON,
  },
});

export const addressCodePage = route({
  ...door,
  method: 'GET',
  path: '/me/address/code',
  class: 'person-page',
  summary: { ru: 'Страница для кода из письма', en: 'Page that takes the code of the letter' },
  answers: { 200: PAGE },
});

export const addressCodeRequest = late(() => z.strictObject({ code: codeField }));

export const postAddressCode = route({
  ...door,
  method: 'POST',
  path: '/me/address/code',
  class: 'person',
  summary: { ru: 'Подтвердить новый адрес кодом', en: 'Prove the new address by its code' },
  body: addressCodeRequest,
  answers: { 200: { description: 'the address has changed', body: status('changed') }, 303: ON },
});

export const confirmAddressPage = route({
  ...door,
  method: 'GET',
  path: '/address/confirm',
  class: 'page',
  greets: 'person',
  summary: {
    ru: 'Куда ведёт ссылка письма: кнопка есть только у того, кто вошёл в эту самую учётную запись',
    en: 'Where the link of the letter leads: with a button only for who is signed in to that very account',
  },
  query: tokenQuery,
  answers: { 200: PAGE },
});

export const postConfirmAddress = route({
  ...door,
  method: 'POST',
  path: '/address/confirm',
  class: 'person',
  summary: {
    ru: 'Подтвердить новый адрес ссылкой, войдя в ту самую учётную запись; в любой другой – отказ `link-elsewhere`',
    en: 'Prove the new address by its link, signed in to that very account; in any other it is refused: `link-elsewhere`',
  },
  body: tokenBody,
  answers: { 200: { description: 'the address has changed', body: status('changed') }, 303: ON },
});

export const undoAddressPage = route({
  ...door,
  method: 'GET',
  path: '/address/undo',
  class: 'page',
  summary: {
    ru: 'Страница с кнопкой, которая возвращает прежний адрес',
    en: 'Page with the button that brings the old address back',
  },
  query: tokenQuery,
  answers: { 200: PAGE },
});

export const postUndoAddress = route({
  ...door,
  method: 'POST',
  path: '/address/undo',
  class: 'open',
  summary: {
    ru: 'Отменить замену адреса; все сеансы завершаются',
    en: 'Undo a change of address; every session ends',
  },
  body: tokenBody,
  answers: { 200: { description: 'the old address is back', body: status('undone') }, 303: ON },
});

export const closePage = route({
  ...door,
  method: 'GET',
  path: '/me/close',
  class: 'person-page',
  summary: {
    ru: 'Что уничтожит закрытие учётной записи, что останется, почему и до каких пор',
    en: 'What closing the account destroys, what stays, why and until when',
  },
  query: late(() => z.strictObject({ challenge: z.optional(challenge), old: z.optional(challenge) })),
  answers: { 200: PAGE },
});

export const postCloseCode = route({
  ...door,
  method: 'POST',
  path: '/me/close/code',
  class: 'person',
  summary: {
    ru: 'Прислать код для закрытия; 72 часа после замены адреса – и на прежний адрес',
    en: 'Send a code to close the account; for 72 hours after a change of address to the old one too',
  },
  body: late(() => z.strictObject({})),
  answers: {
    202: {
      description: 'codes are on their way',
      body: late(() => z.object({ challenge: z.string(), oldChallenge: z.optional(z.string()) })),
    },
    303: ON,
  },
});

export const closeRequest = late(() =>
  z.strictObject({
    challenge,
    code: codeField,
    /** Of the old address, while it must prove too (R5). */
    oldChallenge: z.optional(challenge),
    oldCode: z.optional(codeField),
  }),
);

export const postClose = route({
  ...door,
  method: 'POST',
  path: '/me/close',
  class: 'person',
  summary: {
    ru: 'Закрыть учётную запись через 72 часа',
    en: 'Close the account, 72 hours from now',
  },
  body: closeRequest,
  answers: {
    202: {
      description: 'it will be closed; letters with a link that cancels are on their way',
      body: late(() => z.object({ status: z.literal('closing'), due: z.string() })),
    },
    303: ON,
  },
});

export const cancelPage = route({
  ...door,
  method: 'GET',
  path: '/me/close/cancel',
  class: 'page',
  summary: {
    ru: 'Страница с кнопкой, которая отменяет закрытие',
    en: 'Page with the button that cancels the closing',
  },
  query: tokenQuery,
  answers: { 200: PAGE },
});

export const postCancel = route({
  ...door,
  method: 'POST',
  path: '/me/close/cancel',
  class: 'open',
  summary: { ru: 'Отменить закрытие', en: 'Cancel the closing' },
  body: tokenBody,
  answers: { 200: { description: 'nothing will be closed', body: status('cancelled') }, 303: ON },
});

export const letterDonePage = route({
  ...door,
  method: 'GET',
  path: '/address/done/{what}',
  class: 'page',
  summary: {
    ru: 'Что сделала кнопка на странице из письма',
    en: 'What the button of a letter’s page has done',
  },
  params: late(() => z.strictObject({ what: z.enum(LETTER_ACTS) })),
  answers: { 200: PAGE },
});

export const LIFECYCLE_ROUTES = [
  addressPage,
  postAddress,
  addressCodePage,
  postAddressCode,
  confirmAddressPage,
  postConfirmAddress,
  undoAddressPage,
  postUndoAddress,
  closePage,
  postCloseCode,
  postClose,
  cancelPage,
  postCancel,
  letterDonePage,
] as const;
