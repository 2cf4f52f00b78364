import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  circlesIn,
  type Exception,
  habitBreaches,
  importsOf,
  WALLS,
  wallBreaches,
} from '../../support/house-rules.ts';
import { RESERVED, reservedBreaches, UNWRAPPING, unwrapBreaches } from '../../support/reserved-names.ts';

/** Breaches we defend; each must still be needed. */
const EXCEPTIONS: readonly Exception[] = [
  {
    file: /^shared\/records\/random\.ts$/,
    what: 'crypto.randomBytes',
    because: 'chance that others are given',
  },
  {
    file: /^shared\/records\/(dynamo|sealing|wrapper-memory)\.ts$/,
    what: 'crypto.randomBytes',
    because: 'nonces, ids of writes and pauses: nothing is decided by them, nothing repeated',
  },
  { file: /^shared\/http\/stamp\.ts$/, what: 'crypto.randomBytes', because: 'nonces and keys of forms' },
  { file: /^shared\/log\.ts$/, what: 'process.stdout', because: 'the logger itself' },
  { file: /^functions\/site\/openapi-build\.ts$/, what: 'process.stdout', because: 'a program of the build' },
  {
    file: /^infra\/local\/dynamodb\/(engine|parsers)\.ts$/,
    what: 'node:module',
    because: 'dynalite, in CommonJS',
  },
  {
    file: /^infra\/(local\/lambda-worker|bundling\/asset-paths)\.ts$/,
    what: 'import(…)',
    because: 'runs what was bundled',
  },
];

const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.ts', '*.tsx'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => /^(shared|functions|infra|test)\//.test(file));
const read = (file: string) => readFileSync(file, 'utf8');
const said = (breach: { file: string; line: number; rule: string; what: string }) =>
  `${breach.file}:${breach.line} ${breach.rule}: ${breach.what}`;

// Read before the tests, whose time is their own; they ask several times for the same.
for (const file of files) importsOf(file, read(file));

describe('import walls', () => {
  test('no file of the house looks through a wall', () => {
    expect(files.length).toBeGreaterThan(20);
    expect(files.flatMap((file) => wallBreaches(file, read(file))).map(said)).toEqual([]);
  });

  test.each([
    ['shared/law/planted.ts', "import { x } from '../domain/result.ts';"],
    ['shared/policy/planted.ts', "import { parseSettings } from '../settings.ts';"],
    ['shared/policy/planted.ts', "import * as z from 'zod/mini';"],
    ['shared/domain/planted.ts', "import { createHmac } from 'node:crypto';"],
    ['shared/domain/planted.ts', "import type { Records } from '../records/port.ts';"],
    ['functions/claims/planted.ts', "const other = await import('../desk/desk.ts');"],
    ['functions/claims/planted.ts', "export { handler } from '../desk/desk.ts';"],
    ['infra/stacks/planted.ts', "import { handler } from '../../functions/claims/public.ts';"],
    ['shared/names.ts', "import { z } from 'zod';"],
    ['shared/letters/planted.ts', "import { door } from '../http/door.ts';"],
    ['shared/words/planted.ts', "import type { Page } from '../http/pages/context.ts';"],
    ['shared/domain/planted.ts', "import { bilingual } from '../words/bilingual.ts';"],
    ['shared/identity/planted.ts', "import { hostCookie } from '../http/cookies.ts';"],
    ['shared/views/planted.ts', "import type { HttpRequest } from '../http/types.ts';"],
    ['shared/log.ts', "import type { Answer } from './http/types.ts';"],
    ['functions/claims/open-claim.ts', "import { HttpProblem } from '../../shared/http/problems.ts';"],
    ['functions/account/held.ts', "import type { PersonRequest } from '../../shared/http/types.ts';"],
    ['functions/desk/planted.ts', "const { draw } = await import('../../shared/http/draw.ts');"],
    ['functions/claims/task.ts', "import { SFNClient } from '@aws-sdk/client-sfn';"],
    ['shared/http/planted.ts', "import type { KMSClient } from '@aws-sdk/client-kms';"],
    ['functions/claims/open.ts', "import { MemoryRecords } from '../../shared/records/memory.ts';"],
    ['shared/records/planted.ts', "import { memoryWrapper } from './wrapper-memory.ts';"],
  ])('a planted breach in %s is found: %s', (file, source) => {
    expect(wallBreaches(file, source)).not.toEqual([]);
  });

  test('every wall stands around something', () => {
    expect(
      WALLS.filter((wall) => !files.some((file) => wall.from.test(file))).map((wall) => wall.name),
    ).toEqual([]);
  });

  test('no two modules of the product import each other in a circle, be it for a type', () => {
    const product = files.filter((file) => !file.startsWith('test/'));
    expect(circlesIn(new Map(product.map((file) => [file, read(file)])))).toEqual([]);
  });

  test('nor do tests at run time; the world of the simulation and its people know each other by type', () => {
    expect(circlesIn(new Map(files.map((file) => [file, read(file)])), { types: false })).toEqual([]);
  });

  test.each([
    ['values', "import { b } from './b.ts';", "import { a } from './a.ts';"],
    ['a type and a value', "import type { B } from './b.ts';", "import { a } from './a.ts';"],
    ['types beside values', "import { b, type B } from './b.ts';", "import { type A } from './a.ts';"],
    ['a late import and a type', "const b = () => import('./b.ts');", "import type { A } from './a.ts';"],
    ['a type that is imported where it stands', "type B = import('./b.ts').B;", "export * from './a.ts';"],
  ])('a planted circle is found: %s', (_, a, b) => {
    const planted = new Map([
      ['shared/a.ts', a],
      ['shared/b.ts', b],
    ]);
    expect(circlesIn(planted)).toEqual(['shared/a.ts → shared/b.ts → shared/a.ts']);
    expect(circlesIn(new Map([['shared/a.ts', a]]))).toEqual([]);
  });
});

