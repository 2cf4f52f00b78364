import { ADDRESSES } from './addresses.ts';
import type { FieldError, Page, PageContext, StaffFacts } from './context.ts';
import { Fact, FactList } from './fact-list.tsx';
import { Icon } from './icons.tsx';
import { fieldLabel } from './texts/kit.ts';
import { PROBLEM_WORDS } from './texts/problems.ts';

/** A refusal as a page shows it; title and detail are in the reader's language (shared/http/problems.ts, refusals.ts). */
export interface ProblemView {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly errors?: readonly FieldError[];
  /** Nothing works until it is over: the way out is a letter. */
  readonly away?: boolean;
  /** Number to quote for an internal error. */
  readonly reference?: string;
  /** The case a staff act was about: the way out is to open it again. */
  readonly caseReference?: string;
  /** What was typed, given back so that nothing is lost: dotted name and text. */
  readonly typed?: readonly { readonly label: string; readonly text: string }[];
}

type Context = Pick<PageContext, 'language' | 'path' | 'site'> & { readonly staff?: StaffFacts };

const isDesk = (path: string) => path.startsWith('/desk') || path.startsWith('/staff');

/** Pages of a signed-in person that can be opened again after signing in. */
const OWN_PAGES: readonly string[] = [ADDRESSES.me, ADDRESSES.meConsents, ADDRESSES.meSessions];
/** Links of letters about an account, and the pages of registering: what they could not do, signing in or anew may. */
const isOfAccount = (path: string) => /^\/(confirm|registrations|address|sign-in)(?![^/?])/.test(path);
const isOwn = (path: string) => /^\/(me|sessions)(?![^/?])/.test(path);

/** Links that lead on from here. */
function ways(
  view: ProblemView,
  { language, path, staff }: Context,
): readonly (readonly [string, string, string?])[] {
  const words = PROBLEM_WORDS[language];
  if (view.status === 401)
    return isOwn(path)
      ? [[ADDRESSES.signIn(OWN_PAGES.find((one) => one === path) ?? ADDRESSES.me), words.login]]
      : [[ADDRESSES.deskLogin(isDesk(path) ? path : undefined), words.login]];
  if (view.caseReference !== undefined)
    return [
      [ADDRESSES.deskCase(view.caseReference), words.reopen, words.reopenNote],
      [ADDRESSES.desk, words.desk],
    ];
  if (view.away === true) return [[path, words.again]];
  const again = view.status >= 500 || view.status === 429 ? [[path, words.again] as const] : [];
  if (staff || isDesk(path)) return [...again, [ADDRESSES.desk, words.desk]];
  if (isOwn(path)) return [...again, [ADDRESSES.me, words.account], [ADDRESSES.home, words.home]];
  if (isOfAccount(path))
    return [
      ...again,
      [ADDRESSES.signIn(), words.login],
      [ADDRESSES.register, words.register],
      [ADDRESSES.home, words.home],
    ];
  return [...again, [ADDRESSES.home, words.home], [ADDRESSES.claim, words.claim]];
}

/** A page that says no: what happened, what to do now, and what was typed. */
export function problemPage(view: ProblemView, context: Context): Page {
  const { language, site } = context;
  const words = PROBLEM_WORDS[language];
  const { title, detail, typed = [], reference } = view;
  // A refusal that is about no field has said all in its detail.
  const errors = (view.errors ?? []).filter(({ field, message }) => field !== '' || message !== detail);
  return {
    title,
    body: (
      <div class="read problem">
        <p class="code">{words.status(view.status)}</p>
        <h1>{title}</h1>
        <p class="lead">{detail}</p>
        {errors.length > 0 && (
          <ul>
            {errors.map((error) => (
              <li key={`${error.field}:${error.message}`}>
                {error.field !== '' && `${fieldLabel(error.field, language)}: `}
                {error.message}
              </li>
            ))}
          </ul>
        )}
        {reference !== undefined && <p class="soft">{words.reference(reference)}</p>}
        <h2>{words.ways}</h2>
        <ul class="ways">
          {ways(view, context).map(([href, label, note]) => (
            <li key={href}>
              <a href={href}>
                {label}
                <Icon name="arrow" />
              </a>
              {note && <span class="soft">{note}</span>}
            </li>
          ))}
        </ul>
        {typed.length > 0 && (
          <section aria-labelledby="typed">
            <h2 id="typed">{words.typed}</h2>
            <p class="soft">{words.typedHint}</p>
            <FactList>
              {typed.map(({ label, text }) => (
                <Fact key={label} term={fieldLabel(label, language)} look="words">
                  {text}
                </Fact>
              ))}
            </FactList>
          </section>
        )}
        {view.away === true && (
          <FactList>
            <Fact
              term={words.post}
            >{`${site.operator.name[language]}, ${site.operator.postalAddress[language]}`}</Fact>
            <Fact term={words.mail}>
              <a href={`mailto:${site.operator.email}`}>{site.operator.email}</a>
            </Fact>
          </FactList>
        )}
        <p class="soft">
          {words.ask} <a href={`mailto:${site.operator.email}`}>{site.operator.email}</a>
        </p>
      </div>
    ),
  };
}
