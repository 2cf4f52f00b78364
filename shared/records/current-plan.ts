import { latestEffect } from '../domain/consent/events.ts';
import { fold } from '../domain/consent/may.ts';
import type { FrozenPlan, Touched } from '../domain/requests/erasure-run.ts';
import { caseFile } from './case-file.ts';
import { readConsents } from './consents.ts';
import type { RecordDeps } from './deps.ts';
import { erasurePlan, frozenOf } from './erasure-plan.ts';
import { readHeld } from './holds.ts';
import { caseKind } from './kinds/cases.ts';
import { keyFor } from './kinds/kind.ts';
import { CASE } from './kinds/partitions.ts';
import { readPerson } from './person-file.ts';

/**
 * What would be destroyed of a person now, and what stays: by the registry of kinds, the rules of retention and the holds that
 * stand; and why officers are needed (S3, S8).
 * @param at epoch ms
 */
export async function currentPlan(person: string, at: number, deps: RecordDeps): Promise<FrozenPlan> {
  const [held, consents] = await Promise.all([
    readHeld(deps.records, person, at),
    readConsents(deps, person),
  ]);
  const touches: Touched[] = [];
  if (held.rules.size > 0) touches.push('hold');
  // An unproven request about a person delays nothing that the person asks for (R5).
  const { blocks } = fold(consents.events, latestEffect(consents.events, at));
  if (blocks.some(({ data }) => data.scope === 'full')) touches.push('dispute');
  if (await wasRefused(person, at, deps)) touches.push('refusal');
  return frozenOf(erasurePlan({ held: held.rules }), touches);
}

/** Whether something that was asked from the person's address was refused: they may dispute it. */
async function wasRefused(person: string, at: number, deps: RecordDeps): Promise<boolean> {
  const file = await readPerson(deps, person, at);
  if (file === undefined) return false;
  const found = await deps.records.find(file.body.lookup);
  const references = found.flatMap(({ pk }) => CASE.owner(pk) ?? []);
  if (references.length === 0) return false;
  if (references.length > MOST_LOOKED_AT) return true;
  const items = await deps.records.getMany(
    references.map((reference) => keyFor(caseKind, reference)),
    at,
  );
  return items.some((item) => {
    const body = item && caseFile(item, deps).state.body;
    return body?.kind === 'request' && body.own.parts.some(({ state }) => state === 'refused');
  });
}

/** Of who has more cases than this, officers look: no batch reads them all. */
const MOST_LOOKED_AT = 50;
