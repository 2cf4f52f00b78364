import { type PostingForm, postingForm } from '../../shared/api/policy.ts';
import type { ComparedLine } from '../../shared/domain/policy/compare.ts';
import { ADDRESSES } from '../../shared/http/pages/addresses.ts';
import {
  type DeskContext,
  EMPTY_FORM,
  type FormState,
  type Language,
  type Page,
} from '../../shared/http/pages/context.ts';
import { DateText } from '../../shared/http/pages/date-text.tsx';
import { ErrorSummary, titled } from '../../shared/http/pages/error-summary.tsx';
import { Fact, FactList } from '../../shared/http/pages/fact-list.tsx';
import { Field, type FormFields } from '../../shared/http/pages/field.tsx';
import { Form } from '../../shared/http/pages/form.tsx';
import { drawText } from '../../shared/http/pages/markdown.tsx';
import { KIT } from '../../shared/http/pages/texts/kit.ts';
import { MAILING_WORDS } from '../../shared/http/pages/texts/mailings.ts';
import { POLICY_WORDS, POSTING_WORDS } from '../../shared/http/pages/texts/policy.ts';
import {
  DOCUMENTS,
  type DocumentName,
  documentTitle,
  parseVersionId,
  versionId,
} from '../../shared/policy/documents.ts';
import type { ShownVersion } from '../../shared/records/shown-texts.ts';
import { Comparison, VersionTable } from './pages.tsx';

/** What the desk page shows. */
export interface DeskView {
  /** The version in force with its texts: where a new one begins. */
  readonly shown: ShownVersion;
  /** Id of the version that was just posted. */
  readonly posted?: string | undefined;
}

/** Fields of a posting. */
function PostingFields({
  document,
  state,
  context,
  texts,
  scope,
}: {
  readonly document: DocumentName;
  readonly state: FormState;
  readonly context: DeskContext;
  readonly texts?: { readonly ru: string; readonly en: string };
  readonly scope?: string;
}) {
  const { language } = context;
  const words = POSTING_WORDS[language];
  const form = { schema: postingForm, state, language, ...(scope === undefined ? {} : { scope }) };
  return (
    <>
      {(['ru', 'en'] as const).map((one) => (
        <Field
          key={one}
          form={form}
          name={one}
          label={words[one]}
          hint={words.textHint}
          rows={18}
          {...(texts === undefined ? {} : { initial: texts[one] })}
        />
      ))}
      <Field
        form={form}
        name="change"
        label={words.change}
        hint={words.changeHint}
        radio
        options={[
          { value: 'soft', label: words.changes.soft },
          { value: 'hard', label: words.changes.hard },
        ]}
      />
      {document !== 'policy' && (
        <Field
          form={form}
          name="askAgain"
          label={words.askAgain}
          radio
          initial="false"
          options={[
            { value: 'true', label: KIT[language].yes },
            { value: 'false', label: KIT[language].no },
          ]}
        />
      )}
      {(['ru', 'en'] as const).map(
        (one) =>
          state.errors.some(({ field }) => field === 'only') &&
          texts !== undefined &&
          state.values[one] !== texts[one] && <OnlyLanguage key={one} only={one} form={form} />,
      )}
      <Field form={form} name="startsOn" label={words.startsOn} hint={words.startsOnHint} short />
    </>
  );
}

/** The box that says that one language alone is meant to change; never ticked beforehand. */
function OnlyLanguage({ only, form }: { readonly only: Language; readonly form: FormFields }) {
  const words = POSTING_WORDS[form.language];
  return (
    <Field
      form={form}
      name="only"
      label={words.onlyLabel}
      radio
      box
      needed
      options={[{ value: only, label: words.only[only] }]}
    />
  );
}

