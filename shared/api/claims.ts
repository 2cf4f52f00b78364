import * as z from 'zod/mini';
import { CLAIM_TYPED } from '../domain/claims/typed.ts';
import { emailField, lineField, textField, typedFields } from './fields.ts';
import { late } from './late.ts';
import { caseOpened } from './opened.ts';
import { route } from './spec.ts';

/** Somewhere an answer can go to, right or wrong: what is wrong with it is told by itself. */
const isReachable = ({
  email,
  postalAddress,
}: {
  readonly email?: unknown;
  readonly postalAddress?: unknown;
}) => email !== undefined || postalAddress !== undefined;

/** Told in one round with whatever else is wrong with the claim (G6). */
const ONE_OF_TWO = {
  error: 'address-required',
  when: ({ value }: { readonly value: unknown }) => typeof value === 'object' && value !== null,
} as const;

/** `POST /claims` (K1). Nested form names are dotted: `claimant.email`. */
export const claimRequest = late(() =>
  z.strictObject({
    claimant: z
      .strictObject({
        name: lineField(200),
        email: z.optional(emailField),
        postalAddress: z.optional(textField(500)),
      })
      .check(z.refine(isReachable, { ...ONE_OF_TWO, path: ['email'] })),
    ...typedFields(CLAIM_TYPED),
    language: z._default(z.enum(['ru', 'en']), 'ru'),
  }),
);
export type ClaimRequest = z.infer<typeof claimRequest>;

/** `POST /staff/claims`: the same, and the date of receipt of the paper (not in the future). */
export const paperClaimRequest = late(() =>
  z.strictObject({
    ...claimRequest.shape,
    receivedOn: z.iso.date(),
  }),
);
export type PaperClaimRequest = z.infer<typeof paperClaimRequest>;

const opened = { description: 'recorded; the clock runs', body: caseOpened } as const;
const sentOn = { description: 'form taken: on to the page of the case' } as const;

export const claimForm = route({
  method: 'GET',
  path: '/claims',
  door: 'claims-public',
  class: 'page',
  summary: { ru: 'Форма досудебной претензии', en: 'Form of a pre-court claim' },
  answers: { 200: { description: 'form', page: true } },
});

export const postClaim = route({
  method: 'POST',
  path: '/claims',
  door: 'claims-public',
  class: 'open',
  summary: { ru: 'Подать досудебную претензию', en: 'Send a pre-court claim' },
  body: claimRequest,
  answers: { 201: opened, 303: sentOn },
});

export const postPaperClaim = route({
  method: 'POST',
  path: '/staff/claims',
  door: 'claims-desk',
  class: 'staff',
  roles: ['agent', 'officer'],
  summary: {
    ru: 'Внести бумажную претензию с датой её получения',
    en: 'Enter a claim that came on paper, with its date of receipt',
  },
  body: paperClaimRequest,
  answers: { 201: opened },
});

export const paperClaimPage = route({
  method: 'GET',
  path: '/desk/claims/new',
  door: 'claims-desk',
  class: 'staff-page',
  roles: ['agent', 'officer'],
  summary: { ru: 'Форма бумажной претензии', en: 'Form for a claim that came on paper' },
  answers: { 200: { description: 'form', page: true } },
});

export const paperClaimForm = route({
  method: 'POST',
  path: '/desk/claims/new',
  door: 'claims-desk',
  class: 'staff-page',
  roles: ['agent', 'officer'],
  summary: { ru: 'Внести бумажную претензию (форма)', en: 'Enter a claim that came on paper (form)' },
  body: paperClaimRequest,
  answers: { 303: sentOn },
});

export const CLAIM_ROUTES = [claimForm, postClaim, postPaperClaim, paperClaimPage, paperClaimForm] as const;
