import { COMMON_REFUSALS } from '../../shared/words/refusals-of-all.ts';
import { capability } from './manifest.ts';

export const siteManifest = capability({
  doors: {
    'site-public': {
      may: { tables: {} },
      loses: 'People see an error instead of the start page and of texts.',
    },
  },
  refusals: COMMON_REFUSALS,
});
