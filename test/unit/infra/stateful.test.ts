import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadSettings } from '../../../infra/settings/load.ts';
import { INDEXES, indexesOf, TABLES } from '../../../shared/names.ts';
import { synthesize } from '../../support/synthesize.ts';
import { ACCOUNT, templatesOf } from '../../support/templates.ts';

const demo = templatesOf('demo');
const table = (name: string) => demo.one('AWS::DynamoDB::Table', { TableName: `privacy-demo-${name}` });

/** Outlives its stack and each update, but not a first deployment that failed: what that left would stand in the way of the next. */
const KEPT = { deletion: 'RetainExceptOnCreate', update: 'Retain' };

describe('a first deployment that failed can be repeated', () => {
  test('nothing that it leaves behind is kept, in any profile', () => {
    for (const profile of ['demo', 'scserv'] as const) {
      const kept = templatesOf(profile).resources.filter(({ policies }) => policies.deletion === 'Retain');
      expect(kept.map(({ id }) => id)).toEqual([]);
    }
    expect(demo.one('AWS::Cognito::UserPool').policies).toEqual(KEPT);
  });

  test('what is protected against deletion is made last, so that a rollback rarely meets it', () => {
    const raw = JSON.parse(
      readFileSync(join(demo.outDir, 'privacy-demo-stateful.template.json'), 'utf8'),
    ) as { Resources: Record<string, { Type: string; DependsOn?: string[] }> };
    const others = Object.entries(raw.Resources).flatMap(([id, { Type }]) =>
      /DynamoDB|CDK::|SSM/.test(Type) ? [] : [id],
    );
    for (const { Type, DependsOn = [] } of Object.values(raw.Resources))
      if (Type === 'AWS::DynamoDB::Table') expect(DependsOn).toEqual(expect.arrayContaining(others));
  });

  test('no name in it must be unique for all accounts of AWS: the login pages carry the account’s number', () => {
    expect(demo.one('AWS::Cognito::UserPoolDomain').properties['Domain']).toBe(`privacy-demo-${ACCOUNT}`);
  });
});

describe('tables', () => {
  test.each(TABLES)('the table %s is on demand, encrypted by our own key, protected and retained', (name) => {
    const { properties, policies } = table(name);
    expect(properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      DeletionProtectionEnabled: true,
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
    });
    expect(policies).toEqual(KEPT);
  });

  test('what must last can be restored to any second; only `short` cannot', () => {
    const restorable = TABLES.filter((name) => {
      const spec = table(name).properties['PointInTimeRecoverySpecification'];
      return (spec as { PointInTimeRecoveryEnabled: boolean }).PointInTimeRecoveryEnabled;
    });
    expect(restorable).toEqual(['people', 'cases', 'ledger']);
  });

  test('A1: the ledger’s own policy denies everybody to change or remove an entry', () => {
    const { ResourcePolicy: policy } = table('ledger').properties as {
      ResourcePolicy: { PolicyDocument: { Statement: readonly Record<string, unknown>[] } };
    };
    expect(policy.PolicyDocument.Statement).toHaveLength(1);
    const [statement] = policy.PolicyDocument.Statement;
    expect(statement).toMatchObject({ Effect: 'Deny', Principal: { AWS: '*' }, Resource: '*' });
    expect(statement?.['Action']).toEqual(
      expect.arrayContaining([
        'dynamodb:UpdateItem',
        'dynamodb:DeleteItem',
        'dynamodb:BatchWriteItem',
        'dynamodb:PartiQLUpdate',
        'dynamodb:PartiQLDelete',
      ]),
    );
  });

  test('only tables with an outbox have a stream, of new images; only `short` forgets by itself', () => {
    for (const name of TABLES) {
      const { StreamSpecification: stream, TimeToLiveSpecification: ttl } = table(name).properties;
      const streamed = name === 'cases' || name === 'people';
      expect(stream).toEqual(streamed ? { StreamViewType: 'NEW_IMAGE' } : undefined);
      expect(ttl).toEqual(name === 'short' ? { AttributeName: 'expires', Enabled: true } : undefined);
    }
  });

  test.each(['people', 'cases', 'ledger'] as const)(
    '%s has its sparse indexes, which carry codes and no body',
    (name) => {
      const indexes = table(name).properties['GlobalSecondaryIndexes'] as readonly {
        IndexName: string;
        KeySchema: readonly { AttributeName: string }[];
        Projection: { ProjectionType: string; NonKeyAttributes: readonly string[] };
      }[];
      expect(
        indexes.map((index) => [index.IndexName, ...index.KeySchema.map((key) => key.AttributeName)]),
      ).toEqual(indexesOf(name).map((index) => [INDEXES[index].name, INDEXES[index].pk, INDEXES[index].sk]));
      for (const { Projection } of indexes) {
        expect(Projection.ProjectionType).toBe('INCLUDE');
        expect(Projection.NonKeyAttributes).not.toContain('body');
      }
    },
  );
});

describe('keys and the root secret', () => {
  test('both keys rotate, are retained, and wait 30 days before they could go', () => {
    const keys = demo.ofType('AWS::KMS::Key');
    expect(keys).toHaveLength(2);
    for (const { properties, policies } of keys) {
      expect(properties).toMatchObject({ EnableKeyRotation: true, PendingWindowInDays: 30 });
      expect(policies).toEqual(KEPT);
    }
  });

  test('G14: the root secret is made at random by AWS, in the form that the doors parse', () => {
    const { properties, policies } = demo.one('AWS::SecretsManager::Secret');
    expect(properties['GenerateSecretString']).toMatchObject({
      SecretStringTemplate: '{"current":"k1"}',
      GenerateStringKey: 'k1',
      PasswordLength: 64,
    });
    expect(properties['SecretString']).toBeUndefined();
    expect(policies).toEqual(KEPT);
  });
});

describe('profiles', () => {
  test('L2: with external records no table is made here and nothing listens to a stream', () => {
    const scserv = templatesOf('scserv');
    expect(scserv.ofType('AWS::DynamoDB::Table')).toEqual([]);
    expect(scserv.ofType('AWS::Lambda::EventSourceMapping')).toEqual([]);
    expect(scserv.text).not.toContain('dynamodb:');
  });

  test('a deployed stateful stack is protected against termination; a developer’s is not', () => {
    const termination = (profile: 'local' | 'demo') => {
      const manifest = JSON.parse(readFileSync(join(templatesOf(profile).outDir, 'manifest.json'), 'utf8'));
      const stack = profile === 'demo' ? 'privacy-demo-stateful' : 'local-stateful';
      return manifest.artifacts[stack].properties.terminationProtection;
    };
    expect(termination('demo')).toBe(true);
    expect(termination('local')).toBe(false);
  });

  test('the staff pool takes nobody in by himself and asks for a second factor', () => {
    expect(demo.one('AWS::Cognito::UserPool').properties).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      MfaConfiguration: 'ON',
      DeletionProtection: 'ACTIVE',
    });
    expect(demo.one('AWS::Cognito::UserPoolClient').properties['GenerateSecret']).not.toBe(true);
    const groups = demo.ofType('AWS::Cognito::UserPoolGroup').map((group) => group.properties['GroupName']);
    expect(groups).toEqual(['agent', 'officer', 'auditor']);
  });

  test('L1: synth refuses Russian citizens’ data in AWS before any template is written', () => {
    const settings = loadSettings('demo', { residency: { russianCitizens: true } });
    expect(() => synthesize(settings)).toThrow(/152-FZ art\. 18\(5\)/);
  });
});
