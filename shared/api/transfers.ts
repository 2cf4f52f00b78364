import * as z from 'zod/mini';
import { HELD_FIELDS, TRANSFER_GROUNDS } from '../domain/transfers/transfer.ts';
import { PAGE } from './answers.ts';
import { personParams } from './consent.ts';
import { lineField, textField } from './fields.ts';
import { late } from './late.ts';
import { type Role, route } from './spec.ts';

const OFFICER = ['officer'] as const satisfies readonly Role[];
const desk = { door: 'people-desk', class: 'staff', roles: OFFICER } as const;

/** Longest description of what proves a transfer, characters. */
const EVIDENCE_MAX = 500;

const said = late(() =>
  z.object({
    /** Id of the recipient in the settings. */
    recipient: lineField(60),
    fields: z.array(z.enum(HELD_FIELDS)).check(z.minLength(1)),
    ground: z.enum(TRANSFER_GROUNDS),
    on: z.iso.date(),
    evidence: textField(EVIDENCE_MAX),
  }),
);

/** A transfer that was made by hand, as the form of the person's page brings it (X2). */
export const transferSaid = late(() => z.strictObject(said.shape));
export type TransferSaid = z.infer<typeof transferSaid>;

const transferRequest = late(() => z.strictObject({ person: lineField(40), ...said.shape }));

export const postTransfer = route({
  ...desk,
  method: 'POST',
  path: '/staff/transfers',
  summary: {
    ru: 'Записать передачу данных человека, сделанную вручную: получатель, данные, основание, дата и чем подтверждается',
    en: 'Record a transfer of a person’s data that was made by hand: recipient, data, ground, date and what proves it',
  },
  body: transferRequest,
  answers: { 201: { description: 'recorded', body: late(() => z.object({ transfer: z.string() })) } },
});

export const transferForm = route({
  ...desk,
  class: 'staff-page',
  method: 'POST',
  path: '/desk/people/{id}/transfers',
  summary: {
    ru: 'Записать передачу данных человека (форма)',
    en: 'Record a transfer of a person’s data (form)',
  },
  params: personParams,
  body: transferSaid,
  answers: { 200: PAGE, 303: { description: 'recorded: back to the page of the person' } },
});

export const TRANSFER_ROUTES = [postTransfer, transferForm] as const;
