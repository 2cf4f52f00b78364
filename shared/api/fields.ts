import * as z from 'zod/mini';

/** Control characters except tab and line ends, and bidirectional overrides: refused by name in every field (security.md, mail and HTML injection). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the point
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/;
const LINE_BREAK = /[\r\n\t]/;

const clean = z.refine<string>((value) => !FORBIDDEN.test(value), { error: 'control-characters', abort: true });
const oneLine = z.refine<string>((value) => !LINE_BREAK.test(value), { error: 'line-breaks', abort: true });
const filled = z.refine<string>((value) => value.trim().length > 0, { error: 'required', abort: true });

/** One line of text, 1–max characters, trimmed. */
export const lineField = (max: number) =>
  z.pipe(z.string().check(z.maxLength(max, { abort: true }), clean, oneLine, filled), z.transform((value: string) => value.trim()));

/** Text of several lines, 1–max characters; line ends are normalised to `\n`. */
export const textField = (max: number) =>
  z.pipe(
    z.string().check(z.maxLength(max, { abort: true }), clean, filled),
    z.transform((value: string) => value.replaceAll('\r\n', '\n').replaceAll('\r', '\n').trim()),
  );

/** An e-mail address as typed; length is checked before the format (slow regexes). Normalisation for look-up is shared/domain/address.ts. */
export const emailField = z.pipe(
  z.string().check(z.maxLength(254, { abort: true }), clean, oneLine),
  z.pipe(z.transform((value: string) => value.trim()), z.email({ error: 'email' })),
);
