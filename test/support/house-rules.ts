import { parseSync, Visitor } from 'oxc-parser';

/** One breach of a house rule: where and why. */
export interface Breach {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
  readonly what: string;
}

interface Wall {
  readonly name: string;
  /** Files the wall stands around. */
  readonly from: RegExp;
  /** What they may import: files by path from the top, packages as `npm:name`, built-ins as `node:name`. */
  readonly may: (target: string, file: string) => boolean;
}

const within =
  (...allowed: readonly RegExp[]) =>
  (target: string) =>
    allowed.some((pattern) => pattern.test(target));
const capability = (path: string) => /^functions\/([^/]+)\//.exec(path)?.[1];

/** Import walls: functions → shared/{http,letters,records,api} → shared/domain → shared/{law,policy} → shared/names. */
export const WALLS: readonly Wall[] = [
  { name: 'names import nothing', from: /^shared\/names\.ts$/, may: () => false },
  {
    name: 'law is pure',
    from: /^shared\/law\//,
    may: within(/^shared\/law\//, /^shared\/names\.ts$/, /^npm:temporal-polyfill/),
  },
  {
    name: 'the policy is data',
    from: /^shared\/policy\//,
    may: within(/^shared\/(policy|law)\//, /^shared\/names\.ts$/),
  },
  {
    name: 'the domain is pure',
    from: /^shared\/domain\//,
    // Of the words the type of a refusal's code: the entry with its sentence is where a code is declared.
    may: within(
      /^shared\/(domain|law|policy)\//,
      /^shared\/(names|words\/refusals)\.ts$/,
      /^npm:(zod|diff$)/,
    ),
  },
  {
    name: 'words are data in two languages',
    from: /^shared\/words\//,
    may: within(/^shared\/(words|law)\//, /^shared\/language\.ts$/),
  },
  {
    name: 'route specs declare, they do not serve',
    from: /^shared\/api\//,
    may: within(/^shared\/(api|domain|law|policy)\//, /^shared\/(names|settings)\.ts$/, /^npm:zod/),
  },
  {
    name: 'settings are a schema',
    from: /^shared\/settings\.ts$/,
    may: within(/^shared\/(names\.ts|policy\/|law\/)/, /^npm:zod/),
  },
  {
    name: 'records know neither http nor letters',
    from: /^shared\/records\//,
    may: (target) => !/^(shared\/(http|letters|api)\/|functions\/|infra\/|test\/)/.test(target),
  },
  {
    name: 'letters know no http',
    from: /^shared\/letters\//,
    may: (target) => !/^(shared\/(http|api)\/|functions\/|infra\/|test\/)/.test(target),
  },
  {
    name: 'who is known, what views show, tables and the log know no http',
    from: /^shared\/((identity|views)\/|csv\.ts$|language\.ts$|log\.ts$)/,
    may: (target) => !/^shared\/(http|letters)\//.test(target),
  },
  {
    name: 'operations know no http: doors, their routes and pages do',
    from: /^functions\/[^/]+\/(?!(public|desk|task)\.ts$|([\w-]+-)?routes\.ts$|([\w-]+-)?pages\/|[\w-]+\.tsx$)/,
    may: (target) => !target.startsWith('shared/http/'),
  },
  {
    name: 'shared rooms do not know the doors',
    from: /^shared\//,
    may: (target) => !/^(functions|infra|test)\//.test(target),
  },
  {
    name: 'a capability never imports another, nor how it is deployed',
    from: /^functions\//,
    may: (target, file) =>
      !/^(infra|test)\//.test(target) &&
      (!target.startsWith('functions/') || capability(target) === capability(file)),
  },
  {
    name: 'infra takes names, settings, route specs, policy, law and domain types, never handlers',
    from: /^infra\/(?!local\/|tools\/)/,
    may: (target) => !/^(functions\/|test\/|shared\/(http|letters|records)\/)/.test(target),
  },
  {
    name: 'the SDK of AWS is spoken in adapters only',
    from: /^(functions|shared)\/(?!records\/(dynamo[^/]*|secrets-manager|wrapper-kms)\.ts|letters\/(mail-ports|ses)\.ts|outbox\/hand-on\.ts|workflows\/)/,
    may: (target) => !target.startsWith('npm:@aws-sdk/'),
  },
  {
    name: 'the twin of the records is for tests',
    from: /^(functions|infra|shared\/(?!records\/(memory|wrapper-memory)))/,
    may: (target) => !/^shared\/records\/(memory|wrapper-memory)/.test(target),
  },
  {
    name: 'the local cloud and tools know no handlers',
    from: /^infra\/(local|tools)\//,
    may: (target) => !/^(functions|test)\//.test(target),
  },
];

/** Files that may read the clock, the environment or write to the console: entry files and documented adapters. */
const OUTSIDE_WORLD = /^(functions\/[^/]+\/(public|desk|task)\.ts|infra\/|test\/)/;

/** Where a breach of a rule is defended, with the reason. */
export interface Exception {
  readonly file: RegExp;
  readonly what: string;
  readonly because: string;
}

/** Line of a place in a source text. */
export const lineOf = (source: string, offset: number) => source.slice(0, offset).split('\n').length;

/** Resolves an import specifier of a file to the name walls are written in. */
export function targetOf(file: string, specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  if (!specifier.startsWith('.')) return `npm:${specifier}`;
  const parts = file.split('/').slice(0, -1);
  for (const step of specifier.split('/')) {
    if (step === '..') parts.pop();
    else if (step !== '.') parts.push(step);
  }
  return parts.join('/');
}

interface Import {
  readonly target: string;
  readonly line: number;
  readonly types: boolean;
}

/** What was found in a file before, and in which text: several rules ask for the same. */
const seen = new Map<string, { readonly source: string; readonly found: readonly Import[] }>();

/** Every import of a source text, dynamic ones included; those of types only are marked. */
export function importsOf(file: string, source: string): readonly Import[] {
  const before = seen.get(file);
  if (before?.source === source) return before.found;
  const found = readImports(file, source);
  seen.set(file, { source, found });
  return found;
}

function readImports(file: string, source: string): readonly Import[] {
  const { module, program } = parseSync(file, source);
  const found = [
    ...module.staticImports.map(({ moduleRequest, entries, start }) => ({
      name: moduleRequest.value,
      start,
      types: entries.length > 0 && entries.every((one) => one.isType),
    })),
    ...module.staticExports.flatMap((entry) =>
      entry.entries.flatMap((one) =>
        one.moduleRequest ? [{ name: one.moduleRequest.value, start: entry.start, types: one.isType }] : [],
      ),
    ),
  ];
  new Visitor({
    ImportExpression(node) {
      if (node.source.type === 'Literal' && typeof node.source.value === 'string')
        found.push({ name: node.source.value, start: node.start, types: false });
    },
    TSImportType(node) {
      found.push({ name: node.source.value, start: node.start, types: true });
    },
  }).visit(program);
  return found.map(({ name, start, types }) => ({
    target: targetOf(file, name),
    line: lineOf(source, start),
    types,
  }));
}

/**
 * Modules that import each other in a circle, by path and source text. Types count, unless they are left out: who reads
 * the one file has to read the other, whatever is left of it at run time.
 */
export function circlesIn(
  files: ReadonlyMap<string, string>,
  { types: counted = true }: { readonly types?: boolean } = {},
): readonly string[] {
  const graph = new Map(
    [...files].map(([file, source]) => [
      file,
      importsOf(file, source).flatMap(({ target, types }) => (counted || !types ? [target] : [])),
    ]),
  );
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
    else if (!done.has(file)) {
      for (const next of graph.get(file) ?? []) if (graph.has(next)) visit(next, [...path, file]);
      done.add(file);
    }
  };
  for (const file of files.keys()) visit(file, []);
  return circles;
}

/** Breaches of the import walls in one file. */
export function wallBreaches(file: string, source: string): readonly Breach[] {
  return WALLS.filter((wall) => wall.from.test(file)).flatMap((wall) =>
    importsOf(file, source)
      .filter((entry) => !wall.may(entry.target, file))
      .map((entry) => ({ file, line: entry.line, rule: wall.name, what: entry.target })),
  );
}

/** Globals that bring time, chance or environment in: whoever gets hold of one under another name has all of it. */
const WORLD = new Set(['Date', 'Math', 'process', 'performance', 'globalThis', 'crypto', 'Temporal']);
/** Members of them that do so. `process` and `globalThis` are not to be named at all. */
const HIDDEN = new Set([
  'Date.now',
  'Math.random',
  'performance.now',
  'crypto.randomUUID',
  'crypto.getRandomValues',
  'Temporal.Now',
]);
/** Modules that are `process` or a clock, and what of `node:crypto` is chance. */
const WORLD_MODULES = /^(node:)?(process|perf_hooks|timers\/promises)$/;
const CHANCE = /^(random.*|getRandomValues|webcrypto|default)$/;
const PATCHING = new Set(['vi.mock', 'vi.doMock', 'vi.spyOn']);

/** Breaches of the habits: hidden clocks, chance, environment, console, run-time patching, imports that nobody can follow. */
export function habitBreaches(file: string, source: string): readonly Breach[] {
  const breaches: Breach[] = [];
  const add = (rule: string, what: string, start: number) =>
    breaches.push({ file, line: lineOf(source, start), rule, what });
  const { program } = parseSync(file, source);
  const inside = !OUTSIDE_WORLD.test(file);
  const hidden = (what: string, start: number) => {
    if (inside) add('time, chance and environment are arguments', what, start);
  };
  const blind = (what: string, start: number) => {
    if (!file.startsWith('test/')) add('an import names its file', what, start);
  };
  const named = (node: { readonly type: string } | null): string =>
    node?.type === 'Identifier' ? String(Reflect.get(node, 'name')) : '';
  new Visitor({
    ImportDeclaration(node) {
      const module = node.source.value;
      if (WORLD_MODULES.test(module)) hidden(module, node.start);
      if (/^(node:)?module$/.test(module)) blind(module, node.start);
      if (!/^(node:)?crypto$/.test(module)) return;
      for (const one of node.specifiers) {
        const name = one.type === 'ImportSpecifier' ? named(one.imported) : 'default';
        if (CHANCE.test(name)) hidden(`crypto.${name}`, one.start);
      }
    },
    ImportExpression(node) {
      if (node.source.type !== 'Literal') blind('import(…)', node.start);
    },
    TSExternalModuleReference(node) {
      blind('require', node.start);
    },
    MemberExpression(node) {
      const name = `${named(node.object)}.${named(node.property)}`;
      if (PATCHING.has(name)) add('nobody patches modules at run time', name, node.start);
      else if (HIDDEN.has(name) || /^(process|globalThis)\./.test(name)) hidden(name, node.start);
      else if (inside && name.startsWith('console.')) add('logs go through the logger', name, node.start);
    },
    // Under another name (`const { now } = Date`), or handed on whole.
    VariableDeclarator(node) {
      const name = named(node.init);
      if (WORLD.has(name)) hidden(`… = ${name}`, node.start);
    },
    CallExpression(node) {
      const name = named(node.callee);
      if (name === 'Date') hidden('Date()', node.start);
      if (name === 'require') blind('require', node.start);
    },
    NewExpression(node) {
      if (named(node.callee) === 'Date' && node.arguments.length === 0) hidden('new Date()', node.start);
    },
  }).visit(program);
  return breaches;
}