/** Links to the documents, the present one marked. */
function Documents({ present, language }: { readonly present: DocumentName; readonly language: Language }) {
  return (
    <ul class="links">
      {DOCUMENTS.map((name) => (
        <li key={name}>
          <a
            href={ADDRESSES.deskPolicyOf(name)}
            {...(name === present ? { 'aria-current': 'page' as const } : {})}
          >
            {documentTitle(name)[language]}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** Links to who was told of each version of the policy; the built-in first one is told to nobody. */
function Mailings({
  versions,
  language,
}: {
  readonly versions: ShownVersion['standing']['versions'];
  readonly language: Language;
}) {
  const words = MAILING_WORDS[language];
  const told = versions.filter(({ by }) => by !== 'system').map(versionId);
  if (told.length === 0) return null;
  return (
    <>
      <h3>{words.links}</h3>
      <ul class="links">
        {told.toReversed().map((id) => (
          <li key={id}>
            <a href={ADDRESSES.deskMailing(id)}>
              {words.link}: {id}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

/** `GET /desk/policy`: versions of a document, and the form that posts another (D1, P1). */
export function deskPolicyPage({ shown, posted }: DeskView, state: FormState, context: DeskContext): Page {
  const { language, staff } = context;
  const words = POSTING_WORDS[language];
  const { standing, version, texts } = shown;
  const { document } = version;
  const name = documentTitle(document)[language];
  const done = posted === undefined ? undefined : parseVersionId(posted);
  return {
    title: titled(words.title, state, language),
    address: ADDRESSES.deskPolicyOf(document),
    wide: true,
    body: (
      <>
        <ErrorSummary errors={state.errors} language={language} />
        <h1>{words.title}</h1>
        {done !== undefined && done.n <= standing.versions.length && (
          <p class="note" role="status">
            {words.posted(posted ?? '')}
          </p>
        )}
        <p class="lead">{words.lead}</p>
        <div class="cols">
          <section class="first" aria-labelledby="versions">
            <h2 id="versions">{name}</h2>
            <VersionTable standing={standing} context={context} />
            {document === 'policy' && <Mailings versions={standing.versions} language={language} />}
          </section>
          <nav class="side" aria-label={words.documents}>
            <Documents present={document} language={language} />
          </nav>
          {staff.role === 'officer' ? (
            <section class="second" aria-labelledby="new">
              <h2 id="new">{words.formTitle}</h2>
              <Form context={context} action={ADDRESSES.deskPolicyPreview} hidden={{ document }}>
                <PostingFields document={document} state={state} context={context} texts={texts} />
                <button type="submit">{words.preview}</button>
              </Form>
            </section>
          ) : (
            <p class="second soft">{words.onlyOfficer}</p>
          )}
        </div>
      </>
    ),
  };
}

/** What the preview shows beside the texts. */
export interface PostingPreview {
  readonly posting: PostingForm;
  readonly lines: { readonly [L in Language]: readonly ComparedLine[] };
  /** Words of the typed source that the texts do not contain (P4). */
  readonly unsaid: { readonly [L in Language]: readonly string[] };
  /** People are asked again although this language alone changes: that has to be said on purpose. */
  readonly only: Language | undefined;
}

/** `POST /desk/policy/preview`: both texts as they will be read, what changed, and the button that posts exactly them. */
export function postingPreviewPage(
  { posting, lines, unsaid, only }: PostingPreview,
  context: DeskContext,
): Page {
  const { language } = context;
  const words = POSTING_WORDS[language];
  const { document, startsOn } = posting;
  const typed = Object.fromEntries(
    Object.entries(posting).flatMap(([field, value]) =>
      value === undefined || field === 'document' || field === 'only' ? [] : [[field, String(value)]],
    ),
  );
  const changed = [...lines.ru, ...lines.en].filter(({ is }) => is !== 'same').length;
  return {
    title: words.previewTitle,
    address: ADDRESSES.deskPolicyOf(document),
    wide: true,
    body: (
      <>
        <h1>{words.previewTitle}</h1>
        <p class="lead">{words.previewLead}</p>
        <div class="cols">
          <div class="first">
            {(['ru', 'en'] as const).map((one) => {
              const drawn = drawText(posting[one], `${one}-`);
              return (
                <section key={one} aria-labelledby={`text-${one}`}>
                  <h2 id={`text-${one}`}>{words.language[one]}</h2>
                  {unsaid[one].length > 0 && (
                    <div class="task">
                      <h3>{words.warnings}</h3>
                      <p>{words.warningsLead}</p>
                      <ul lang={one}>
                        {unsaid[one].map((what) => (
                          <li key={what}>{what}</li>
                        ))}
                      </ul>
                    </div>
                  )}
                  <details class="fold big">
                    <summary>{POLICY_WORDS[language].compareTitle}</summary>
                    <Comparison lines={lines[one]} language={language} />
                  </details>
                  <article class="card-text legal" lang={one}>
                    {drawn.title !== undefined && <p class="subject">{drawn.title}</p>}
                    {drawn.body}
                  </article>
                </section>
              );
            })}
          </div>
          <div class="side">
            <FactList>
              <Fact term={words.documents}>
                <b>{documentTitle(document)[language]}</b>
              </Fact>
              <Fact term={words.begins}>
                {startsOn === undefined ? words.startsNow : <DateText value={startsOn} language={language} />}
              </Fact>
              <Fact term={words.change}>{words.changes[posting.change]}</Fact>
            </FactList>
            <p class="soft">{words.differs(changed)}</p>
            <Form context={context} action={ADDRESSES.deskPolicy} hidden={{ document, ...typed }}>
              {only !== undefined && (
                <OnlyLanguage only={only} form={{ schema: postingForm, state: EMPTY_FORM, language }} />
              )}
              <button type="submit">{words.post}</button>
            </Form>
          </div>
          <details class="fold big second">
            <summary>{words.again}</summary>
            <Form context={context} action={ADDRESSES.deskPolicyPreview} hidden={{ document }}>
              <PostingFields
                document={document}
                state={{ values: typed, errors: [] }}
                context={context}
                scope="again"
              />
              <button type="submit" class="second">
                {words.preview}
              </button>
            </Form>
          </details>
        </div>
      </>
    ),
  };
}
