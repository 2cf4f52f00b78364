import type { Change } from '../cases/change.ts';
import { plain } from '../cases/doing.ts';
import { accept, type Result, refuse } from '../result.ts';
import { type Asked, dayOf, type Moved, withClocksFrom } from './changing.ts';
import { mandateFault, mandateRunsOut } from './mandate.ts';
import type { AUTHORITIES_TO_ACT, PROOFS, RequestOwn } from './own.ts';
import { proofEnds } from './proof-window.ts';
import type { RequestBody } from './standing.ts';

const DAY_MS = 86_400_000;
/** Days after a lapse, or after *not me*, for which what was typed is kept (S3): the term of `unproven-request` (shared/policy). */
const UNPROVEN_DAYS = 90;

const after = (from: string, days: number): string =>
  new Date(Date.parse(from) + days * DAY_MS).toISOString();

/** Whose mailbox a code is sent to: of the person whose data they are. Nobody's, where no code can prove it (S3). */
export function provenBy({ answerTo, own: { by, mandate } }: Pick<RequestBody, 'answerTo' | 'own'>) {
  if (by === 'subject') return answerTo === 'email' ? ('requester' as const) : undefined;
  // No code goes to the mailbox of somebody who is dead.
  return by === 'representative' && mandate?.kind !== 'heir' ? ('subject' as const) : undefined;
}

/**
 * What becomes of a request by itself, and when, whatever its clocks do: its proof lapses, and later what was typed goes; the
 * authority to act of who asks for another runs out. Undefined where nothing of the kind is to come.
 */
export function laterOf({
  receivedAt,
  own,
}: Pick<RequestBody, 'receivedAt' | 'own'>):
  | { readonly act: 'lapse' | 'forget' | 'end-mandate'; readonly at: string }
  | undefined {
  const { proof } = own;
  const runsOut = own.parts.some(({ state }) => state === 'asked' || state === 'done')
    ? mandateRunsOut(own)
    : undefined;
  if (runsOut !== undefined) return { act: 'end-mandate', at: runsOut };
  if (proof.state === 'proven' || proof.forgottenAt !== undefined) return undefined;
  if (proof.state === 'unproven') return { act: 'lapse', at: proofEnds({ receivedAt }) };
  return { act: 'forget', at: after(proof.at ?? receivedAt, UNPROVEN_DAYS) };
}

/** It becomes known that the person asks, or who may ask for them (S3). */
export interface Prove {
  readonly act: 'prove';
  readonly how: (typeof PROOFS)[number];
  /** A representative's authority to act, and the days that it names. */
  readonly mandate?: (typeof AUTHORITIES_TO_ACT)[number] | undefined;
  readonly issuedOn?: string | undefined;
  readonly validUntil?: string | undefined;
  /** Why an officer decides for a person who has not agreed by code, or cannot. */
  readonly reason?: string | undefined;
  /** The person whose request it is, where it is known that they have an account. */
  readonly person?: string | undefined;
}

/** A code is sent anew: which, the edge has made out. */
export interface AskCode {
  readonly act: 'ask-code';
  readonly code: NonNullable<RequestOwn['proof']['code']>;
  /** What its letter carries; absent where the one before it is still good. */
  readonly letter?: { readonly challenge: string; readonly generation: number; readonly shared?: true };
}

/** What is asked to be done about the proof of a request. */
export type ProofCommand =
  | Prove
  | AskCode
  | { readonly act: 'hand'; readonly why: 'codes' | 'hold' }
  | { readonly act: 'agree' | 'lapse' | 'disown' | 'forget' };

/** It is known now that the person asks, or who may ask for them (S3). */
export function prove(doing: Asked, command: Prove): Result<Change> {
  const {
    how,
    mandate: kind = doing.moved.own.mandate?.kind,
    issuedOn,
    validUntil,
    person,
    reason,
  } = command;
  const { moved: body, asking } = doing;
  const { own } = body;
  if (own.proof.state === 'proven') return refuse('proven-already');
  const mandate = kind && {
    ...own.mandate,
    kind,
    ...(issuedOn === undefined ? {} : { issuedOn }),
    ...(validUntil === undefined ? {} : { validUntil }),
  };
  const fault = proofFault(doing, command, mandate);
  if (fault !== undefined) return fault;
  const at = new Date(asking.at).toISOString();
  const { code: _, handed: __, ...proof } = own.proof;
  const known: Moved = {
    ...body,
    ...(person === undefined ? {} : { person }),
    own: {
      ...own,
      proof: { ...proof, state: 'proven', how, at },
      ...(mandate === undefined ? {} : { mandate }),
    },
  };
  const started = own.parts.reduce((one, { part }) => withClocksFrom(one, 'proven', part, at), known);
  if (reason === undefined) return accept(plain(doing, started, { how }));
  const text = asking.newId();
  const made = plain(doing, started, { how, text });
  return accept({
    ...made,
    events: made.events.map((event) => ({ ...event, text: reason })),
    texts: [{ id: text, role: 'reason', text: reason }],
  });
}

