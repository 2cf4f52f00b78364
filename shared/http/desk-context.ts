import type { Kinds } from '../api/kinds/table.ts';
import type { Staff } from '../identity/who.ts';
import type { RecordDeps } from '../records/deps.ts';
import { listStaff } from '../records/staff-directory.ts';
import type { DeskContext } from './pages/context.ts';
import type { DeskKinds } from './pages/desk/kinds/desk-kind.ts';
import type { PageKinds } from './pages/kinds/page-kind.ts';
import type { HttpRequest } from './types.ts';

/** The kinds of case that there are, where they are not the product's: how pages show them, and what can be done with them. */
interface KindDeps {
  readonly pages?: PageKinds;
  readonly deskKinds?: DeskKinds;
  readonly kinds?: Pick<Kinds, 'acts'>;
}

/** Context of a desk page: who looks, and the names of the staff directory. */
export async function deskContext(
  { page, staff }: Pick<HttpRequest, 'page'> & { readonly staff: Staff },
  deps: RecordDeps & KindDeps,
): Promise<DeskContext> {
  const { sub, role, name } = staff;
  if (role === 'program') throw new Error('no program has a desk');
  return {
    ...page,
    staff: { sub, role, name: name ?? sub },
    directory: await listStaff(deps, page.at),
    ...(deps.pages && { kinds: deps.pages }),
    ...(deps.deskKinds && { deskKinds: deps.deskKinds }),
    ...(deps.kinds && { acts: deps.kinds.acts }),
  };
}
