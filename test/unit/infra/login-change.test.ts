/** A deployment whose login changes – the company's own in place of a pool, or back – is deployed as it stands: stack by stack, in order. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadSettings } from '../../../infra/settings/load.ts';
import { synthesize } from '../../support/synthesize.ts';
import type { Templates } from '../../support/templates.ts';

const DEPLOYMENT = 'privacy-demo';

interface Raw {
  readonly Resources: Readonly<
    Record<string, { readonly Type: string; readonly Properties?: Record<string, unknown> }>
  >;
  readonly Parameters?: Readonly<Record<string, { readonly Type: string; readonly Default?: string }>>;
  readonly Outputs?: Readonly<Record<string, { readonly Export?: { readonly Name: string } }>>;
}

/** What a stack gives to others, and takes of them. */
interface Ties {
  readonly stack: string;
  readonly exports: readonly string[];
  readonly imports: readonly string[];
  readonly written: readonly string[];
  readonly read: readonly string[];
}

const importsIn = (text: string): string[] =>
  [...text.matchAll(/"Fn::ImportValue":"([^"]+)"/g)].map(([, name = '']) => name);

/** The stacks in the order in which `cdk deploy --all` takes them. */
function tiesOf({ outDir }: Templates): readonly Ties[] {
  const { artifacts } = JSON.parse(readFileSync(join(outDir, 'manifest.json'), 'utf8')) as {
    artifacts: Record<string, { type: string; dependencies?: string[] }>;
  };
  const left = new Map(
    Object.entries(artifacts)
      .filter(([, { type }]) => type === 'aws:cloudformation:stack')
      .map(([name, { dependencies = [] }]) => [name, dependencies] as const),
  );
  const ordered: string[] = [];
  while (left.size > 0) {
    const next = [...left].find(([, needs]) => !needs.some((one) => left.has(one)))?.[0];
    if (next === undefined) throw new Error('the stacks wait for each other');
    ordered.push(next);
    left.delete(next);
  }
  return ordered.map((stack) => {
    const text = readFileSync(join(outDir, `${stack}.template.json`), 'utf8');
    const { Resources, Parameters = {}, Outputs = {} } = JSON.parse(text) as Raw;
    return {
      stack,
      exports: Object.values(Outputs).flatMap(({ Export }) => Export?.Name ?? []),
      imports: importsIn(JSON.stringify(JSON.parse(text))),
      written: Object.values(Resources)
        .filter(({ Type }) => Type === 'AWS::SSM::Parameter')
        .map(({ Properties }) => String(Properties?.['Name'])),
      read: Object.values(Parameters)
        .filter(
          ({ Type, Default = '' }) =>
            Type.startsWith('AWS::SSM::Parameter') && Default.startsWith(`/${DEPLOYMENT}/`),
        )
        .map(({ Default = '' }) => Default),
    };
  });
}

const cognito = synthesize(loadSettings('demo'));
const company = synthesize(
  loadSettings('demo', {
    staff: {
      login: {
        ...{ kind: 'oidc', issuer: 'https://login.example.com', clientId: 'desk', audience: 'desk' },
        rolesClaim: 'roles',
        roles: { agent: ['agent'], officer: ['officer'], auditor: ['auditor'] },
      },
    },
  }),
);

describe.each([
  ['from the pool to the company’s own', tiesOf(cognito), tiesOf(company)],
  ['from the company’s own to a pool', tiesOf(company), tiesOf(cognito)],
])('the login changes %s by one `cdk deploy --all`', (_how, before, after) => {
  test('no stack takes back what one that is deployed after it still imports', () => {
    for (const [at, stack] of after.entries()) {
      const old = before.find((one) => one.stack === stack.stack);
      const gone = (old?.exports ?? []).filter((name) => !stack.exports.includes(name));
      const waiting = before.filter((one) => after.findIndex(({ stack: name }) => name === one.stack) > at);
      for (const name of gone) expect(waiting.flatMap(({ imports }) => imports)).not.toContain(name);
    }
  });

  test('what a stack reads of others was written by one before it', () => {
    const written = new Set<string>();
    for (const { stack, read, written: own } of after) {
      for (const name of read) expect([...written], stack).toContain(name);
      for (const name of own) written.add(name);
    }
    expect(written.size).toBeGreaterThan(2);
  });

  test('the doors are told of the new login, and of nothing of the old one', () => {
    const pools = (ties: readonly Ties[]) =>
      ties.flatMap(({ read }) => read).filter((name) => name.includes('staff'));
    expect(pools(before).length === 0).not.toBe(pools(after).length === 0);
  });
});
