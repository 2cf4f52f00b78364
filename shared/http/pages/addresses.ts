/**
 * Addresses that pages link and post to, once. A test compares them with the declared routes (shared/api).
 * Every link is a path on our own origin: never built from the Host header.
 */
const part = encodeURIComponent;

export const ADDRESSES = {
  home: '/',
  claim: '/claims',
  openapi: '/openapi.json',
  docs: '/docs',
  case: (reference: string) => `/cases/${part(reference)}`,
  withdraw: (reference: string) => `/cases/${part(reference)}/withdraw`,
  desk: '/desk',
  deskLogin: (back?: string) => (back === undefined ? '/desk/login' : `/desk/login?to=${part(back)}`),
  deskLogout: '/desk/logout',
  deskSignedOut: '/desk/signed-out',
  deskPaper: '/desk/claims/new',
  deskPrint: '/desk/print',
  deskCase: (reference: string) => `/desk/cases/${part(reference)}`,
  /** Opens the personal part, with a reason (G10). */
  deskOpen: (reference: string) => `/desk/cases/${part(reference)}/open`,
  /** Form of an act, and where it posts to. */
  act: (reference: string, act: string) => `/desk/cases/${part(reference)}/${part(act)}`,
  /** Shows the answer as it will be read; changes nothing (K4). */
  answerPreview: (reference: string) => `/desk/cases/${part(reference)}/answer/preview`,
  bundle: (reference: string) => `/staff/cases/${part(reference)}/bundle`,
  print: (reference: string, letter: string) =>
    `/staff/cases/${part(reference)}/letters/${part(letter)}/print`,
} as const;
