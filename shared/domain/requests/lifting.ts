import { withAnswer } from '../cases/answers.ts';
import type { Change } from '../cases/change.ts';
import { letterTo, reasoned } from '../cases/doing.ts';
import { accept, type Result, refuse } from '../result.ts';
import { type Asked, about, partOf, partsFault, withParts } from './changing.ts';
import { type PartKind, partFacts } from './parts.ts';

/**
 * The block of data that are said to be wrong is lifted while the check goes on, because it would harm somebody's rights
 * (21(1)); the ground is recorded, and the requester is told – under the GDPR before it is lifted (18(3)). Of what is said to
 * be used unlawfully it never is (S4).
 */
export function lift(
  doing: Asked,
  { part, reason }: { readonly part: PartKind; readonly reason: string },
): Result<Change> {
  const { moved: body, asking } = doing;
  const fault = partsFault(body, [part], ['asked']);
  if (fault !== undefined) return fault;
  if (partFacts(part).blocks !== 'inaccuracy')
    return refuse('block-not-liftable', { field: 'part', data: { part } });
  if (partOf(body, part)?.lifted !== undefined)
    return refuse('block-lifted-already', { field: 'part', data: { part } });
  // Of a finding of the operator's own nobody has to be told by the case.
  if (body.answerTo === undefined)
    return accept(
      about(reasoned(doing, withParts(body, [part], { lifted: 'untold' }), reason, { part }), [part]),
    );
  const letter = letterTo(doing, 'request-unblocked', body);
  const lifted = withAnswer(withParts(body, [part], { lifted: letter.id }), {
    ...{ letter: letter.id, by: doing.event, parts: [part] },
    at: new Date(asking.at).toISOString(),
  });
  const made = reasoned(doing, lifted, reason, { part, letter: letter.id });
  return accept(about({ ...made, letters: [letter] }, [part]));
}
