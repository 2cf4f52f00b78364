import type { Change } from '../cases/change.ts';
import { closed, ended, letterTo, plain, reasoned } from '../cases/doing.ts';
import type { Acts } from '../cases/type.ts';
import { accept, type Result, refuse } from '../result.ts';
import { type AnswerCommand, answer, type RefuseCommand, refuseParts } from './answering.ts';
import { type OtherAnsweredCommand, otherAnswered } from './asking-others.ts';
import { type CarryCommand, carriedOut } from './carrying.ts';
import {
  type Asked,
  about,
  type Chosen,
  chosen,
  dayOf,
  partOf,
  partsFault,
  standingFault,
  withClocksFrom,
  withParts,
} from './changing.ts';
import { datedFault } from './dated.ts';
import {
  type DiscloseCommand,
  disclose,
  type EndLinkCommand,
  endLink,
  type RenewLinkCommand,
  renewLink,
} from './disclosing.ts';
import { approvePlan, askHead, callOff, type ErasureCommand, eraseFailed, proposePlan } from './erasing.ts';
import { type ExtendCommand, extend } from './extending.ts';
import { type EndMandateCommand, endMandate, type TakeOnCommand, takeOn } from './handing-over.ts';
import { type JoinCommand, join, type TakeOverCommand, takeOver } from './joining.ts';
import { lift } from './lifting.ts';
import { isPersons, type RequestOwn } from './own.ts';
import { type EraseOwnCommand, eraseOwn } from './own-erasure.ts';
import { type PartKind, partFacts } from './parts.ts';
import { agree, askCode, disown, forget, hand, lapse, type ProofCommand, prove } from './proving.ts';
import { type AskMoreCommand, askMore, type UnderGdprCommand, underGdpr } from './second-regime.ts';
import { openParts, type RequestBody } from './standing.ts';

type Evidence = {
  readonly act: 'evidence';
  readonly part: PartKind;
  readonly receivedOn: string;
  readonly second?: string | undefined;
};
type Find = {
  readonly act: 'find-lawful' | 'find-unlawful';
  readonly detectedOn: string;
  readonly reason: string;
  readonly second?: string | undefined;
};
type Lift = { readonly act: 'lift'; readonly part: PartKind; readonly reason: string };

/** What is asked to be done with a request alone. */
export type RequestCommand =
  | ProofCommand
  | Evidence
  | Find
  | CarryCommand
  | JoinCommand
  | OtherAnsweredCommand
  | TakeOverCommand
  | Lift
  | AnswerCommand
  | RefuseCommand
  | ExtendCommand
  | DiscloseCommand
  | RenewLinkCommand
  | EndLinkCommand
  | ErasureCommand
  | EraseOwnCommand
  | EndMandateCommand
  | TakeOnCommand
  | UnderGdprCommand
  | AskMoreCommand
  | { readonly act: 'block-instead'; readonly part: PartKind; readonly reason: string }
  | { readonly act: 'take-back'; readonly part: Chosen }
  | { readonly act: 'settle'; readonly reason: string };

/** The acts that only a request has (S1–S5). */
export const REQUEST_ACTS: Acts<RequestCommand, RequestOwn> = {
  prove: { event: 'proven', decide: prove },
  'ask-code': { event: 'proof-code-asked', decide: askCode },
  agree: { event: 'person-agreed', decide: agree },
  hand: { event: 'proof-handed', decide: hand },
  lapse: { event: 'proof-lapsed', decide: lapse },
  disown: { event: 'disowned', decide: disown },
  forget: { event: 'unproven-forgotten', decide: forget },
  'end-mandate': { event: 'mandate-ended', decide: endMandate },
  'take-on': { event: 'taken-on', decide: takeOn },
  'under-gdpr': { event: 'gdpr-added', decide: underGdpr },
  'ask-more': { event: 'evidence-asked', decide: askMore },
  evidence: { event: 'evidence-received', decide: evidence },
  'find-lawful': { event: 'found-lawful', decide: find('lawful') },
  'find-unlawful': { event: 'found-unlawful', decide: find('unlawful') },
  correct: { event: 'corrected', decide: carriedOut('corrected') },
  stop: { event: 'stopped', decide: carriedOut('stopped') },
  unpublish: { event: 'unpublished', decide: carriedOut('unpublished') },
  'end-consents': { event: 'consents-withdrawn', decide: carriedOut('consents-withdrawn') },
  plan: { event: 'plan-proposed', decide: proposePlan },
  approve: { event: 'plan-approved', decide: approvePlan },
  'erase-own': { event: 'plan-approved', decide: eraseOwn },
  'ask-head': { event: 'head-asked', decide: askHead },
  'call-off': { event: 'erasure-called-off', decide: callOff },
  'erasure-failed': { event: 'erasure-failed', decide: eraseFailed },
  destroy: { event: 'destroyed', decide: carriedOut('destroyed') },
  keep: { event: 'kept', decide: carriedOut('kept') },
  'make-lawful': { event: 'made-lawful', decide: carriedOut('made-lawful') },
  'block-instead': { event: 'blocked-instead', decide: blockInstead },
  lift: { event: 'block-lifted', decide: lift },
  answer: { event: 'answered', decide: answer },
  refuse: { event: 'refused', decide: refuseParts },
  'other-answered': { event: 'other-answered', decide: otherAnswered },
  join: { event: 'joined', decide: join },
  'take-over': { event: 'joined', decide: takeOver },
  extend: { event: 'extension-noticed', decide: extend },
  disclose: { event: 'disclosed', decide: disclose },
  'renew-link': { event: 'link-renewed', decide: renewLink },
  'end-link': { event: 'link-ended', decide: endLink },
  'take-back': { event: 'part-withdrawn', decide: takeBack },
  settle: {
    event: 'settled',
    decide: (doing, { reason }) =>
      openParts(doing.before.body as RequestBody).length > 0
        ? refuse('parts-open')
        : accept(ended(doing, reasoned(doing, closed(doing.moved, doing.asking.at), reason))),
  },
};

