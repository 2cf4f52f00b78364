import * as z from 'zod/mini';
import { CONSENT_PURPOSES } from '../policy/purposes.ts';
import { ON, PAGE } from './answers.ts';
import { accountChoice, codeField, emailField, lineField, opaqueField, phoneField } from './fields.ts';
import { heldView } from './held.ts';
import { late } from './late.ts';
import { textProof, textVersion } from './shown-text.ts';
import { route } from './spec.ts';

const door = { door: 'registration-public' } as const;

/** Handle of what was begun in this browser, and tokens of letters (G15, G16). */
const token = opaqueField(400);
/** A path of our own to go on to; anything else is passed over. */
const onTo = late(() => z.optional(opaqueField(400, 0)));

/** `held`: the letter is not on its way yet; absent: it is – or would be, were the address somebody's to prove (G7). */
const begun = late(() => z.object({ challenge: z.string(), held: z.optional(heldView) }));
const challengeParams = late(() => z.strictObject({ challenge: token }));

/** `POST /registrations` (R1): which fields there are and which are required is said by shared/policy/form-fields.ts too. */
export const registrationRequest = late(() =>
  z.strictObject({
    email: emailField,
    name: lineField(200),
    language: z._default(z.enum(['ru', 'en']), 'ru'),
    phone: z.optional(phoneField()),
    organisation: z.optional(lineField(200)),
    createAccount: accountChoice,
    /** The policy that was shown: its version, and the proof. */
    policy: z.strictObject({ version: textVersion, proof: textProof }),
  }),
);
export type RegistrationRequest = z.infer<typeof registrationRequest>;

export const registerPage = route({
  ...door,
  method: 'GET',
  path: '/register',
  class: 'page',
  summary: {
    ru: 'Форма регистрации с действующей политикой',
    en: 'Form of the registration, with the policy in force',
  },
  answers: { 200: PAGE },
});

export const postRegistration = route({
  ...door,
  method: 'POST',
  path: '/registrations',
  class: 'open',
  summary: {
    ru: 'Зарегистрировать адрес; ответ один и тот же, известен адрес или нет',
    en: 'Register an address; the answer is alike whether it is known or not',
  },
  body: registrationRequest,
  answers: { 202: { description: 'a letter is on its way to the address', body: begun }, 303: ON },
});

export const registrationPage = route({
  ...door,
  method: 'GET',
  path: '/registrations/{challenge}',
  class: 'page',
  summary: {
    ru: 'Что дальше: прочитать письмо и ввести код из него',
    en: 'What to do next: read the letter, type its code',
  },
  params: challengeParams,
  answers: { 200: PAGE },
});

export const consentPage = route({
  ...door,
  method: 'GET',
  path: '/registrations/{challenge}/consents/{purpose}',
  class: 'page',
  summary: { ru: 'Одно согласие, отдельным документом', en: 'One consent, a document of its own' },
  params: late(() => z.strictObject({ challenge: token, purpose: z.enum(CONSENT_PURPOSES) })),
  answers: { 200: PAGE },
});

export const choiceRequest = late(() =>
  z.strictObject({
    purpose: z.enum(CONSENT_PURPOSES),
    act: z.enum(['give', 'refuse']),
    text: textVersion,
    proof: textProof,
    /** The box on the page of the consent; a form gives nothing without it (C1). */
    agreed: z.optional(z.boolean()),
  }),
);
export type ChoiceRequest = z.infer<typeof choiceRequest>;

export const postChoice = route({
  ...door,
  method: 'POST',
  path: '/registrations/{challenge}/consents',
  class: 'open',
  summary: {
    ru: 'Дать одно согласие или отказать; считается, когда адрес подтверждён',
    en: 'Give or refuse one consent; it counts once the address is confirmed',
  },
  params: challengeParams,
  body: choiceRequest,
  answers: { 204: { description: 'kept with the registration' }, 303: ON },
});

export const sendAgain = route({
  ...door,
  method: 'POST',
  path: '/registrations/{challenge}/again',
  class: 'open',
  summary: {
    ru: 'Прислать ссылку и код ещё раз; прежние не действуют',
    en: 'Send link and code again; those sent before are void',
  },
  params: challengeParams,
  body: late(() => z.strictObject({})),
  answers: { 202: { description: 'a letter is on its way', body: begun }, 303: ON },
});

