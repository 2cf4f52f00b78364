import type { ActsView, ActView } from '../../shared/api/destructions.ts';
import { readReasonOf } from '../../shared/domain/cases/reasons.ts';
import type { ActState, DestructionBody } from '../../shared/domain/registration/destruction.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import { REGIME_ZONE } from '../../shared/law/regimes.ts';
import { localDate } from '../../shared/law/zones.ts';
import { actKeptUntil, listActs, signBy } from '../../shared/records/acts.ts';
import type { RecordDeps } from '../../shared/records/deps.ts';
import { read } from '../../shared/records/kinds/kind.ts';
import { destructionKind } from '../../shared/records/kinds/people.ts';
import { openAct } from '../../shared/records/open-act.ts';
import type { Records } from '../../shared/records/port.ts';
import { recordLook } from '../../shared/records/record-read.ts';

/** Acts on a page of the list. */
const PAGE = 50;

/** A page of the acts of destruction in a state, oldest first (S8): no personal data. Throws `BadCursor`. `at`: epoch ms. */
export async function actsInState(
  { state, cursor }: { readonly state: ActState; readonly cursor?: string | undefined },
  at: number,
  { records }: { readonly records: Records },
): Promise<ActsView> {
  const today = localDate(at, REGIME_ZONE);
  const page = await listActs(records, state, { limit: PAGE, ...(cursor === undefined ? {} : { cursor }) });
  const items = page.items.map((line) => {
    const by = state === 'unsigned' ? signBy(line) : undefined;
    return { ...line, ...(by === undefined ? {} : { signBy: by }), late: by !== undefined && by < today };
  });
  return { state, items, cursor: page.cursor ?? null };
}

/** Which act is looked at, and by whom: with a reason also its names, or its log export. */
export interface ActLook {
  readonly person: string;
  readonly act: string;
  /** OIDC subject. */
  readonly sub: string;
  readonly reason?: string | undefined;
  /** Names leave as the log export, which the ledger tells apart. */
  readonly log?: true;
}

/**
 * An act of destruction (order 179, p. 3). With a reason also whose data they were and who decided it: the read is in the
 * chain of the person before anything is shown (G10). Refusal: `not-found`, also where its three years are over.
 * @param at epoch ms
 */
export async function showAct(
  { person, act, sub, reason, log }: ActLook,
  at: number,
  deps: RecordDeps,
): Promise<Result<ActView>> {
  const stored = await read(deps.records, destructionKind, { person, act }, at);
  if (stored === undefined) return refuse('not-found');
  const view = actViewOf(stored.body, at);
  if (reason === undefined) return accept(view);
  const names = await openAct(deps, stored.body, at);
  const look = { subject: person, type: log === true ? 'exported' : 'read-personal' } as const;
  await recordLook(deps, { ...look, by: `staff:${sub}`, reason: readReasonOf(reason), data: { act } }, at);
  return accept({ ...view, names });
}

/** An act as staff see it without its names. */
function actViewOf(body: DestructionBody, at: number): ActView {
  const { person, act, why, what, rules = [], held = [], system, operator, processors = [] } = body;
  const by = signBy(body);
  return {
    ...{ person, act, at: body.at, why, what: [...what], rules: [...rules], held: [...held], system },
    ...(body.case === undefined ? {} : { case: body.case }),
    ...(operator === undefined ? {} : { operator }),
    processors: [...processors],
    on: localDate(Date.parse(body.at), REGIME_ZONE),
    ...(body.backupsUntil === undefined ? {} : { backupsUntil: body.backupsUntil }),
    ...{ signBy: by, keptUntil: actKeptUntil(body).slice(0, 'YYYY-MM-DD'.length) },
    late: body.signed === undefined && by < localDate(at, REGIME_ZONE),
    signed: body.signed ?? null,
  };
}
