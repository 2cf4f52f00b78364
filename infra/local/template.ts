/** Reads a synthesized CDK app: every stack's template with its intrinsics resolved. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolve, type Scope, TemplateError } from './intrinsics.ts';
import { INERT, INERT_KIND, type Kind, type Place, REFUSED_PROPERTIES, RUNNING } from './known-types.ts';
import { placedAt } from './synth.ts';
import type { Assembly, LocalAddresses, Resource } from './types.ts';

interface RawResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly Metadata?: Readonly<Record<string, unknown>>;
  readonly Condition?: string;
}

interface RawTemplate {
  readonly Resources?: Readonly<Record<string, RawResource>>;
  readonly Outputs?: Readonly<
    Record<string, { readonly Value: unknown; readonly Export?: { readonly Name: unknown } }>
  >;
  readonly Parameters?: Readonly<Record<string, { readonly Type: string; readonly Default?: unknown }>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
}

interface Stack {
  readonly name: string;
  readonly template: RawTemplate;
  /** Asset hash → directory. */
  readonly assets: ReadonlyMap<string, string>;
  readonly scope: Scope;
}

const SECTIONS = new Set([
  'AWSTemplateFormatVersion',
  'Conditions',
  'Description',
  'Metadata',
  'Outputs',
  'Parameters',
  'Resources',
  'Rules',
]);

/** Where templates without an environment of their own are thought to be. */
const HERE: Place = { account: '000000000000', region: 'eu-central-1' };

export interface AssemblyOptions {
  /** Where the cloud listens that will run it (synth.ts); else the templates are taken as they stand. */
  readonly addresses?: LocalAddresses;
  /** Replaces an attribute, e.g. `{'AWS::ApiGatewayV2::Api.ApiEndpoint': 'http://127.0.0.1:4000'}`. */
  readonly attributes?: Readonly<Record<string, string>>;
}

const readJson = (path: string, placed = (text: string): string => text): unknown =>
  JSON.parse(placed(readFileSync(path, 'utf8')));

/**
 * Reads `cdk.out` in `dir`. Throws one {@link TemplateError} that names every resource (logical id and type),
 * section and property that is not on the closed list.
 */
export function loadAssembly(dir: string, options: AssemblyOptions = {}): Assembly {
  const manifest = readJson(join(dir, 'manifest.json')) as {
    artifacts?: Record<string, { type: string; environment?: string; properties?: Record<string, unknown> }>;
  };
  const { addresses } = options;
  const placed = (text: string): string => (addresses === undefined ? text : placedAt(text, addresses));
  const problems: string[] = [];
  const exports = new Map<string, () => unknown>();
  const handedOver = new Map<string, () => unknown>();
  const stacks: Stack[] = [];
  let place = HERE;
  for (const [name, artifact] of Object.entries(manifest.artifacts ?? {})) {
    if (artifact.type !== 'aws:cloudformation:stack') continue;
    place = placeOf(artifact.environment, place);
    const file = join(dir, String(artifact.properties?.['templateFile']));
    const template = readJson(file, placed) as RawTemplate;
    const stackName = String(artifact.properties?.['stackName'] ?? name);
    for (const section of Object.keys(template)) {
      if (!SECTIONS.has(section)) problems.push(`stack ${stackName}: section ${section} is not understood`);
    }
    const scope = scopeOf(stackName, template, place, { exports, handedOver }, options);
    stacks.push({ name: stackName, template, assets: assetsOf(dir, name), scope });
  }
  for (const stack of stacks) {
    for (const output of Object.values(stack.template.Outputs ?? {})) {
      if (output.Export === undefined) continue;
      const name = String(resolve(output.Export.Name, stack.scope));
      exports.set(name, () => resolve(output.Value, stack.scope));
    }
    for (const { Type, Properties } of Object.values(stack.template.Resources ?? {})) {
      if (Type !== 'AWS::SSM::Parameter') continue;
      const name = String(resolve(Properties?.['Name'], stack.scope));
      handedOver.set(name, () => resolve(Properties?.['Value'], stack.scope));
    }
  }
  const resources = stacks.flatMap((stack) => resourcesOf(stack, problems));
  if (problems.length > 0) {
    throw new TemplateError(
      `The templates hold what the local cloud does not run:\n  ${problems.join('\n  ')}`,
    );
  }
  return assemble(dir, place, stacks, resources);
}

function placeOf(environment: string | undefined, fallback: Place): Place {
  const match = /^aws:\/\/([^/]+)\/([^/]+)$/.exec(environment ?? '');
  const account = match?.[1] ?? '';
  const region = match?.[2] ?? '';
  return {
    account: /^\d{12}$/.test(account) ? account : fallback.account,
    region: region === '' || region === 'unknown-region' ? fallback.region : region,
  };
}

function assetsOf(dir: string, artifact: string): Map<string, string> {
  const path = join(dir, `${artifact}.assets.json`);
  const found = new Map<string, string>();
  if (!existsSync(path)) return found;
  const manifest = readJson(path) as {
    files?: Record<string, { source: { path: string; packaging: string } }>;
  };
  for (const [hash, file] of Object.entries(manifest.files ?? {})) {
    if (file.source.packaging === 'zip') found.set(hash, join(dir, file.source.path));
  }
  return found;
}

/** What stacks know of each other: exports, and entries of Parameter Store. Read when somebody asks. */
interface Between {
  readonly exports: ReadonlyMap<string, () => unknown>;
  readonly handedOver: ReadonlyMap<string, () => unknown>;
}

