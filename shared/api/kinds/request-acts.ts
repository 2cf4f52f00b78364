import * as z from 'zod/mini';
import { PUBLIC_FIELDS } from '../../domain/consent/distribution.ts';
import { OTHERS_ANSWERS } from '../../domain/requests/asks.ts';
import { isDoneAbout } from '../../domain/requests/carrying.ts';
import { CORRECTABLE } from '../../domain/requests/corrections.ts';
import { NOTES } from '../../domain/requests/disclosing.ts';
import { AUTHORITIES_TO_ACT, PROOFS, REFUSAL_GROUNDS } from '../../domain/requests/own.ts';
import { PART_KINDS, PARTS, type PartKind } from '../../domain/requests/parts.ts';
import { CONSENT_PURPOSES } from '../../policy/purposes.ts';
import { letterParams, lineField, referenceParams, textField } from '../fields.ts';
import { late } from '../late.ts';
import type { Role } from '../spec.ts';

const revision = late(() => z.int().check(z.gte(1)));
const reason = textField(1_000);
/** A reference; what it is of is looked up. */
const referenceField = late(() => referenceParams.shape.reference);
const isoDate = late(() => z.iso.date());
const part = late(() => z.enum(PART_KINDS));
/** One part, or all that have no answer yet. */
const chosen = late(() => z.enum(['all', ...PART_KINDS]));
/** A day from which a clock runs; more than a working day back another officer has looked at it (S2). */
const second = late(() => z.optional(lineField(200)));
/** Internal notes are left out unless an officer has looked at them (S6). */
const notes = late(() => z.optional(z.enum(NOTES)));
const OFFICERS = ['officer'] as const satisfies readonly Role[];
const WORKERS = ['agent', 'officer'] as const satisfies readonly Role[];

/** Fields and purposes that an act is about. */
const listOf = <T extends string>(codes: readonly [T, ...T[]]) =>
  z.array(z.enum(codes)).check(z.minLength(1), z.maxLength(codes.length));
const corrected = late(() => listOf(CORRECTABLE));
const publicFields = late(() => z.optional(listOf(PUBLIC_FIELDS)));
const purposes = late(() => z.optional(listOf(CONSENT_PURPOSES)));
const STOPPED = PART_KINDS.filter((kind) => isDoneAbout('stopped', kind)) as [PartKind, ...PartKind[]];

const withEvidence = PART_KINDS.filter((kind) => PARTS[kind].evidence) as [PartKind, ...PartKind[]];

