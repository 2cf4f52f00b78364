import type { Block, LetterDocument, Run } from './document.ts';

/** Non-breaking spaces are for HTML; in plain text they would hide words from search. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ');

const runText = (run: Run) => (typeof run === 'string' ? run : run.strong);

function blockText(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return block.runs.map(runText).join('');
    case 'heading':
    case 'quote':
    case 'code':
    case 'data':
      return block.text;
    case 'facts':
      return block.rows.map(([name, value]) => `${name}: ${value}`).join('\n');
    case 'list':
      return block.items.map((item) => `– ${item}`).join('\n');
    case 'link':
      return `${block.label}:\n${block.url}`;
  }
}

/** The letter as plain text, `\n` line ends, UTF-8. */
export function renderText(document: LetterDocument): string {
  const body = document.blocks.map(blockText).join('\n\n');
  return plain(`${body}\n\n-- \n${document.footer.join('\n')}\n`);
}
