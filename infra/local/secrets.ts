/** AWS Secrets Manager for the secrets of the templates, kept in a file. */
import { randomInt, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { jsonAnswer } from './answers.ts';
import { readSecretFile, writeSecretFile } from './secret-file.ts';
import {
  type AwsAnswer,
  AwsFault,
  type AwsRequest,
  type LocalCloud,
  type Resource,
  type Service,
} from './types.ts';

type Json = Record<string, unknown>;

interface Version {
  readonly id: string;
  readonly value: string;
  /** Epoch seconds, virtual. */
  readonly createdAt: number;
  readonly stages: readonly string[];
}

const SETS = {
  lower: 'abcdefghijklmnopqrstuvwxyz',
  upper: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  digits: '0123456789',
  punctuation: '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
};

type Parts = Pick<LocalCloud, 'assembly' | 'dataDir' | 'clock'>;

/** Secrets Manager; a secret gets its first value at the first start with it, as at its first deployment. */
export function openSecrets({ assembly, dataDir, clock }: Parts): Service {
  const file = join(dataDir, 'records', 'secrets.json');
  const stored = new Map(Object.entries((readSecretFile(file) ?? {}) as Record<string, readonly Version[]>));
  const secrets = assembly.ofType('AWS::SecretsManager::Secret');
  const fresh = secrets.filter((secret) => !stored.has(secret.ref));
  for (const secret of fresh) {
    const value = firstValue(secret);
    stored.set(
      secret.ref,
      value === undefined
        ? []
        : [{ id: randomUUID(), value, createdAt: seconds(clock.now()), stages: ['AWSCURRENT'] }],
    );
  }
  const save = () => writeSecretFile(file, Object.fromEntries(stored));
  if (fresh.length > 0) save();

  /** A secret by name, ARN, or ARN without the random end. */
  function secretOf(id: unknown): Resource {
    const found = secrets.find(
      (one) => one.ref === id || nameOf(one) === id || one.ref.replace(/-[^-]{6}$/, '') === id,
    );
    if (found === undefined)
      throw new AwsFault('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
    return found;
  }

  const operations: Readonly<Record<string, (input: Json) => Json>> = {
    GetSecretValue: (input) => {
      const secret = secretOf(input['SecretId']);
      const stage = String(input['VersionStage'] ?? 'AWSCURRENT');
      const version = (stored.get(secret.ref) ?? []).find((one) =>
        input['VersionId'] === undefined ? one.stages.includes(stage) : one.id === input['VersionId'],
      );
      if (version === undefined) {
        throw new AwsFault(
          'ResourceNotFoundException',
          `Secrets Manager can't find the specified secret value for staging label: ${stage}`,
        );
      }
      return {
        ARN: secret.ref,
        Name: nameOf(secret),
        VersionId: version.id,
        SecretString: version.value,
        VersionStages: version.stages,
        CreatedDate: version.createdAt,
      };
    },
    PutSecretValue: (input) => {
      const secret = secretOf(input['SecretId']);
      if (typeof input['SecretString'] !== 'string') {
        throw new AwsFault(
          'InvalidParameterException',
          'The local Secrets Manager keeps strings only: SecretString is missing',
        );
      }
      const id = String(input['ClientRequestToken'] ?? randomUUID());
      const older = (stored.get(secret.ref) ?? []).map((one) => ({
        ...one,
        stages: one.stages.includes('AWSCURRENT')
          ? ['AWSPREVIOUS']
          : one.stages.filter((stage) => stage !== 'AWSPREVIOUS'),
      }));
      const version = {
        id,
        value: input['SecretString'],
        createdAt: seconds(clock.now()),
        stages: ['AWSCURRENT'],
      };
      stored.set(secret.ref, [version, ...older.filter((one) => one.stages.length > 0)]);
      save();
      return { ARN: secret.ref, Name: nameOf(secret), VersionId: id, VersionStages: version.stages };
    },
    DescribeSecret: (input) => {
      const secret = secretOf(input['SecretId']);
      const versions = stored.get(secret.ref) ?? [];
      return {
        ARN: secret.ref,
        Name: nameOf(secret),
        VersionIdsToStages: Object.fromEntries(versions.map((one) => [one.id, one.stages])),
      };
    },
  };

  return {
    name: 'secretsmanager',
    handle(request: AwsRequest): AwsAnswer {
      const operation = operations[request.operation];
      if (operation === undefined) {
        throw new AwsFault(
          'UnknownOperationException',
          `The local cloud's Secrets Manager does not do ${request.operation}`,
        );
      }
      return jsonAnswer(operation(JSON.parse(request.body.toString('utf8') || '{}') as Json));
    },
  };
}

function nameOf(secret: Resource): string {
  return String(secret.properties['Name'] ?? secret.ref.replace(/^.*:secret:/, '').replace(/-[^-]{6}$/, ''));
}

/** What CloudFormation puts into a new secret; undefined when the template leaves it empty. */
function firstValue(secret: Resource): string | undefined {
  const { SecretString, GenerateSecretString } = secret.properties;
  if (SecretString !== undefined) return String(SecretString);
  if (GenerateSecretString === undefined) return undefined;
  const wish = GenerateSecretString as Json;
  const password = generate(wish, secret.logicalId);
  if (wish['GenerateStringKey'] === undefined) return password;
  const template = JSON.parse(String(wish['SecretStringTemplate'] ?? '{}')) as Json;
  return JSON.stringify({ ...template, [String(wish['GenerateStringKey'])]: password });
}

/** A random text by the rules of GetRandomPassword: at least one of each wanted kind unless told otherwise. */
function generate(wish: Json, logicalId: string): string {
  const excluded = new Set(String(wish['ExcludeCharacters'] ?? ''));
  const sets = [
    wish['ExcludeLowercase'] === true ? '' : SETS.lower,
    wish['ExcludeUppercase'] === true ? '' : SETS.upper,
    wish['ExcludeNumbers'] === true ? '' : SETS.digits,
    wish['ExcludePunctuation'] === true ? '' : SETS.punctuation,
    wish['IncludeSpace'] === true ? ' ' : '',
  ]
    .map((set) => [...set].filter((character) => !excluded.has(character)))
    .filter((set) => set.length > 0);
  const length = Number(wish['PasswordLength'] ?? 32);
  const each = wish['RequireEachIncludedType'] !== false;
  if (sets.length === 0 || (each && length < sets.length)) {
    throw new Error(`${logicalId}: GenerateSecretString leaves no characters to choose from`);
  }
  const all = sets.flat();
  const chosen = Array.from({ length }, (_unused, at) => pick((each ? sets[at] : undefined) ?? all));
  for (let at = chosen.length - 1; at > 0; at -= 1) {
    const other = randomInt(at + 1);
    [chosen[at], chosen[other]] = [chosen[other] ?? '', chosen[at] ?? ''];
  }
  return chosen.join('');
}

function pick(characters: readonly string[]): string {
  return characters[randomInt(characters.length)] ?? '';
}

function seconds(millis: number): number {
  return Math.floor(millis / 1000);
}
