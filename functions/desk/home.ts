import type { ListQuery } from '../../shared/api/desk.ts';
import { deskContext } from '../../shared/http/desk-context.ts';
import { EMPTY_FORM, type FormState, type Page } from '../../shared/http/pages/context.ts';
import type { StaffRequest } from '../../shared/http/types.ts';
import type { ReadDeps } from '../../shared/records/record-read.ts';
import { listCases } from './list.ts';
import { casePage } from './pages/case-page.tsx';
import { duePage } from './pages/due-page.tsx';
import { printLetterPage, printQueuePage } from './pages/print-pages.tsx';
import { type Printed, printQueue } from './print.ts';
import { type Look, showCase } from './show.ts';

/** What a page needs of its request. */
type Seen = Pick<StaffRequest, 'page' | 'at' | 'staff'>;

/** `GET /desk`: what is due, most urgent first (D1). */
export async function homePage(request: Seen, filter: ListQuery, deps: ReadDeps): Promise<Page> {
  const [listed, context] = await Promise.all([
    listCases(filter, request.at, deps),
    deskContext(request, deps),
  ]);
  return duePage({ ...listed, filter }, context);
}

/** `GET /desk/print`: letters that wait for the printer (K1). */
export async function queuePage(request: Seen, deps: ReadDeps): Promise<Page> {
  const [lines, context] = await Promise.all([printQueue(request.at, deps), deskContext(request, deps)]);
  return printQueuePage(lines, context);
}

/** A letter on its sheet of paper. */
export const letterPage = async (request: Seen, printed: Printed, deps: ReadDeps): Promise<Page> =>
  printLetterPage(printed, await deskContext(request, deps));

/** The page of a case; with a reason also its personal part, after `open` was refused with the form again. */
export async function onePage(
  request: Seen,
  look: Look,
  deps: ReadDeps,
  open: FormState = EMPTY_FORM,
): Promise<Page | undefined> {
  const [shown, context] = await Promise.all([showCase(look, request.at, deps), deskContext(request, deps)]);
  return shown.ok ? casePage(shown.value, context, { open }) : undefined;
}