export const confirmPage = route({
  ...door,
  method: 'GET',
  path: '/confirm',
  class: 'page',
  summary: {
    ru: 'Куда ведёт ссылка из письма: подтверждает кнопка, а не просмотр',
    en: 'Where the link of the letter leads: a button confirms, looking does not',
  },
  query: late(() => z.strictObject({ token: z._default(opaqueField(400, 0), '') })),
  answers: { 200: PAGE },
});

/** What a confirmation leaves: an account, or a proven address of which its owner may make one. */
const CONFIRMED = ['confirmed', 'proved'] as const;

/** With the letter's token, or with its code in the browser that registered. */
export const confirmRequest = late(() =>
  z.strictObject({
    token: z.optional(token),
    challenge: z.optional(token),
    code: z.optional(codeField),
  }),
);

export const postConfirm = route({
  ...door,
  method: 'POST',
  path: '/registrations/confirm',
  class: 'open',
  summary: {
    ru: 'Код (`{challenge, code}`) создаёт учётную запись с тем, что введено и выбрано при регистрации; ссылка (`{token}`) подтверждает только адрес: остальное владелец адреса вводит и выбирает сам, войдя (`/me/registration`)',
    en: '`{challenge, code}` makes the account, with what was typed and chosen when registering; `{token}` proves the address only: the rest is typed and chosen anew by its owner, signed in (`/me/registration`)',
  },
  body: confirmRequest,
  answers: {
    200: {
      description: '`confirmed`: the account is made; `proved`: the address is proven and nothing else',
      body: late(() => z.object({ status: z.enum(CONFIRMED) })),
    },
    303: ON,
  },
});

export const confirmedPage = route({
  ...door,
  method: 'GET',
  path: '/registered',
  class: 'page',
  summary: { ru: 'Адрес подтверждён; как войти', en: 'The address is confirmed; how to sign in' },
  query: late(() => z.strictObject({ status: z._default(z.enum(CONFIRMED), 'confirmed') })),
  answers: { 200: PAGE },
});

export const signInPage = route({
  ...door,
  method: 'GET',
  path: '/sign-in',
  class: 'page',
  summary: { ru: 'Форма входа', en: 'Form to sign in' },
  query: late(() => z.strictObject({ to: onTo })),
  answers: { 200: PAGE },
});

export const signInRequest = late(() => z.strictObject({ email: emailField, to: onTo }));

export const postSession = route({
  ...door,
  method: 'POST',
  path: '/sessions',
  class: 'open',
  summary: {
    ru: 'Запросить код для входа; ответ один для известных и неизвестных адресов',
    en: 'Ask for a code to sign in; alike for known and unknown addresses',
  },
  body: signInRequest,
  answers: { 202: { description: 'a code is on its way if there is an account', body: begun }, 303: ON },
});

export const codePage = route({
  ...door,
  method: 'GET',
  path: '/sign-in/{challenge}',
  class: 'page',
  summary: { ru: 'Страница для кода', en: 'Page that takes the code' },
  params: challengeParams,
  query: late(() => z.strictObject({ to: onTo })),
  answers: { 200: PAGE },
});

export const codeRequest = late(() => z.strictObject({ challenge: token, code: codeField, to: onTo }));

export const postCode = route({
  ...door,
  method: 'POST',
  path: '/sessions/code',
  class: 'open',
  summary: {
    ru: 'Войти по коду: браузеру — cookie, программе — токен',
    en: 'Sign in with the code: a cookie for browsers, a token for JSON',
  },
  body: codeRequest,
  answers: { 200: { description: 'signed in', body: late(() => z.object({ token: z.string() })) }, 303: ON },
});

export const REGISTRATION_ROUTES = [
  registerPage,
  postRegistration,
  registrationPage,
  consentPage,
  postChoice,
  sendAgain,
  confirmPage,
  postConfirm,
  confirmedPage,
  signInPage,
  postSession,
  codePage,
  postCode,
] as const;
