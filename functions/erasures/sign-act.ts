import type { SignRequest } from '../../shared/api/destructions.ts';
import { type DestructionBody, signAct } from '../../shared/domain/registration/destruction.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import { REGIME_ZONE } from '../../shared/law/regimes.ts';
import { localDate } from '../../shared/law/zones.ts';
import { actStanding } from '../../shared/records/acts.ts';
import { decideAgain, written } from '../../shared/records/decide-again.ts';
import type { RecordDeps } from '../../shared/records/deps.ts';
import { type IdempotentRequest, keyWrites, toldBefore } from '../../shared/records/idempotency.ts';
import { keyFor, putNext, read } from '../../shared/records/kinds/kind.ts';
import { destructionKind, proofContext } from '../../shared/records/kinds/people.ts';
import { commitWithEvents } from '../../shared/records/ledger.ts';
import { keyToSeal } from '../../shared/records/opening.ts';
import { personChapter } from '../../shared/records/person-file.ts';
import { sealJson } from '../../shared/records/sealing.ts';
import { hashOfText } from '../../shared/records/text-hash.ts';

/** Largest e-signature, bytes (issue 10). */
const MOST_BYTES = 65_536;
const BASE64 = /^[0-9A-Za-z+/]+={0,2}$/;
/** First and last line of a signature in the form of PEM. */
const PEM_LINE = /^-----(?:BEGIN|END) [0-9A-Z ]+-----$/gm;

/** A signed act as an officer records it. */
export interface AskedSigning {
  readonly person: string;
  readonly act: string;
  readonly request: SignRequest;
  /** OIDC subject. */
  readonly sub: string;
  readonly once?: IdempotentRequest | undefined;
}

/** A detached e-signature as plain base64; undefined for what is none, or too long. What it proves is not checked here. */
function signatureIn(text: string): string | undefined {
  const plain = text.replace(PEM_LINE, '').replaceAll(/\s/g, '');
  if (!BASE64.test(plain) || plain.length % 4 !== 0) return undefined;
  return Buffer.from(plain, 'base64').length > MOST_BYTES ? undefined : plain;
}

/**
 * An officer records that the act of a destruction was signed (order 179, p. 3 d; S8): number and day, and a detached
 * e-signature, which is sealed under the act's own key; the chain has its hash. Refusals: `not-found`, `act-signed`,
 * `act-signed-on`, `act-signature`, `idempotency-mismatch`, `busy`.
 * @param at epoch ms
 */
export async function signDestruction(
  { person, act, request, sub, once }: AskedSigning,
  at: number,
  deps: RecordDeps,
): Promise<Result<{ readonly act: string }>> {
  const { records, secrets } = deps;
  const { number, signedOn, signature: typed } = request;
  const signature = typed === undefined ? undefined : signatureIn(typed);
  if (typed !== undefined && signature === undefined) return refuse('act-signature', { field: 'signature' });
  const seen = async () => {
    const stored = await read(records, destructionKind, { person, act }, at);
    return stored === undefined ? refuse('not-found') : accept(stored);
  };
  const answered = () => toldBefore(once, at, deps, () => ({ act }));
  return (
    (await answered()) ??
    decideAgain(deps, {
      read: seen,
      async decide(stored) {
        const hash = signature === undefined ? undefined : hashOfText(signature);
        const days = {
          destroyed: localDate(Date.parse(stored.body.at), REGIME_ZONE),
          today: localDate(at, REGIME_ZONE),
        };
        const made = signAct(stored.body, { number, on: signedOn, signature: hash }, `staff:${sub}`, days);
        if (!made.ok) return made;
        const body = await withSignature(made.value.body, signature, deps);
        const writes = [
          putNext(destructionKind, stored, body, actStanding(body)),
          ...keyWrites(secrets, once, {}, at),
        ];
        const done = await commitWithEvents(records, secrets, writes, [
          personChapter(person, [made.value.event], at),
        ]);
        return written(done, { act });
      },
      answered,
    })
  );
}

async function withSignature(
  body: DestructionBody,
  signature: string | undefined,
  deps: RecordDeps,
): Promise<DestructionBody> {
  if (signature === undefined) return body;
  const { person, act } = body;
  const key = await keyToSeal(deps, { key: body.key, context: proofContext(act) });
  const place = { key: keyFor(destructionKind, { person, act }), field: 'signature' };
  return { ...body, signature: new Uint8Array(sealJson(key, place, signature)) };
}
