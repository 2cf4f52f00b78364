import type { RandomBytes } from './secrets.ts';

/** Crockford's base 32: no I, L, O, U. */
export const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const RANDOM_CHARACTERS = 6;

/**
 * Check character by Luhn mod 32 over the year's digits and the six characters: from the right every second one is
 * doubled and its base-32 digits added. Finds every single wrong character and every swap of neighbours but 0 ↔ Z.
 */
function checkCharacter(text: string): string {
  let sum = 0;
  let doubled = true;
  for (let i = text.length - 1; i >= 0; i -= 1) {
    const value = CROCKFORD.indexOf(text.charAt(i)) * (doubled ? 2 : 1);
    sum += Math.floor(value / 32) + (value % 32);
    doubled = !doubled;
  }
  return CROCKFORD.charAt((32 - (sum % 32)) % 32);
}

/**
 * A new reference such as `PD-2026-K7M4QX-…` (G8). Drawn again by the caller when its key is taken.
 * @param year four digits: the year of receipt in Moscow
 */
export function newReference(year: string | number, random: RandomBytes): string {
  const six = Array.from(random(RANDOM_CHARACTERS), (byte) => CROCKFORD.charAt(byte & 31)).join('');
  return `PD-${year}-${six}-${checkCharacter(`${year}${six}`)}`;
}

const FORM = /^PD[\s\-–—]*([0-9A-Z]{4})[\s\-–—]*([0-9A-Z]{6})[\s\-–—]*([0-9A-Z])$/;

/** Reads a reference as people type it: any case, I and L for 1, O for 0, hyphens missing. Undefined when it is none. */
export function parseReference(text: string): string | undefined {
  if (text.length > 40) return undefined;
  const found = FORM.exec(text.trim().toUpperCase());
  if (found === null) return undefined;
  const [year = '', six = '', check = ''] = found
    .slice(1)
    .map((part) => part.replace(/[IL]/g, '1').replace(/O/g, '0'));
  if (!/^\d{4}$/.test(year) || [...six, check].some((one) => !CROCKFORD.includes(one))) return undefined;
  return checkCharacter(`${year}${six}`) === check ? `PD-${year}-${six}-${check}` : undefined;
}
