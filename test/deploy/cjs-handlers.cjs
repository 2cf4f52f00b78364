/**
 * Preloaded into the emulator's functions: `require('index')` finds `index.cjs`, as Lambda's own runtime does.
 * MiniStack looks for `.js` and `.mjs` only.
 */
const Module = require('node:module');

Module._extensions['.cjs'] = Module._extensions['.js'];
