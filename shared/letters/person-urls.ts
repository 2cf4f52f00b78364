import type { RuntimeSettings } from '../settings.ts';

const encoded = encodeURIComponent;

/** Pages of people that letters lead to. */
const PATHS = {
  /** Proves an address (R2): a page with a button, the button does it (G2). */
  confirm: '/confirm',
  'sign-in': '/sign-in',
  /** R5: proves a new address; undoes a change. R7: cancels a closing. */
  'confirm-address': '/address/confirm',
  'undo-address': '/address/undo',
  'cancel-closing': '/me/close/cancel',
  publication: '/me/public',
  policy: '/policy/versions',
} as const;

/** A page of people. Links are made from the settings, never from a request; a token stands in the query, which no log keeps. */
export const personUrl = (
  { baseUrl }: Pick<RuntimeSettings, 'baseUrl'>,
  page: keyof typeof PATHS,
  token?: string,
): string => `${baseUrl}${PATHS[page]}${token === undefined ? '' : `?token=${encoded(token)}`}`;
