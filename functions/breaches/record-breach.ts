import type { BreachOpened, BreachRequest } from '../../shared/api/breaches.ts';
import { presentClock } from '../../shared/api/present-case.ts';
import { openBreach } from '../../shared/domain/breaches/open.ts';
import { BREACH_TYPED } from '../../shared/domain/breaches/typed.ts';
import type { CaseBody } from '../../shared/domain/cases/case.ts';
import { caseOf } from '../../shared/domain/cases/kinds.ts';
import { isOverdue } from '../../shared/domain/cases/type.ts';
import { typedIn } from '../../shared/domain/cases/typed.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import type { Language } from '../../shared/law/date-words.ts';
import { REGIME_ZONE } from '../../shared/law/regimes.ts';
import { localDate } from '../../shared/law/zones.ts';
import { openCase, readCase } from '../../shared/records/case-file.ts';
import { decideAgain, written } from '../../shared/records/decide-again.ts';
import type { OperationDeps } from '../../shared/records/deps.ts';
import { answeredBefore, type IdempotentRequest, keyWrites } from '../../shared/records/idempotency.ts';
import { newReference } from '../../shared/records/references.ts';

/** A breach as an officer records it. */
export interface Recorded {
  readonly request: BreachRequest;
  /** OIDC subject. */
  readonly sub: string;
  readonly once?: IdempotentRequest;
  /** Language of the answer's explanation. */
  readonly language: Language;
}

/**
 * Records a breach (B1): its sealed text, its clocks, the event and the start of its workflow are one write (G1). The same
 * idempotency key gives the same answer and one breach (G3).
 * @param at epoch ms
 */
export async function recordBreach(
  recorded: Recorded,
  at: number,
  deps: Pick<OperationDeps, 'records' | 'secrets' | 'wrapper' | 'random'>,
): Promise<Result<BreachOpened>> {
  const { request, sub, once, language } = recorded;
  const answered = async (): Promise<Result<BreachOpened> | undefined> => {
    const before = await answeredBefore(once, at, deps);
    if (before === undefined || !before.ok) return before;
    const file = await readCase(deps, String(before.value['reference']), at);
    return file === undefined ? refuse('not-found') : accept(opened(file.state.body, at, language));
  };
  const { detectedAt, awareAt = detectedAt, detectedBy, nature, systems, kinds, gdpr, drill } = request;
  return (
    (await answered()) ??
    decideAgain(deps, {
      read: async () =>
        openBreach(
          {
            reference: newReference(localDate(at, REGIME_ZONE).slice(0, 4), deps.random),
            ...{ language: request.language, detectedAt, awareAt, detectedBy, nature, systems, kinds, drill },
            regimes: gdpr ? ['ru', 'gdpr'] : ['ru'],
            actor: `staff:${sub}`,
          },
          at,
        ),
      decide: async (made) => {
        const { body } = made;
        const more = keyWrites(deps.secrets, once, { reference: body.reference }, at);
        const personal = { typed: typedIn(BREACH_TYPED, request) };
        return written(await openCase(deps, { made, personal }, at, more), opened(body, at, language));
      },
      answered,
    })
  );
}

const opened = (body: CaseBody, at: number, language: Language): BreachOpened => ({
  reference: body.reference,
  status: body.status,
  revision: body.revision,
  receivedAt: body.receivedAt,
  dueOn: body.dueOn,
  overdue: isOverdue(caseOf(body), at),
  clocks: body.clocks.map((clock) => presentClock(clock, language)),
});
