import { CROCKFORD } from './references.ts';
import type { RandomBytes } from './secrets.ts';

const CHARACTERS = 20;
const FORM = /^P-[0-9A-HJKMNP-TV-Z]{20}$/;

/** A new id of a person: `P-` and a hundred random bits. It says nothing about anybody and cannot be guessed. */
export const newPersonId = (random: RandomBytes): string =>
  `P-${Array.from(random(CHARACTERS), (byte) => CROCKFORD.charAt(byte & 31)).join('')}`;

/** Whether a text has the form of a person's id. */
export const isPersonId = (text: string): boolean => FORM.test(text);

/** The chain of a person's consents and blocks: apart from the person's other events, so that `may` stays one small read. */
export const consentChain = (person: string): string => person + CONSENT;

const CONSENT = '.consent';

/** Whose chain of consents it is; undefined for any other. */
export const ownerOfConsents = (chain: string): string | undefined =>
  chain.endsWith(CONSENT) ? chain.slice(0, -CONSENT.length) : undefined;

/** Id that no person has: what is asked about an address that nobody has confirmed costs the same reads (G7). */
export const NOBODY = 'P-00000000000000000000';
