import { renderToString } from 'preact-render-to-string';
import type { Language } from '../../../shared/law/date-words.ts';
import { formatInstant } from '../../../shared/law/date-words.ts';
import { REGIME_ZONE } from '../../../shared/law/regimes.ts';
import type { ToldPoint } from '../../../shared/policy/disclosed.ts';
import { SECTIONS, type SectionId } from '../sections.ts';
import { EXPORT_WORDS } from './words.ts';

/** What a part of an export says around its records. */
export interface Cover {
  readonly language: Language;
  readonly reference: string;
  readonly operator: string;
  /** Epoch ms. */
  readonly at: number;
  readonly number: number;
  readonly points: readonly ToldPoint[];
  /** Internal notes that are left out of this part. */
  readonly leftOut: number;
  /** Page of the next part; absent: this is the last. */
  readonly next?: string;
}

const STYLE =
  'body{max-width:52rem;margin:2rem auto;padding:0 1rem;font:16px/1.5 Arial,sans-serif;color:#1c1c1c}' +
  'h1{font-size:1.7rem}h2{margin-top:2.4rem;border-bottom:1px solid #999}h3{margin-top:1.8rem}h4{margin:1rem 0 .2rem}' +
  'article{border-top:1px solid #ccc;padding:.4rem 0}dl{margin:0}dl div{display:grid;grid-template-columns:12rem 1fr;gap:.2rem .8rem}' +
  'dt{color:#595959}dd{margin:0;overflow-wrap:anywhere;white-space:pre-wrap}ul{margin:0;padding-left:1.1rem}' +
  '@media (max-width:36rem){dl div{grid-template-columns:1fr}}@media print{h2,h3{break-after:avoid}article{break-inside:avoid}}';

function Points({ points }: Pick<Cover, 'points'>) {
  return points.map(({ point, article, title, text, list }) => (
    <section key={point} id={point}>
      <h3>
        {title} <small>{article}</small>
      </h3>
      {text.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {list.length > 0 && (
        <ul>
          {list.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </section>
  ));
}

/**
 * The page that a person reads: one file that needs nothing but itself, whatever becomes of the link. `records`: each section's
 * records as they were drawn, one by one.
 */
export function documentHtml(
  cover: Cover,
  records: ReadonlyMap<SectionId, readonly string[]>,
): readonly string[] {
  const { language, at, number, next, leftOut } = cover;
  const words = EXPORT_WORDS[language];
  const isWhole = number === 1 && next === undefined;
  const head = renderToString(
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{words.title}</title>
      <style>{STYLE}</style>
    </head>,
  );
  const opening = renderToString(
    <header>
      <h1>{words.title}</h1>
      <p>{words.lead(cover.operator)}</p>
      <p>
        {words.reference}: {cover.reference}. {words.made}: {formatInstant(at, REGIME_ZONE, language)}.{' '}
        {words.part}: {number}. {next === undefined ? words.whole : words.more(next)}
      </p>
      <h2>{words.leftOutTitle}</h2>
      <p>{words.leftOut(String(leftOut))}</p>
      <p>{words.masked}</p>
      <h2>{words.lawTitle}</h2>
      <Points points={cover.points} />
      <h2>{words.dataTitle}</h2>
    </header>,
  );
  return [
    `<!doctype html><html lang="${language}">${head}<body>${opening}`,
    ...SECTIONS.flatMap((id) => {
      const drawn = records.get(id) ?? [];
      const none = id === 'transfers' ? words.transfers : isWhole ? words.nothing : words.nothingHere;
      const title = renderToString(<h3 id={`data-${id}`}>{words.sections[id]}</h3>);
      return [title, ...(drawn.length > 0 ? drawn : [renderToString(<p>{none}</p>)])];
    }),
    '</body></html>\n',
  ];
}
