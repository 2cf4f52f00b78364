import * as z from 'zod/mini';

/** Control characters except tab and line ends, and bidirectional overrides: refused by name in every field (security.md, mail and HTML injection). */
const FORBIDDEN = /(?![\t\n\r])[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/u;
const LINE_BREAK = /[\r\n\t]/;

const clean = z.refine<string>((value) => value.isWellFormed() && !FORBIDDEN.test(value), {
  error: 'control-characters',
  abort: true,
});
const oneLine = z.refine<string>((value) => !LINE_BREAK.test(value), { error: 'line-breaks', abort: true });
const filled = z.refine<string>((value) => value.trim().length > 0, { error: 'required', abort: true });

/** One line of text, 1–max characters, trimmed. */
export const lineField = (max: number) =>
  z.pipe(
    z
      .string()
      .check(z.maxLength(max, { abort: true }), z.minLength(1, { abort: true }), clean, oneLine, filled),
    z.transform((value: string) => value.trim()),
  );

/** Text of several lines, 1–max characters; line ends are normalised to `\n`. */
export const textField = (max: number) =>
  z.pipe(
    z.string().check(z.maxLength(max, { abort: true }), z.minLength(1, { abort: true }), clean, filled),
    z.transform((value: string) => value.replaceAll('\r\n', '\n').replaceAll('\r', '\n').trim()),
  );

/** An e-mail address as typed; length is checked before the format (slow regexes). Normalisation for look-up is shared/domain/address.ts. */
export const emailField = z.pipe(
  z.string().check(z.maxLength(254, { abort: true }), clean, oneLine),
  z.pipe(
    z.transform((value: string) => value.trim()),
    z.email({ error: 'email' }),
  ),
);

/** Path parameter of a case; the reference itself is checked where it is read (G8): a wrong one is 404. */
export const referenceParams = z.strictObject({
  reference: z.string().check(z.regex(/^[0-9A-Za-z-]{8,32}$/)),
});

/** Path parameters of a letter of a case. */
export const letterParams = z.strictObject({
  reference: z.string().check(z.regex(/^[0-9A-Za-z-]{8,32}$/)),
  id: z.string().check(z.regex(/^[0-9A-Za-z_-]{1,64}$/)),
});

/** A telephone number as people write it. */
export const phoneField = () =>
  z.string().check(z.maxLength(30), z.regex(/^\+?[0-9][0-9 ()-]{4,28}$/, { error: 'phone' }));
