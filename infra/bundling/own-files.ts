/**
 * What a door loads with `import()` becomes a file of its own beside its bundle: Lambda reads it when it is first used.
 * (esbuild splits ES modules only, and CommonJS loads faster; infra/README.md.)
 */

import type { Plugin } from 'esbuild';
import type { DoorName } from '../../shared/names.ts';

/** The built-in policy and consents: read until the first versions are recorded, and by the sweep. */
const BUILT_IN = { 'shared/policy/built-in.ts': 'built-in' };

/** Module → file name. It must share no state with the rest of the door: what it imports is in both files. */
export const OWN_FILES: Readonly<Partial<Record<DoorName, Readonly<Record<string, string>>>>> = {
  'letters-task': {
    // Templates and composer: events and sweeps, half of all invocations, do without.
    'functions/letters/write-message.ts': 'write',
    // Most deployments send by SES.
    'shared/letters/smtp.ts': 'smtp',
  },
  'policy-public': BUILT_IN,
  'registration-public': BUILT_IN,
  'policy-desk': BUILT_IN,
  'publication-public': BUILT_IN,
  'policy-task': BUILT_IN,
  // Exports are rare: the bundle's words and the ZIP writer.
  'desk-desk': { 'functions/desk/bundle-files.ts': 'export' },
};

/** Plugin: turns the dynamic imports of those modules into imports of their files. */
export const ownFiles: Plugin = {
  name: 'own-files',
  setup({ onResolve }) {
    for (const files of Object.values(OWN_FILES)) {
      for (const [module, name] of Object.entries(files)) {
        const base = module.slice(module.lastIndexOf('/') + 1).replaceAll('.', '\\.');
        onResolve({ filter: new RegExp(`^\\..*/${base}$`) }, ({ kind }) =>
          kind === 'dynamic-import' ? { path: `./${name}.cjs`, external: true } : undefined,
        );
      }
    }
  },
};
