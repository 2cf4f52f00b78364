import type { ComponentChildren, VNode } from 'preact';

/**
 * Texts of documents are Markdown; this draws the part of it that legal texts need: headings, paragraphs, lists, tables,
 * bold, links. Everything else stays as it was typed. It makes nodes, never HTML text, so a text can hold no markup of
 * its own, and links lead to http(s), mail and our own pages only.
 */

type Block =
  | { readonly is: 'heading'; readonly level: number; readonly text: string }
  | { readonly is: 'paragraph'; readonly text: string }
  | {
      readonly is: 'list';
      readonly ordered: boolean;
      readonly start: number;
      readonly items: readonly string[];
    }
  | { readonly is: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };

const HEADING = /^(#{1,4}) +(.+)$/;
const BULLET = /^ {0,3}[-*] +(.+)$/;
const NUMBERED = /^ {0,3}(\d{1,4})[.)] +(.+)$/;
const RULE_ROW = /^\|[\s:|-]+\|?\s*$/;

const cells = (line: string): readonly string[] =>
  line
    .trim()
    .replace(/^\|/, '')
    .replace(/\|$/, '')
    .split('|')
    .map((cell) => cell.trim());

/** What begins a block other than a paragraph. */
const begins = (line: string): boolean =>
  line.trim() === '' ||
  line.startsWith('|') ||
  HEADING.test(line) ||
  BULLET.test(line) ||
  NUMBERED.test(line);

/** Takes a text apart into blocks, line by line. */
export function blocksOf(text: string): readonly Block[] {
  const lines = text.split('\n');
  const blocks: Block[] = [];
  let i = 0;
  const line = (): string => lines[i] ?? '';
  while (i < lines.length) {
    const heading = HEADING.exec(line());
    if (heading !== null) {
      blocks.push({ is: 'heading', level: heading[1]?.length ?? 1, text: heading[2]?.trim() ?? '' });
      i += 1;
    } else if (line().startsWith('|')) {
      const rows: string[] = [];
      while (i < lines.length && line().startsWith('|')) rows.push(lines[i++] ?? '');
      const [head = '', second = '', ...rest] = rows;
      const body = RULE_ROW.test(second) ? rest : rows.slice(1);
      blocks.push({ is: 'table', head: cells(head), rows: body.map(cells) });
    } else if (BULLET.test(line()) || NUMBERED.test(line())) {
      const pattern = BULLET.test(line()) ? BULLET : NUMBERED;
      const start = Number(NUMBERED.exec(line())?.[1] ?? 1);
      const items: string[] = [];
      while (i < lines.length && line().trim() !== '') {
        const item = pattern.exec(line());
        if (item === null && begins(line())) break;
        if (item === null) items.push(`${items.pop() ?? ''} ${line().trim()}`);
        else items.push(item.at(-1) ?? '');
        i += 1;
      }
      blocks.push({ is: 'list', ordered: pattern === NUMBERED, start, items });
    } else if (line().trim() === '') i += 1;
    else {
      const words: string[] = [line().trim()];
      i += 1;
      while (i < lines.length && !begins(line())) words.push((lines[i++] ?? '').trim());
      blocks.push({ is: 'paragraph', text: words.join(' ') });
    }
  }
  return blocks;
}

/** Addresses a link may have: http(s), mail, a path on our own origin. */
const SAFE_LINK = /^(?:https?:\/\/[^\s"'<>\\]+|mailto:[^\s"'<>\\?]+|\/(?![/\\])[^\s"'<>\\]*)$/;

/** Bold and links of a line; what is not closed, or leads elsewhere, stays as it was typed. */
export function inline(text: string): ComponentChildren[] {
  const nodes: ComponentChildren[] = [];
  let plain = '';
  let i = 0;
  const flush = (): void => {
    if (plain !== '') nodes.push(plain);
    plain = '';
  };
  while (i < text.length) {
    // A bold part begins at a word: two stars between blanks are two stars.
    if (text.startsWith('**', i) && /\S/.test(text.charAt(i + 2))) {
      const end = text.indexOf('**', i + 2);
      if (end > i + 2) {
        flush();
        nodes.push(<b key={i}>{inline(text.slice(i + 2, end))}</b>);
        i = end + 2;
        continue;
      }
    }
    if (text[i] === '[') {
      const middle = text.indexOf('](', i);
      const end = middle < 0 ? -1 : text.indexOf(')', middle);
      const href = end < 0 ? '' : text.slice(middle + 2, end);
      if (end > 0 && middle > i + 1 && !text.slice(i + 1, middle).includes('[') && SAFE_LINK.test(href)) {
        flush();
        nodes.push(
          <a key={i} href={href}>
            {text.slice(i + 1, middle)}
          </a>,
        );
        i = end + 1;
        continue;
      }
    }
    plain += text[i];
    i += 1;
  }
  flush();
  return nodes;
}

function drawBlock(block: Block, key: number, anchor: string | undefined): VNode {
  switch (block.is) {
    case 'heading':
      if (block.level <= 2)
        return (
          <h2 key={key} {...(anchor === undefined ? {} : { id: anchor })}>
            {inline(block.text)}
          </h2>
        );
      return block.level === 3 ? (
        <h3 key={key}>{inline(block.text)}</h3>
      ) : (
        <h4 key={key}>{inline(block.text)}</h4>
      );
    case 'paragraph':
      return <p key={key}>{inline(block.text)}</p>;
    case 'list': {
      const items = block.items.map((item) => <li key={item}>{inline(item)}</li>);
      if (!block.ordered) return <ul key={key}>{items}</ul>;
      return (
        <ol key={key} start={block.start}>
          {items}
        </ol>
      );
    }
    case 'table':
      return (
        <table key={key} class="terms">
          <thead>
            <tr>
              {block.head.map((cell) => (
                <th key={cell} scope="col">
                  {inline(cell)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {block.rows.map((row) => (
              <tr key={row.join('|')}>
                {block.head.map((name, column) => (
                  <td key={name}>{inline(row[column] ?? '')}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
  }
}

/** A text taken apart for a page: its title (a first heading of the first rank), its sections, and the drawn rest. */
export interface DrawnText {
  readonly title: string | undefined;
  readonly sections: readonly { readonly id: string; readonly text: string }[];
  readonly body: readonly VNode[];
}

/** Draws a text. `scope` keeps the anchors of several texts on one page apart. */
export function drawText(text: string, scope = ''): DrawnText {
  const [first, ...rest] = blocksOf(text);
  const titled = first?.is === 'heading' && first.level === 1;
  const blocks = titled || first === undefined ? rest : [first, ...rest];
  const sections: { id: string; text: string }[] = [];
  const body = blocks.map((block, key) => {
    const section = block.is === 'heading' && block.level <= 2;
    const id = section ? `${scope}part-${sections.length + 1}` : undefined;
    if (section && id !== undefined) sections.push({ id, text: block.text });
    return drawBlock(block, key, id);
  });
  return { title: titled ? first.text : undefined, sections, body };
}