/** Acts that only a request has (S1–S5); what its requester takes back, and what the program destroys, is no act of staff. */
export const REQUEST_ACT_SPECS = {
  prove: {
    roles: OFFICERS,
    body: late(() =>
      z.strictObject({
        revision,
        how: z.enum(PROOFS),
        mandate: z.optional(z.enum(AUTHORITIES_TO_ACT)),
        issuedOn: z.optional(isoDate),
        validUntil: z.optional(isoDate),
        reason: z.optional(reason),
      }),
    ),
    summary: 'It is known who asks: how, and by what authority to act',
  },
  'end-mandate': {
    roles: OFFICERS,
    body: late(() => z.strictObject({ revision, endedOn: isoDate, reason })),
    summary: 'The authority to act has ended: nothing more goes to the representative, the person is asked',
  },
  'take-on': {
    roles: OFFICERS,
    body: late(() => z.strictObject({ revision, reason })),
    summary: 'The person takes on what was asked for them, and how that is known',
  },
  'under-gdpr': {
    roles: OFFICERS,
    body: late(() => z.strictObject({ revision, reason })),
    summary: 'The GDPR applies too: its clocks run from the receipt beside those of 152-FZ',
  },
  'ask-more': {
    roles: WORKERS,
    body: late(() => z.strictObject({ revision, reason })),
    summary: 'More was asked for to know who asks (GDPR 12(6)); no clock waits for it',
  },
  evidence: {
    roles: WORKERS,
    body: late(() => z.strictObject({ revision, part: z.enum(withEvidence), receivedOn: isoDate, second })),
    summary: 'What the requester was to prove has come; its clock runs from that day',
  },
  'find-lawful': {
    roles: OFFICERS,
    body: late(() => z.strictObject({ revision, detectedOn: isoDate, reason, second })),
    summary: 'The check has found the use lawful',
  },
  'find-unlawful': {
    roles: OFFICERS,
    body: late(() => z.strictObject({ revision, detectedOn: isoDate, reason, second })),
    summary: 'The check has found the use unlawful: three and ten working days begin',
  },
  correct: {
    roles: OFFICERS,
    body: late(() => z.strictObject({ revision, part: z.literal('correction'), fields: corrected })),
    summary: 'Carry out the corrections that are chosen: the record of the person is changed',
  },
  stop: {
    roles: OFFICERS,
    body: late(() => z.strictObject({ revision, part: z.enum(STOPPED), purposes })),
    summary: 'Stop the processing: what rests on consents ends, those named or all',
  },
  unpublish: {
    roles: OFFICERS,
    body: late(() => z.strictObject({ revision, part: z.literal('unpublish'), fields: publicFields })),
    summary: 'Take back what is public: the fields named, or all',
  },
  'end-consents': {
    roles: OFFICERS,
    body: late(() => z.strictObject({ revision, part: z.literal('withdraw-consent'), purposes })),
    summary: 'Withdraw the consents: those named, or all',
  },
  keep: {
    roles: OFFICERS,
    body: late(() => z.strictObject({ revision, part, reason })),
    summary: 'Nothing is to be destroyed: what is held has to be kept, and why',
  },
  'make-lawful': {
    roles: OFFICERS,
    body: late(() => z.strictObject({ revision, part: z.literal('complaint'), reason })),
    summary: 'What was unlawful has been made lawful, and how',
  },
  'block-instead': {
    roles: OFFICERS,
    body: late(() => z.strictObject({ revision, part, reason })),
    summary: 'Blocked within the term, destroyed within six months (21(6))',
  },
  lift: {
    roles: OFFICERS,
    body: late(() => z.strictObject({ revision, part, reason })),
    summary: 'Lift the block of data said to be wrong, where it would harm somebody: on which ground',
  },
  answer: {
    roles: OFFICERS,
    body: late(() =>
      z.strictObject({
        revision,
        part: chosen,
        text: textField(10_000),
        reasons: z.optional(textField(10_000)),
      }),
    ),
    summary: 'Answer what was asked and has been done; with reasons: in part',
  },
  refuse: {
    roles: OFFICERS,
    body: late(() =>
      z.strictObject({
        revision,
        part: chosen,
        ground: z.enum(REFUSAL_GROUNDS),
        before: z.optional(isoDate),
        text: textField(10_000),
      }),
    ),
    summary: 'Refuse it on a ground of the closed list, with the text of the answer',
  },
  'other-answered': {
    roles: WORKERS,
    body: late(() =>
      z.strictObject({
        revision,
        ask: letterParams.shape.id,
        answer: z.enum(OTHERS_ANSWERS),
        reason: z.optional(reason),
      }),
    ),
    summary: 'Write down what somebody who holds a copy has answered: done, not held, cannot and why',
  },
  join: {
    roles: OFFICERS,
    body: late(() => z.strictObject({ revision, to: referenceField })),
    summary: 'Join a duplicate from the same proven address to the case that goes on',
  },
  extend: {
    roles: OFFICERS,
    body: late(() => z.strictObject({ revision, part, text: textField(10_000) })),
    summary: 'Extend its term once, by a notice with the causes',
  },
  disclose: {
    roles: OFFICERS,
    body: late(() => z.strictObject({ revision, notes })),
    summary: 'Disclose everything held, by a letter with a link that is good for seven days',
  },
  'renew-link': {
    roles: OFFICERS,
    body: late(() => z.strictObject({ revision, notes })),
    summary: 'Make the link anew and send it again; every one before is void',
  },
  'end-link': {
    roles: OFFICERS,
    body: late(() => z.strictObject({ revision })),
    summary: 'Close the link before its time',
  },
  settle: {
    roles: OFFICERS,
    body: late(() => z.strictObject({ revision, reason })),
    summary: 'Close it by hand: all is answered, and no mail service tells of the delivery',
  },
} as const;
