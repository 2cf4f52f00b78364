import type { CaseBody } from '../cases/case.ts';
import { caseType } from '../cases/type.ts';
import { REQUEST_ACTS } from './acts.ts';
import { ownerIsTold } from './block-told.ts';
import { blocksWanted } from './blocks.ts';
import type { Chosen, Moved } from './changing.ts';
import { REQUEST_CLOCKS } from './clocks.ts';
import { REQUEST_EVENTS } from './events.ts';
import { afterNotice } from './extending.ts';
import { REQUEST_ANSWERS } from './letters.ts';
import { requestOwn } from './own.ts';
import { proofEnds } from './proof-window.ts';
import { laterOf } from './proving.ts';
import { type RequestBody, standingOf } from './standing.ts';
import { REQUEST_STATUSES, type RequestStatus } from './statuses.ts';
import { REQUEST_TYPED } from './typed.ts';

/** Acts that leave a request where it is. */
const stay = <S extends RequestStatus>(status: S) => ({
  assign: status,
  substitute: status,
  note: status,
  hold: status,
  resume: status,
  triage: status,
  printed: status,
});

/** What becomes of a proof that has not come, wherever the request stands: nothing of it waits for an answer. */
const proofless = <S extends RequestStatus>(status: S) => ({
  lapse: status,
  disown: status,
  forget: status,
});
/** Who asked for another may not any more; that other takes it on. */
const mandate = <S extends RequestStatus>(status: S) => ({ 'end-mandate': status, 'take-on': status });
/** What was asked may fall under the second regime too; more is asked of who asks. */
const regime = <S extends RequestStatus>(status: S) => ({ 'under-gdpr': status, 'ask-more': status });

/** While something is asked it can still be proven by code. */
const proving = <S extends RequestStatus>(status: S) => ({
  ...proofless(status),
  'ask-code': status,
  agree: status,
  hand: status,
});

/** Its requester takes back all of it that has no answer yet. */
const TAKE_ALL_BACK: { readonly act: 'take-back'; readonly part: Chosen } = { act: 'take-back', part: 'all' };

/** Where a request comes to when nothing is asked any more: what is gravest of its answers and clocks. */
const ANSWERED = ['answered', 'returned', 'following', 'unconfirmed', 'sent', 'delivered'] as const;
const or = <S extends RequestStatus>(status: S) => [status, ...ANSWERED] as const;

/** What was examined though nobody knew who asks is over: the rest waits for proof, or nothing is left. */
const ASIDE = ['unproven', 'withdrawn'] as const;

/** What becomes of the letters of answers that were given before all is answered. */
const letters = <S extends RequestStatus>(status: S) => ({
  'letter-sent': status,
  'letter-delivered': status,
  'letter-bounced': status,
  'letter-stopped': status,
  'letter-unconfirmed': status,
  deliver: status,
  'other-answered': status,
});

/** The link to what was disclosed is made anew, or ends: the case stays where it is. */
const link = <S extends RequestStatus>(status: S) => ({ 'renew-link': status, 'end-link': status });

/** What is done about a part that was found to be used unlawfully, or is to be destroyed, answered or not. */
const duties = <S extends RequestStatus>(status: S) => ({
  stop: or(status),
  destroy: or(status),
  'make-lawful': or(status),
  'block-instead': or(status),
  plan: status,
  approve: status,
  'ask-head': status,
  'call-off': status,
  'erasure-failed': status,
});

/** Nothing is asked any more: what becomes of the answers' letters. */
const after = {
  'letter-sent': ['sent', 'following', 'answered', 'returned', 'delivered', 'unconfirmed'],
  'letter-delivered': ['delivered', 'following', 'sent', 'answered', 'returned', 'unconfirmed'],
  'letter-bounced': 'returned',
  'letter-stopped': 'returned',
  'letter-unconfirmed': ['unconfirmed', 'following', 'answered', 'returned'],
  deliver: ['delivered', 'following', 'sent', 'answered', 'returned', 'unconfirmed'],
  'other-answered': ['following', 'sent', 'answered', 'returned', 'delivered', 'unconfirmed'],
} as const;

