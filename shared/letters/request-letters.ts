import type { KnownCase } from '../domain/cases/kinds.ts';
import { frozenAnswer } from '../domain/claims/frozen-answer.ts';
import { isOfBlock } from '../domain/requests/asks.ts';
import { blocksWanted } from '../domain/requests/blocks.ts';
import { REQUEST_CLOCKS } from '../domain/requests/clocks.ts';
import { noticeDates } from '../domain/requests/extending.ts';
import type { Part } from '../domain/requests/own.ts';
import { type PartKind, partFacts } from '../domain/requests/parts.ts';
import { provenBy } from '../domain/requests/proving.ts';
import { exportToken } from '../records/export-link.ts';
import { GROUND_WORDS, PART_NAMES } from '../words/part-names.ts';
import { type CaseRead, datesAndLink, factsOf } from './case-read.ts';
import { exportUrl } from './facts.ts';
import { letter, type Maker } from './maker.ts';
import { proofUrls } from './proof-urls.ts';
import { requestAnswer } from './templates/request-answer.ts';
import { requestCorrected } from './templates/request-corrected.ts';
import { requestDisclosure } from './templates/request-disclosure.ts';
import {
  requestExtension,
  requestLater,
  requestMandateEnded,
  requestUnblocked,
  requestWithdrawn,
} from './templates/request-notices.ts';
import { requestReceipt } from './templates/request-receipt.ts';

type Request = KnownCase<'request'>;
type RequestRead = CaseRead & { readonly about: Request };

/** The read of a request; undefined for a letter of another kind of case, which no request has. */
const ofRequest = (read: CaseRead): RequestRead | undefined =>
  read.about.kind === 'request' ? { ...read, about: read.about } : undefined;

const namesOf = (parts: readonly { readonly part: PartKind }[], { letter: { language } }: CaseRead) =>
  parts.map(({ part }) => PART_NAMES[part][language]);

const answeredBy = ({ about, letter: { id } }: RequestRead): readonly Part[] =>
  about.own.parts.filter((part) => part.letter === id);

const outcomeOf = ({ state, partly }: Part): 'fulfilled' | 'partly' | 'refused' =>
  state === 'refused' ? 'refused' : partly === true ? 'partly' : 'fulfilled';

/** What was decided and is sealed with the case: the text of an answer or a notice. */
async function frozenIn({ letter: { text }, opened }: CaseRead) {
  const frozen = text === undefined ? undefined : await opened.text(text);
  return frozen === undefined ? undefined : frozenAnswer.parse(JSON.parse(frozen));
}

/** What a receipt says: to who asks, or to the person for whom somebody else does (S2, S3). */
function receipt(read: CaseRead) {
  const request = ofRequest(read);
  const told = datesAndLink(read);
  if (request === undefined || told === undefined) return undefined;
  const { about, letter: body, settings, secrets, code } = request;
  const { parts, proof } = about.own;
  const proves = body.to === provenBy(about);
  // An authority and who acts for somebody are not told of that person's data.
  const [block] = about.own.by === 'subject' || body.to === 'subject' ? blocksWanted(about) : [];
  return {
    ...told,
    asked: namesOf(parts, read),
    proven: proof.state === 'proven',
    forYou: body.to === 'subject',
    ...(block === undefined ? {} : { blocked: block.scope }),
    ...(proves && proof.state === 'unproven'
      ? { proof: { ...proofUrls(about, { settings, secrets }), ...(code && { code }) } }
      : {}),
  };
}

/** Whether somebody who was asked about the parts has not answered yet; read as the letter leaves, as its address is. */
const waitsFor = ({ about }: RequestRead, parts: readonly Part[]): boolean =>
  (about.own.asks ?? []).some(
    (one) => one.answer === undefined && !isOfBlock(one.to) && parts.some(({ part }) => part === one.part),
  );

/**
 * Whether data were blocked for what a letter answers and are not any more – under the GDPR from this letter on (18(3)). What
 * was lifted before has had its own letter; what was destroyed is not free again.
 */
