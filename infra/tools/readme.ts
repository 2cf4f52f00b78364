/**
 * `npx node infra/tools/readme.ts` writes the parts of README.md that are made from the code: commands, settings, the
 * life of a claim, the cost of an idle deployment. A test fails while they differ.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { costTable, idleCostOf } from './idle-cost.ts';
import { claimDiagram, commandTable, scriptsOf, settingsTable } from './readme-blocks.ts';

/** Puts blocks between their marks `<!-- made: NAME -->` and `<!-- end: NAME -->`. Throws for a mark that is not there. */
export function withBlocks(text: string, blocks: Readonly<Record<string, string>>): string {
  return Object.entries(blocks).reduce((before, [name, block]) => {
    const [begin, end] = [`<!-- made: ${name} -->`, `<!-- end: ${name} -->`];
    const from = before.indexOf(begin);
    const to = before.indexOf(end);
    if (from < 0 || to < from) throw new Error(`README.md has no place for ${name}: ${begin} … ${end}`);
    return `${before.slice(0, from + begin.length)}\n\n${block}\n\n${before.slice(to)}`;
  }, text);
}

if (import.meta.main) {
  const top = join(import.meta.dirname, '../..');
  const file = join(top, 'README.md');
  const blocks = {
    commands: commandTable(scriptsOf(readFileSync(join(top, 'package.json'), 'utf8'))),
    settings: settingsTable(),
    claim: claimDiagram(),
    cost: costTable(idleCostOf('demo')),
  };
  writeFileSync(file, withBlocks(readFileSync(file, 'utf8'), blocks));
}
