import type { CaseBody } from '../../shared/domain/cases/case.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import { readCase } from '../../shared/records/case-file.ts';
import type { RecordDeps } from '../../shared/records/deps.ts';
import { checkLink } from '../../shared/records/links.ts';
import { parseReference } from '../../shared/records/references.ts';

/** How long the status link lives on after the case was closed, ms (G15). */
const AFTER_CLOSING_MS = 90 * 86_400_000;

/** Whether the key is the present one of the case's status link; wrong and expired look alike to a stranger. */
export function opensCase(body: CaseBody, key: string, at: number, deps: RecordDeps): boolean {
  if (body.link === undefined) return false;
  const expires =
    body.closedAt === undefined
      ? {}
      : { expires: new Date(Date.parse(body.closedAt) + AFTER_CLOSING_MS).toISOString() };
  return checkLink(deps.secrets, 'status', key, { ...body.link, ...expires }, at) === 'valid';
}

/** The case that a secret link opens. A wrong link and a case that is not there are one answer (G7). */
export async function caseByLink(
  asked: { readonly reference: string; readonly key: string },
  at: number,
  deps: RecordDeps,
): Promise<Result<CaseBody>> {
  const reference = parseReference(asked.reference);
  const file = reference === undefined ? undefined : await readCase(deps, reference, at);
  if (file === undefined || !opensCase(file.state.body, asked.key, at, deps)) return refuse('link-invalid');
  return accept(file.state.body);
}
