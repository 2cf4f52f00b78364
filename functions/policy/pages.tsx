import type { ComparedLine } from '../../shared/domain/policy/compare.ts';
import type { DocumentVersion } from '../../shared/domain/policy/versions.ts';
import { ADDRESSES } from '../../shared/http/pages/addresses.ts';
import { ColumnHeads } from '../../shared/http/pages/column-heads.tsx';
import type { Language, Page, PageContext } from '../../shared/http/pages/context.ts';
import { DateText } from '../../shared/http/pages/date-text.tsx';
import { Icon } from '../../shared/http/pages/icons.tsx';
import { drawText, inline } from '../../shared/http/pages/markdown.tsx';
import { POLICY_WORDS } from '../../shared/http/pages/texts/policy.ts';
import { DOCUMENTS, documentTitle, versionId } from '../../shared/policy/documents.ts';
import type { ShownVersion, Standing } from '../../shared/records/shown-texts.ts';

type Context = Pick<PageContext, 'language' | 'at'>;

/** When a version begins, and how it stands: in force, to come, or an earlier one. */
function Since({ shown, context }: { readonly shown: ShownVersion; readonly context: Context }) {
  const { language, at } = context;
  const words = POLICY_WORDS[language];
  const { version, standing } = shown;
  const current = version.n === standing.current.n;
  const coming = Date.parse(version.startsAt) > at;
  const label = current ? words.inForceSince : coming ? words.startsOn : words.wasInForce;
  return (
    <>
      <p class="soft">
        {words.version(version.n)}
        {standing.recorded && (
          <>
            {' · '}
            {label} <DateText value={version.startsAt} language={language} />
          </>
        )}
        {' · '}
        <a href={ADDRESSES.policyVersions(version.document)}>{words.versions}</a>
      </p>
      {!current && (
        <p class="note">
          {coming ? words.coming : words.old} <a href={ADDRESSES.text(version.document)}>{words.toCurrent}</a>
        </p>
      )}
      {!standing.recorded && <p class="note">{words.builtIn}</p>}
    </>
  );
}

