/** Which operations stand behind a door, read from its source: what the handler uses of the files beside it. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseSync } from 'oxc-parser';
import * as account from '../../../shared/api/account.ts';
import * as cases from '../../../shared/api/cases.ts';
import * as claims from '../../../shared/api/claims.ts';
import * as consent from '../../../shared/api/consent.ts';
import * as desk from '../../../shared/api/desk.ts';
import * as erasures from '../../../shared/api/erasures.ts';
import * as exported from '../../../shared/api/exports.ts';
import * as ownConsents from '../../../shared/api/own-consents.ts';
import * as ownSessions from '../../../shared/api/own-sessions.ts';
import * as policy from '../../../shared/api/policy.ts';
import * as registration from '../../../shared/api/registration.ts';
import * as requests from '../../../shared/api/requests.ts';
import * as site from '../../../shared/api/site.ts';
import type { RouteSpec } from '../../../shared/api/spec.ts';
import { DOORS, type DoorName } from '../../../shared/names.ts';

/** A function and the file that it stands in. */
export interface Operation {
  readonly name: string;
  readonly file: string;
}

/** A node of the syntax tree, of which only a few fields matter here. */
type Node = { readonly type: string; readonly [field: string]: unknown };
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof Reflect.get(value, 'type') === 'string';
const nameOf = (node: unknown): string | undefined =>
  isNode(node) && node.type === 'Identifier' ? String(node['name']) : undefined;

/** One source file: its imports from beside it, and its own functions and constants by name. */
interface Source {
  readonly program: Node;
  readonly imported: ReadonlyMap<string, Operation>;
  readonly own: ReadonlyMap<string, Node>;
}

function sourceOf(file: string): Source {
  const { module, program } = parseSync(file, readFileSync(file, 'utf8'));
  const imported = module.staticImports
    .filter((one) => one.moduleRequest.value.startsWith('./'))
    .flatMap((one) =>
      one.entries
        .filter((entry) => !entry.isType)
        .map((entry) => {
          const from = join(dirname(file), one.moduleRequest.value);
          return [entry.localName.value, { name: entry.localName.value, file: from }] as const;
        }),
    );
  const own = new Map<string, Node>();
  for (const statement of program.body as unknown as readonly Node[]) {
    const declared = isNode(statement['declaration']) ? statement['declaration'] : statement;
    const name = nameOf(declared['id']);
    if (name !== undefined) own.set(name, declared);
    for (const one of (declared['declarations'] ?? []) as readonly Node[])
      own.set(nameOf(one['id']) ?? '', one);
  }
  const late = loadedLate(program as unknown as Node, own, dirname(file));
  return { program: program as unknown as Node, imported: new Map([...imported, ...late]), own };
}

/** What a file takes from modules that it loads late: `const { x } = await import('./x.ts')`, or of a function that does. */
function loadedLate(
  program: Node,
  own: ReadonlyMap<string, Node>,
  folder: string,
): readonly (readonly [string, Operation])[] {
  const found: (readonly [string, Operation])[] = [];
  const moduleOf = (node: unknown): string | undefined => {
    if (!isNode(node)) return undefined;
    if (node.type === 'AwaitExpression') return moduleOf(node['argument']);
    if (node.type === 'CallExpression') {
      const made = own.get(nameOf(node['callee']) ?? '')?.['init'];
      return isNode(made) ? moduleOf(made['body']) : undefined;
    }
    const from = node.type === 'ImportExpression' ? Reflect.get(node['source'] ?? {}, 'value') : undefined;
    return typeof from === 'string' && from.startsWith('./') ? join(folder, from) : undefined;
  };
  walk(program, (node) => {
    const file = node.type === 'VariableDeclarator' ? moduleOf(node['init']) : undefined;
    if (file === undefined || !isNode(node['id'])) return;
    for (const property of (node['id']['properties'] ?? []) as readonly Node[]) {
      const name = nameOf(property['key']);
      if (name !== undefined) found.push([name, { name, file }]);
    }
  });
  return found;
}

/** Calls `visit` for a node and everything in it, except names that are only labels (`x.name`, `{name: …}`). */
function walk(node: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(node)) for (const one of node) walk(one, visit);
  if (!isNode(node)) return;
  visit(node);
  for (const [field, value] of Object.entries(node)) {
    const label = (field === 'property' || field === 'key') && node['computed'] === false;
    if (!label) walk(value, visit);
  }
}

/** What `start` uses of the files beside it, also through the file's own functions; pages are not operations. */
function usedBy(start: unknown, source: Source): readonly Operation[] {
  const found = new Map<string, Operation>();
  const seen = new Set<string>();
  const follow = (from: unknown): void =>
    walk(from, (node) => {
      const name = nameOf(node);
      if (name === undefined || seen.has(name)) return;
      seen.add(name);
      const operation = source.imported.get(name);
      if (operation?.file.endsWith('.ts')) found.set(name, operation);
      follow(source.own.get(name));
    });
  follow(start);
  return [...found.values()];
}

const SPEC_NAMES = new Map<unknown, string>(
  [
    ...[account, ownConsents, ownSessions, claims, cases, consent, desk, erasures, exported],
    ...[policy, registration, requests, site],
  ].flatMap((module) => Object.entries(module).map(([name, value]) => [value, name] as const)),
);

/** The handler that a `bind(spec, handler)` of this file gives to the route. */
function boundHandler({ program }: Source, spec: string, source: string): unknown {
  // `import { postClaim as post }`: the name under which this file knows the route.
  const alias = new RegExp(`\\b${spec} as (\\w+)`).exec(source)?.[1] ?? spec;
  let handler: unknown;
  walk(program, (node) => {
    const [first, second] = (node['arguments'] ?? []) as readonly Node[];
    if (node.type !== 'CallExpression' || nameOf(node['callee']) !== 'bind' || first === undefined) return;
    if (nameOf(first) === alias || nameOf(first['property']) === spec) handler = second;
  });
  return handler;
}

/** Operations that a door's handler – of the route, if one is given – uses. Empty where the door itself answers. */
export function operationsOf(door: DoorName, route?: RouteSpec): readonly Operation[] {
  const entry = DOORS[door];
  if (route === undefined) {
    const source = sourceOf(entry);
    return usedBy(source.own.get('handler'), source);
  }
  const spec = SPEC_NAMES.get(route) ?? '';
  const folder = dirname(entry);
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.ts'))) {
    const file = join(folder, name);
    const source = sourceOf(file);
    const handler = boundHandler(source, spec, readFileSync(file, 'utf8'));
    if (handler !== undefined) return usedBy(handler, source);
  }
  return [];
}
