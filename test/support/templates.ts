/** The templates of a deployment, read with the intrinsics resolved. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolve, type Scope } from '../../infra/local/intrinsics.ts';
import { onceNow } from './once.ts';

export interface Resource {
  readonly stack: string;
  readonly id: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly policies: { readonly deletion: string | undefined; readonly update: string | undefined };
  /** As `Fn::GetAtt Arn` (or `Ref`, where that is the ARN) gives it in {@link Templates}. */
  readonly arn: string;
}

export interface Templates {
  readonly outDir: string;
  readonly resources: readonly Resource[];
  ofType(type: string): readonly Resource[];
  /** The only resource of a type whose properties have these values. */
  one(type: string, properties?: Readonly<Record<string, unknown>>): Resource;
  /** Text of all templates together. */
  readonly text: string;
  /** Findings of cdk-nag. */
  readonly findings: readonly unknown[];
  /** Warnings, the CDK's own and ours. */
  readonly warnings: readonly string[];
}

const PROFILES = ['local', 'demo', 'scserv'] as const;
const known = new Map<string, Templates>();

/** Templates of a profile of infra/settings: all are synthesized once a run (once.ts), by a process that loads the CDK. */
export function templatesOf(name: (typeof PROFILES)[number]): Templates {
  const found = known.get(name) ?? readTemplates(join(profiles(), name));
  known.set(name, found);
  return found;
}

const profiles = (): string =>
  onceNow('templates', (folder) => {
    const program = join(import.meta.dirname, 'synthesize-profiles.ts');
    execFileSync(process.execPath, [program, folder, ...PROFILES]);
  });

interface Raw {
  readonly Resources: Record<
    string,
    {
      Type: string;
      Properties?: Record<string, unknown>;
      DeletionPolicy?: string;
      UpdateReplacePolicy?: string;
    }
  >;
  readonly Outputs?: Record<string, { Value: unknown; Export?: { Name: string } }>;
  readonly Parameters?: Record<string, { Type: string; Default?: string }>;
}

/** The account and region that templates without their own are thought to be in. */
export const ACCOUNT = '000000000000';
export const REGION = 'eu-central-1';

const NAMES: Readonly<Record<string, readonly [service: string, resource: string, nameProperty: string]>> = {
  'AWS::DynamoDB::Table': ['dynamodb', 'table/', 'TableName'],
  'AWS::Lambda::Function': ['lambda', 'function:', 'FunctionName'],
  'AWS::StepFunctions::StateMachine': ['states', 'stateMachine:', 'StateMachineName'],
  'AWS::SecretsManager::Secret': ['secretsmanager', 'secret:', 'Name'],
  'AWS::SQS::Queue': ['sqs', '', 'QueueName'],
  'AWS::Logs::LogGroup': ['logs', 'log-group:', 'LogGroupName'],
  'AWS::SNS::Topic': ['sns', '', 'TopicName'],
  'AWS::Scheduler::ScheduleGroup': ['scheduler', 'schedule-group/', 'Name'],
};
const REF_IS_ARN = new Set([
  'AWS::SecretsManager::Secret',
  'AWS::StepFunctions::StateMachine',
  'AWS::SNS::Topic',
]);

const readJson = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T;

/** Texts of all warnings in a stack's metadata, however deep they stand. */
function warningsIn(metadata: unknown): string[] {
  if (typeof metadata !== 'object' || metadata === null) return [];
  const { type, data } = metadata as { type?: unknown; data?: unknown };
  if (type === 'aws:cdk:warning') return [String(data)];
  return Object.values(metadata).flatMap(warningsIn);
}

