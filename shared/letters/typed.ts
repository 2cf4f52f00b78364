/**
 * What people typed, on its way into a letter. Control characters and bidirectional overrides go: they can make a line
 * read otherwise than it is stored (security.md, mail).
 */

const INVISIBLE = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Text of several lines without invisible characters; line ends become `\n`. */
export function typedText(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll('\r\n', '\n')
    .replaceAll('\r', '\n')
    .replaceAll('\t', ' ')
    .replace(INVISIBLE, '');
}

/** One line without invisible characters. */
export function typedLine(text: string): string {
  return typedText(text).replaceAll('\n', ' ').replace(/ {2,}/g, ' ').trim();
}

/** Letters, marks, spaces, hyphens, dots, apostrophes: what a name is made of. An address or a sentence is not. */
const NAME = /^[\p{L}\p{M}][\p{L}\p{M} .'’-]{0,79}$/u;

/** "www.example", "example.ru": mail programs would make links of them. */
const LINK_LIKE = /\p{L}\.\p{L}/u;

/**
 * A typed name fit for a salutation, or undefined: then the letter greets without one. Nobody can use the field to
 * send a stranger an address or an advertisement in our name.
 */
export function salutationName(name: string): string | undefined {
  const line = typedLine(name);
  return NAME.test(line) && !LINK_LIKE.test(line) ? line : undefined;
}
