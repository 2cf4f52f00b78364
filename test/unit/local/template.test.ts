import { describe, expect, it } from 'vitest';
import { TemplateError } from '../../../infra/local/intrinsics.ts';
import { loadAssembly } from '../../../infra/local/template.ts';
import { type AppSpec, writeApp } from '../../workflow/engine/support.ts';

type Json = Readonly<Record<string, unknown>>;

/** Properties of a resource whose only purpose is to be resolved. */
function resolved(properties: Json, template: Json = {}, resources: AppSpec['resources'] = {}): Json {
  const dir = writeApp({
    resources: { Probe: { Type: 'AWS::KMS::Key', Properties: properties }, ...resources },
    ...(Object.keys(template).length > 0
      ? {
          template: {
            Resources: { Probe: { Type: 'AWS::KMS::Key', Properties: properties }, ...resources },
            ...template,
          },
        }
      : {}),
  });
  return loadAssembly(dir).resources.find((resource) => resource.logicalId === 'Probe')?.properties ?? {};
}

/** Writes `#{…}` as CloudFormation's own placeholder, which looks like one of JavaScript. */
const sub = (text: string): string => text.replaceAll('#{', '$\u007b');

const table = {
  Cases: {
    Type: 'AWS::DynamoDB::Table',
    Properties: { TableName: 'cases', StreamSpecification: { StreamViewType: 'NEW_IMAGE' } },
  },
};

