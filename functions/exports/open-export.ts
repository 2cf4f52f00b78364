import type { KnownCase } from '../../shared/domain/cases/kinds.ts';
import { standingFault } from '../../shared/domain/requests/changing.ts';
import { EXPORT_LINK_MS } from '../../shared/domain/requests/disclosing.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import { type CaseFile, readCase } from '../../shared/records/case-file.ts';
import type { OperationDeps } from '../../shared/records/deps.ts';
import { caseOfExport, checkExport } from '../../shared/records/export-link.ts';
import { readPerson } from '../../shared/records/person-file.ts';
import { checkedSince } from './unlawful.ts';

type Request = KnownCase<'request'>;

/** The request behind a link to an export, as the link stands now. */
export interface OpenedExport {
  readonly file: CaseFile;
  readonly request: Request;
  /** ISO instant until which the link is good. */
  readonly until: string;
}

/**
 * The request whose export this link opens (S6, G15). Besides its own end a link dies with what makes it wrong: the person's data
 * were destroyed, their address has changed since it was sent, unlawful use of the data is being checked (S4), or the authority to act
 * by which it was sent has ended (S3). Refusals: `link-expired` to who holds the right one, `link-invalid` to everybody else.
 * @param at epoch ms
 */
export async function openExport(
  token: string,
  at: number,
  deps: OperationDeps,
): Promise<Result<OpenedExport>> {
  const reference = caseOfExport(token);
  const file = reference === undefined ? undefined : await readCase(deps, reference, at);
  const request = file?.state.body;
  if (file === undefined || request?.kind !== 'request') return refuse('link-invalid');
  const { disclosure, joinedTo } = request.own;
  const verdict = checkExport(deps.secrets, token, request, at);
  if (verdict === 'expired') return refuse('link-expired');
  if (verdict !== 'valid' || disclosure === undefined || joinedTo !== undefined)
    return refuse('link-invalid');
  if (standingFault(request, at) !== undefined) return refuse('link-invalid');
  const madeAt = Date.parse(disclosure.until) - EXPORT_LINK_MS;
  if (request.person !== undefined && !(await isStillTheirs(request.person, madeAt, at, deps)))
    return refuse('link-invalid');
  return accept({ file, request, until: disclosure.until });
}

/** Whether a person is still there, at the address to which the link went, and no unlawful use of the data is being checked. */
async function isStillTheirs(
  person: string,
  madeAt: number,
  at: number,
  deps: OperationDeps,
): Promise<boolean> {
  const [file, blocked] = await Promise.all([
    readPerson(deps, person, at),
    checkedSince(person, madeAt, at, deps),
  ]);
  if (file === undefined) return false;
  const { changedAt } = file.body;
  return !blocked && (changedAt === undefined || Date.parse(changedAt) < madeAt);
}
