import { rmSync } from 'node:fs';
import type { TestProject } from 'vitest/node';

let folder: string | undefined;

export function setup({ config }: TestProject): void {
  folder = config.env['DESK_BUILT'];
}

/** After a run: what its files shared is taken away (built.ts). */
export function teardown(): void {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
}
