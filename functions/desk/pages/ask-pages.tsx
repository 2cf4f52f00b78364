import { ADDRESSES } from '../../../shared/http/pages/addresses.ts';
import type { DeskContext, FormState, Page } from '../../../shared/http/pages/context.ts';
import { askReasonPage } from '../../../shared/http/pages/desk/ask-reason-page.tsx';
import { DESK_WORDS } from '../../../shared/http/pages/texts/desk.ts';

const backTo = (reference: string) => ({ href: ADDRESSES.deskCase(reference), words: reference });

/** `GET /desk/cases/{reference}/bundle`: why the file of a case is exported (K5, G10). */
export function bundleAskPage(reference: string, state: FormState, context: DeskContext): Page {
  const { bundleTitle: title, bundleLead: lead, bundleButton: button } = DESK_WORDS[context.language];
  const asked = { address: ADDRESSES.bundle(reference), title, lead, button, back: backTo(reference) };
  return askReasonPage(asked, state, context);
}

/** `GET /desk/cases/{reference}/letters/{id}/print`: why a letter is printed (K1, G10). */
export function printAskPage(
  reference: string,
  letter: string,
  state: FormState,
  context: DeskContext,
): Page {
  const { printAskTitle: title, printAskLead: lead, printAskButton: button } = DESK_WORDS[context.language];
  const asked = { address: ADDRESSES.print(reference, letter), title, lead, button, back: backTo(reference) };
  return askReasonPage(asked, state, context);
}
