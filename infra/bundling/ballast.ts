/**
 * What libraries carry along and no door uses is left out of the bundles: each entry below puts a few lines in the place
 * of a module. Every cold start reads and compiles what is in a bundle (`npm run bench` shows what each door weighs).
 * A test checks that every entry still finds its module: a library that moves its files fails there, not in silence.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Plugin, transformSync } from 'esbuild';

/** A module of a package and what stands in its place. */
interface Standin {
  /** End of the module's path, in the separators of POSIX. */
  readonly module: string;
  /** JavaScript. */
  readonly contents: string;
}

const inFile = (name: string) =>
  transformSync(readFileSync(join(import.meta.dirname, name), 'utf8'), { loader: 'ts' }).code;

const refuse = (what: string) =>
  `throw new Error(${JSON.stringify(`${what} is not in this bundle (infra/bundling)`)});`;

export const STANDINS: readonly Standin[] = [
  // The half of preact that keeps a browser's document up to date; doors write strings.
  { module: 'preact/dist/preact.mjs', contents: inFile('preact-for-strings.ts') },
  // 76 KB of file name endings, for attachments; our letters have none.
  {
    module: 'nodemailer/dist/esm/mime-funcs/mime-types.js',
    contents: `export const detectMimeType = () => 'application/octet-stream';
      export const detectExtension = () => 'bin';`,
  },
  // Fetches attachments by address; letters have none, and addresses are forbidden to the composer anyway.
  {
    module: 'nodemailer/dist/esm/fetch/index.js',
    contents: `export default () => { ${refuse('fetching attachments')} };`,
  },
  // Only Timestream's commands discover endpoints, and DynamoDB's where somebody asks for it by its settings.
  {
    module: '@aws-sdk/middleware-endpoint-discovery/dist-es/index.js',
    contents: `export const NODE_ENDPOINT_DISCOVERY_CONFIG_OPTIONS = {
        environmentVariableSelector: () => false, configFileSelector: () => false, default: false };
      export const resolveEndpointDiscoveryConfig = (config) => config;`,
  },
  // The clients retry by the standard strategy; the other one is for AWS_RETRY_MODE=adaptive, which no stack sets.
  {
    module: '@smithy/core/dist-es/submodules/retry/util-retry/AdaptiveRetryStrategy.js',
    contents: `export class AdaptiveRetryStrategy { constructor() { ${refuse('the adaptive retry strategy')} } }`,
  },
  {
    module: '@smithy/core/dist-es/submodules/retry/util-retry/DefaultRateLimiter.js',
    contents: `export class DefaultRateLimiter { constructor() { ${refuse('the adaptive retry strategy')} } }`,
  },
  // SHA-256 in JavaScript, for a Node without OpenSSL.
  {
    module: '@smithy/core/dist-es/submodules/checksum/sha256/Sha256Js.js',
    contents: `export class Sha256Js { constructor() { ${refuse('SHA-256 without OpenSSL')} } }`,
  },
  // Files of a developer's home; a function has its environment only.
  {
    module: '@smithy/core/dist-es/submodules/config/shared-ini-file-loader/loadSharedConfigFiles.js',
    contents: `export const CONFIG_PREFIX_SEPARATOR = '.';
      export const loadSharedConfigFiles = async () => ({ configFile: {}, credentialsFile: {} });`,
  },
  // Asks an EC2 instance for its region; Lambda sets AWS_REGION.
  {
    module:
      '@smithy/core/dist-es/submodules/config/config-resolver/regionConfig/getInstanceMetadataRegion.js',
    contents: 'export const getInstanceMetadataRegion = async () => undefined;',
  },
  // Prepares every request and answer for a logger, and gives it to one that does nothing; no door sets another.
  {
    module: '@aws-sdk/core/dist-es/submodules/client/middleware-logger/loggerMiddleware.js',
    contents: `export const loggerMiddleware = () => (next) => next;
      export const loggerMiddlewareOptions = { name: 'loggerMiddleware', step: 'initialize', override: true };
      export const getLoggerPlugin = () => ({ applyToStack: () => {} });`,
  },
  // Rules for names of S3 buckets.
  {
    module: '@smithy/core/dist-es/submodules/endpoints/middleware-endpoint/service-customizations/s3.js',
    contents: `export const DOT_PATTERN = /\\./;
      export const S3_HOSTNAME_PATTERN = /^$/;
      export const resolveParamsForS3 = async () => { ${refuse('S3')} };
      export const isDnsCompatibleBucketName = () => false;
      export const isArnBucketName = () => false;`,
  },
];

