import type { DataKind } from './data-kinds.ts';
import type { ConsentPurpose, PurposeId } from './purposes.ts';

/** One field of a form: what it holds, for which purpose it is asked, whether the form needs it (R1, 1.1.1). */
export interface FormField {
  readonly data: DataKind;
  readonly purpose: PurposeId;
  readonly required: boolean;
}

/** Fields of the registration form by their names in its schema, in the order of the form. */
export const REGISTRATION_FIELDS = {
  email: { data: 'email', purpose: 'account', required: true },
  name: { data: 'name', purpose: 'account', required: true },
  language: { data: 'language', purpose: 'account', required: false },
  phone: { data: 'phone', purpose: 'account', required: false },
  organisation: { data: 'organisation', purpose: 'account', required: false },
} as const satisfies Record<string, FormField>;

/**
 * Forms that texts are shown with. `consents`: the documents that follow it, one after the other, none required; the
 * consent to distribution is given field by field in the account only (152-FZ art. 10.1).
 */
export const FORMS = {
  registration: { consents: ['promotions', 'partners'] },
  account: { consents: ['promotions', 'partners', 'distribution'] },
} as const satisfies Record<string, { readonly consents: readonly ConsentPurpose[] }>;
export type FormName = keyof typeof FORMS;
export const FORM_NAMES = ['registration', 'account'] as const satisfies readonly FormName[];
