import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CASE_EVENTS } from '../../shared/domain/cases/names.ts';
import { OPENING_PURPOSES } from '../../shared/domain/opening-purposes.ts';
import { PERSON_EVENTS } from '../../shared/domain/registration/events.ts';
import { ENV } from '../../shared/names.ts';
import { LINK_PURPOSES } from '../../shared/records/links.ts';
import { SECRET_PURPOSES } from '../../shared/records/secrets.ts';

const ROOT = join(import.meta.dirname, '../..');

const CONFIG = join(ROOT, 'test', 'support', 'knip-production.json');

/** What only tests use and stays, each with the reason. */
const KEPT: Readonly<Record<string, string>> = {
  'infra/capabilities/table.ts CAPABILITIES':
    'asked whether each folder has its manifest and each refusal one owner (test/unit/infra/capabilities)',
  'shared/api/fields.ts isOpaque':
    'the rule of text fields asks which fields are none (test/security/field-rules)',
  'shared/records/memory.ts': 'twin of the store, held to the same contract (test/contract)',
  'shared/records/memory-actions.ts': 'part of the twin',
  'shared/records/memory-store.ts': 'part of the twin',
  'shared/records/memory-units.ts': 'part of the twin',
  'shared/records/wrapper-memory.ts': 'twin of KMS',
  'shared/records/unsubscribe.ts unsubscribeLink':
    'makes what the page of one click reads; no letter carries it yet',
};

interface Issues {
  readonly issues: readonly {
    readonly file: string;
    readonly files: readonly unknown[];
    readonly exports: readonly { readonly name: string }[];
    readonly types: readonly { readonly name: string }[];
  }[];
}

const sources = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.ts', '*.tsx'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => /^(functions|infra|shared)\//.test(file) && existsSync(join(ROOT, file)))
  .map((file) => [file, readFileSync(join(ROOT, file), 'utf8')] as const);

/** Members of a closed list that no source of the product names, apart from where it is declared and from words and schemas. */
const unnamed = (members: readonly string[], apartFrom: RegExp): readonly string[] => {
  const text = sources.flatMap(([file, source]) => (apartFrom.test(file) ? [] : [source])).join('\n');
  return members.filter((member) => !text.includes(`'${member}'`));
};

describe('dead code', () => {
  test('what only tests use is defended with a reason, and every reason is still needed', {
    timeout: 120_000,
  }, () => {
    const knip = ['knip', '--production', '--no-progress', '--no-exit-code'];
    const what = ['--include', 'files,exports,types', '--reporter', 'json'];
    const out = execFileSync('npx', [...knip, ...what, '-c', CONFIG], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    const found = (JSON.parse(out) as Issues).issues.flatMap(({ file, files, exports, types }) => [
      ...(files.length > 0 ? [file] : []),
      ...[...exports, ...types].map(({ name }) => `${file} ${name}`),
    ]);
    expect(found.toSorted()).toEqual(Object.keys(KEPT).toSorted());
  });

  // Knip knows exports, not the members of lists.
  test('every key of the environment is read', () => {
    const text = sources.map(([, source]) => source).join('\n');
    expect(Object.keys(ENV).filter((key) => !text.includes(`ENV.${key}`))).toEqual([]);
  });

  test('every purpose of a secret and of a link is used', () => {
    expect(unnamed([...SECRET_PURPOSES], /^shared\/records\/secrets\.ts$/)).toEqual([]);
    expect(unnamed(Object.keys(LINK_PURPOSES), /^shared\/records\/links\.ts$/)).toEqual([]);
  });

  test('every purpose of an opening is named by somebody', () => {
    expect(unnamed(Object.keys(OPENING_PURPOSES), /^shared\/domain\/opening-purposes\.ts$/)).toEqual([]);
  });

  test('every event of a case and of a person is made by something', () => {
    const lists = /^shared\/(api|http\/pages\/texts|domain\/(cases|registration)\/events\.ts$)|bundle-words/;
    expect(unnamed([...CASE_EVENTS], lists)).toEqual([]);
    expect(unnamed([...PERSON_EVENTS], lists)).toEqual([]);
  });
});
