/**
 * Pictures of every page, for looking at: `npx node test/browser/support/screenshots.ts [directory] [page …]`.
 * Bundles preview.tsx (tsx does not run under type stripping), draws each page in Russian on a phone and a desktop,
 * light and dark, with all details opened on request (`--open`).
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { serve, startBrowser } from './browser.ts';

const flags = process.argv.slice(2).filter((word) => word.startsWith('--'));
const [directory = join(tmpdir(), 'privacy-desk-pages'), ...only] = process.argv
  .slice(2)
  .filter((word) => !word.startsWith('--'));
mkdirSync(directory, { recursive: true });

const bundle = join(directory, 'preview.mjs');
await build({
  entryPoints: [join(import.meta.dirname, 'preview-entry.ts')],
  outfile: bundle,
  bundle: true,
  platform: 'node',
  format: 'esm',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  logLevel: 'error',
});
const { previews, ASSETS } = (await import(bundle)) as typeof import('./preview-entry.ts');
const language = flags.includes('--en') ? 'en' : 'ru';
const pages = previews(language).filter(({ name }) => only.length === 0 || only.includes(name));
const byPath = new Map<string, { type: string; body: string }>([
  ...pages.map(({ name, html }) => [`/${name}`, { type: 'text/html; charset=utf-8', body: html }] as const),
  ...ASSETS.map(({ path, type, body }) => [path, { type, body }] as const),
]);
for (const { name, html } of pages) writeFileSync(join(directory, `${name}.html`), html);

const site = await serve((path) => byPath.get(path));
const browser = await startBrowser();
const schemes = flags.includes('--dark')
  ? (['dark'] as const)
  : flags.includes('--light')
    ? (['light'] as const)
    : (['light', 'dark'] as const);
for (const width of [390, 1280])
  for (const colorScheme of schemes) {
    const tab = await browser.newPage({
      viewport: { width, height: width === 390 ? 844 : 900 },
      colorScheme,
    });
    for (const { name } of pages) {
      await tab.goto(`${site.url}/${name}`);
      if (flags.includes('--open'))
        await tab.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })");
      await tab.screenshot({ path: join(directory, `${name}-${width}-${colorScheme}.png`), fullPage: true });
    }
    await tab.close();
  }
await browser.close();
await site.close();
console.log(`${pages.length} pages in ${directory}`);
