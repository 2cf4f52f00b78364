import { createHash } from 'node:crypto';
import { MARK_PATHS } from './icons.tsx';
import { STYLES } from './style/style.ts';

/** A file that never changes under its name: the name carries a hash of the bytes, so it may be cached for a year. */
export interface Asset {
  /** Path on our origin, `/assets/<name>-<hash>.<ext>`. */
  readonly path: string;
  readonly type: string;
  readonly body: string;
}

function asset(name: string, extension: string, type: string, body: string): Asset {
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 12);
  return { path: `/assets/${name}-${hash}.${extension}`, type, body };
}

const css = (name: keyof typeof STYLES) => asset(name, 'css', 'text/css; charset=utf-8', STYLES[name]);

/** Style sheets of the public pages and of the desk. */
export const STYLE_ASSETS = { site: css('site'), desk: css('desk') } as const;

export const ICON_ASSET = asset(
  'icon',
  'svg',
  'image/svg+xml',
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="#0b6069" d="${MARK_PATHS.shield}"/><path fill="none" stroke="#fff" stroke-width="2.5" stroke-linecap="round" d="${MARK_PATHS.lines}"/></svg>`,
);

/** Everything `site-public` serves under `/assets/`. */
export const ASSETS: readonly Asset[] = [STYLE_ASSETS.site, STYLE_ASSETS.desk, ICON_ASSET];
