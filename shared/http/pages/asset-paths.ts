import { ICON_ASSET, STYLE_ASSETS } from './assets.ts';

/**
 * What a page links. The bundles have the finished paths in place of this module (infra/bundling/asset-paths.ts), so that
 * only the door that serves the files carries them.
 */
export const STYLE_PATHS = { site: STYLE_ASSETS.site.path, desk: STYLE_ASSETS.desk.path } as const;
export const ICON_PATH = ICON_ASSET.path;
