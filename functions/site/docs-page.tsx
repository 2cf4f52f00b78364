import { ROUTES } from '../../shared/api/routes.ts';
import { isPageOnly, knownTo, type RouteSpec } from '../../shared/api/spec.ts';
import { ADDRESSES } from '../../shared/http/pages/addresses.ts';
import { ColumnHeads } from '../../shared/http/pages/column-heads.tsx';
import type { Page } from '../../shared/http/pages/context.ts';
import { KIT } from '../../shared/http/pages/texts/kit.ts';
import { PROBLEMS } from '../../shared/http/problems.ts';
import type { Language } from '../../shared/language.ts';
import { bilingual } from '../../shared/words/bilingual.ts';
import { REFUSALS } from '../../shared/words/refusals.ts';

const WORDS = bilingual(
  {
    title: 'Программный доступ',
    lead: 'Всё, что делают страницы, доступно и программам. Полное описание — документ OpenAPI 3.1.',
    pages: 'Адреса, по которым отвечает только страница, есть в документе OpenAPI.',
    document: 'Документ OpenAPI',
    back: 'Все адреса',
    routes: 'Адреса',
    method: 'Метод',
    path: 'Адрес',
    what: 'Что делает',
    who: 'Кто',
    anyone: 'все',
    person: 'вошедший пользователь',
    program: 'программа',
    errors: 'Ошибки программного доступа',
    errorsLink: 'Все ошибки и что они значат',
    errorsLead:
      'Ошибки приходят как application/problem+json (RFC 9457); поле type ведёт на этот список, поле code называет ошибку.',
    status: 'Статус',
    code: 'Код',
    meaning: 'Что это значит',
  },
  {
    title: 'For programs',
    lead: 'Whatever the pages do, programs can do too. The full description is the OpenAPI 3.1 document.',
    pages: 'Addresses that answer with a page only stand in the OpenAPI document.',
    document: 'OpenAPI document',
    back: 'All addresses',
    routes: 'Addresses',
    method: 'Method',
    path: 'Address',
    what: 'What it does',
    who: 'Who',
    anyone: 'anyone',
    person: 'who is signed in',
    program: 'program',
    errors: 'Errors for programs',
    errorsLink: 'All errors and what they mean',
    errorsLead:
      'Errors come as application/problem+json (RFC 9457); the member type leads to this list, the member code names the error.',
    status: 'Status',
    code: 'Code',
    meaning: 'What it means',
  },
);

/** `GET /docs`: the routes as declared; those that only people use stand in the OpenAPI document (API9). */
export function docsPage(language: Language): Page {
  const words = WORDS[language];
  return {
    title: words.title,
    wide: true,
    body: (
      <>
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
        <ul>
          <li>
            <a href={ADDRESSES.openapi}>{words.document}</a>
          </li>
          <li>
            <a href={ADDRESSES.docsErrors}>{words.errorsLink}</a>
          </li>
        </ul>
        <section aria-labelledby="routes">
          <h2 id="routes">{words.routes}</h2>
          <p class="soft">{words.pages}</p>
          <table class="list free">
            <ColumnHeads names={[words.method, words.path, words.what, words.who]} />
            <tbody>
              {ROUTES.filter((spec) => !isPageOnly(spec)).map((spec) => (
                <RouteRow key={`${spec.method} ${spec.path}`} spec={spec} language={language} />
              ))}
            </tbody>
          </table>
        </section>
      </>
    ),
  };
}

/** Every problem code once, in the reader's language; a code that both tables have (`not-found`) is one error to the reader. */
const problems = (language: Language) =>
  Object.entries({ ...PROBLEMS, ...REFUSALS })
    .map(([code, { status, title }]) => ({ code, status, title: title[language] }))
    .sort((a, b) => a.status - b.status || a.code.localeCompare(b.code));

/** `GET /docs/errors`: every problem code with its anchor (the `type` of problem+json leads here, G6). */
export function errorsPage(language: Language): Page {
  const words = WORDS[language];
  return {
    title: words.errors,
    wide: true,
    body: (
      <>
        <h1>{words.errors}</h1>
        <p class="lead">{words.errorsLead}</p>
        <p>
          <a href={ADDRESSES.docs}>{words.back}</a>
        </p>
        <table>
          <ColumnHeads names={[words.status, words.code, words.meaning]} />
          <tbody>
            {problems(language).map(({ code, status, title }) => (
              <tr key={code} id={code}>
                <td>{status}</td>
                <td>
                  <code>{code}</code>
                </td>
                <td>{title}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </>
    ),
  };
}

function RouteRow({ spec, language }: { readonly spec: RouteSpec; readonly language: Language }) {
  const words = WORDS[language];
  const names = { ...KIT[language].roles, program: words.program };
  const who =
    spec.roles?.map((role) => names[role]).join(', ') ??
    (knownTo(spec.class) === 'person' ? words.person : words.anyone);
  return (
    <tr>
      <td>{spec.method}</td>
      <td>
        <code>{spec.path}</code>
        {spec.acts && <span class="soft"> {Object.keys(spec.acts).join(', ')}</span>}
      </td>
      <td>{spec.summary[language]}</td>
      <td data-label={words.who}>{who}</td>
    </tr>
  );
}
