import * as z from 'zod/mini';
import { hasVisible, type TextFault, textFault } from '../domain/text.ts';

const LINE_BREAK = /[\r\n\t]/;

const without = (fault: TextFault) =>
  z.refine<string>((value) => textFault(value) !== fault, { error: fault, abort: true });
/** No controls and overrides, no towers of marks: refused by name in every field (security.md, mail and HTML injection). */
const clean = [without('control-characters'), without('marks')] as const;
const oneLine = z.refine<string>((value) => !LINE_BREAK.test(value), { error: 'line-breaks', abort: true });
const filled = z.refine<string>(hasVisible, { error: 'required', abort: true });
const lineEnds = z.overwrite<string>((value) => value.replaceAll('\r\n', '\n').replaceAll('\r', '\n'));

/** Longest reason of a look that staff may give, characters (api.md). */
export const REASON_MAX = 200;

/** One line of text, 1–max characters, trimmed, with something to be seen in it. */
export const lineField = (max: number) =>
  z
    .string()
    .check(
      z.maxLength(max, { abort: true }),
      z.minLength(1, { abort: true }),
      ...clean,
      oneLine,
      filled,
      z.trim(),
    );

/**
 * Text of several lines, 1–max characters, with something to be seen in it; line ends are normalised to `\n` before they
 * are counted: a form posts two characters where its page counted one.
 */
export const textField = (max: number) =>
  z
    .string()
    .check(
      lineEnds,
      z.maxLength(max, { abort: true }),
      z.minLength(1, { abort: true }),
      ...clean,
      filled,
      z.trim(),
    );

/** An e-mail address as typed; length is checked before the format (slow regexes). Normalisation for look-up is `normalAddress` (shared/records/secrets.ts). */
export const emailField = z.pipe(
  z.string().check(z.maxLength(254, { abort: true }), ...clean, oneLine),
  z.pipe(
    z.transform((value: string) => value.trim()),
    z.email({ error: 'email' }),
  ),
);

/** An account is made only by the user's own, recorded choice (2.2.6). */
export const accountChoice = z
  .boolean({ error: 'account-choice' })
  .check(z.refine((chosen) => chosen, { error: 'account-choice' }));

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
