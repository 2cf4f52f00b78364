import { describe, expect, test } from 'vitest';
import { decide, type Statement } from './iam-evaluator.ts';

const allow = (over: Partial<Statement> = {}): Statement => ({
  Effect: 'Allow',
  Action: 'dynamodb:PutItem',
  Resource: 'arn:aws:dynamodb:x:1:table/cases',
  ...over,
});
const put = { action: 'dynamodb:PutItem', resource: 'arn:aws:dynamodb:x:1:table/cases' };

describe('the policy evaluator itself', () => {
  test('nothing is allowed that no statement allows', () => {
    expect(decide([], put)).toBe('not allowed');
    expect(decide([allow({ Action: 'dynamodb:GetItem' })], put)).toBe('not allowed');
    expect(decide([allow({ Resource: 'arn:aws:dynamodb:x:1:table/case' })], put)).toBe('not allowed');
  });

  test('a deny wins over any allow, in any order', () => {
    const deny = allow({ Effect: 'Deny', Action: 'dynamodb:*', Resource: '*' });
    expect(decide([allow(), deny], put)).toBe('denied');
    expect(decide([deny, allow()], put)).toBe('denied');
  });

  test.each([
    ['dynamodb:*', '*'],
    ['*', '*'],
    ['dynamodb:Put????', 'arn:aws:dynamodb:*:1:table/*'],
    ['DynamoDB:putitem', 'arn:aws:dynamodb:x:1:table/cases'],
  ])('wildcards are seen through: %s on %s allows the put', (Action, Resource) => {
    expect(decide([allow({ Action, Resource })], put)).toBe('allowed');
  });

  test('a wildcard of a policy is no regular expression', () => {
    expect(decide([allow({ Action: 'dynamodb.PutItem' })], put)).toBe('not allowed');
  });

  test('a condition must hold; an absent key fails StringEquals', () => {
    const conditional = allow({ Condition: { StringEquals: { 'kms:ViaService': ['a', 'b'] } } });
    expect(decide([conditional], { ...put, context: { 'kms:ViaService': 'b' } })).toBe('allowed');
    expect(decide([conditional], { ...put, context: { 'kms:ViaService': 'c' } })).toBe('not allowed');
    expect(decide([conditional], put)).toBe('not allowed');
  });

  test('ForAllValues demands every value', () => {
    const keys = allow({ Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': 'CASE#*' } } });
    const withKeys = (...values: string[]) => ({ ...put, context: { 'dynamodb:LeadingKeys': values } });
    expect(decide([keys], withKeys('CASE#1', 'CASE#2'))).toBe('allowed');
    expect(decide([keys], withKeys('CASE#1', 'STAFF'))).toBe('not allowed');
  });

  test('what it does not understand stops the test instead of passing', () => {
    const strange = { ...allow(), NotAction: 'iam:*' } as Statement;
    expect(() => decide([strange], put)).toThrow('NotAction');
    expect(() => decide([allow({ Condition: { DateLessThan: { a: 'b' } } })], put)).toThrow('DateLessThan');
  });
});
