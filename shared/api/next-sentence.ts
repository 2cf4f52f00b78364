import type { CaseBody } from '../domain/cases/case.ts';
import { oneFullStop } from '../law/date-words.ts';
import type { Reader } from './kinds/kind-view.ts';
import { KINDS, viewOf } from './kinds/table.ts';

/** One sentence: what happens next with the case and by when (quality.md, For people). */
export const nextSentence = (
  body: CaseBody,
  at: number,
  language: 'ru' | 'en',
  reader: Reader,
  kinds = KINDS,
): string => oneFullStop(viewOf(body.kind, kinds).next(body, at, reader)[language]);