/**
 * zod writes a parser of its own for each object (`new Function`) when it first reads one: a door reads few of each before
 * it is gone, so that is time lost at the cold start. Without it nothing in a bundle makes code out of text.
 */
const ZOD_SCHEMAS = /[\\/]zod[\\/]v4[\\/]core[\\/]schemas\.js$/;
const ZOD_WRITES = 'const jit = !core.globalConfig.jitless;';
const ZOD_READS = 'const jit = false;';

/** middy's answers that are streams: no door gives one, and Node's web streams are 2 ms to load. */
const MIDDY = /[\\/]@middy[\\/]core[\\/]/;
const STREAMS = /^node:stream\/(web|promises)$/;

/** zod's schemas without the writing of parsers. Throws where zod has changed the place. */
export function withoutWriting(source: string): string {
  if (!source.includes(ZOD_WRITES)) throw new Error('zod writes its parsers elsewhere now (infra/bundling)');
  return source.replace(ZOD_WRITES, ZOD_READS);
}

/** Modules of the SDK's clients that describe and register every error a service may answer with. */
const SCHEMAS = /@aws-sdk[\\/]client-[a-z-]+[\\/]dist-es[\\/]schemas[\\/]schemas_0\.js$/;
const REGISTERED_ERROR =
  /^export var (\w+)\$ = \[-3, n0, [^;]*\];\s*n0_registry\.registerError\(\1\$, \1\);$/gm;

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
function importedNames(root: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const room of ['functions', 'shared']) {
    for (const file of readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })) {
      if (!/\.tsx?$/.test(file)) continue;
      const source = readFileSync(join(root, room, file), 'utf8');
      for (const [, list = ''] of source.matchAll(/import\s*\{([^}]*)\}\s*from '@aws-sdk\/client-/g))
        for (const name of list.split(','))
          names.add(name.replace('type ', '').split(' as ')[0]?.trim() ?? '');
    }
  }
  return names;
}

const escaped = (text: string) => text.replaceAll('.', '\\.').replaceAll('/', '[\\\\/]');

/** Leaves out what no door uses. `root`: top of the repository. */
export const ballast = (root: string): Plugin => ({
  name: 'ballast',
  setup({ onLoad, onResolve }) {
    onLoad({ filter: ZOD_SCHEMAS }, ({ path }) => ({
      contents: withoutWriting(readFileSync(path, 'utf8')),
      loader: 'js',
    }));
    onResolve({ filter: STREAMS }, ({ path, importer }) =>
      MIDDY.test(importer) ? { path, namespace: 'no-streams' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'no-streams' }, () => ({
      contents: `export class ReadableStream { constructor() { ${refuse('streaming an answer')} } }
        export const pipeline = () => { ${refuse('streaming an answer')} };`,
      loader: 'js',
    }));
    // The clients import their whole package.json to tell their version.
    onLoad({ filter: /@aws-sdk[\\/][a-z-]+[\\/]package\.json$/ }, ({ path }) => {
      const { name, version } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
      return { contents: JSON.stringify({ name, version }), loader: 'json' };
    });
    for (const { module, contents } of STANDINS)
      onLoad({ filter: new RegExp(`${escaped(module)}$`) }, () => ({ contents, loader: 'js' }));
    let kept: ReadonlySet<string> | undefined;
    onLoad({ filter: SCHEMAS }, ({ path }) => {
      kept ??= importedNames(root);
      return { contents: withoutErrors(readFileSync(path, 'utf8'), kept), loader: 'js' };
    });
  },
});
