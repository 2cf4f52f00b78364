import * as z from 'zod/mini';
import { BECAUSE } from '../domain/consent/because.ts';
import { BLOCK_KINDS, BLOCK_SCOPES } from '../domain/consent/block-kinds.ts';
import { CONDITIONS, PUBLIC_FIELDS } from '../domain/consent/distribution.ts';
import { ACT_EVENTS, BLOCK_EVENTS } from '../domain/consent/events.ts';
import { PERSON_STATES } from '../domain/registration/person.ts';
import { HELD_FIELDS, TRANSFER_GROUNDS } from '../domain/transfers/transfer.ts';
import { PURPOSE_IDS } from '../policy/purposes.ts';
import { PAGE } from './answers.ts';
import { letterView } from './case-view.ts';
import { personParams } from './consent.ts';
import { emailField, lineField, openReason, REASON_MAX, textField } from './fields.ts';
import { late } from './late.ts';
import { type Role, route } from './spec.ts';

const STAFF = ['agent', 'officer', 'auditor'] as const satisfies readonly Role[];
const WORKERS = ['agent', 'officer'] as const satisfies readonly Role[];
const OFFICER = ['officer'] as const satisfies readonly Role[];
const desk = { door: 'people-desk' } as const;
const text = late(() => z.string());
const optional = late(() => z.optional(text));

/**
 * Whom staff look for: one exact address, or one reference – the person's id, or a case, whose poster's address is meant.
 * The reason is a code or words (G17).
 */
const wanted = {
  email: z.optional(emailField),
  reference: z.optional(lineField(40)),
  reason: textField(REASON_MAX),
};
export const personSearch = late(() =>
  z.strictObject(wanted).check(
    z.refine(({ email, reference }) => (email === undefined) !== (reference === undefined), {
      error: 'required',
      path: ['email'],
    }),
  ),
);
export type PersonSearch = z.infer<typeof personSearch>;

/** A person found: id and state, nothing else (G10). */
const found = late(() => z.object({ person: text, state: z.enum(PERSON_STATES) }));

/** Who was found, and by an address the cases that it posted, with or without an account. */
export const peopleFound = late(() => z.object({ items: z.array(found), cases: z.array(z.string()) }));
export type PeopleFound = z.infer<typeof peopleFound>;

export const searchPeople = route({
  ...desk,
  method: 'POST',
  path: '/staff/people/search',
  class: 'staff',
  roles: WORKERS,
  summary: {
    ru: 'Найти человека по точному адресу, номеру или делу; только номера и состояния, поиск записывается',
    en: 'Find a person by exact address, id or case; ids and states only, and the search is recorded',
  },
  opens: 'whole',
  body: personSearch,
  answers: { 200: { description: 'the person, or nobody; cases of the address', body: peopleFound } },
});

/** How a purpose stands by the check that guards every use (C4). */
const standing = late(() =>
  z.object({
    purpose: z.enum(PURPOSE_IDS as [string, ...string[]]),
    /** Public data: the field. */
    field: optional,
    allowed: z.boolean(),
    because: z.enum(BECAUSE),
    event: optional,
    until: optional,
  }),
);
export type StandingView = z.infer<typeof standing>;

/** One event of the consent chain: codes only. */
const consentEventView = late(() =>
  z.object({
    event: text,
    n: z.int(),
    at: text,
    type: z.enum([...ACT_EVENTS, ...BLOCK_EVENTS, 'closed']),
    by: text,
    reason: optional,
    purpose: optional,
    /** Version of the text, and the hash of its words. */
    text: optional,
    hash: optional,
    language: optional,
    channel: optional,
    form: optional,
    effective: optional,
    until: optional,
    field: optional,
    conditions: optional,
    /** Of `closed`: the consents that held until then, `purpose` or `purpose/field`, with spaces between. */
    ended: optional,
    /** Of a block: why and how far, since which receipt; of its end: by which event of the case. */
    block: optional,
    kind: z.optional(z.enum(BLOCK_KINDS)),
    scope: z.optional(z.enum(BLOCK_SCOPES)),
    case: optional,
    since: optional,
    why: optional,
  }),
);
export type ConsentEventView = z.infer<typeof consentEventView>;

const act = late(() =>
  z.object({
    n: z.int(),
    at: text,
    type: text,
    by: text,
    reason: z.optional(z.object({ code: text, text: optional })),
    data: z.optional(z.record(text, z.union([text, z.number(), z.boolean()]))),
  }),
);
export type PersonActView = z.infer<typeof act>;

const personalPart = late(() =>
  z.object({
    name: text,
    email: text,
    phone: optional,
    organisation: optional,
    newEmail: optional,
    oldEmail: optional,
  }),
);

