/**
 * Text of headers, read by the protocol and no wider. `trim()` and `\s` take U+00A0, U+2000 and the like for blanks, so
 * that a name which is not ours would become ours (a sibling host may set the cookie `U+2000 __Host-desk`); RFC 9110,
 * 5.6.3 and RFC 6265, 5.2 know two blanks.
 */

/** Without the blanks that a header may have around a value: space and tab. */
export const trimBlanks = (text: string): string =>
  text.replace(/^[ \t]+/, '').replace(/(?<![ \t])[ \t]+$/, '');

/** A value with parameters, such as a content type: `type; name=value; …`, blanks taken off, all in lower case. */
export function withParameters(header: string): {
  readonly value: string;
  readonly parameters: readonly string[];
} {
  const [value = '', ...parameters] = header.toLowerCase().split(';').map(trimBlanks);
  return { value, parameters };
}
