import type { Staff } from '../identity/who.ts';
import type { RecordDeps } from '../records/deps.ts';
import { listStaff } from '../records/staff-directory.ts';
import type { DeskContext } from './pages/context.ts';
import type { HttpRequest } from './types.ts';

/** Context of a desk page: who looks, and the names of the staff directory. */
export async function deskContext(
  { page, staff }: Pick<HttpRequest, 'page'> & { readonly staff: Staff },
  deps: RecordDeps,
): Promise<DeskContext> {
  const { sub, role, name } = staff;
  if (role === 'program') throw new Error('no program has a desk');
  return { ...page, staff: { sub, role, name: name ?? sub }, directory: await listStaff(deps, page.at) };
}
