import type { ListQuery } from '../../../shared/api/desk.ts';
import { deskContext } from '../../../shared/http/desk-context.ts';
import { EMPTY_FORM, type FormState, type Page } from '../../../shared/http/pages/context.ts';
import type { StaffRequest } from '../../../shared/http/types.ts';
import { readCase } from '../../../shared/records/case-file.ts';
import type { StaffDeps } from '../../../shared/records/deps.ts';
import { parseReference } from '../../../shared/records/references.ts';
import { listCases } from '../list.ts';
import type { Printed } from '../print.ts';
import type { Look } from '../show.ts';

/** Each page is loaded when it is first shown, with what only it needs (infra/README.md). */
const printing = () => import('../print.ts');
const printPages = () => import('./print-pages.tsx');
const askPages = () => import('./ask-pages.tsx');

/** What a page needs of its request. */
type Seen = Pick<StaffRequest, 'page' | 'at' | 'staff'>;

/** `GET /desk`: what is due, most urgent first (D1). */
export async function homePage(request: Seen, filter: ListQuery, deps: StaffDeps): Promise<Page> {
  const [listed, context] = await Promise.all([
    listCases(filter, request.at, deps),
    deskContext(request, deps),
  ]);
  const { duePage } = await import('./due-page.tsx');
  return duePage({ ...listed, filter }, context);
}

/** `GET /desk/print`: letters that wait for the printer (K1). */
export async function queuePage(request: Seen, deps: StaffDeps): Promise<Page> {
  const [{ printQueue }, { printQueuePage }] = await Promise.all([printing(), printPages()]);
  const [lines, context] = await Promise.all([printQueue(request.at, deps), deskContext(request, deps)]);
  return printQueuePage(lines, context);
}

/** A letter on its sheet of paper. */
export const letterPage = async (request: Seen, printed: Printed, deps: StaffDeps): Promise<Page> =>
  (await printPages()).printLetterPage(printed, await deskContext(request, deps));

/** The page that asks why the file of a case is exported; undefined where there is no such case. */
export const bundleAsk = async (
  { params: { reference }, ...request }: Seen & { readonly params: { readonly reference: string } },
  deps: StaffDeps,
  state: FormState = EMPTY_FORM,
): Promise<Page | undefined> => {
  if (!(await isCase(reference, request.at, deps))) return undefined;
  const [{ bundleAskPage }, context] = await Promise.all([askPages(), deskContext(request, deps)]);
  return bundleAskPage(reference, state, context);
};

/** The page that asks why a letter is printed; undefined where there is no such case. */
export const printAsk = async (
  {
    params: { reference, id },
    ...request
  }: Seen & { readonly params: { readonly reference: string; readonly id: string } },
  deps: StaffDeps,
  state: FormState = EMPTY_FORM,
): Promise<Page | undefined> => {
  if (!(await isCase(reference, request.at, deps))) return undefined;
  const [{ printAskPage }, context] = await Promise.all([askPages(), deskContext(request, deps)]);
  return printAskPage(reference, id, state, context);
};

async function isCase(given: string, at: number, deps: StaffDeps): Promise<boolean> {
  const reference = parseReference(given);
  return reference !== undefined && (await readCase(deps, reference, at)) !== undefined;
}

/** The page of a case; with a reason also its personal part, after `open` was refused with the form again. */
export async function onePage(
  request: Seen,
  look: Look,
  deps: StaffDeps,
  open: FormState = EMPTY_FORM,
): Promise<Page | undefined> {
  const { showCase } = await import('../show.ts');
  const [shown, context] = await Promise.all([showCase(look, request.at, deps), deskContext(request, deps)]);
  if (!shown.ok) return undefined;
  const { casePage } = await import('./case-page.tsx');
  return casePage(shown.value, context, { open });
}
