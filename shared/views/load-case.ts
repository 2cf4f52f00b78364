import type { EventView } from '../api/case-view.ts';
import type { CaseParts } from '../api/present-case.ts';
import { COMMON_EVENTS } from '../domain/cases/events.ts';
import type { CaseEventType } from '../domain/cases/names.ts';
import { lettersOf, readCase } from '../records/case-file.ts';
import type { RecordDeps } from '../records/deps.ts';
import type { EventBody } from '../records/kinds/ledger.ts';
import { readChain } from '../records/ledger.ts';

/** An event of the ledger as views show it: codes only, its free text stays sealed in the case. */
function eventView(
  { at, type, by, reason, data }: EventBody,
  known: ReadonlySet<string>,
): readonly EventView[] {
  if (!known.has(type)) return [];
  return [
    {
      at,
      type: type as CaseEventType,
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
  const { type, body } = file.state;
  const known = new Set<string>([...COMMON_EVENTS, ...type.events]);
  return { body, events: chain.flatMap((event) => eventView(event.body, known)), letters };
}
