import { Fragment } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Block, LetterDocument } from './document.ts';

/**
 * The letter as HTML. In mail, styles are inline because mail programs drop style sheets; on our own pages (preview,
 * print) there are class names instead, because the pages' policy forbids inline styles. No pictures, no scripts,
 * nothing is fetched. Every text goes through the renderer's escaping; the only addresses are those of `link` blocks.
 */
const STYLE = {
  body: 'margin:0;padding:24px 16px;background:#ffffff;color:#1c1c1c;font:16px/1.5 Arial,Helvetica,sans-serif',
  page: 'max-width:600px;margin:0 auto',
  paragraph: 'margin:0 0 16px',
  heading: 'margin:24px 0 8px;font-size:18px;line-height:1.3',
  facts: 'margin:0 0 16px;border-collapse:collapse;font:inherit;color:inherit',
  name: 'padding:2px 16px 2px 0;text-align:left;vertical-align:top;font-weight:normal;color:#595959',
  value: 'padding:2px 0;vertical-align:top',
  list: 'margin:0 0 16px;padding-left:24px',
  quote: 'margin:0 0 16px;padding:4px 0 4px 16px;border-left:3px solid #8a8a8a',
  code: 'margin:0 0 16px;font:bold 28px/1.4 Consolas,Menlo,monospace;letter-spacing:4px',
  data: 'margin:0 0 16px;font:14px/1.4 Consolas,Menlo,monospace;overflow-wrap:anywhere',
  link: 'color:#0b4f9e;overflow-wrap:anywhere',
  footer: 'margin:32px 0 0;padding-top:12px;border-top:1px solid #c9c9c9;font-size:14px;color:#595959',
} as const;

type Part = keyof typeof STYLE;

/** Attributes of an element: inline styles in mail, `letter-…` classes on pages. */
type Dress = (part: Part) => { readonly style: string } | { readonly class: string };

const forMail: Dress = (part) => ({ style: STYLE[part] });
const forPage: Dress = (part) => ({ class: `letter-${part}` });

function Lines({ text }: { readonly text: string }) {
  return text.split('\n').map((line, index) => (
    <Fragment key={index}>
      {index > 0 && <br />}
      {line}
    </Fragment>
  ));
}

function BlockView({ block, dress }: { readonly block: Block; readonly dress: Dress }) {
  switch (block.kind) {
    case 'paragraph':
      return (
        <p {...dress('paragraph')}>
          {block.runs.map((run) =>
            typeof run === 'string' ? run : <strong key={run.strong}>{run.strong}</strong>,
          )}
        </p>
      );
    case 'heading':
      return <h2 {...dress('heading')}>{block.text}</h2>;
    case 'facts':
      return (
        <table role="presentation" {...dress('facts')}>
          <tbody>
            {block.rows.map(([name, value]) => (
              <tr key={name}>
                <td {...dress('name')}>{name}:</td>
                <td {...dress('value')}>{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      );
    case 'list':
      return (
        <ul {...dress('list')}>
          {block.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      );
    case 'link':
      return (
        <p {...dress('paragraph')}>
          {block.label}:<br />
          <a href={block.url} {...dress('link')}>
            {block.url}
          </a>
        </p>
      );
    case 'quote':
      return (
        <p {...dress('quote')}>
          <Lines text={block.text} />
        </p>
      );
    case 'code':
      return <p {...dress('code')}>{block.text}</p>;
    case 'data':
      return <p {...dress('data')}>{block.text}</p>;
  }
}

function LetterBody({ document, dress }: { readonly document: LetterDocument; readonly dress: Dress }) {
  return (
    <>
      {document.blocks.map((block, index) => (
        <BlockView key={index} block={block} dress={dress} />
      ))}
      <p {...dress('footer')}>
        <Lines text={document.footer.join('\n')} />
      </p>
    </>
  );
}

/** The letter inside one of our pages (preview on the desk, print): classes, no inline styles. */
export function LetterOnPage({ document }: { readonly document: LetterDocument }) {
  return (
    <div class="letter" lang={document.language}>
      <LetterBody document={document} dress={forPage} />
    </div>
  );
}

/** The whole HTML part of the mail. */
export function renderHtml(document: LetterDocument): string {
  const html = renderToString(
    <html lang={document.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>{document.subject}</title>
      </head>
      <body {...forMail('body')}>
        <div {...forMail('page')}>
          <LetterBody document={document} dress={forMail} />
        </div>
      </body>
    </html>,
  );
  return `<!doctype html>${html}`;
}
