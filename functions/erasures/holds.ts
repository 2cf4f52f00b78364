import type { HoldsView } from '../../shared/api/holds.ts';
import {
  approveHold,
  type HoldDecision,
  liftHold,
  type ProposedHold,
  proposeHold,
} from '../../shared/domain/holds/decide.ts';
import type { HoldBody } from '../../shared/domain/holds/hold.ts';
import { queuedLetter } from '../../shared/domain/letters/new-letter.ts';
import type { Result } from '../../shared/domain/result.ts';
import { accept, refuse } from '../../shared/domain/result.ts';
import { REGIME_ZONE } from '../../shared/law/regimes.ts';
import { localDate } from '../../shared/law/zones.ts';
import { decideAgain, written } from '../../shared/records/decide-again.ts';
import type { StaffDeps } from '../../shared/records/deps.ts';
import { goingKinds } from '../../shared/records/erasing.ts';
import { holdStanding } from '../../shared/records/holds.ts';
import { type IdempotentRequest, keyWrites, toldBefore } from '../../shared/records/idempotency.ts';
import { legalHoldKind } from '../../shared/records/kinds/holds.ts';
import { deleting, putNew, putNext, read, type Stored } from '../../shared/records/kinds/kind.ts';
import { commitWithEvents } from '../../shared/records/ledger.ts';
import { letterWriteOf, personChapter, readPerson } from '../../shared/records/person-file.ts';
import type { Write } from '../../shared/records/port.ts';

/** What an officer asks for: a new hold, or the approval of one that is proposed. */
export interface AskedHold {
  readonly person: string;
  /** OIDC subject. */
  readonly sub: string;
  readonly once?: IdempotentRequest | undefined;
}

/** Rules of retention of what a destruction takes: only that can be kept back. */
const holdableRules = (): readonly string[] => [
  ...new Set(goingKinds('person').flatMap(({ kept }) => (kept === legalHoldKind.kept ? [] : [kept]))),
];

/** The holds on a person's records, and what may be held (S8). Refusal: `unknown-person`, where there is neither. `at`: epoch ms. */
export async function showHolds(
  person: string,
  at: number,
  { records }: Pick<StaffDeps, 'records'>,
): Promise<Result<HoldsView>> {
  const stored = await read(records, legalHoldKind, person, at);
  if (stored === undefined && (await readPerson({ records }, person, at)) === undefined)
    return refuse('unknown-person');
  const holds = (stored?.body.holds ?? []).filter(({ ended }) => ended === undefined);
  return accept({
    holds: holds.map(({ id, ended: _, rules, ...hold }) => ({ ...hold, hold: id, rules: [...rules] })),
    holdable: [...holdableRules()],
  });
}

/** Proposes a legal hold (S8). Refusals: `unknown-person`, `hold-too-long`, `nothing-to-hold`, `busy`. `at`: epoch ms. */
export const proposeLegalHold = (
  asked: AskedHold & { readonly hold: ProposedHold },
  at: number,
  deps: StaffDeps,
): Promise<Result<{ readonly hold: string }>> => {
  const id = deps.newId();
  return decideHold(asked, at, deps, (body, who) =>
    proposeHold(body, { ...asked.hold, id }, holdableRules(), who),
  );
};

/** Approves it, as another officer. Refusals: `no-such-hold`, `approver-same`. From its commit on it keeps back. */
export const approveLegalHold = (
  asked: AskedHold & { readonly hold: string },
  at: number,
  deps: StaffDeps,
): Promise<Result<{ readonly hold: string }>> =>
  decideHold(asked, at, deps, (body, who) => approveHold(body, asked.hold, who));

/** Ends it before its day: the first officer says so, another ends it. Refusals: `no-such-hold`, `approver-same`. */
export const endLegalHold = (
  asked: AskedHold & { readonly hold: string },
  at: number,
  deps: StaffDeps,
): Promise<Result<{ readonly hold: string }>> =>
  decideHold(asked, at, deps, (body, who) => liftHold(body, asked.hold, who));

async function decideHold(
  { person, sub, once }: AskedHold,
  at: number,
  deps: StaffDeps,
  decide: (body: HoldBody, who: Parameters<typeof approveHold>[2]) => Result<HoldDecision>,
): Promise<Result<{ readonly hold: string }>> {
  const { records, secrets } = deps;
  const who = {
    ...{ by: `staff:${sub}` as const, at: new Date(at).toISOString() },
    today: localDate(at, REGIME_ZONE),
  };
  const answered = () => toldBefore(once, at, deps, ({ hold }) => ({ hold: String(hold) }));
  return (
    (await answered()) ??
    decideAgain(deps, {
      read: async () => accept(await read(records, legalHoldKind, person, at)),
      async decide(stored) {
        const file = await readPerson(deps, person, at);
        if (file === undefined) return refuse('unknown-person');
        const made = decide(stored?.body ?? { person, holds: [] }, who);
        if (!made.ok) return made;
        const { body, event, hold } = made.value;
        const isNews = event.type === 'hold-approved' && hold.told;
        const letter = {
          id: deps.newId(),
          kind: 'held-by-law',
          to: 'owner',
          data: { hold: hold.id },
        } as const;
        const whose = { person, language: file.body.language, at: who.at };
        const writes: readonly Write[] = [
          holdWrite(stored, body),
          ...(isNews ? [letterWriteOf(queuedLetter(letter, whose))] : []),
          ...keyWrites(secrets, once, { hold: hold.id }, at),
        ];
        const done = await commitWithEvents(records, secrets, writes, [personChapter(person, [event], at)]);
        return written(done, { hold: hold.id });
      },
      answered,
    })
  );
}

const holdWrite = (stored: Stored<HoldBody> | undefined, body: HoldBody): Write => {
  if (stored !== undefined && body.holds.length === 0) return deleting(stored.item);
  return stored === undefined
    ? putNew(legalHoldKind, body.person, body, holdStanding(body))
    : putNext(legalHoldKind, stored, body, holdStanding(body));
};
