/**
 * E-mail addresses: one reading for look-ups, envelopes and forms. Pure; domains of other scripts become ASCII by the
 * platform's own UTS 46 (`URL`, as browsers do it).
 */

/** Characters of an atom (RFC 5322, 3.2.3), and atoms with dots between. No quotes, no comments. */
const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;
/**
 * What a domain may be written with before it is made ASCII: letters, digits and marks of any script, joiners, the full
 * stops of UTS 46, and no hyphen at an end of a label (it would be inside once that is made ASCII).
 */
const DOMAIN =
  /^(?!.*(?:[.\u3002\uff0e\uff61]-|-[.\u3002\uff0e\uff61]))(?!-)(?:[[\p{L}\p{N}\p{M}]--\p{Default_Ignorable_Code_Point}]|[\u200c\u200d.\u3002\uff0e\uff61\-])+(?<!-)$/v;
const LABEL = /^(?!-)[a-z0-9-]+(?<!-)$/;
/** A top-level domain is of letters; of another script it is a name of its own in ASCII. */
const LAST = /^(?:[a-z]{2,}|xn--[a-z0-9-]+)$/;
const ASCII = /^[\x21-\x7e]*$/;

/** Octets of the part before the @, of a label of the domain, and of the whole, in ASCII (RFC 5321, 4.5.3.1; RFC 1035, 2.3.4). */
const LOCAL_MAX = 64;
const LABEL_MAX = 63;
export const ADDRESS_MAX = 254;

/** The domain in lower-case ASCII, or undefined where it is none. One of ASCII stays as it is. */
function asciiDomain(domain: string): string | undefined {
  const lower = domain.toLowerCase();
  if (ASCII.test(lower) && !/(?:^|\.)xn--/.test(lower)) return lower;
  const url = DOMAIN.test(domain) ? `http://${domain.normalize('NFC')}` : '';
  return URL.canParse(url) ? new URL(url).hostname : undefined;
}

const split = (address: string): readonly [string, string] => {
  const at = address.lastIndexOf('@');
  return at < 1 ? [address, ''] : [address.slice(0, at), address.slice(at + 1)];
};

/** Lower-case address with its domain in ASCII (G7: one form for look-ups). No provider's own folding. */
export function normalAddress(address: string): string {
  const text = address.trim().normalize('NFC').toLowerCase();
  const [local, domain] = split(text);
  return domain === '' ? text : `${local}@${asciiDomain(domain) ?? domain}`;
}

/** Why no letter can be sent to an address: it is none; it has letters before the @ that mail servers do not take; it is too long. */
export type AddressFault = 'email' | 'email-script' | 'email-limits';

/**
 * What is wrong with an address, or undefined. Letters of other scripts stand in the domain only: before the @ they need
 * SMTPUTF8 (RFC 6531), which SES and half of all servers do not speak – the answer would never arrive.
 */
export function addressFault(address: string): AddressFault | undefined {
  const [local, typed] = split(address);
  const domain = typed === '' ? undefined : asciiDomain(typed);
  const labels = domain?.split('.') ?? [];
  if (domain === undefined || labels.length < 2 || !labels.every((label) => LABEL.test(label)))
    return 'email';
  if (!LAST.test(labels.at(-1) ?? '')) return 'email';
  if (!ASCII.test(local) && LOCAL.test(local.replaceAll(/[\p{L}\p{M}\p{N}]/gu, 'a'))) return 'email-script';
  if (!LOCAL.test(local)) return 'email';
  const long = local.length > LOCAL_MAX || labels.some((label) => label.length > LABEL_MAX);
  return long || local.length + 1 + domain.length > ADDRESS_MAX ? 'email-limits' : undefined;
}

/**
 * The address as an envelope and a header have it: the domain in ASCII, the part before the @ as it was typed (its case
 * may count). Undefined for one that no server can take, or that is not one single bare address.
 */
export function envelopeAddress(address: string): string | undefined {
  if (addressFault(address) !== undefined) return undefined;
  const [local, domain] = split(address);
  return `${local}@${asciiDomain(domain)}`;
}