describe('names that few may import', () => {
  test('nobody else does, and each is there', () => {
    expect(files.flatMap((file) => reservedBreaches(file, read(file))).map(said)).toEqual([]);
    for (const { name, of, by } of RESERVED) {
      expect(read(of)).toMatch(new RegExp(`export (async )?(function|const) ${name}\\b`));
      expect(files.some((file) => by.test(file))).toBe(true);
    }
  });

  test.each([
    "import { eventWrites } from '../../shared/records/ledger.ts';",
    "import { eventWrites as told } from '../../shared/records/ledger.ts';",
    "import * as ledger from '../../shared/records/ledger.ts';",
    "export { eventWrites } from '../../shared/records/ledger.ts';",
    "export * from '../../shared/records/ledger.ts';",
    "const { eventWrites } = await import('../../shared/records/ledger.ts');",
  ])('a planted breach is found: %s', (source) => {
    expect(reservedBreaches('functions/claims/planted.ts', source)).toHaveLength(1);
    expect(reservedBreaches('functions/claims/planted.ts', source.replace('ledger.ts', 'port.ts'))).toEqual(
      [],
    );
  });
});

describe('opening of personal data', () => {
  test('no data key is unwrapped past the purposes', () => {
    expect(files.flatMap((file) => unwrapBreaches(file, read(file))).map(said)).toEqual([]);
    expect(unwrapBreaches('shared/records/planted.ts', read(UNWRAPPING)).length).toBeGreaterThan(1);
  });

  test.each([
    'const key = await deps.wrapper.unwrap(wrapped, context);',
    "const key = await deps.wrapper['unwrap'](wrapped, context);",
    'const { unwrap } = deps.wrapper;',
    'const open = ({ unwrap: by }) => by(wrapped, context);',
  ])('a planted breach is found: %s', (source) => {
    expect(unwrapBreaches('functions/desk/planted.ts', source)).toHaveLength(1);
  });

  test.each([
    ['functions/desk/planted.ts', "import { openJson } from '../../shared/records/sealing.ts';"],
    ['functions/desk/planted.ts', "import { open } from '../../shared/records/sealing.ts';"],
    ['shared/records/planted.ts', "import { openJson, sealJson } from './sealing.ts';"],
  ])('so is a value that is opened elsewhere: %s %s', (file, source) => {
    expect(reservedBreaches(file, source)).toHaveLength(1);
  });
});

describe('the door', () => {
  test('its steps are a file each, of at most 80 lines', () => {
    const steps = files.filter((file) => file.startsWith('shared/http/door/'));
    expect(steps.map((file) => file.slice('shared/http/door/'.length))).toEqual(
      expect.arrayContaining(['check.ts', 'enter.ts', 'identify.ts', 'report.ts', 'serve.ts', 'tell.ts']),
    );
    expect(steps.filter((file) => read(file).split('\n').length > 81)).toEqual([]);
  });
});

describe('habits', () => {
  test('no hidden clock, chance, environment or console outside entry files and adapters', () => {
    const breaches = files.flatMap((file) => habitBreaches(file, read(file)));
    const left = breaches.filter(
      (breach) => !EXCEPTIONS.some((one) => one.file.test(breach.file) && one.what === breach.what),
    );
    expect(left.map(said)).toEqual([]);
    const unused = EXCEPTIONS.filter(
      (one) => !breaches.some((breach) => one.file.test(breach.file) && one.what === breach.what),
    );
    expect(unused).toEqual([]);
  });

  test.each([
    ['shared/domain/planted.ts', 'export const at = Date.now();'],
    ['shared/http/planted.ts', 'export const at = new Date();'],
    ['functions/claims/open.ts', 'export const id = Math.random();'],
    ['functions/claims/open.ts', 'console.log("claim");'],
    ['functions/claims/open.ts', 'export const table = process.env["TABLE"];'],
    ['test/unit/planted.test.ts', 'vi.mock("../x.ts");'],
    ['shared/domain/planted.ts', 'export const at = Date();'],
    ['shared/domain/planted.ts', 'const { now } = Date;'],
    ['shared/domain/planted.ts', 'const clock = Temporal.Now.instant();'],
    ['shared/records/planted.ts', 'const { env } = process;'],
    ['shared/records/planted.ts', "import { env } from 'node:process';"],
    ['shared/records/planted.ts', 'const env = globalThis.process.env;'],
    ['shared/http/planted.ts', 'const id = crypto.randomUUID();'],
    ['shared/http/planted.ts', "import { randomBytes } from 'node:crypto';"],
    ['shared/http/planted.ts', "import crypto from 'node:crypto';"],
    ['shared/http/planted.ts', "import { performance } from 'node:perf_hooks';"],
    ['functions/claims/open.ts', 'const other = await import(`../desk/desk.ts`);'],
    ['functions/claims/open.ts', 'const other = await import(name);'],
    ['functions/claims/open.ts', "import other = require('../desk/desk.ts');"],
    ['functions/claims/open.ts', "const other = require('../desk/desk.ts');"],
    ['infra/stacks/planted.ts', "import { createRequire } from 'node:module';"],
  ])('a planted breach in %s is found: %s', (file, source) => {
    expect(habitBreaches(file, source)).not.toEqual([]);
  });
});