function isUnblocked({ about }: RequestRead, parts: readonly Part[]): boolean {
  const kinds = parts.flatMap(({ part, state, lifted }) => {
    const isGone = part === 'erasure-unlawful' && state !== 'refused';
    const kind = lifted === undefined && !isGone ? partFacts(part).blocks : undefined;
    return kind === undefined ? [] : [kind];
  });
  const told = about.own.regimes.includes('gdpr') ? { ...about, own: { ...about.own, regimes: [] } } : about;
  return (
    about.own.proof.state === 'proven' &&
    kinds.some((one) => !blocksWanted(told).some(({ kind }) => kind === one))
  );
}

/** The letters of a request to who asks (S2, S5). */
export const REQUEST_LETTERS = {
  'request-receipt': letter(requestReceipt, receipt),
  'request-unproven': letter(requestReceipt, receipt),
  'request-answer': letter(requestAnswer, async (read: CaseRead) => {
    const request = ofRequest(read);
    const decision = await frozenIn(read);
    const parts = request === undefined ? [] : answeredBy(request);
    const [first] = parts;
    if (request === undefined || decision === undefined || first === undefined) return undefined;
    const { ground } = first;
    return {
      case: factsOf(read),
      name: read.opened.contact?.name ?? '',
      asked: namesOf(parts, read),
      outcome: outcomeOf(first),
      ...(ground === undefined ? {} : { ground: GROUND_WORDS[ground][read.letter.language] }),
      text: decision.text,
      ...(decision.reasons === undefined ? {} : { reasons: decision.reasons }),
      ...(waitsFor(request, parts) ? { waits: true } : {}),
      ...(isUnblocked(request, parts) ? { unblocked: true } : {}),
    };
  }),
  // A link that has ended is not sent; the answer then goes another way, like any that cannot leave.
  'request-disclosure': letter(requestDisclosure, (read: CaseRead) => {
    const about = ofRequest(read)?.about;
    const token = about && exportToken(read.secrets, about);
    const until = about?.own.disclosure?.until;
    if (token === undefined || until === undefined) return undefined;
    return {
      case: factsOf(read),
      name: read.opened.contact?.name ?? '',
      ...(read.letter.channel === 'print' ? {} : { page: { url: exportUrl(read.settings, token), until } }),
    };
  }),
  'request-corrected': letter(requestCorrected, datesAndLink),
  'request-extension': letter(requestExtension, async (read: CaseRead) => {
    const request = ofRequest(read);
    const decision = await frozenIn(read);
    const dates = request && noticeDates(request.about, read.letter.id);
    if (request === undefined || decision === undefined || dates === undefined) return undefined;
    const { part, was, until } = dates;
    return {
      reference: request.about.reference,
      asked: PART_NAMES[part][read.letter.language],
      ...{ was, until, text: decision.text },
    };
  }),
  'request-later': letter(requestLater, (read: CaseRead) => {
    const later = ofRequest(read)?.about.clocks.find(
      ({ rule }) => rule === REQUEST_CLOCKS['erasure.later'].rule,
    );
    return later && { reference: read.about.reference, until: later.due };
  }),
  'request-withdrawn': letter(requestWithdrawn, (read: CaseRead) => {
    const request = ofRequest(read);
    if (request === undefined) return undefined;
    const goesOn = request.about.own.parts.some(
      ({ takenBack, state }) => takenBack === true && state !== 'withdrawn',
    );
    return { reference: request.about.reference, goesOn };
  }),
  'request-mandate-ended': letter(requestMandateEnded, (read: CaseRead) => {
    const request = ofRequest(read);
    const since = request?.about.own.mandate?.endedOn;
    if (request === undefined || since === undefined) return undefined;
    const { reference, own } = request.about;
    const open = own.parts.filter(({ state }) => state === 'asked' || state === 'done');
    return { reference, since, asked: namesOf(open, read) };
  }),
  'request-unblocked': letter(requestUnblocked, (read: CaseRead) => ({ reference: read.about.reference })),
} satisfies { readonly [kind: `request-${string}`]: Maker<CaseRead> };
