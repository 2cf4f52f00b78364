import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What became of the changes tried in one file. */
export interface Result {
  /** Hash of the file as it was tried. */
  readonly hash: string;
  /** Changes tried, and how many of them the tests noticed. */
  readonly tried: number;
  readonly noticed: number;
  /** Seconds that they took. */
  readonly seconds: number;
  /** Those nobody noticed: `line:column what → with what`. */
  readonly missed: readonly string[];
}

/** By path of the file. */
export type Kept = Readonly<Record<string, Result>>;

const FILE = join(import.meta.dirname, 'kept.json');

/** Results of earlier runs; they lie in the repository. */
export const readKept = (): Kept => JSON.parse(readFileSync(FILE, 'utf8')) as Kept;

/** Keeps results, a line a file, so that a change of one is a change of one line. */
export function writeKept(kept: Kept): void {
  const lines = Object.entries(kept)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([file, result]) => `${JSON.stringify(file)}: ${JSON.stringify(result)}`);
  writeFileSync(FILE, `{\n${lines.join(',\n')}\n}\n`);
}

/** Hash under which a result of this text is kept. */
export const hashOf = (text: string): string =>
  createHash('sha256').update(text).digest('base64url').slice(0, 16);

/** What Stryker reports of one file (its report's schema 2). */
export interface Reported {
  readonly source: string;
  readonly mutants: readonly {
    readonly status: string;
    readonly mutatorName: string;
    readonly replacement?: string;
    readonly location: { readonly start: { readonly line: number; readonly column: number } };
  }[];
}

/** A change that could not run proves nothing, and neither does one that was not tried. */
const NOTICED = new Set(['Killed', 'Timeout']);
const MISSED = new Set(['Survived', 'NoCoverage']);

/** The result to keep of what was reported; `seconds` that all of it took are shared out by the number of changes. */
export function resultOf({ source, mutants }: Reported, secondsEach: number): Result {
  const noticed = mutants.filter(({ status }) => NOTICED.has(status)).length;
  const missed = mutants.filter(({ status }) => MISSED.has(status));
  return {
    hash: hashOf(source),
    tried: noticed + missed.length,
    noticed,
    seconds: Math.round(secondsEach * mutants.length),
    missed: missed.map(
      ({ location: { start }, mutatorName, replacement = '' }) =>
        `${start.line}:${start.column} ${mutatorName} → ${replacement.replace(/\s+/g, ' ').slice(0, 60)}`,
    ),
  };
}
