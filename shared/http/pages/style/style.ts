import { BASE } from './base.ts';
import { CASE } from './case.ts';
import { DESK } from './desk.ts';
import { FORMS } from './forms.ts';
import { LEGAL } from './legal.ts';
import { minify } from './minify.ts';
import { PRINT } from './print.ts';
import { SITE } from './site.ts';
import { TOKENS } from './tokens.ts';

/** The two style sheets as they are served; a page links exactly one. They share everything but the last part. */
export const STYLES = {
  site: minify([TOKENS, BASE, FORMS, CASE, LEGAL, SITE, PRINT].join('')),
  desk: minify([TOKENS, BASE, FORMS, CASE, LEGAL, DESK, PRINT].join('')),
} as const;
