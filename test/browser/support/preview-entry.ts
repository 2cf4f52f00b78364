/** What the screenshot script needs from the bundle. */
// biome-ignore lint/performance/noBarrelFile: entry point of a bundle
export { ASSETS } from '../../../shared/http/pages/assets.ts';
export { previews } from './preview.tsx';
