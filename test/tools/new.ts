/**
 * What `npm run new` begins, tried in a copy of the project: the result compiles and keeps the rules of the house, its tests
 * pass but for those that ask for what is left to be done, and it takes no more files than a new operation may.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const TOP = join(import.meta.dirname, '../..');
/** Entries that a finished operation adds to what is begun: event, its words, refusal, permission, black-box test, README. */
const LEFT = 6;
/** Most files that a new operation with its page takes, a letter – four and its sample –, and a kind of record. */
const FILES = { operation: 18, letter: 5, record: 3 } as const;

/** A copy of what git knows, or would; programs are those of this project. */
function copy(): string {
  const folder = mkdtempSync(join(tmpdir(), 'privacy-desk-new-'));
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
    cwd: TOP,
    encoding: 'utf8',
  });
  for (const file of listed.split('\n').filter(Boolean)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(TOP, file), join(folder, file));
  }
  symlinkSync(join(TOP, 'node_modules'), join(folder, 'node_modules'));
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: folder });
  git('init', '-q');
  git('add', '-A');
  git('commit', '-qm', 'as it is');
  return folder;
}

let passed = 0;
let failed = 0;
function check(title: string, ok: boolean, said = ''): void {
  if (ok) passed += 1;
  else failed += 1;
  console.log(`${ok ? '✓' : '✗'} ${title}${ok ? '' : `\n${said}`}`);
}

const folder = copy();
const run = (...command: string[]) => {
  const { status, stdout, stderr } = spawnSync('npx', command, { cwd: folder, encoding: 'utf8' });
  return { ok: status === 0, said: `${stdout}${stderr}`.slice(-4_000) };
};
const changed = () => {
  execFileSync('git', ['add', '-A'], { cwd: folder });
  return execFileSync('git', ['diff', '--cached', '--name-only'], { cwd: folder, encoding: 'utf8' })
    .split('\n')
    .filter(Boolean);
};
const commit = (message: string) =>
  execFileSync('git', ['commit', '-qam', message, '--author', 't <t@example.com>'], {
    cwd: folder,
    env: { ...process.env, GIT_COMMITTER_NAME: 't', GIT_COMMITTER_EMAIL: 't@example.com' },
  });
const begin = (what: keyof typeof FILES, name: string, left: number) => {
  const before = changed().length;
  const begun = run('node', 'infra/tools/new.ts', what, name);
  const files = changed().length - before;
  check(
    `${what} ${name} is begun with ${files} files, at most ${FILES[what] - left}`,
    begun.ok && files <= FILES[what] - left,
    begun.said,
  );
};
/** A file of tests of which the one that asks for what is left to be done fails, and no other. */
const asDesigned = (file: string) => {
  const { ok, said } = run('vitest', 'run', '--project', 'unit', file, '--no-color');
  check(
    `${file}: 2 pass, and 1 asks for the event`,
    !ok && / 1 failed \| 2 passed/.test(said) && /G10: it stands in the ledger/.test(said),
    said,
  );
};

try {
  begin('operation', 'people/mark-checked', LEFT);
  asDesigned('test/unit/people/mark-checked.test.ts');
  check(
    'the name is not taken twice',
    !run('node', 'infra/tools/new.ts', 'operation', 'people/mark-checked').ok,
  );
  commit('for staff');
  begin('operation', 'account/say-hello', LEFT);
  asDesigned('test/unit/account/say-hello.test.ts');
  begin('record', 'hello-mark', 0);
  for (const reader of ['requester', 'owner', 'staff']) {
    commit(`letter to ${reader}`);
    begin('letter', `${reader}/hello-${reader}`, 0);
  }
  for (const [title, command] of [
    ['all of it compiles', ['tsc', '--noEmit']],
    ['it is written as the house writes', ['biome', 'ci', '--reporter=summary', '.']],
    ['nothing of it is dead', ['knip', '--no-progress']],
    [
      'the rules of the house hold',
      [
        'vitest',
        'run',
        '--project',
        'unit',
        'test/unit/house/house-rules.test.ts',
        'test/unit/infra/routing.test.ts',
        'test/unit/letters',
        'test/unit/http/openapi.test.ts',
        '--no-color',
      ],
    ],
  ] as const) {
    const { ok, said } = run(...command);
    check(title, ok, said);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
