import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { DOORS } from '../../shared/names.ts';
import { builtDoors } from '../support/built.ts';

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly inBundle?: boolean;
  readonly hasInstallScript?: boolean;
}
const json = (file: string) => JSON.parse(readFileSync(file, 'utf8'));
const locked = Object.entries(json('package-lock.json').packages as Record<string, Locked>).filter(
  ([path]) => path !== '',
);

describe('what is installed', () => {
  test('security.md: installing runs nobody’s scripts, and versions are written down exactly', () => {
    const npmrc = new Map(
      readFileSync('.npmrc', 'utf8')
        .split('\n')
        .flatMap((line) => (line.includes('=') ? [line.split('=', 2) as [string, string]] : [])),
    );
    expect(npmrc.get('ignore-scripts')).toBe('true');
    expect(npmrc.get('save-exact')).toBe('true');
    expect(
      [...npmrc.keys()].filter((name) => /auth|token|password|registry$|strict-ssl|cafile/.test(name)),
    ).toEqual([]);
    const { dependencies, devDependencies, optionalDependencies, scripts } = json('package.json');
    for (const [name, version] of Object.entries({
      ...dependencies,
      ...devDependencies,
      ...optionalDependencies,
    }))
      expect([name, version]).toEqual([name, expect.stringMatching(/^\d+\.\d+\.\d+(-[\w.]+)?$/)]);
    for (const name of ['preinstall', 'install', 'postinstall', 'prepare'])
      expect(scripts).not.toHaveProperty(name);
  });

  test('npm ci takes the lockfile as it is: everything that package.json leads to is locked, on every platform', async () => {
    const run = promisify(execFile)('npm', ['ci', '--dry-run', '--ignore-scripts', '--offline']);
    const { code, stderr } = await run.then(
      () => ({ code: 0, stderr: '' }),
      (error: { code: number; stderr: string }) => error,
    );
    expect([code, stderr.match(/Missing: .*|Invalid: .*/g)]).toEqual([0, null]);
  });

  test('security.md: each package is locked by its SHA-512, from a registry, never from git or a file', () => {
    expect(locked.length).toBeGreaterThan(300);
    for (const [path, { integrity, resolved, inBundle, version }] of locked) {
      // A package that travels inside another's archive is covered by that one's hash.
      if (inBundle !== true) expect([path, integrity]).toEqual([path, expect.stringMatching(/^sha512-/)]);
      expect([path, resolved ?? 'https://']).toEqual([path, expect.stringMatching(/^https:\/\//)]);
      expect([path, version]).toEqual([path, expect.stringMatching(/^\d+\.\d+\.\d+/)]);
    }
  });

  test('security.md: only packages known to work without their install script have one', () => {
    const scripted = locked.filter(([, { hasInstallScript }]) => hasInstallScript === true);
    const known = [/\/esbuild$/, /\/classic-level$/, /\/fsevents$/];
    expect(scripted.map(([path]) => path).filter((path) => !known.some((one) => one.test(path)))).toEqual([]);
  });
});

describe('what is deployed', () => {
  /** Everything of others that may get into a function. A new name here is a decision, not an accident. */
  const ALLOWED = [
    /^@aws-sdk\//,
    /^@smithy\//,
    /^@aws-crypto\//,
    /^@aws\/lambda-invoke-store$/,
    /^@middy\/core$/,
    /^(zod|diff|jose|preact|preact-render-to-string|fflate|nodemailer|temporal-polyfill|temporal-utils|bowser|tslib|uuid|fast-xml-parser|fast-xml-builder|strnum|path-expression-matcher|mnemonist|obliterator)$/,
  ];

  test('security.md: the bundles hold packages of the list only, and the doors of the public none that staff or mail need', async () => {
    const { files } = await builtDoors();
    const packageOf = (file: string): string | undefined =>
      /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];
    const byDoor = new Map<string, Set<string>>();
    for (const [file, { modules }] of Object.entries(files)) {
      const door = Object.keys(DOORS).find((name) => file.startsWith(`${name}/`));
      if (door === undefined) continue;
      const names = byDoor.get(door) ?? new Set<string>();
      for (const module of modules) {
        const name = packageOf(module);
        if (name !== undefined) names.add(name);
      }
      byDoor.set(door, names);
    }
    expect([...byDoor.keys()].toSorted()).toEqual(Object.keys(DOORS).toSorted());
    const all = new Set([...byDoor.values()].flatMap((names) => [...names]));
    expect([...all].filter((name) => !ALLOWED.some((one) => one.test(name)))).toEqual([]);
    for (const door of ['claims-public', 'cases-public', 'site-public'])
      for (const name of ['jose', 'nodemailer', 'fflate', '@aws-sdk/client-ses', '@aws-sdk/client-sfn'])
        expect([door, name, byDoor.get(door)?.has(name)]).toEqual([door, name, false]);
  });
});
