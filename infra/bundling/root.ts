import { dirname } from 'node:path';

/** Top of the repository. */
export const ROOT = dirname(dirname(import.meta.dirname));
