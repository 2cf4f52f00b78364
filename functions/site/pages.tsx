import { ADDRESSES } from '../../shared/http/pages/addresses.ts';
import type { Page, PageContext } from '../../shared/http/pages/context.ts';
import { Icon } from '../../shared/http/pages/icons.tsx';
import { HOME_WORDS } from '../../shared/http/pages/texts/home.ts';

/** `GET /`: what one can do here; in the local cloud also the developer's pages. */
export function homePage(context: Pick<PageContext, 'language' | 'site'>): Page {
  const { language, site } = context;
  const words = HOME_WORDS[language];
  const { local } = site;
  return {
    title: words.title,
    body: (
      <div class="home">
        <section class="hero">
          <div>
            <h1>{words.title}</h1>
            <p class="lead">{words.lead(site.operator.name[language])}</p>
            <p class="call">
              <a class="button" href={ADDRESSES.request}>
                {words.request} <Icon name="arrow" />
              </a>
              <span class="soft">{words.requestNote}</span>
            </p>
            <p class="call">
              <a class="button second" href={ADDRESSES.claim}>
                {words.claim}
              </a>
              <span class="soft">{words.claimNote}</span>
            </p>
          </div>
          <Days />
        </section>
        <section aria-labelledby="how">
          <h2 id="how">{words.stepsTitle}</h2>
          <ol class="cards">
            {words.steps.map((step) => (
              <li key={step.title}>
                <h3>{step.title}</h3>
                <p>{step.text}</p>
              </li>
            ))}
          </ol>
        </section>
        <div class="pair">
          <section aria-labelledby="track">
            <h2 id="track">{words.trackTitle}</h2>
            <p>{words.track}</p>
          </section>
          <section aria-labelledby="account">
            <h2 id="account">{words.accountTitle}</h2>
            <p>{words.account}</p>
            <p class="ways-on">
              <a href={ADDRESSES.register}>{words.register}</a>
              <a href={ADDRESSES.signIn()}>{words.signIn}</a>
            </p>
          </section>
          <section aria-labelledby="rules">
            <h2 id="rules">{words.promiseTitle}</h2>
            <ul class="ticks">
              {words.promises.map((promise) => (
                <li key={promise}>
                  <Icon name="check" />
                  {promise}
                </li>
              ))}
            </ul>
          </section>
        </div>
        {local && <LocalPanel language={language} local={local} />}
      </div>
    ),
  };
}

/** Decoration: the thirty days of a term, the last one marked. */
function Days() {
  return (
    <svg class="days" viewBox="0 0 318 226" aria-hidden="true" focusable="false">
      <pattern id="day" width="46" height="46" patternUnits="userSpaceOnUse">
        <rect width="40" height="40" rx="9" />
      </pattern>
      <path fill="url(#day)" d="M0 0h318v178H0zM0 184h46v42H0z" />
      <rect class="last" x="46" y="184" width="40" height="40" rx="9" />
      <path class="tick" d="M57 204.5l6.5 6.5 12-13.5" />
    </svg>
  );
}

/** Links that exist only on a developer's machine. */
function LocalPanel({
  language,
  local,
}: Pick<PageContext, 'language'> & { local: NonNullable<PageContext['site']['local']> }) {
  const words = HOME_WORDS[language];
  const rows = [
    [ADDRESSES.desk, words.desk, words.deskNote],
    [local.inbox, words.inbox, words.inboxNote],
    [local.clock, words.clock, words.clockNote],
    [ADDRESSES.docs, words.openapi, words.openapiNote],
  ] as const;
  return (
    <section class="local" aria-labelledby="local">
      <h2 id="local">{words.localTitle}</h2>
      <p class="soft">{words.localLead}</p>
      <ul>
        {rows.map(([href, label, note]) => (
          <li key={href}>
            <a href={href}>{label}</a> <span class="soft">{note}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