/** The consents, each behind its own address (C1). */
function Consents({ language }: { readonly language: Language }) {
  const words = POLICY_WORDS[language];
  return (
    <section aria-labelledby="consents" class="screen-only">
      <h2 id="consents">{words.documents}</h2>
      <p>{words.documentsLead}</p>
      <ul>
        {DOCUMENTS.filter((name) => name !== 'policy').map((name) => (
          <li key={name}>
            <a href={ADDRESSES.text(name)}>{documentTitle(name)[language]}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A version as people read it: title, since when, contents, text, checksum (P2). */
export function versionPage(shown: ShownVersion, context: Context): Page {
  const { language } = context;
  const words = POLICY_WORDS[language];
  const { version, texts } = shown;
  const { title, sections, body } = drawText(texts[language]);
  const heading = title ?? documentTitle(version.document)[language];
  return {
    title: heading,
    body: (
      <div class="read">
        {version.document !== 'policy' && <BackToPolicy language={language} />}
        <h1>{heading}</h1>
        <Since shown={shown} context={context} />
        {sections.length > 2 && (
          <nav class="contents" aria-labelledby="contents">
            <h2 id="contents">{words.contents}</h2>
            <ul>
              {sections.map(({ id, text }) => (
                <li key={id}>
                  <a href={`#${id}`}>{text}</a>
                </li>
              ))}
            </ul>
          </nav>
        )}
        <article class="legal">{body}</article>
        {version.document === 'policy' && <Consents language={language} />}
        <p class="soft sum">
          {words.hash}: <code>{version.hashes[language]}</code>
          <br />
          {words.hashNote}
        </p>
      </div>
    ),
  };
}

function BackToPolicy({ language }: { readonly language: Language }) {
  return (
    <p>
      <a class="back" href={ADDRESSES.policy}>
        <Icon name="back" />
        {POLICY_WORDS[language].back}
      </a>
    </p>
  );
}

/** Where a version stands at an instant (epoch ms). */
function standingWord(version: DocumentVersion, { current }: Standing, { language, at }: Context): string {
  const words = POLICY_WORDS[language];
  if (version.n === current.n) return words.current;
  return Date.parse(version.startsAt) > at ? words.upcoming : words.earlier;
}

/** The versions of a document as a table, the newest first; each row leads to the text and to what it changed. */
export function VersionTable({
  standing,
  context,
}: {
  readonly standing: Standing;
  readonly context: Context;
}) {
  const { language } = context;
  const words = POLICY_WORDS[language];
  const rows = [...standing.versions].reverse();
  const before = (n: number) => standing.versions.find((one) => one.n === n - 1);
  return (
    <table class="terms">
      <ColumnHeads names={[words.columns.version, words.columns.from, words.columns.change]} />
      <tbody>
        {rows.map((version) => {
          const earlier = before(version.n);
          return (
            <tr key={version.n}>
              <td>
                <a href={ADDRESSES.policyVersion(versionId(version))}>{words.version(version.n)}</a>{' '}
                <span class="soft">{standingWord(version, standing, context)}</span>
              </td>
              <td>
                {standing.recorded ? <DateText value={version.startsAt} language={language} time /> : '—'}
              </td>
              <td>
                {earlier === undefined ? (
                  words.first
                ) : (
                  <>
                    {words.change[version.change]}
                    {'; '}
                    <a href={ADDRESSES.policyCompare(versionId(earlier), versionId(version))}>
                      {words.columns.compare.toLowerCase()} {words.compareWith(earlier.n)}
                    </a>
                  </>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** `GET /policy/versions`. */
export function versionsPage(standing: Standing, context: Context): Page {
  const { language } = context;
  const words = POLICY_WORDS[language];
  const name = documentTitle(standing.document)[language];
  return {
    title: `${words.versions}: ${name}`,
    body: (
      <div class="read">
        <BackToPolicy language={language} />
        <h1>{words.versions}</h1>
        <p class="lead">{words.versionsLead(name)}</p>
        <VersionTable standing={standing} context={context} />
        <Consents language={language} />
      </div>
    ),
  };
}

/** Lines around a change that are shown although they are the same. */
const AROUND = 1;

/** A comparison with long unchanged stretches folded to their number of lines. */
export function Comparison({
  lines,
  language,
}: {
  readonly lines: readonly ComparedLine[];
  readonly language: Language;
}) {
  const words = POLICY_WORDS[language];
  if (lines.every(({ is }) => is === 'same')) return <p>{words.noChange}</p>;
  const near = (index: number) =>
    lines.slice(Math.max(0, index - AROUND), index + AROUND + 1).some(({ is }) => is !== 'same');
  const rows: preact.VNode[] = [];
  let hidden = 0;
  const fold = (key: string): void => {
    if (hidden > 0)
      rows.push(
        <li key={key} class="skipped">
          {words.same(hidden)}
        </li>,
      );
    hidden = 0;
  };
  for (const [index, { is, text }] of lines.entries()) {
    if (is === 'same' && (!near(index) || text.trim() === '')) {
      if (text.trim() !== '') hidden += 1;
      continue;
    }
    if (text.trim() === '') continue;
    fold(`fold-${index}`);
    rows.push(
      <li key={index} class={is}>
        {is === 'removed' && (
          <del>
            <span class="away">{words.removed}: </span>
            {text}
          </del>
        )}
        {is === 'added' && (
          <ins>
            <span class="away">{words.added}: </span>
            {text}
          </ins>
        )}
        {/* A changed line is shown as it was typed: where a link leads may be what changed. */}
        {is === 'same' && inline(text)}
      </li>,
    );
  }
  fold('fold-end');
  return <ul class="compared">{rows}</ul>;
}

/** `GET /policy/compare`. */
export function comparePage(
  {
    older,
    newer,
    lines,
  }: {
    readonly older: ShownVersion;
    readonly newer: ShownVersion;
    readonly lines: readonly ComparedLine[];
  },
  context: Context,
): Page {
  const { language } = context;
  const words = POLICY_WORDS[language];
  const document = newer.version.document;
  return {
    title: `${words.compareTitle}: ${documentTitle(document)[language]}`,
    body: (
      <div class="read">
        <p>
          <a class="back" href={ADDRESSES.policyVersions(document)}>
            <Icon name="back" />
            {words.versions}
          </a>
        </p>
        <h1>{words.compareTitle}</h1>
        <p class="lead">
          {documentTitle(document)[language]}.{' '}
          {words.compareLead(
            words.version(older.version.n).toLowerCase(),
            words.version(newer.version.n).toLowerCase(),
          )}
        </p>
        <Comparison lines={lines} language={language} />
      </div>
    ),
  };
}
