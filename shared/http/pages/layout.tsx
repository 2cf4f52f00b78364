import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { ADDRESSES } from './addresses.ts';
import { ICON_PATH, STYLE_PATHS } from './asset-paths.ts';
import type { Language, SiteFacts, StaffFacts } from './context.ts';
import { Mark } from './icons.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { KIT } from './texts/kit.ts';

/** What the frame around a page needs. */
export interface Frame {
  readonly title: string;
  readonly body: ComponentChildren;
  readonly language: Language;
  /** Path with query of this page, for the language switch. */
  readonly path: string;
  /** As in {@link Page}: replaces `path`. */
  readonly address?: string;
  readonly site?: SiteFacts;
  readonly wide?: boolean;
  /** Set on desk pages after login: shows who is signed in, the desk's navigation and the way out. */
  readonly staff?: StaffFacts;
  /** Set on pages of a person who is signed in: their sections and the way out. */
  readonly person?: { readonly sid: string };
  /** Hidden fields of the sign-out form (`_csrf`, …). */
  readonly signOut?: Readonly<Record<string, string>>;
}

function Brand({ language, site, staff }: Pick<Frame, 'language' | 'site' | 'staff'>) {
  const words = KIT[language];
  return (
    <a class="brand" href={staff ? ADDRESSES.desk : ADDRESSES.home}>
      <Mark />
      <span>
        <b>{site?.operator.name[language] ?? words.product}</b>
        <small>{staff ? words.deskName : words.service}</small>
      </span>
    </a>
  );
}

function StaffBar({ language, path, staff, signOut = {} }: Frame & { readonly staff: StaffFacts }) {
  const words = KIT[language];
  const here = path.split('?')[0];
  const item = (href: string, label: string) => (
    <a href={href} {...(here === href ? { 'aria-current': 'page' as const } : {})}>
      {label}
    </a>
  );
  return (
    <div class="staffbar">
      <nav aria-label={words.navigation}>
        {item(ADDRESSES.desk, words.deskDue)}
        {staff.role !== 'auditor' && item(ADDRESSES.deskPaper, words.deskPaper)}
        {staff.role === 'officer' && item(ADDRESSES.deskBreach, words.deskBreach)}
        {staff.role !== 'auditor' && item(ADDRESSES.deskRequest, words.deskRequest)}
        {item(ADDRESSES.deskPrint, words.deskPrint)}
        {staff.role !== 'auditor' && item(ADDRESSES.deskPeople, words.deskPeople)}
        {staff.role !== 'agent' && item(ADDRESSES.deskRegisters, words.deskRegisters)}
        {staff.role !== 'agent' && item(ADDRESSES.deskActs, words.deskActs)}
        {item(ADDRESSES.deskPolicy, words.deskPolicy)}
      </nav>
      <form method="post" action={ADDRESSES.deskLogout}>
        {Object.entries(signOut).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <span class="soft">{words.signedAs(staff.name, words.roles[staff.role])}</span>
        <button type="submit" class="plain">
          {words.signOut}
        </button>
      </form>
    </div>
  );
}

/** Sections of somebody who is signed in; on any other page one link that leads to them, or to the sign-in. */
function PersonBar({ language, path, person, signOut = {} }: Frame & { readonly person: { sid: string } }) {
  const words = KIT[language];
  const here = path.split('?')[0] ?? '';
  const item = (href: string, label: string) => {
    const current = here === href || (href !== ADDRESSES.me && here.startsWith(`${href}/`));
    return (
      <a href={href} {...(current ? { 'aria-current': 'page' as const } : {})}>
        {label}
      </a>
    );
  };
  return (
    <div class="staffbar mine">
      <nav aria-label={words.navigation}>
        {item(ADDRESSES.me, words.meData)}
        {item(ADDRESSES.meConsents, words.meConsents)}
        {item(ADDRESSES.meRequests, words.meRequests)}
        {item(ADDRESSES.publication, words.mePublic)}
        {item(ADDRESSES.meSessions, words.meSessions)}
      </nav>
      <form method="post" action={ADDRESSES.sessionEnd(person.sid)}>
        {Object.entries(signOut).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <button type="submit" class="plain">
          {words.signOut}
        </button>
      </form>
    </div>
  );
}

function Foot({ language, site }: { readonly language: Language; readonly site: SiteFacts }) {
  const words = KIT[language];
  return (
    <footer class="foot">
      <div class="inner">
        <p>
          {words.questions}: <a href={`mailto:${site.operator.email}`}>{site.operator.email}</a>
          {' · '}
          <a href={site.operator.policyUrl ?? ADDRESSES.policy}>{words.policy}</a>
        </p>
        <p class="soft">{words.noTracking}</p>
      </div>
    </footer>
  );
}

/** The whole document as HTML: one style sheet of the two, one icon, no script, no inline style. */
export function renderPage(frame: Frame): string {
  const { title, body, language, path, site, staff, person, wide } = frame;
  const words = KIT[language];
  const desk = staff !== undefined || wide === true;
  const html = renderToString(
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>{`${title} · ${site?.operator.name[language] ?? words.product}`}</title>
        <link rel="icon" href={ICON_PATH} type="image/svg+xml" />
        <link rel="stylesheet" href={STYLE_PATHS[desk ? 'desk' : 'site']} />
      </head>
      <body class={desk ? 'desk' : undefined}>
        <a class="skip" href="#main">
          {words.skip}
        </a>
        <header class="head">
          <div class="inner">
            <Brand language={language} {...(site ? { site } : {})} {...(staff ? { staff } : {})} />
            <div class="corner">
              {!desk && person === undefined && (
                <a class="own" href={ADDRESSES.me}>
                  {words.account}
                </a>
              )}
              <LanguageSwitch language={language} path={frame.address ?? path} />
            </div>
          </div>
          {person && (
            <div class="inner">
              <PersonBar {...frame} person={person} />
            </div>
          )}
          {staff && (
            <div class="inner">
              <StaffBar {...frame} staff={staff} />
            </div>
          )}
        </header>
        <main id="main" class="inner" tabIndex={-1}>
          {body}
        </main>
        {site && <Foot language={language} site={site} />}
      </body>
    </html>,
  );
  return `<!doctype html>${html}`;
}
