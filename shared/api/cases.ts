import * as z from 'zod/mini';
import { caseView, typedView } from './case-view.ts';
import { codeField, opaqueField, referenceParams } from './fields.ts';
import { late } from './late.ts';
import { route } from './spec.ts';

/** Secret of the status link (G15), as it stands in letters and in `statusUrl`. */
const linkKey = opaqueField(400);
/** The same in an address: left out it opens nothing, and is answered like a wrong one (404), not as a fault of form. */
const linkGiven = late(() => z._default(opaqueField(400, 0), ''));
const challenge = opaqueField(40);

/** What the holder of the status link sees: the public part of the case, and what the poster typed (K1). */
export const statusView = late(() =>
  z.object({
    ...caseView.shape,
    /** What the poster typed; never the text of an answer nor addresses of letters. */
    typed: z.optional(typedView),
  }),
);
export type StatusView = z.infer<typeof statusView>;

export const caseStatus = route({
  method: 'GET',
  path: '/cases/{reference}',
  door: 'cases-public',
  class: 'page',
  summary: {
    ru: 'Состояние дела для того, у кого есть секретная ссылка',
    en: 'Where a case stands, for the holder of its secret link',
  },
  params: referenceParams,
  query: late(() => z.strictObject({ key: linkGiven, new: z.optional(z.literal('1')) })),
  answers: { 200: { description: 'the case', body: statusView, page: true } },
});

export const withdrawPage = route({
  method: 'GET',
  path: '/cases/{reference}/withdraw',
  door: 'cases-public',
  class: 'page',
  summary: {
    ru: 'Страница отзыва претензии: объясняет, запрашивает и принимает код',
    en: 'Page to withdraw a claim: explains, asks for a code, takes the code',
  },
  params: referenceParams,
  query: late(() => z.strictObject({ key: linkGiven, challenge: z.optional(challenge) })),
  answers: { 200: { description: 'page', page: true } },
});

/**
 * Withdrawal needs the link and a code sent to the address of the case (K1): `{key}` sends a code, `{key, challenge,
 * code}` withdraws.
 */
export const withdrawRequest = late(() =>
  z.strictObject({
    key: linkKey,
    challenge: z.optional(challenge),
    code: z.optional(codeField),
  }),
);

export const withdrawCase = route({
  method: 'POST',
  path: '/cases/{reference}/withdraw',
  door: 'cases-public',
  class: 'open',
  summary: {
    ru: 'Отозвать претензию кодом, присланным на её адрес',
    en: 'Withdraw a claim with a code sent to its address',
  },
  params: referenceParams,
  body: withdrawRequest,
  answers: {
    200: { description: 'withdrawn', body: statusView },
    202: {
      description: 'a code is on its way to the address of the case',
      body: late(() => z.object({ challenge: z.string() })),
    },
    303: { description: 'form taken: on to the next page' },
  },
});

export const CASE_ROUTES = [caseStatus, withdrawPage, withdrawCase] as const;
