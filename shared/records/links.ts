import { macOf, type RandomBytes, type Secrets, sameText } from './secrets.ts';

/**
 * Secret links in letters (G15). Lifetimes are ISO durations from the making of the link, except `status`, which is
 * counted from the closing of the case, and those that end with what they are about.
 */
export const LINK_PURPOSES = {
  confirm: { life: 'PT24H', from: 'made', once: true },
  /** Handle of the browser that began a registration: only it may bring the code and add consents (G16). */
  registration: { life: 'PT24H', from: 'made', once: false },
  'undo-address': { life: 'PT72H', from: 'made', once: true },
  status: { life: 'P90D', from: 'closed', once: false },
  /** Everything held about somebody, for who asked for it (S6): a page with a button, as often as they like. */
  export: { life: 'P7D', from: 'made', once: false },
  /** Handle of the browser that sent a request: it, or the case's own link, may bring the code (G16). */
  proof: { life: 'P10D', from: 'made', once: false },
  /** Of a request that is not proven: its address says that it asked for nothing (S4). */
  'not-me': { life: null, from: 'made', once: true },
  /** The head of the company approves a destruction, where there is no second officer (S3). */
  'approve-erasure': { life: 'P30D', from: 'made', once: true },
  /** What somebody who holds data is asked (X3). */
  recipient: { life: 'P30D', from: 'made', once: false },
  'cancel-erasure': { life: null, from: 'made', once: true },
  unsubscribe: { life: 'P3Y', from: 'last-letter', once: false },
} as const satisfies Record<
  string,
  { readonly life: string | null; readonly from: 'made' | 'closed' | 'last-letter'; readonly once: boolean }
>;
export type LinkPurpose = keyof typeof LINK_PURPOSES;

/** A link as its record holds it. The table alone forges no link, nor does the key alone. */
export interface LinkState {
  /** Random, says nothing; the only part of a token that can be read. */
  readonly id: string;
  /** 128 random bits, one per generation. */
  readonly nonce: string;
  /** Counts up with each resend or revocation: older tokens end. */
  readonly generation: number;
  /** ISO instant; absent while its end is not known. */
  readonly expires?: string | undefined;
  readonly usedAt?: string | undefined;
}

const ID_BYTES = 12;
const NONCE_BYTES = 16;
const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

/** A link of its first generation. */
export const newLink = (random: RandomBytes): LinkState => ({
  id: base64url(random(ID_BYTES)),
  nonce: base64url(random(NONCE_BYTES)),
  generation: 1,
});

const macPart = (key: Uint8Array, purpose: LinkPurpose, link: LinkState): string =>
  base64url(macOf(key, [purpose, link.id, String(link.generation), link.nonce]));

/** The token of a link: the same each time it is asked for, so that letters and answers can be rebuilt. */
export function linkToken(secrets: Secrets, purpose: LinkPurpose, link: LinkState): string {
  const { id, key } = secrets.current('link');
  return `${base64url(Buffer.from(`${id}.${link.id}`))}.${macPart(key, purpose, link)}`;
}

const TOKEN = /^([A-Za-z0-9_-]{4,120})\.([A-Za-z0-9_-]{43})$/;

/** The record a token claims to be of; undefined when it has not a token's form. Proves nothing. */
export function tokenSubject(token: string): { readonly keyId: string; readonly id: string } | undefined {
  const head = TOKEN.exec(token)?.[1];
  if (head === undefined) return undefined;
  const text = Buffer.from(head, 'base64url').toString('utf8');
  const dot = text.indexOf('.');
  return dot < 1 ? undefined : { keyId: text.slice(0, dot), id: text.slice(dot + 1) };
}

export type LinkVerdict = 'valid' | 'invalid' | 'expired' | 'used';

/**
 * Whether a token is the present one of this link for this purpose. `expired` and `used` are told only to who holds the
 * right token; everything else is `invalid`. The key of the token's own id verifies, retired or not.
 * @param at epoch ms
 */
export function checkLink(
  secrets: Secrets,
  purpose: LinkPurpose,
  token: string,
  link: LinkState,
  at: number,
): LinkVerdict {
  const subject = tokenSubject(token);
  const subkey = subject && secrets.byId('link', subject.keyId);
  if (subject === undefined || subkey === undefined || subject.id !== link.id) return 'invalid';
  const expected = `${base64url(Buffer.from(`${subkey.id}.${link.id}`))}.${macPart(subkey.key, purpose, link)}`;
  if (!sameText(token, expected)) return 'invalid';
  if (link.expires !== undefined && at >= Date.parse(link.expires)) return 'expired';
  return LINK_PURPOSES[purpose].once && link.usedAt !== undefined ? 'used' : 'valid';
}
