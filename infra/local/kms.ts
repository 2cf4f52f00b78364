/** The calls of AWS KMS that the program makes, over keys in a file. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
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

/** Layout of a ciphertext: version, SHA-256 of the key id (8 bytes), IV, tag, sealed bytes. */
const VERSION = 1;
const KEY_MARK = 8;
const IV = 12;
const TAG = 16;
const HEADER = 1 + KEY_MARK + IV + TAG;
const MAX_PLAINTEXT = 4096;

type Parts = Pick<LocalCloud, 'assembly' | 'dataDir'>;

/** KMS with the symmetric keys and aliases of the templates; key material is made at the first start and kept. */
export function openKms({ assembly, dataDir }: Parts): Service {
  const file = join(dataDir, 'records', 'kms-keys.json');
  const material = new Map(Object.entries((readSecretFile(file) ?? {}) as Record<string, string>));
  const keys = assembly.ofType('AWS::KMS::Key');
  const missing = keys.filter((key) => !material.has(key.ref));
  for (const key of missing) {
    const { KeySpec } = key.properties;
    if (KeySpec !== undefined && KeySpec !== 'SYMMETRIC_DEFAULT') {
      throw new Error(`${key.logicalId}: the local KMS knows symmetric keys only, not ${String(KeySpec)}`);
    }
    material.set(key.ref, randomBytes(32).toString('base64'));
  }
  if (missing.length > 0) writeSecretFile(file, Object.fromEntries(material));
  const aliases = new Map(
    assembly.ofType('AWS::KMS::Alias').map((alias) => [alias.ref, String(alias.properties['TargetKeyId'])]),
  );

  /** A key by id, ARN, alias name or alias ARN. */
  function keyOf(id: unknown): Resource {
    const name = String(id).replace(/^arn:[^:]*:kms:[^:]*:[^:]*:(?=alias\/)/, '');
    const target = (aliases.get(name) ?? name).replace(/^.*:key\//, '');
    const key = keys.find((one) => one.ref === target);
    if (key === undefined) throw new AwsFault('NotFoundException', `Key '${String(id)}' does not exist`);
    return key;
  }

  function usable(id: unknown): Resource {
    const key = keyOf(id);
    if (key.properties['Enabled'] === false)
      throw new AwsFault('DisabledException', `${key.arn} is disabled.`);
    return key;
  }

  function seal(key: Resource, plaintext: Buffer, context: unknown): Buffer {
    const iv = randomBytes(IV);
    const cipher = createCipheriv('aes-256-gcm', Buffer.from(material.get(key.ref) ?? '', 'base64'), iv);
    cipher.setAAD(contextBytes(context));
    const sealed = Buffer.concat([cipher.update(plaintext), cipher.final()]);
    return Buffer.concat([Buffer.from([VERSION]), markOf(key), iv, cipher.getAuthTag(), sealed]);
  }

  function open(blob: Buffer, context: unknown, expected: unknown): { key: Resource; plaintext: Buffer } {
    const mark = blob.subarray(1, 1 + KEY_MARK);
    const key =
      blob.length >= HEADER && blob[0] === VERSION ? keys.find((one) => markOf(one).equals(mark)) : undefined;
    if (key === undefined) throw new AwsFault('InvalidCiphertextException', '');
    if (expected !== undefined && keyOf(expected).ref !== key.ref) {
      throw new AwsFault(
        'IncorrectKeyException',
        'The key ID in the request does not identify a CMK that can perform this operation.',
      );
    }
    usable(key.ref);
    const at = 1 + KEY_MARK;
    const decipher = createDecipheriv(
      'aes-256-gcm',
      Buffer.from(material.get(key.ref) ?? '', 'base64'),
      blob.subarray(at, at + IV),
    );
    decipher.setAAD(contextBytes(context));
    decipher.setAuthTag(blob.subarray(at + IV, HEADER));
    try {
      return { key, plaintext: Buffer.concat([decipher.update(blob.subarray(HEADER)), decipher.final()]) };
    } catch {
      throw new AwsFault('InvalidCiphertextException', '');
    }
  }

  const dataKey = (input: Json) => {
    const key = usable(input['KeyId']);
    const plaintext = randomBytes(dataKeyBytes(input));
    return {
      KeyId: key.arn,
      Plaintext: plaintext.toString('base64'),
      CiphertextBlob: seal(key, plaintext, input['EncryptionContext']).toString('base64'),
    };
  };

  const operations: Readonly<Record<string, (input: Json) => Json>> = {
    GenerateDataKey: dataKey,
    GenerateDataKeyWithoutPlaintext: (input) => {
      const { Plaintext: _secret, ...rest } = dataKey(input);
      return rest;
    },
    Encrypt: (input) => {
      const key = usable(input['KeyId']);
      const plaintext = bytesOf(input['Plaintext'], 'plaintext');
      if (plaintext.length < 1 || plaintext.length > MAX_PLAINTEXT) {
        throw new AwsFault(
          'ValidationException',
          `Value at 'plaintext' failed to satisfy constraint: Member must have length between 1 and ${MAX_PLAINTEXT}`,
        );
      }
      const blob = seal(key, plaintext, input['EncryptionContext']);
      return {
        KeyId: key.arn,
        CiphertextBlob: blob.toString('base64'),
        EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      };
    },
    Decrypt: (input) => {
      const { key, plaintext } = open(
        bytesOf(input['CiphertextBlob'], 'ciphertextBlob'),
        input['EncryptionContext'],
        input['KeyId'],
      );
      return {
        KeyId: key.arn,
        Plaintext: plaintext.toString('base64'),
        EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      };
    },
    DescribeKey: (input) => {
      const key = keyOf(input['KeyId']);
      const enabled = key.properties['Enabled'] !== false;
      return {
        KeyMetadata: {
          AWSAccountId: assembly.account,
          KeyId: key.ref,
          Arn: key.arn,
          Enabled: enabled,
          KeyState: enabled ? 'Enabled' : 'Disabled',
          KeyUsage: 'ENCRYPT_DECRYPT',
          KeyManager: 'CUSTOMER',
          KeySpec: 'SYMMETRIC_DEFAULT',
          EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
          Origin: 'AWS_KMS',
          MultiRegion: false,
        },
      };
    },
  };

  return {
    name: 'kms',
    handle(request: AwsRequest): AwsAnswer {
      const operation = operations[request.operation];
      if (operation === undefined) {
        throw new AwsFault(
          'UnknownOperationException',
          `The local cloud's KMS does not do ${request.operation}`,
        );
      }
      return jsonAnswer(operation(JSON.parse(request.body.toString('utf8') || '{}') as Json));
    },
  };
}

function markOf(key: Resource): Buffer {
  return createHash('sha256').update(key.ref).digest().subarray(0, KEY_MARK);
}

/** The encryption context as authenticated bytes: order does not matter, every name and value does. */
function contextBytes(context: unknown): Buffer {
  const entries = Object.entries((context ?? {}) as Record<string, string>).sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  return Buffer.from(JSON.stringify(entries));
}

function dataKeyBytes(input: Json): number {
  const { KeySpec, NumberOfBytes } = input;
  if ((KeySpec === undefined) === (NumberOfBytes === undefined)) {
    throw new AwsFault('ValidationException', 'Please specify either number of bytes or key spec.');
  }
  if (KeySpec === 'AES_256') return 32;
  if (KeySpec === 'AES_128') return 16;
  const bytes = Number(NumberOfBytes);
  if (Number.isInteger(bytes) && bytes >= 1 && bytes <= 1024) return bytes;
  throw new AwsFault('ValidationException', "Value at 'numberOfBytes' or 'keySpec' is not allowed");
}

function bytesOf(value: unknown, name: string): Buffer {
  if (typeof value !== 'string')
    throw new AwsFault(
      'ValidationException',
      `Value at '${name}' failed to satisfy constraint: Member must not be null`,
    );
  return Buffer.from(value, 'base64');
}
