import type { StaffCaseView } from '../../shared/api/desk.ts';
import type { Kinds } from '../../shared/api/kinds/table.ts';
import { presentCase } from '../../shared/api/present-case.ts';
import type { Role } from '../../shared/api/spec.ts';
import { readReasonOf } from '../../shared/domain/cases/reasons.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import type { Language } from '../../shared/law/date-words.ts';
import { openContact } from '../../shared/records/case-file.ts';
import type { StaffDeps } from '../../shared/records/deps.ts';
import { recordRead } from '../../shared/records/record-read.ts';
import { parseReference } from '../../shared/records/references.ts';
import { loadCase } from '../../shared/views/load-case.ts';
import { personalOf, withReasons } from './personal.ts';

/** What showing needs; the kinds of case that there are, where they are not the product's. */
export type ShowDeps = StaffDeps & { readonly kinds?: Kinds };

/** A member of staff looks at a case. */
export interface Look {
  readonly reference: string;
  /** OIDC subject and role. */
  readonly sub: string;
  readonly role: Role;
  readonly language: Language;
  /** Why the personal part is to be shown; without it the rest is (G10). */
  readonly reason?: string | undefined;
}

/**
 * A case for staff (D1). With a reason also its personal part: the read is in the ledger before anything is shown, and
 * moves neither revision nor state (G2, G10).
 * @param at epoch ms
 */
export async function showCase(look: Look, at: number, deps: ShowDeps): Promise<Result<StaffCaseView>> {
  const reference = parseReference(look.reference);
  if (reference === undefined) return refuse('not-found');
  const opened = look.reason === undefined ? undefined : await openContact(deps, reference, 'staff-view', at);
  if (look.reason !== undefined && opened === undefined) return refuse('not-found');
  if (look.reason !== undefined && opened !== undefined) {
    const reason = readReasonOf(look.reason);
    const by = `staff:${look.sub}` as const;
    await recordRead(deps, opened, { subject: reference, type: 'read-personal', by, reason }, at);
  }
  // Read after the event was written, so that the page shows it.
  const [parts, texts] = await Promise.all([loadCase(deps, reference, at), opened?.texts()]);
  if (parts === undefined) return refuse('not-found');
  const view = presentCase(parts, at, look.language, look.role, deps.kinds);
  if (opened === undefined || texts === undefined) return accept(view);
  const personal = personalOf(opened, parts, texts, deps.kinds);
  return accept({ ...view, events: withReasons(view.events, texts), personal });
}