const closed = <S extends RequestStatus>(status: S) => ({
  note: status,
  printed: status,
  ...proofless(status),
  // Who else holds a copy may answer late.
  'other-answered': status,
});

/**
 * A request of a person, of who acts for them, of an authority, or a finding of the operator's own (S1–S5). Its state is made
 * of its parts, answers and clocks (standing.ts); the table says what may be done where.
 */
export const REQUEST = /* @__PURE__ */ (() =>
  caseType({
    kind: 'request',
    statuses: REQUEST_STATUSES,
    transitions: {
      unproven: {
        ...stay('unproven'),
        ...proving('unproven'),
        ...mandate('unproven'),
        ...regime('unproven'),
        ...letters('unproven'),
        'receipt-date': 'unproven',
        prove: 'open',
        refuse: or('unproven'),
        extend: 'unproven',
        join: 'joined',
        'take-over': 'unproven',
        'take-back': [...or('unproven'), 'withdrawn'],
      },
      open: {
        ...stay('open'),
        ...proving('open'),
        ...mandate('open'),
        ...regime('open'),
        ...letters('open'),
        ...duties('open'),
        ...link('open'),
        disclose: or('open'),
        'receipt-date': 'open',
        prove: 'open',
        evidence: 'open',
        'find-lawful': [...or('open'), ...ASIDE],
        'find-unlawful': 'open',
        correct: 'open',
        unpublish: 'open',
        'end-consents': 'open',
        'erase-own': 'open',
        lift: 'open',
        keep: 'open',
        extend: 'open',
        join: 'joined',
        'take-over': 'open',
        answer: [...or('open'), ...ASIDE],
        refuse: [...or('open'), ...ASIDE],
        'take-back': [...or('open'), ...ASIDE],
      },
      answered: {
        ...stay('answered'),
        ...mandate('answered'),
        ...proofless('answered'),
        ...link('answered'),
        ...after,
        ...duties('answered'),
      },
      returned: {
        ...stay('returned'),
        ...mandate('returned'),
        ...proofless('returned'),
        ...link('returned'),
        ...after,
        ...duties('returned'),
        settle: 'settled',
      },
      following: {
        ...stay('following'),
        ...mandate('following'),
        ...proofless('following'),
        ...link('following'),
        ...after,
        ...duties('following'),
      },
      sent: {
        note: 'sent',
        ...mandate('sent'),
        printed: 'sent',
        ...proofless('sent'),
        ...link('sent'),
        ...after,
        settle: 'settled',
      },
      unconfirmed: {
        ...stay('unconfirmed'),
        ...mandate('unconfirmed'),
        ...proofless('unconfirmed'),
        ...link('unconfirmed'),
        ...after,
        settle: 'settled',
      },
      delivered: { ...closed('delivered'), ...link('delivered'), 'letter-bounced': 'returned' },
      withdrawn: closed('withdrawn'),
      settled: { ...closed('settled'), ...link('settled') },
      joined: closed('joined'),
    },
    own: requestOwn,
    typed: REQUEST_TYPED,
    clocks: REQUEST_CLOCKS,
    acts: REQUEST_ACTS,
    events: REQUEST_EVENTS,
    // Bodies are of this kind where this is called: the machine finds the type by it.
    standing: (body: CaseBody) => standingOf(body as RequestBody),
    afterLetter: (body, answer, sentAt, at) => afterNotice(body as Moved, answer, sentAt, at),
    blocks: (body: CaseBody) => ({
      wanted: blocksWanted(body as RequestBody),
      until: proofEnds(body),
    }),
    tellsOwner: (body: CaseBody, letters) => ownerIsTold(body as RequestBody, letters),
    later: (body) => laterOf(body as RequestBody),
    forgets: 'forget',
    takenBackBy: TAKE_ALL_BACK,
    letters: REQUEST_ANSWERS,
  }))();
