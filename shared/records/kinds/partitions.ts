import { partitionOf } from './kind.ts';

/** Partition of everything about one person, in `people`, `cases` (letters) and `short` (sessions); the id says nothing. */
export const PERSON = /* @__PURE__ */ partitionOf('PERSON#');
export const personPartition = PERSON.of;

/** Partition of everything about one case; the reference says nothing about a person (G8). */
export const CASE = /* @__PURE__ */ partitionOf('CASE#');
export const casePartition = CASE.of;
