import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as site from '../../shared/api/site.ts';
import { refuse } from '../../shared/domain/result.ts';
import { door } from '../../shared/http/door.ts';
import { ASSETS, ICON_ASSET } from '../../shared/http/pages/assets.ts';
import { bind } from '../../shared/http/types.ts';
import { parseSettings } from '../../shared/settings.ts';

const settings = parseSettings(process.env['SETTINGS']);
/** Made by the build beside this bundle (openapi-build.ts). */
const openapi = readFileSync(join(__dirname, 'openapi.json'), 'utf8');
const assets = new Map(ASSETS.map((asset) => [asset.path, asset]));

const YEAR = { 'cache-control': 'public, max-age=31536000, immutable' };
const SHORT = { 'cache-control': 'public, max-age=300' };

/** Door of what belongs to no capability, and of every address that is nobody's (404). It reads no records. */
export const handler = door(
  [
    bind(site.homePage, async ({ page }) => ({
      status: 200,
      page: (await import('./pages.tsx')).homePage(page),
    })),
    bind(site.docsPage, async ({ page }) => ({
      status: 200,
      page: (await import('./docs-page.tsx')).docsPage(page.language),
    })),
    bind(site.docsErrorsPage, async ({ page }) => ({
      status: 200,
      page: (await import('./docs-page.tsx')).errorsPage(page.language),
    })),
    bind(site.openapiDocument, () => ({
      status: 200,
      text: { type: 'application/json; charset=utf-8', body: openapi },
      // Public like the routes that it describes: any site's tools may read it.
      headers: {
        ...SHORT,
        'access-control-allow-origin': '*',
        'cross-origin-resource-policy': 'cross-origin',
      },
    })),
    bind(site.health, () => ({ status: 200, json: { status: 'ok' } })),
    bind(site.asset, ({ path }) => {
      const found = assets.get(path);
      if (found === undefined) return refuse('not-found');
      return { status: 200, text: found, headers: YEAR };
    }),
    bind(site.favicon, () => ({ status: 200, text: ICON_ASSET, headers: SHORT })),
    bind(site.robots, () => ({
      status: 200,
      text: {
        type: 'text/plain; charset=utf-8',
        body: 'User-agent: *\nDisallow: /cases/\nDisallow: /desk\nDisallow: /staff\nDisallow: /unsubscribe/\n',
      },
      headers: SHORT,
    })),
  ],
  { settings },
);
