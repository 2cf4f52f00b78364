/**
 * What stands in the place of a library's inner file: only what alone saves two milliseconds of a door's import (table in
 * README.md). Where a library has moved its files or writes them otherwise, the build says so and goes on: the doors are
 * whole then, and a little slower.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'rolldown';
import { ROOT } from './root.ts';

/** Modules of the SDK's clients that describe and register every error a service may answer with. */
const SCHEMAS = /@aws-sdk[\\/]client-[a-z-]+[\\/]dist-es[\\/]schemas[\\/]schemas_0\.js$/;
const REGISTERED_ERROR =
  /^export var (\w+)\$ = \[-3, n0, [^;]*\];\s*n0_registry\.registerError\(\1\$, \1\);$/gm;

/** middy's answers that are streams: no door gives one, and Node's web streams take their time to load. */
const MIDDY = /[\\/]@middy[\\/]core[\\/]/;
const STREAMS = /^node:stream\/(web|promises)$/;
const NO_STREAMS = '\0no-streams';
const REFUSE = `throw new Error('streaming an answer is not in this bundle (infra/bundling)');`;

/** What each plugin leaves out, for its warning. */
export const LEFT_OUT = {
  errors: 'classes of errors of the AWS SDK',
  streams: "middy's streams",
} as const;

/**
 * Leaves in the registry of errors what the program names in an import. An error that is not registered is no less an
 * error: the SDK throws the client's base exception with the service's own name, message and fields.
 */
export function withoutErrors(source: string, kept: ReadonlySet<string>): string {
  return source.replaceAll(REGISTERED_ERROR, (whole, name: string) => {
    const elsewhere = source.replace(whole, '').includes(`${name}$`);
    return kept.has(name) || elsewhere ? whole : '';
  });
}

/** Every name that the program imports from the SDK, e.g. `ExecutionAlreadyExists`. */
function importedNames(): ReadonlySet<string> {
  const names = new Set<string>();
  for (const room of ['functions', 'shared']) {
    for (const file of readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' })) {
      if (!/\.tsx?$/.test(file)) continue;
      const source = readFileSync(join(ROOT, room, file), 'utf8');
      for (const [, list = ''] of source.matchAll(/import\s*\{([^}]*)\}\s*from '@aws-sdk\/client-/g))
        for (const name of list.split(','))
          names.add(name.replace('type ', '').split(' as ')[0]?.trim() ?? '');
    }
  }
  return names;
}

/** What of {@link LEFT_OUT} the bundles of a build were found to have; the build tells what none had. */
export type Found = Set<keyof typeof LEFT_OUT>;

/** Plugins for the bundles of one build; `found` is filled by them. */
export function standIns(found: Found): readonly Plugin[] {
  let kept: ReadonlySet<string> | undefined;
  const errors: Plugin = {
    name: 'errors',
    transform: {
      filter: { id: SCHEMAS },
      handler(source) {
        kept ??= importedNames();
        const code = withoutErrors(source, kept);
        if (code !== source) found.add('errors');
        return { code, map: null };
      },
    },
  };
  const streams: Plugin = {
    name: 'streams',
    resolveId: {
      filter: { id: STREAMS },
      handler(_, importer) {
        if (importer === undefined || !MIDDY.test(importer)) return undefined;
        found.add('streams');
        return NO_STREAMS;
      },
    },
    load: {
      filter: { id: /no-streams$/ },
      handler: () => ({
        code: `export class ReadableStream { constructor() { ${REFUSE} } }
          export const pipeline = () => { ${REFUSE} };`,
        moduleType: 'js',
      }),
    },
  };
  return [errors, streams];
}

/** A line for each stand-in that no bundle had a place for. */
export const notFound = (found: Found): readonly string[] =>
  Object.entries(LEFT_OUT)
    .filter(([name]) => !found.has(name as keyof typeof LEFT_OUT))
    .map(
      ([, what]) =>
        `! nothing stands in for ${what} any more: the library has changed (infra/bundling/README.md)`,
    );
