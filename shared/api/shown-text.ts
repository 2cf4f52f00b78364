import * as z from 'zod/mini';

/** Version of a text as it is named, e.g. `policy-3`. */
export const textVersion = z.string().check(z.minLength(1), z.maxLength(40));

/** Proof that a text was shown (C2). */
export const textProof = z.string().check(z.minLength(1), z.maxLength(600));
