import { BASE } from './base.ts';
import { CASE } from './case.ts';
import { DESK } from './desk.ts';
import { FORMS } from './forms.ts';
import { minify } from './minify.ts';
import { PRINT } from './print.ts';
import { SITE } from './site.ts';
import { TOKENS } from './tokens.ts';

/** The one style sheet of all pages, as it is served. */
export const STYLE = minify([TOKENS, BASE, FORMS, SITE, CASE, DESK, PRINT].join(''));