const kindOf = (type: string): Kind | undefined =>
  RUNNING[type] ?? (INERT.has(type) ? INERT_KIND : undefined);

function scopeOf(
  stack: string,
  template: RawTemplate,
  place: Place,
  { exports, handedOver }: Between,
  options: AssemblyOptions,
): Scope {
  const pseudo: Readonly<Record<string, string>> = {
    'AWS::AccountId': place.account,
    'AWS::Partition': 'aws',
    'AWS::Region': place.region,
    'AWS::StackId': `arn:aws:cloudformation:${place.region}:${place.account}:stack/${stack}/local`,
    'AWS::StackName': stack,
    'AWS::URLSuffix': 'amazonaws.com',
  };
  const names = new Map<string, string>();
  const conditions = new Map<string, boolean>();

  function nameOf(id: string, kind: Kind, raw: RawResource): string {
    const known = names.get(id);
    if (known !== undefined) return known;
    const given = kind.named === undefined ? undefined : raw.Properties?.[kind.named];
    const made = kind.id?.(`${stack}/${id}`) ?? `${stack}-${id}`.slice(0, 64);
    const name = given === undefined ? made : String(resolve(given, scope));
    names.set(id, name);
    return name;
  }

  const scope: Scope = {
    ref(id) {
      if (id in pseudo) return pseudo[id];
      const parameter = template.Parameters?.[id];
      if (parameter?.Default !== undefined) {
        const given = String(parameter.Default);
        // A parameter of this type names an entry of Parameter Store and stands for its value.
        if (parameter.Type !== 'AWS::SSM::Parameter::Value<String>') return given;
        return handedOver.has(given) ? String(handedOver.get(given)?.()) : undefined;
      }
      const raw = template.Resources?.[id];
      const kind = raw && kindOf(raw.Type);
      if (!raw || !kind) return undefined;
      const name = nameOf(id, kind, raw);
      return kind.ref === 'arn' ? kind.arn?.(name, place) : name;
    },
    attribute(id, attribute) {
      const raw = template.Resources?.[id];
      const kind = raw && kindOf(raw.Type);
      if (!raw || !kind) return undefined;
      const override = options.attributes?.[`${raw.Type}.${attribute}`];
      if (override !== undefined) return override;
      const name = nameOf(id, kind, raw);
      const arn = kind.arn?.(name, place) ?? '';
      if (attribute === 'Arn') return arn === '' ? undefined : arn;
      if (INERT.has(raw.Type)) return `${arn}/${attribute}`;
      return kind.attributes?.[attribute]?.(name, arn, place);
    },
    imported: (name) => exports.get(name)?.(),
    condition(name) {
      const known = conditions.get(name);
      if (known !== undefined) return known;
      if (template.Conditions?.[name] === undefined) return undefined;
      const holds = resolve(template.Conditions[name], scope) === true;
      conditions.set(name, holds);
      return holds;
    },
  };
  return scope;
}

function resourcesOf(stack: Stack, problems: string[]): Resource[] {
  const found: Resource[] = [];
  for (const [logicalId, raw] of Object.entries(stack.template.Resources ?? {})) {
    const label = `${stack.name}/${logicalId} (${raw.Type})`;
    try {
      if (raw.Condition !== undefined && stack.scope.condition(raw.Condition) === false) continue;
      if (INERT.has(raw.Type)) continue;
      if (RUNNING[raw.Type] === undefined) {
        problems.push(`${label}: this type is neither run nor known to be inert`);
        continue;
      }
      for (const [property, why] of Object.entries(REFUSED_PROPERTIES[raw.Type] ?? {})) {
        if (raw.Properties?.[property] !== undefined) problems.push(`${label}: property ${property}: ${why}`);
      }
      found.push({
        stack: stack.name,
        logicalId,
        type: raw.Type,
        ref: stack.scope.ref(logicalId) ?? '',
        arn: stack.scope.attribute(logicalId, 'Arn') ?? '',
        properties: (resolve(raw.Properties ?? {}, stack.scope) ?? {}) as Record<string, unknown>,
        metadata: raw.Metadata ?? {},
      });
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      problems.push(`${label}: ${error.message}`);
    }
  }
  return found;
}

function assemble(
  dir: string,
  place: Place,
  stacks: readonly Stack[],
  resources: readonly Resource[],
): Assembly {
  const index = new Map<string, Resource>();
  for (const resource of resources) {
    if (resource.arn !== '') index.set(resource.arn, resource);
    if (!index.has(resource.ref)) index.set(resource.ref, resource);
    const stream = RUNNING[resource.type]?.attributes?.['StreamArn']?.(resource.ref, resource.arn, place);
    if (stream !== undefined) index.set(stream, resource);
  }
  return {
    dir,
    ...place,
    resources,
    ofType: (type) => resources.filter((resource) => resource.type === type),
    find: (idOrArn) => index.get(idOrArn),
    assetPath(resource) {
      const code = resource.properties['Code'] as Readonly<Record<string, unknown>> | undefined;
      const hash = String(code?.['S3Key'] ?? '').replace(/\.zip$/, '');
      const path = stacks.find((stack) => stack.name === resource.stack)?.assets.get(hash);
      if (path === undefined) {
        throw new TemplateError(
          `${resource.stack}/${resource.logicalId}: its code is not an asset of this app`,
        );
      }
      return path;
    },
  };
}
