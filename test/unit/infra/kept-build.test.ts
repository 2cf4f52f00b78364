import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { copyKept, sourcesHash } from '../../../infra/bundling/kept-build.ts';

let root: string;
let builds: number;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'privacy-desk-kept-'));
  builds = 0;
  mkdirSync(join(root, 'functions/site'), { recursive: true });
  writeFileSync(join(root, 'functions/site/public.ts'), 'one');
  writeFileSync(join(root, 'package-lock.json'), '{}');
});
afterEach(() => rmSync(root, { recursive: true }));

/** Builds into `name`; what lies there then. */
async function build(name: string): Promise<string> {
  await copyKept(root, join(root, name), async (folder) => {
    builds += 1;
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'index.cjs'), `build ${builds}`);
  });
  return readFileSync(join(root, name, 'index.cjs'), 'utf8');
}

describe('bundles that are kept', () => {
  test('of the same sources are built once, and copied', async () => {
    expect([await build('a'), await build('b'), builds]).toEqual(['build 1', 'build 1', 1]);
    // Who changes its copy changes nobody else's.
    writeFileSync(join(root, 'b/index.cjs'), 'mine');
    expect(await build('c')).toBe('build 1');
  });

  test.each([
    ['a source that changed', () => writeFileSync(join(root, 'functions/site/public.ts'), 'two')],
    ['a new source', () => writeFileSync(join(root, 'functions/site/other.ts'), '')],
    ['a source that is gone', () => rmSync(join(root, 'functions/site/public.ts'))],
    ['other packages', () => writeFileSync(join(root, 'package-lock.json'), '{"x":1}')],
    [
      'bytes that went from one file into the next',
      () => {
        writeFileSync(join(root, 'functions/site/public.ts'), 'on');
        writeFileSync(join(root, 'functions/site/q.ts'), 'e');
      },
    ],
  ])('%s is another build; the old one comes back with the old sources', async (_, change) => {
    await build('a');
    const before = sourcesHash(root);
    change();
    expect(sourcesHash(root)).not.toBe(before);
    expect(await build('b')).toBe('build 2');
  });

  test('a build that failed is not kept', async () => {
    const failing = copyKept(root, join(root, 'a'), async (folder) => {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'index.cjs'), 'half');
      throw new Error('does not bundle');
    });
    await expect(failing).rejects.toThrow('does not bundle');
    expect(existsSync(join(root, 'a'))).toBe(false);
    expect(await build('a')).toBe('build 1');
  });

  test('a few are kept, not all there ever were', async () => {
    for (let n = 0; n < 9; n += 1) {
      writeFileSync(join(root, 'functions/site/public.ts'), `${n}`);
      await build(`out${n}`);
    }
    expect(readdirSync(join(root, 'node_modules/.cache/privacy-desk/builds'))).toHaveLength(4);
    expect(await build('again')).toBe('build 9');
  });
});
