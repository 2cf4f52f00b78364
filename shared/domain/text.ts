/**
 * What a text that people type must be, wherever it comes in: a field, a header, an argument. Fields have it built in
 * (shared/api/fields.ts); pure, so that every edge can ask.
 */

/**
 * Something that leaves a mark on the page: a letter, digit, punctuation mark or symbol that is not drawn as nothing.
 * Spaces, controls, private and unassigned code points and combining marks alone show nothing; neither does what Unicode
 * lets a program ignore (zero-width characters, U+3164, tags, variation selectors, bidi controls) nor the few characters
 * that are blank by design: U+2800, the object replacement, a null notehead, two hieroglyphic blanks.
 */
const VISIBLE =
  /[[\p{L}\p{N}\p{P}\p{S}]--[\p{Default_Ignorable_Code_Point}\u2800\ufffc\u{1d159}\u{13441}\u{13442}]]/v;

/** Controls except tab and line ends, and bidirectional overrides: they make a line read otherwise than it is stored. */
const FORBIDDEN = /(?![\t\n\r])[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/u;

/**
 * More combining or invisible characters in a row than any writing needs: pointed Hebrew with cantillation has five, the
 * longest emoji flag six tags. A tower of marks covers the lines above it, a run of tags hides a message.
 */
const TOWER = /[\p{M}\p{Default_Ignorable_Code_Point}]{7}/v;

/** Whether a text shows anything at all. */
export const hasVisible = (text: string): boolean => VISIBLE.test(text);

/** Why a text is taken nowhere: broken UTF-16, controls or overrides; or a tower of marks. */
export type TextFault = 'control-characters' | 'marks';

/** What makes a text unfit for every field and header (security.md), or undefined. */
export function textFault(text: string): TextFault | undefined {
  if (!text.isWellFormed() || FORBIDDEN.test(text)) return 'control-characters';
  return TOWER.test(text) ? 'marks' : undefined;
}
