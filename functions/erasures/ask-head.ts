import type { RequestBody } from '../../shared/domain/requests/standing.ts';
import { type Result, refuse } from '../../shared/domain/result.ts';
import { readCase } from '../../shared/records/case-file.ts';
import { checkLink, newLink } from '../../shared/records/links.ts';
import { parseReference } from '../../shared/records/references.ts';
import { listStaff } from '../../shared/records/staff-directory.ts';
import type { RuntimeSettings } from '../../shared/settings.ts';
import {
  type AskedDecision,
  approveErasure,
  commit,
  type DecideDeps,
  type Decided,
  decideOn,
} from './decide-erasure.ts';

/** Days that the link of the head works (G15). */
const LINK_DAYS = 30;

type HeadDeps = DecideDeps & { readonly settings: Pick<RuntimeSettings, 'staff'> };

/** How many members of staff may decide on a destruction: officers, and the deputy that the settings name (S3). */
export async function approversOf(at: number, deps: HeadDeps): Promise<number> {
  const officers = (await listStaff(deps, at)).filter(({ role }) => role === 'officer').length;
  return officers + (deps.settings.staff.deputy === undefined ? 0 : 1);
}

/**
 * There is nobody to approve what the only officer has proposed: the head of the company gets a link that is recorded and works
 * once – never a way round the second approval (S3). Refusals: `head-not-needed`, `head-unknown`, `nothing-proposed`.
 */
export const askTheHead = (asked: AskedDecision, at: number, deps: HeadDeps): Promise<Decided> =>
  decideOn(asked, at, deps, async (found) => {
    if ((await approversOf(at, deps)) > 1) return refuse('head-not-needed');
    if (deps.settings.staff.head === undefined) return refuse('head-unknown');
    const { id, nonce, generation } = newLink(deps.random);
    const until = new Date(at + LINK_DAYS * 86_400_000).toISOString();
    return commit(found, { act: 'ask-head', link: { id, nonce, generation, until } }, asked, at, deps);
  });

/** The request whose plan a link of the head is about. Wrong links learn nothing: `link-invalid` for all of them. */
export async function requestOfLink(
  { reference: typed, key }: { readonly reference: string; readonly key: string },
  at: number,
  deps: DecideDeps,
): Promise<Result<RequestBody>> {
  const reference = parseReference(typed);
  const file = reference === undefined ? undefined : await readCase(deps, reference, at);
  const body = file?.state.body;
  const asked = body?.kind === 'request' ? body.own.erasure?.asked : undefined;
  if (body?.kind !== 'request' || asked === undefined) return refuse('link-invalid');
  switch (checkLink(deps.secrets, 'approve-erasure', key, { ...asked, expires: asked.until }, at)) {
    case 'valid':
      return { ok: true, value: body };
    case 'expired':
      return refuse('link-expired');
    default:
      return refuse('link-invalid');
  }
}

/** The head presses the button of the link's page (S3). It is used up with the approval that it gives. */
export async function approveByLink(
  link: { readonly reference: string; readonly key: string; readonly hash: string },
  once: AskedDecision['once'],
  at: number,
  deps: DecideDeps,
): Promise<Decided> {
  const found = await requestOfLink(link, at, deps);
  if (!found.ok) return found;
  const { reference, revision } = found.value;
  return approveErasure({ reference, revision, by: 'system', head: true, hash: link.hash, once }, at, deps);
}
