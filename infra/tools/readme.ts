/**
 * `npx node infra/tools/readme.ts` writes the parts of the READMEs that are made from the code: commands, settings, the
 * life of a claim, the cost of an idle deployment. A test fails while they differ.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CostLine, costTable, idleCostOf } from './idle-cost.ts';
import { claimDiagram, commandTable, scriptsOf, settingsTable } from './readme-blocks.ts';

/** Each block that is made: where it stands, and what makes it of the scripts of package.json and the idle cost. */
export const BLOCKS = {
  commands: { file: 'infra/tools/README.md', make: ({ scripts }) => commandTable(scripts) },
  settings: { file: 'infra/settings/README.md', make: () => settingsTable() },
  claim: { file: 'shared/README.md', make: () => claimDiagram() },
  cost: { file: 'infra/README.md', make: ({ cost }) => costTable(cost()) },
} as const satisfies Readonly<
  Record<string, { readonly file: string; readonly make: (of: Sources) => string }>
>;

/** What the blocks are made of. */
export interface Sources {
  readonly scripts: ReturnType<typeof scriptsOf>;
  readonly cost: () => readonly CostLine[];
}

/** Puts a block between its marks `<!-- made: NAME -->` and `<!-- end: NAME -->`. Throws for a mark that is not there. */
export function withBlock(text: string, name: string, block: string): string {
  const [begin, end] = [`<!-- made: ${name} -->`, `<!-- end: ${name} -->`];
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`there is no place for ${name}: ${begin} … ${end}`);
  return `${text.slice(0, from + begin.length)}\n\n${block}\n\n${text.slice(to)}`;
}

if (import.meta.main) {
  const top = join(import.meta.dirname, '../..');
  const scripts = scriptsOf(readFileSync(join(top, 'package.json'), 'utf8'));
  for (const [name, { file, make }] of Object.entries(BLOCKS)) {
    const path = join(top, file);
    const block = make({ scripts, cost: () => idleCostOf('demo') });
    writeFileSync(path, withBlock(readFileSync(path, 'utf8'), name, block));
  }
}
