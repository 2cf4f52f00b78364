import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { idleCost, runsAMonth } from '../../../infra/tools/idle-cost.ts';
import { BLOCKS, withBlock } from '../../../infra/tools/readme.ts';
import { commandTable, scriptsOf, settingsTable } from '../../../infra/tools/readme-blocks.ts';
import { templatesOf } from '../../support/templates.ts';

// Synthesized before the tests, whose time is their own.
templatesOf('demo');

const ROOT = join(import.meta.dirname, '../../..');
const list = (...patterns: string[]) =>
  execFileSync('git', ['ls-files', '-co', '--exclude-standard', ...patterns], { cwd: ROOT, encoding: 'utf8' })
    .split('\n')
    .filter((file) => file !== '' && existsSync(join(ROOT, file)));
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const README = read('README.md');
const pages = list('*README.md');
const scripts = scriptsOf(read('package.json'));

/** Text without fenced blocks: what a reader clicks. */
const prose = (text: string) => text.replace(/^\s*```[\s\S]*?^\s*```/gm, '');
/** Anchor of a heading, as the usual hosts make it. */
const anchor = (heading: string) =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
const anchorsOf = (file: string) =>
  prose(read(file))
    .split('\n')
    .flatMap((line) => /^#+ (.+)$/.exec(line)?.[1] ?? [])
    .map(anchor);

describe('README.md', () => {
  test('it is no longer than a visitor reads', () => {
    expect(README.split('\n').length).toBeLessThanOrEqual(200);
  });

  test.each(Object.entries(BLOCKS))(
    'what is made from the code is up to date: %s (else: npx node infra/tools/readme.ts)',
    (name, { file, make }) => {
      const made = make({ scripts, cost: () => idleCost(templatesOf('demo').outDir) });
      expect(withBlock(read(file), name, made)).toBe(read(file));
    },
    60_000,
  );

  test('a block that has changed, or has no place, is noticed', () => {
    const page = read(BLOCKS.claim.file);
    expect(withBlock(page, 'claim', 'another')).not.toBe(page);
    expect(() => withBlock(page, 'planted', 'x')).toThrow('no place for planted');
  });

  test('every setting is in the table with an explanation', () => {
    const rows = settingsTable().split('\n').slice(2);
    expect(rows.length).toBeGreaterThan(50);
    expect(rows.filter((row) => /\| (With `[^`]*`: )?(Fields: [^|]*)?\|$/.test(row))).toEqual([]);
  });

  test('a command that nobody has described is refused', () => {
    expect(() => commandTable({ planted: 'node planted.ts' })).toThrow('planted');
  });

  test('every command that is named somewhere exists', () => {
    const said = pages.flatMap((file) =>
      [...read(file).matchAll(/npm run (?:-s )?([a-z][a-z:]*)/g)].map(([, name = '']) => ({ file, name })),
    );
    expect(said.length).toBeGreaterThan(10);
    expect(said.filter(({ name }) => scripts[name] === undefined)).toEqual([]);
  });

  test('its pictures are few and light', () => {
    const pictures = list('test/browser/pictures/*.png');
    expect(pictures.length).toBeLessThanOrEqual(2);
    for (const file of pictures) {
      expect(README).toContain(file);
      expect(statSync(join(ROOT, file)).size).toBeLessThanOrEqual(150 * 1024);
    }
  });

  test('the cost of a schedule that is not understood is not guessed', () => {
    expect(runsAMonth('rate(5 minutes)')).toBe(8_760);
    expect(() => runsAMonth('cron(0 9 ? * MON *)')).toThrow('is not known');
  });
});

describe('READMEs of the rooms', () => {
  test.each(['infra', 'functions', 'shared', 'events', 'test'])('%s has one', (room) => {
    expect(pages).toContain(`${room}/README.md`);
  });

  test('every link leads somewhere', () => {
    const broken = pages.flatMap((file) =>
      [...prose(read(file)).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].flatMap(([, link = '']) => {
        const [path = '', heading] = link.split('#');
        const target = path === '' ? file : normalize(join(dirname(file), path));
        const there =
          existsSync(join(ROOT, target)) && (heading === undefined || anchorsOf(target).includes(heading));
        return there ? [] : [`${file}: ${link}`];
      }),
    );
    expect(broken).toEqual([]);
  });

  test('a file that is named in them is there', () => {
    const files = list('*');
    const named = pages.flatMap((file) =>
      [...prose(read(file)).matchAll(/`([\w./-]+\.(?:ts|tsx))`/g)].map(([, name = '']) => ({ file, name })),
    );
    expect(named.length).toBeGreaterThan(50);
    const missing = named.filter(
      ({ name }) => !name.includes('ru-2028') && !files.some((one) => `/${one}`.endsWith(`/${name}`)),
    );
    expect(missing).toEqual([]);
  });
});