/** Templates that lie in a folder. */
export function readTemplates(outDir: string): Templates {
  const files = readdirSync(outDir).filter((file) => file.endsWith('.template.json'));
  const raws = files.map(
    (file) =>
      [
        file.replace('.template.json', ''),
        JSON.parse(readFileSync(join(outDir, file), 'utf8')) as Raw,
      ] as const,
  );
  const exported = new Map<string, unknown>();
  /** Values in Parameter Store, by name. */
  const handedOver = new Map<string, () => unknown>();
  const scopes = new Map(raws.map(([stack, raw]) => [stack, scopeOf(raw, exported, handedOver)]));
  for (const [stack, raw] of raws) {
    for (const output of Object.values(raw.Outputs ?? {})) {
      const scope = scopes.get(stack);
      if (output.Export !== undefined && scope !== undefined)
        exported.set(output.Export.Name, resolve(output.Value, scope));
    }
    for (const { Type, Properties } of Object.values(raw.Resources))
      if (Type === 'AWS::SSM::Parameter')
        handedOver.set(String(Properties?.['Name']), () =>
          resolve(Properties?.['Value'], scopes.get(stack) as Scope),
        );
  }
  const resources = raws.flatMap(([stack, raw]) =>
    Object.entries(raw.Resources).map(([id, one]): Resource => {
      const scope = scopes.get(stack) as Scope;
      return {
        stack,
        id,
        type: one.Type,
        properties: resolve(one.Properties ?? {}, scope) as Record<string, unknown>,
        policies: { deletion: one.DeletionPolicy, update: one.UpdateReplacePolicy },
        arn: String(scope.attribute(id, 'Arn')),
      };
    }),
  );
  const ofType = (type: string): Resource[] => resources.filter((one) => one.type === type);
  return {
    outDir,
    resources,
    ofType,
    findings: readJson<{ pluginReports: unknown[] }>(join(outDir, 'validation-report.json')).pluginReports,
    warnings: readdirSync(outDir)
      .filter((file) => file.endsWith('.metadata.json'))
      .flatMap((file) => warningsIn(readJson(join(outDir, file)))),
    text: raws.map(([, raw]) => JSON.stringify(raw)).join('\n'),
    one(type, properties = {}) {
      const found = ofType(type).filter((one) =>
        Object.entries(properties).every(([name, value]) => one.properties[name] === value),
      );
      const [only] = found;
      if (only === undefined || found.length > 1)
        throw new Error(`${found.length} resources of type ${type} with ${JSON.stringify(properties)}`);
      return only;
    },
  };
}

function scopeOf(
  raw: Raw,
  exported: ReadonlyMap<string, unknown>,
  handedOver: ReadonlyMap<string, () => unknown>,
): Scope {
  const pseudo: Readonly<Record<string, string>> = {
    'AWS::AccountId': ACCOUNT,
    'AWS::Partition': 'aws',
    'AWS::Region': REGION,
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': 'stack',
  };
  const nameOf = (id: string): string => {
    const one = raw.Resources[id];
    const [, , property] = NAMES[one?.Type ?? ''] ?? [];
    const name = property === undefined ? undefined : one?.Properties?.[property];
    return typeof name === 'string' ? name : id;
  };
  const arnOf = (id: string): string => {
    const type = raw.Resources[id]?.Type ?? '';
    const [service, resource] = NAMES[type] ?? [type.split('::')[1]?.toLowerCase() ?? '', 'resource/'];
    const end = type === 'AWS::Logs::LogGroup' ? ':*' : '';
    return `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}${nameOf(id)}${end}`;
  };
  return {
    ref(id) {
      if (id in pseudo) return pseudo[id];
      const parameter = raw.Parameters?.[id];
      if (parameter !== undefined) return String(handedOver.get(parameter.Default ?? '')?.());
      const type = raw.Resources[id]?.Type;
      if (type === undefined) return undefined;
      return REF_IS_ARN.has(type) ? arnOf(id) : nameOf(id);
    },
    attribute(id, attribute) {
      if (raw.Resources[id] === undefined) return undefined;
      if (attribute === 'Arn') return arnOf(id);
      if (attribute === 'StreamArn') return `${arnOf(id)}/stream/now`;
      return `${id}.${attribute}`;
    },
    imported: (name) => exported.get(name),
    condition: () => undefined,
  };
}
