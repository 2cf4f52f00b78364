import * as z from 'zod/mini';
import { DATA_KINDS, DETECTORS, NATURES } from '../domain/breaches/own.ts';
import { BREACH_TYPED } from '../domain/breaches/typed.ts';
import { clockView } from './case-view.ts';
import { lineField, typedFields } from './fields.ts';
import { late } from './late.ts';
import { momentField } from './moment-field.ts';
import { route } from './spec.ts';

/** Code of a system, as the settings or the operator's own list name it: never a name or an address (G9). */
const system = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,39}$/, { error: 'system-code' }));

/** `POST /staff/breaches` (B1): when it was noticed and by whom, when we knew, what it concerns. */
export const breachRequest = late(() =>
  z.strictObject({
    detectedAt: momentField,
    detectedBy: z.enum(DETECTORS),
    /** Absent: we knew when it was detected. */
    awareAt: z.optional(momentField),
    nature: z.enum(NATURES),
    systems: z.array(system).check(z.minLength(1), z.maxLength(20)),
    kinds: z.array(z.enum(DATA_KINDS)).check(z.minLength(1)),
    ...typedFields(BREACH_TYPED),
    gdpr: z._default(z.boolean(), false),
    drill: z._default(z.boolean(), false),
    language: z._default(z.enum(['ru', 'en']), 'ru'),
  }),
);
export type BreachRequest = z.infer<typeof breachRequest>;

/** The same as a form has it: systems in one line, separated by commas or blanks. */
export const breachFormRequest = late(() =>
  z.strictObject({ ...breachRequest.shape, systems: lineField(500) }),
);

const breachOpened = late(() =>
  z.object({
    reference: z.string(),
    status: z.string(),
    revision: z.number(),
    receivedAt: z.string(),
    dueOn: z.nullable(z.string()),
    overdue: z.boolean(),
    clocks: z.array(clockView),
  }),
);
export type BreachOpened = z.infer<typeof breachOpened>;

const DOOR = { door: 'breaches-desk', roles: ['officer'] } as const;

export const postBreach = route({
  ...DOOR,
  method: 'POST',
  path: '/staff/breaches',
  class: 'staff',
  summary: {
    ru: 'Записать утечку: все сроки пойдут сразу',
    en: 'Record a breach: all its clocks stand at once',
  },
  body: breachRequest,
  answers: { 201: { description: 'recorded; the clocks run', body: breachOpened } },
});

export const breachPage = route({
  ...DOOR,
  method: 'GET',
  path: '/desk/breaches/new',
  class: 'staff-page',
  summary: { ru: 'Форма утечки', en: 'Form of a breach' },
  answers: { 200: { description: 'form', page: true } },
});

export const breachForm = route({
  ...DOOR,
  method: 'POST',
  path: '/desk/breaches/new',
  class: 'staff-page',
  summary: { ru: 'Записать утечку (форма)', en: 'Record a breach (form)' },
  body: breachFormRequest,
  answers: { 303: { description: 'form taken: on to the page of the case' } },
});

export const BREACH_ROUTES = [postBreach, breachPage, breachForm] as const;
