import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import type { Language } from '../../shared/law/date-words.ts';
import type { OperationDeps } from '../../shared/records/deps.ts';
import { commitWithEvents } from '../../shared/records/ledger.ts';
import { downloadsOf, take } from '../../shared/records/limits.ts';
import { RecordsUnavailable } from '../../shared/records/port.ts';
import { openExport } from './open-export.ts';
import { type AskedPart, makePart, type Part } from './part.ts';

/** So many downloads a day by one link: whoever has it may come again, and nobody empties the store by it. */
const DOWNLOADS_PER_DAY = 50;

/**
 * A part of what was disclosed, for who holds the link (S6). The look is in the ledger of the case – which part, of which
 * generation of the link – before a byte is handed out (G10); nothing else changes, and it can be asked for again. Refusals: those of
 * the link, and `too-many-downloads`.
 * @param at epoch ms
 */
export async function downloadExport(
  asked: AskedPart,
  language: Language,
  at: number,
  deps: OperationDeps,
): Promise<Result<Part>> {
  const opened = await openExport(asked.token, at, deps);
  if (!opened.ok) return opened;
  const { request } = opened.value;
  const { reference, own } = request;
  if (!(await take(deps.records, downloadsOf(DOWNLOADS_PER_DAY), reference, at)))
    return refuse('too-many-downloads');
  const event = {
    ...{ at: new Date(at).toISOString(), type: 'exported', by: 'requester' },
    data: { part: asked.number, generation: own.disclosure?.generation ?? 0 },
  };
  const told = await commitWithEvents(
    deps.records,
    deps.secrets,
    [],
    [{ subject: reference, events: [event] }],
  );
  if (!told.ok) throw new RecordsUnavailable('the look could not be recorded');
  return accept(await makePart(request, asked, language, at, deps));
}
