import type { EventView } from '../api/case-view.ts';
import type { CaseParts } from '../api/present-case.ts';
import { CASE_EVENTS, type CaseEventType } from '../domain/cases/names.ts';
import { lettersOf, readCase } from '../records/case-file.ts';
import type { RecordDeps } from '../records/deps.ts';
import type { EventBody } from '../records/kinds/ledger.ts';
import { readChain } from '../records/ledger.ts';

const TYPES: ReadonlySet<string> = new Set(CASE_EVENTS);
const isCaseEvent = (type: string): type is CaseEventType => TYPES.has(type);

/** An event of the ledger as views show it: codes only, its free text stays sealed in the case. */
function eventView({ at, type, by, reason, data }: EventBody): readonly EventView[] {
  if (!isCaseEvent(type)) return [];
  return [
    {
      at,
      type,
      by,
      ...(reason === undefined ? {} : { reason: { code: reason } }),
      ...(data === undefined ? {} : { data }),
    },
  ];
}

/** A case with its events and letters, without its personal part; undefined when there is none. */
export async function loadCase(
  deps: RecordDeps,
  reference: string,
  at: number,
): Promise<CaseParts | undefined> {
  const [file, chain, letters] = await Promise.all([
    readCase(deps, reference, at),
    readChain(deps.records, reference),
    lettersOf(deps, reference),
  ]);
  if (file === undefined) return undefined;
  return { body: file.state.body, events: chain.flatMap(({ body }) => eventView(body)), letters };
}
