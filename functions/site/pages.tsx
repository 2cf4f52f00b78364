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
          <h1>{words.title}</h1>
          <p class="lead">{words.lead(site.operator.name[language])}</p>
          <p class="call">
            <a class="button" href={ADDRESSES.claim}>
              {words.claim} <Icon name="arrow" />
            </a>
            <span class="soft">{words.claimNote}</span>
          </p>
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
    [ADDRESSES.openapi, words.openapi, words.openapiNote],
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
