import type { StatusView } from '../../shared/api/cases.ts';
import type { Kinds } from '../../shared/api/kinds/table.ts';
import { presentPersonal, presentPublicCase } from '../../shared/api/present-case.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import type { Language } from '../../shared/law/date-words.ts';
import { openContact } from '../../shared/records/case-file.ts';
import type { RecordDeps } from '../../shared/records/deps.ts';
import { loadCase } from '../../shared/views/load-case.ts';
import { caseByLink } from './case-by-link.ts';

/** Where a case stands, for the holder of its link: dates, how counted, state, and what the poster typed (K1, G8). */
export async function showStatus(
  asked: { readonly reference: string; readonly key: string; readonly language: Language },
  at: number,
  deps: RecordDeps & { readonly kinds?: Kinds },
): Promise<Result<StatusView>> {
  const found = await caseByLink(asked, at, deps);
  if (!found.ok) return found;
  const { reference } = found.value;
  const [parts, opened] = await Promise.all([
    loadCase(deps, reference, at),
    openContact(deps, reference, 'own-view', at),
  ]);
  if (parts === undefined) return refuse('not-found');
  const view = presentPublicCase(parts, at, asked.language, deps.kinds);
  return accept(
    opened === undefined ? view : { ...view, typed: presentPersonal(opened, view.kind, deps.kinds) },
  );
}
