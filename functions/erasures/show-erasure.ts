import type { ErasureView } from '../../shared/api/erasures.ts';
import { approveBy } from '../../shared/domain/requests/approve-by.ts';
import { partsToErase } from '../../shared/domain/requests/erasing.ts';
import type { FrozenPlan } from '../../shared/domain/requests/erasure-run.ts';
import type { RequestBody } from '../../shared/domain/requests/standing.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import type { Language } from '../../shared/language.ts';
import { REGIME_ZONE } from '../../shared/law/regimes.ts';
import { localDate } from '../../shared/law/zones.ts';
import { keptWords, ruleWhy, ruleWords } from '../../shared/policy/kept-words.ts';
import { RETENTION, type RetentionRule } from '../../shared/policy/retention.ts';
import { readCase } from '../../shared/records/case-file.ts';
import { currentPlan } from '../../shared/records/current-plan.ts';
import { planHash } from '../../shared/records/erasure-plan.ts';
import { parseReference } from '../../shared/records/references.ts';
import type { RuntimeSettings } from '../../shared/settings.ts';
import { approversOf } from './ask-head.ts';
import type { DecideDeps } from './decide-erasure.ts';

export type ShowDeps = DecideDeps & { readonly settings: RuntimeSettings };

/** A frozen plan in words: what goes, what stays, on which article, until when, by whose keys (S8). */
export function planWords(
  { goes, stays, touches }: FrozenPlan,
  language: Language,
  retention: RuntimeSettings['retention'],
): NonNullable<ErasureView['plan']> {
  const until = (rule: string) =>
    Object.hasOwn(RETENTION, rule) ? keptWords(rule as RetentionRule, language, retention) : '';
  return {
    touches,
    goes: goes.map((rule) => ({ rule, what: ruleWords(rule, language) })),
    stays: stays.map(({ rule, keys, heldUntil, article }) => ({
      ...{ rule, keys, what: ruleWords(rule, language) },
      ...{ why: article ?? ruleWhy(rule, language), until: heldUntil ?? until(rule) },
      ...(heldUntil === undefined ? {} : { heldUntil }),
    })),
  };
}

/** The destruction that a request asks for (S8): its plan as of now, and how far it is. No personal data; nothing changes (G2). */
export async function showErasure(
  asked: { readonly reference: string; readonly language: Language },
  at: number,
  deps: ShowDeps,
): Promise<Result<ErasureView>> {
  const reference = parseReference(asked.reference);
  const file = reference === undefined ? undefined : await readCase(deps, reference, at);
  const body = file?.state.body;
  if (body?.kind !== 'request') return refuse('not-found');
  const plan = body.person === undefined ? undefined : await currentPlan(body.person, at, deps);
  const by = approveBy(body);
  const hash = plan && planHash(plan);
  return accept({
    reference: body.reference,
    revision: body.revision,
    approveBy: by ?? null,
    late: by !== undefined && by < localDate(at, REGIME_ZONE),
    parts: [...partsToErase(body)],
    plan: plan === undefined ? null : planWords(plan, asked.language, deps.settings.retention),
    hash: hash ?? null,
    run: runOf(body, hash),
    approvers: await approversOf(at, deps),
  });
}

function runOf({ own: { erasure } }: RequestBody, hash: string | undefined): ErasureView['run'] {
  if (erasure === undefined) return null;
  const { state, proposed, approved, due, asked, failed, act } = erasure;
  return {
    ...{ state, proposed, current: erasure.hash === hash },
    ...(approved === undefined ? {} : { approved }),
    ...(due === undefined ? {} : { due }),
    ...(asked === undefined ? {} : { asked: asked.until }),
    ...(failed === undefined ? {} : { failed: { at: failed.at, times: failed.times } }),
    ...(act === undefined ? {} : { act }),
  };
}