describe('intrinsics of the templates', () => {
  it.each<[string, unknown, unknown]>([
    ['Ref', { Ref: 'Cases' }, 'cases'],
    [
      'Fn::GetAtt Arn',
      { 'Fn::GetAtt': ['Cases', 'Arn'] },
      'arn:aws:dynamodb:eu-central-1:000000000000:table/cases',
    ],
    [
      'Fn::GetAtt in one text',
      { 'Fn::GetAtt': 'Cases.Arn' },
      'arn:aws:dynamodb:eu-central-1:000000000000:table/cases',
    ],
    ['Fn::Join', { 'Fn::Join': ['/', ['a', { Ref: 'Cases' }, 7]] }, 'a/cases/7'],
    [
      'Fn::Sub',
      { 'Fn::Sub': sub('#{Cases}-#{Cases.Arn}-#{!Kept}') },
      'cases-arn:aws:dynamodb:eu-central-1:000000000000:table/cases-'.concat(sub('#{Kept}')),
    ],
    [
      'Fn::Sub with values',
      { 'Fn::Sub': [sub('#{Own}.#{AWS::Region}'), { Own: { Ref: 'Cases' } }] },
      'cases.eu-central-1',
    ],
    ['Fn::Select and Fn::Split', { 'Fn::Select': [1, { 'Fn::Split': ['-', 'a-b-c'] }] }, 'b'],
    [
      'pseudo parameters',
      {
        'Fn::Join': [
          ':',
          [
            { Ref: 'AWS::Partition' },
            { Ref: 'AWS::AccountId' },
            { Ref: 'AWS::StackName' },
            { Ref: 'AWS::URLSuffix' },
          ],
        ],
      },
      'aws:000000000000:Test:amazonaws.com',
    ],
    ['AWS::NoValue in a list', ['a', { Ref: 'AWS::NoValue' }, 'b'], ['a', 'b']],
    [
      'a policy with a key Condition',
      { Condition: { StringEquals: { a: 'b' } } },
      { Condition: { StringEquals: { a: 'b' } } },
    ],
  ])('%s', (_title, value, expected) => {
    expect(resolved({ value }, {}, table)['value']).toEqual(expected);
  });

  it('AWS::NoValue leaves a property out', () => {
    expect(resolved({ gone: { Ref: 'AWS::NoValue' }, kept: 1 })).toEqual({ kept: 1 });
  });

  it('conditions choose values and whole resources', () => {
    const Conditions = {
      Here: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-central-1'] },
      There: { 'Fn::Not': [{ Condition: 'Here' }] },
      Both: {
        'Fn::And': [{ Condition: 'Here' }, { 'Fn::Or': [{ Condition: 'There' }, { Condition: 'Here' }] }],
      },
    };
    const value = { 'Fn::If': ['Both', { 'Fn::If': ['There', 'no', 'yes'] }, 'no'] };
    expect(resolved({ value }, { Conditions })['value']).toBe('yes');
    const dir = writeApp({
      template: { Conditions, Resources: { Absent: { Type: 'AWS::KMS::Key', Condition: 'There' } } },
    });
    expect(loadAssembly(dir).resources).toEqual([]);
  });

  it('parameters give their defaults', () => {
    const Parameters = { BootstrapVersion: { Type: 'String', Default: '21' } };
    expect(resolved({ value: { Ref: 'BootstrapVersion' } }, { Parameters })['value']).toBe('21');
  });

  it('exports reach other stacks and parts of the same', () => {
    const Outputs = {
      Out: { Value: { 'Fn::GetAtt': ['Cases', 'StreamArn'] }, Export: { Name: 'stateful:CasesStream' } },
    };
    expect(
      resolved({ value: { 'Fn::ImportValue': 'stateful:CasesStream' } }, { Outputs }, table)['value'],
    ).toMatch(/:table\/cases\/stream\//);
  });
});

describe('what the local cloud does not run stops the start', () => {
  const load = (spec: AppSpec) => () => loadAssembly(writeApp(spec));

  it('with every logical id and type at once', () => {
    const resources = {
      Pool: { Type: 'AWS::Cognito::UserPool' },
      Bucket: { Type: 'AWS::S3::Bucket' },
      Fine: { Type: 'AWS::KMS::Key' },
    };
    expect(load({ resources })).toThrow(TemplateError);
    expect(load({ resources })).toThrow(
      /Test\/Pool \(AWS::Cognito::UserPool\)[\s\S]*Test\/Bucket \(AWS::S3::Bucket\)/,
    );
  });

  it.each<[string, Json, RegExp]>([
    ['an unknown intrinsic', { value: { 'Fn::Cidr': ['10.0.0.0/8', 1] } }, /Fn::Cidr/],
    ['a reference to nothing', { value: { Ref: 'Missing' } }, /Missing/],
    ['an attribute that the type has not', { value: { 'Fn::GetAtt': ['Probe', 'Colour'] } }, /Probe\.Colour/],
    ['an export that no stack makes', { value: { 'Fn::ImportValue': 'nowhere' } }, /nowhere/],
    ['an unknown condition', { value: { 'Fn::If': ['Unknown', 1, 2] } }, /Unknown/],
  ])('%s', (_title, properties, message) => {
    expect(load({ resources: { Probe: { Type: 'AWS::KMS::Key', Properties: properties } } })).toThrow(
      message,
    );
  });

  it('an unknown section, and a property that cannot work here', () => {
    expect(load({ template: { Transform: 'AWS::LanguageExtensions' } })).toThrow(/section Transform/);
    const functions = { door: 'export const handler = 1;' };
    const functionProperties = { door: { Layers: ['arn'] } };
    expect(load({ functions, functionProperties })).toThrow(
      /door \(AWS::Lambda::Function\): property Layers/,
    );
  });
});

describe('the resources of an app', () => {
  it('inert ones are left out, but may be referred to', () => {
    const resources = {
      Role: { Type: 'AWS::IAM::Role', Properties: { Strange: { 'Fn::Cidr': [] } } },
      Probe: {
        Type: 'AWS::KMS::Key',
        Properties: { role: { 'Fn::GetAtt': ['Role', 'Arn'] }, id: { 'Fn::GetAtt': ['Role', 'RoleId'] } },
      },
    };
    const { resources: found } = loadAssembly(writeApp({ resources }));
    expect(found.map((resource) => resource.logicalId)).toEqual(['Probe']);
    expect(found[0]?.properties['role']).toMatch(/^arn:aws:/);
  });

  it('are found by name, ARN and stream; keys and APIs have the same id at every start', () => {
    const resources = { ...table, Key: { Type: 'AWS::KMS::Key' } };
    const first = loadAssembly(writeApp({ resources }));
    const second = loadAssembly(writeApp({ resources }));
    const arn = 'arn:aws:dynamodb:eu-central-1:000000000000:table/cases';
    expect(first.find('cases')?.arn).toBe(arn);
    expect(first.find(`${arn}/stream/2026-01-01T00:00:00.000`)?.logicalId).toBe('Cases');
    expect(first.ofType('AWS::KMS::Key')[0]?.ref).toBe(second.ofType('AWS::KMS::Key')[0]?.ref);
  });

  it("an API's address is the local site", () => {
    const resources = {
      Api: { Type: 'AWS::ApiGatewayV2::Api' },
      Probe: { Type: 'AWS::KMS::Key', Properties: { url: { 'Fn::GetAtt': ['Api', 'ApiEndpoint'] } } },
    };
    const attributes = { 'AWS::ApiGatewayV2::Api.ApiEndpoint': 'http://127.0.0.1:4000' };
    expect(
      loadAssembly(writeApp({ resources }), { attributes }).ofType('AWS::KMS::Key')[0]?.properties['url'],
    ).toBe('http://127.0.0.1:4000');
  });
});