/** A person for staff; `personal` and the words of reasons only when a reason was given (header `X-Reason`). */
export const personView = late(() =>
  z.object({
    person: text,
    state: z.enum(PERSON_STATES),
    revision: z.int(),
    language: z.enum(['ru', 'en']),
    registeredAt: text,
    confirmedAt: optional,
    policy: z.object({ version: text, at: text }),
    changedAt: optional,
    /** Until when closing takes codes of both addresses; since when, by an officer, it does not (R5). */
    holdUntil: optional,
    releasedAt: optional,
    closing: z.optional(z.object({ at: text, due: text })),
    consents: z.array(standing),
    history: z.array(consentEventView),
    /** S4: `since` the receipt of its case, enforced `from` its commit on; what was done with the data between the two. */
    blocks: z.array(
      z.object({
        block: text,
        kind: z.enum(BLOCK_KINDS),
        scope: z.enum(BLOCK_SCOPES),
        since: text,
        from: text,
        case: optional,
        between: z.array(z.object({ at: text, type: text })),
      }),
    ),
    published: z.array(
      z.object({
        field: z.enum(PUBLIC_FIELDS),
        since: text,
        conditions: z.array(z.enum(CONDITIONS)),
        page: text,
      }),
    ),
    /** To whom the data were handed over (X2); who that was by name, and what proves it, with a reason. */
    transfers: z.array(
      z.object({
        id: text,
        recipient: text,
        fields: z.array(z.enum(HELD_FIELDS)),
        ground: z.enum(TRANSFER_GROUNDS),
        on: text,
        at: text,
        by: text,
        name: optional,
        evidence: optional,
      }),
    ),
    letters: z.array(letterView),
    /** How many sessions are open. */
    sessions: z.int(),
    /** The newest acts on the record, oldest first. */
    acts: z.array(act),
    /** How many there are in all. */
    actsInAll: z.int(),
    personal: z.optional(personalPart),
  }),
);
export type PersonView = z.infer<typeof personView>;

export const staffPerson = route({
  ...desk,
  method: 'GET',
  path: '/staff/people/{id}',
  class: 'staff',
  roles: STAFF,
  summary: {
    ru: 'Человек; с заголовком X-Reason также личная часть (чтение записывается)',
    en: 'A person; with the header X-Reason also the personal part (the read is recorded)',
  },
  params: personParams,
  opens: 'part',
  answers: { 200: { description: 'the person', body: personView } },
});

export const peoplePage = route({
  ...desk,
  method: 'GET',
  path: '/desk/people',
  class: 'staff-page',
  roles: WORKERS,
  summary: {
    ru: 'Форма поиска человека',
    en: 'Form that finds a person',
  },
  answers: { 200: PAGE },
});

export const peopleForm = route({
  ...desk,
  method: 'POST',
  path: '/desk/people',
  class: 'staff-page',
  roles: WORKERS,
  summary: {
    ru: 'Найти человека (форма)',
    en: 'Find a person (form)',
  },
  opens: 'whole',
  body: personSearch,
  answers: { 200: PAGE, 303: { description: 'found: on to the page of the person' } },
});

export const personPage = route({
  ...desk,
  method: 'GET',
  path: '/desk/people/{id}',
  class: 'staff-page',
  roles: STAFF,
  summary: {
    ru: 'Один человек: состояние, согласия и их история, письма, действия',
    en: 'One person: state, consents and their history, letters, acts',
  },
  params: personParams,
  answers: { 200: PAGE },
});

export const openPersonForm = route({
  ...desk,
  method: 'POST',
  path: '/desk/people/{id}/open',
  class: 'staff-page',
  roles: STAFF,
  summary: {
    ru: 'Показать личную часть с указанием причины; чтение записывается',
    en: 'Show the personal part, with a reason; the read is recorded',
  },
  params: personParams,
  opens: 'part',
  body: openReason,
  answers: { 200: PAGE },
});

/** Releases the hold after a change of address (R5): the revision that was looked at, and a code or words (G17). */
export const releaseRequest = late(() =>
  z.strictObject({
    revision: z.int().check(z.gte(1)),
    reason: textField(REASON_MAX),
  }),
);
export type ReleaseRequest = z.infer<typeof releaseRequest>;

export const releasePerson = route({
  ...desk,
  method: 'POST',
  path: '/staff/people/{id}/release',
  class: 'staff',
  roles: OFFICER,
  summary: {
    ru: 'Снять ограничение после смены адреса: код с прежнего адреса больше не нужен; с причиной, оба адреса получат письмо',
    en: 'Release the hold after a change of address: the old address need not prove any more; with a reason, both addresses are told',
  },
  params: personParams,
  body: releaseRequest,
  answers: { 200: { description: 'released', body: late(() => z.object({ revision: z.int() })) } },
});

export const releaseForm = route({
  ...desk,
  method: 'POST',
  path: '/desk/people/{id}/release',
  class: 'staff-page',
  roles: OFFICER,
  summary: {
    ru: 'Снять ограничение после смены адреса (форма)',
    en: 'Release the hold after a change of address (form)',
  },
  params: personParams,
  body: releaseRequest,
  answers: { 200: PAGE, 303: { description: 'released: back to the page of the person' } },
});

/** A line of the register of consents (A2). */
export const consentLine = late(() => z.object({ person: text, ...consentEventView.shape }));
export type ConsentLine = z.infer<typeof consentLine>;

export const PEOPLE_ROUTES = [
  searchPeople,
  staffPerson,
  peoplePage,
  peopleForm,
  personPage,
  openPersonForm,
  releasePerson,
  releaseForm,
] as const;
