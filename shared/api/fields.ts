import * as z from 'zod/mini';
import { type TypedFields, typedShape } from '../domain/cases/typed.ts';
import { CODE_SHAPE, plainCode } from '../domain/code-shape.ts';
import { ADDRESS_MAX, type AddressFault, addressFault } from '../domain/email.ts';
import { hasVisible, type TextFault, textFault } from '../domain/text.ts';
import { late } from './late.ts';

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

/** What is typed into cases of a kind, as a request brings it. */
export const typedFields = <Fields extends TypedFields>(fields: Fields) =>
  typedShape(fields, ({ lines, most }) => (lines === 'many' ? textField(most) : lineField(most)));

const reachable = (fault: AddressFault) =>
  z.refine<string>((value) => addressFault(value) !== fault, { error: fault, abort: true });

/**
 * An e-mail address as typed, with a domain of any script; one that no server can take is refused here, not by a letter
 * that never leaves (K4). Its form for look-up and envelope is made of it by shared/domain/email.ts.
 */
export const emailField = late(() =>
  z
    .string()
    .check(
      z.maxLength(ADDRESS_MAX, { abort: true }),
      z.minLength(1, { abort: true }),
      ...clean,
      oneLine,
      filled,
      z.trim(),
      reachable('email'),
      reachable('email-script'),
      reachable('email-limits'),
    ),
);

/**
 * A code of a letter as people type it (G16), made plain. What no code can be is refused here, by name and in words,
 * before a try is counted: a slip of the fingers costs nothing, and tells nobody anything.
 */
export const codeField = late(() =>
  z
    .string()
    .check(
      z.maxLength(32, { abort: true }),
      z.minLength(1, { abort: true }),
      ...clean,
      filled,
      z.overwrite(plainCode),
      z.regex(CODE_SHAPE, { error: 'code-shape' }),
    ),
);

/** An account is made only by the user's own, recorded choice (2.2.6). */
export const accountChoice = late(() =>
  z.boolean({ error: 'account-choice' }).check(z.refine((chosen) => chosen, { error: 'account-choice' })),
);

/** Path parameter of a case; the reference itself is checked where it is read (G8): a wrong one is 404. */
export const referenceParams = late(() =>
  z.strictObject({
    reference: z.string().check(z.regex(/^[0-9A-Za-z-]{8,32}$/)),
  }),
);

/** Path parameters of a letter of a case. */
export const letterParams = late(() =>
  z.strictObject({
    reference: z.string().check(z.regex(/^[0-9A-Za-z-]{8,32}$/)),
    id: z.string().check(z.regex(/^[0-9A-Za-z_-]{1,64}$/)),
  }),
);

/** Dashes and blanks that people, telephones and word processors write within a number. */
const PHONE_DASHES = /[\u2010-\u2015\u2212\u00ad]/g;
const PHONE_BLANKS = /[\u00a0\u2000-\u200a\u202f\u3000]/g;
/** `+`, digits with blanks, dots, hyphens and brackets between, and an extension: доб. 12, ext. 12, #12, x12. */
const PHONE =
  /^\+? ?\(?[0-9](?:[ .()-]{0,3}[0-9]){4,14}\)?(?:,? ?(?:доб(?:авочный|\.)?|вн(?:утр)?\.?|ext(?:ension|\.)?|x|#) ?[0-9]{1,6})?$/i;
const PHONE_MAX = 40;

/** A telephone number as people write it; typographic dashes and blanks become plain ones. */
export const phoneField = () =>
  z.string().check(
    z.maxLength(PHONE_MAX),
    z.overwrite((value) => value.replace(PHONE_DASHES, '-').replace(PHONE_BLANKS, ' ')),
    z.trim(),
    z.regex(PHONE, { error: 'phone' }),
  );

/**
 * A value of ours that comes back: tokens, challenges, proofs, places to go on to. Whatever it is, it is compared or
 * verified and answered as a wrong one; nobody reads it, so it need not be a text.
 */
export function opaqueField(max: number, min = 1) {
  const schema = z.string().check(z.maxLength(max, { abort: true }), z.minLength(min, { abort: true }));
  OPAQUE.add(schema);
  return schema;
}
const OPAQUE = new WeakSet<object>();

/**
 * Where the next page of a list begins, as the page before gave it: opaque, base64url. Bounded, so that no address built with one
 * is longer than the gateway takes.
 */
export const cursorField = () => z.string().check(z.maxLength(2_000), z.regex(/^[\w-]+$/));

/** Whether a field's schema is one of {@link opaqueField}. */
export const isOpaque = (schema: object): boolean => OPAQUE.has(schema);

/** A reason of a read: free text (sealed in the case) or a code. */
export const openReason = late(() => z.strictObject({ reason: textField(REASON_MAX) }));
