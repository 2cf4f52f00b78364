/**
 * What a letter says, before it is text or HTML. Templates write this model; text.ts and html.tsx draw it. One source,
 * two outputs: a letter cannot say one thing in plain text and another in HTML.
 */

/** A run of words; `strong` is emphasis that plain text may drop. */
export type Run = string | { readonly strong: string };

export type Block =
  | { readonly kind: 'paragraph'; readonly runs: readonly Run[] }
  | { readonly kind: 'heading'; readonly text: string }
  /** Names and values, e.g. "Reference: PD-…". */
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [name: string, value: string])[] }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /** An address of ours, written out in both forms. `url` comes from the settings, never from what somebody typed. */
  | { readonly kind: 'link'; readonly label: string; readonly url: string }
  /** Words of a person (the frozen answer); line ends are kept, nothing in it is ever a tag or a link. */
  | { readonly kind: 'quote'; readonly text: string }
  /** A code to type in, set apart and large. */
  | { readonly kind: 'code'; readonly text: string }
  /** One line for a program, to be copied as it is. */
  | { readonly kind: 'data'; readonly text: string };

export interface LetterDocument {
  readonly language: 'ru' | 'en';
  /** One line from closed words and the reference; never typed by anybody. */
  readonly subject: string;
  readonly blocks: readonly Block[];
  /** Who writes and where to answer; drawn last, small. */
  readonly footer: readonly string[];
}

export const paragraph = (...runs: readonly Run[]): Block => ({ kind: 'paragraph', runs });
export const heading = (text: string): Block => ({ kind: 'heading', text });
export const facts = (...rows: readonly (readonly [string, string])[]): Block => ({ kind: 'facts', rows });
export const list = (items: readonly string[]): Block => ({ kind: 'list', items });
export const link = (label: string, url: string): Block => ({ kind: 'link', label, url });
export const quote = (text: string): Block => ({ kind: 'quote', text });
export const code = (text: string): Block => ({ kind: 'code', text });
export const data = (text: string): Block => ({ kind: 'data', text });

/** Blocks of a letter with the absent ones left out. */
export const blocks = (
  ...parts: readonly (Block | readonly Block[] | undefined | false)[]
): readonly Block[] =>
  parts.flatMap((part) => (part === undefined || part === false ? [] : 'kind' in part ? [part] : part));
