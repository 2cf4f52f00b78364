/** Anything that people and letters put between the characters of a code. */
const BETWEEN = /[\s\p{Pd}]/gu;

/** A code as it is compared, of one as people type it: any case, spaces and dashes, I and L for 1, O for 0. */
export const plainCode = (typed: string): string =>
  typed.replace(BETWEEN, '').toUpperCase().replace(/[IL]/g, '1').replace(/O/g, '0');

/** What a code can be, plain: six digits, or the twelve characters (Crockford’s) of an address with many wrong tries (G16). */
export const CODE_SHAPE = /^(?:\d{6}|[0-9A-HJKMNP-TV-Z]{12})$/;