/** What the requester was to prove has come: the clock of its part runs from the day on which it did (S2). */
function evidence(doing: Asked, { part, receivedOn, second }: Evidence): Result<Change> {
  const { moved: body, asking } = doing;
  if (!partFacts(part).evidence) return refuse('no-evidence-asked', { field: 'part', data: { part } });
  const fault =
    partsFault(body, [part], ['asked']) ??
    datedFault(
      { field: 'receivedOn', on: receivedOn, second },
      { receivedAt: body.receivedAt, by: asking.by, at: asking.at },
    );
  if (fault !== undefined) return fault;
  if (partOf(body, part)?.evidenceOn !== undefined)
    return refuse('evidence-already', { field: 'part', data: { part } });
  const known = withParts(body, [part], { evidenceOn: receivedOn });
  const made = plain(doing, withClocksFrom(known, 'evidence-received', part, receivedOn), {
    part,
    receivedOn,
    ...(second === undefined ? {} : { second }),
  });
  return accept(about(made, [part]));
}

/** What the check of a complaint has found: lawful use ends the block, unlawful use starts two clocks side by side (S1). */
function find(found: 'lawful' | 'unlawful') {
  return (doing: Asked, { detectedOn, reason, second }: Find): Result<Change> => {
    const { moved: body, asking } = doing;
    const part = 'complaint';
    const fault =
      partsFault(body, [part], ['asked']) ??
      datedFault(
        { field: 'detectedOn', on: detectedOn, second },
        { receivedAt: body.receivedAt, by: asking.by, at: asking.at },
      );
    if (fault !== undefined) return fault;
    // Who took the complaint back is told only of what was found to be wrong.
    const isOver = found === 'lawful' && partOf(body, part)?.takenBack === true;
    const known = withParts(body, [part], {
      found,
      foundOn: detectedOn,
      state: isOver ? 'withdrawn' : 'done',
    });
    const started = found === 'unlawful' ? withClocksFrom(known, 'found-unlawful', part, detectedOn) : known;
    return accept(about(reasoned(doing, started, reason, { part, detectedOn }), [part]));
  };
}

/** What cannot be destroyed in its term is blocked within it, and destroyed in six months (21(6)); the person is told. */
function blockInstead(
  doing: Asked,
  { part, reason }: Extract<RequestCommand, { act: 'block-instead' }>,
): Result<Change> {
  const { moved: body, asking } = doing;
  const fault =
    partsFault(body, [part], ['asked', 'done', 'answered', 'refused']) ??
    (isPersons(body.own.by) ? standingFault(body, asking.at) : undefined);
  if (fault !== undefined) return fault;
  if (body.person === undefined) return refuse('nobody-known');
  const main = body.clocks.find(({ id, state }) => id === `${part}.destroy` && state === 'running');
  if (main === undefined) return refuse('nothing-to-destroy', { field: 'part', data: { part } });
  if (main.due < dayOf(asking.at)) return refuse('term-over', { field: 'part', data: { due: main.due } });
  const later = withClocksFrom(body, 'blocked-instead', part, new Date(asking.at).toISOString());
  const made = reasoned(doing, later, reason, { part });
  return accept(about({ ...made, letters: [letterTo(doing, 'request-later', body)] }, [part]));
}

/** The requester asks for it no more. The check of an alleged unlawful use goes on without them (S4). */
function takeBack(doing: Asked, { part }: Extract<RequestCommand, { act: 'take-back' }>): Result<Change> {
  const { moved: body } = doing;
  const parts = chosen(body, part);
  const fault = partsFault(body, parts, ['asked', 'done']);
  if (fault !== undefined) return fault;
  const goesOn = parts.filter((part) => partFacts(part).blocks === 'unlawful-use');
  const over = parts.filter((part) => !goesOn.includes(part));
  const taken = withParts(withParts(body, over, { state: 'withdrawn' }), goesOn, { takenBack: true });
  const made = plain(doing, taken, { parts: parts.join() });
  return accept(about(ended(doing, made, [letterTo(doing, 'request-withdrawn', body)]), parts));
}
