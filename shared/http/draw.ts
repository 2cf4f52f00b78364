/** Draws what people see. A door loads this, and its pages, with its first page (infra/bundling): programs do without. */

import type { Staff } from '../identity/who.ts';
import { ADDRESSES } from './pages/addresses.ts';
import type { Page, PageContext, StaffFacts } from './pages/context.ts';
import { renderPage } from './pages/layout.tsx';
import { problemPage } from './pages/problem-page.tsx';
import type { Passage } from './passage.ts';
import type { ProblemBody } from './problems.ts';

/** The member of staff as pages name them: by the name the login gave, else by the subject. */
function staffFacts(staff: Staff | undefined): StaffFacts | undefined {
  if (staff === undefined || staff.role === 'program') return undefined;
  return { sub: staff.sub, role: staff.role, name: staff.name ?? staff.sub };
}

/** A page as the whole document. */
export function drawPage(page: Page, passage: Passage, context: PageContext): string {
  const staff = staffFacts(passage.staff);
  const { person } = passage;
  return renderPage({
    ...page,
    language: context.language,
    path: context.path,
    site: context.site,
    ...(staff === undefined ? {} : { staff, signOut: context.seal('/desk/logout') }),
    ...(person === undefined
      ? {}
      : { person: { sid: person.sid }, signOut: context.seal(ADDRESSES.sessionEnd(person.sid)) }),
  });
}

/** What a problem's page shows beside the problem. */
export interface ProblemExtras {
  readonly typed: Readonly<Record<string, string>>;
  readonly caseReference?: string;
}

/** A problem as its page, with the way out for people (G6). */
export function drawProblem(
  problem: ProblemBody,
  passage: Passage,
  context: PageContext,
  { typed, caseReference }: ProblemExtras,
): string {
  const staff = staffFacts(passage.staff);
  const { status, title, detail, errors, reference } = problem;
  const view = {
    status,
    title,
    detail,
    errors,
    typed: Object.entries(typed).map(([label, text]) => ({ label, text })),
    ...(problem.code === 'restoring' ? { away: true } : {}),
    ...(reference === undefined ? {} : { reference }),
    ...(caseReference === undefined ? {} : { caseReference }),
  };
  const { language, path, site } = context;
  const page = problemPage(view, { language, path, site, ...(staff === undefined ? {} : { staff }) });
  // Without secrets (the site's own door) there is no desk and no sign-out form.
  return drawPage(page, passage, context);
}