/** What is missing: who asks for somebody else shows why they may, and the person agrees or an officer says why not (S3). */
function proofFault(doing: Asked, { how, reason }: Prove, mandate: RequestOwn['mandate']) {
  const { by, proof } = doing.moved.own;
  if (by === 'authority' && how !== 'list') return refuse('authority-not-listed', { field: 'how' });
  if (by === 'representative' && how !== 'authority-to-act')
    return refuse('mandate-needed', { field: 'mandate' });
  if (how !== 'authority-to-act')
    return how === 'code' && isOver(doing) ? refuse('proof-window-over', { field: 'code' }) : undefined;
  if (mandate === undefined) return refuse('mandate-needed', { field: 'mandate' });
  const fault = mandateFault(mandate, dayOf(doing.asking.at));
  if (fault !== undefined) return fault;
  return proof.agreedAt === undefined && reason === undefined
    ? refuse('agreement-needed', { field: 'reason' })
    : undefined;
}

const isOver = ({ moved, asking }: Asked): boolean => asking.at >= Date.parse(proofEnds(moved));

/** Why no code can be asked for or brought: it is known who asks, staff have it, or the days are over. */
export function codeFault(body: Pick<RequestBody, 'answerTo' | 'receivedAt' | 'own'>, at: number) {
  const { proof } = body.own;
  if (proof.state === 'proven' || proof.agreedAt !== undefined) return refuse('proven-already');
  if (provenBy(body) === undefined) return refuse('proof-with-staff', { field: 'code' });
  if (proof.state !== 'unproven' || at >= Date.parse(proofEnds(body)))
    return refuse('proof-window-over', { field: 'code' });
  return proof.handed === true ? refuse('proof-with-staff', { field: 'code' }) : undefined;
}

const withProof = (body: Moved, proof: Partial<RequestOwn['proof']>): Moved => ({
  ...body,
  own: { ...body.own, proof: { ...body.own.proof, ...proof } },
});

/** A new code, within the days of the proof: the tries stay used (G16). */
export function askCode(doing: Asked, { code, letter: data }: AskCode): Result<Change> {
  const { moved: body, asking } = doing;
  const fault = codeFault(body, asking.at);
  if (fault !== undefined) return fault;
  const made = plain(doing, withProof(body, { code }));
  const to = provenBy(body) ?? 'requester';
  return accept({
    ...made,
    letters: data === undefined ? [] : [{ id: asking.newId(), kind: 'request-code', to, data }],
  });
}

/** The person for whom a representative asks has typed the code: what is left is the look at the authority to act. */
export function agree(doing: Asked): Result<Change> {
  const { moved: body, asking } = doing;
  const fault = codeFault(body, asking.at);
  if (fault !== undefined) return fault;
  const { code: _, ...proof } = body.own.proof;
  const agreedAt = new Date(asking.at).toISOString();
  const agreed: Moved = { ...body, own: { ...body.own, proof: { ...proof, agreedAt } } };
  return accept(plain(doing, agreed));
}

/** All tries were wrong, or the address changed of late: it goes to staff, and lives on (G16, R5). */
export function hand(doing: Asked, { why }: Extract<ProofCommand, { act: 'hand' }>): Result<Change> {
  const { moved: body, asking } = doing;
  if (body.own.proof.state !== 'unproven' || body.own.proof.handed === true)
    return refuse('proof-with-staff');
  return accept({
    ...plain(doing, withProof(body, { handed: true }), { why }),
    letters: [{ id: asking.newId(), kind: 'request-handed', to: 'team', data: { why } }],
  });
}

/** The days of the proof are over (S4). Its clocks go on: it is answered all the same. */
export function lapse(doing: Asked): Result<Change> {
  const { moved: body, asking } = doing;
  if (body.own.proof.state !== 'unproven' || !isOver(doing)) return refuse('proven-already');
  return accept(plain(doing, ended(body, 'lapsed', asking.at)));
}

/** The owner of the address says that they asked for nothing (S4). */
export function disown(doing: Asked): Result<Change> {
  const { moved: body, asking } = doing;
  if (body.own.proof.state === 'proven') return refuse('proven-already');
  if (body.own.proof.state === 'disowned') return refuse('disowned-already');
  return accept({
    ...plain(doing, ended(body, 'disowned', asking.at)),
    letters: [{ id: asking.newId(), kind: 'request-handed', to: 'team', data: { why: 'disowned' } }],
  });
}

function ended(body: Moved, state: 'lapsed' | 'disowned', at: number): Moved {
  const { code: _, ...proof } = body.own.proof;
  return { ...body, own: { ...body.own, proof: { ...proof, state, at: new Date(at).toISOString() } } };
}

/** What was typed goes; the number, the codes and the hashes stay (S3). */
export function forget(doing: Asked): Result<Change> {
  const { moved: body, asking } = doing;
  const due = laterOf(body);
  if (due?.act !== 'forget' || asking.at < Date.parse(due.at)) return refuse('proven-already');
  return accept(plain(doing, withProof(body, { forgottenAt: new Date(asking.at).toISOString() })));
}
