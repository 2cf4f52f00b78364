import type { SessionView } from '../../../shared/api/own-sessions.ts';
import { ADDRESSES } from '../../../shared/http/pages/addresses.ts';
import type { Page, PageContext } from '../../../shared/http/pages/context.ts';
import { DateText } from '../../../shared/http/pages/date-text.tsx';
import { Fact, FactList } from '../../../shared/http/pages/fact-list.tsx';
import { Form } from '../../../shared/http/pages/form.tsx';
import { ACCOUNT_WORDS } from '../../../shared/http/pages/texts/account.ts';
import { browserName } from './browser-name.ts';

/** `GET /me/sessions`: where the person is signed in, each with the button that ends it (R4). */
export function sessionsPage(
  {
    sessions,
    earlier,
  }: { readonly sessions: readonly SessionView[]; readonly earlier: readonly SessionView[] },
  context: PageContext,
): Page {
  const { language } = context;
  const words = ACCOUNT_WORDS[language];
  return {
    title: words.sessionsTitle,
    address: ADDRESSES.meSessions,
    body: (
      <div class="read">
        <h1>{words.sessionsTitle}</h1>
        <p class="lead">{words.sessionsLead}</p>
        {sessions.map((session) => (
          <OneSession key={session.id} session={session} context={context} />
        ))}
        {sessions.length > 1 && (
          <section aria-labelledby="others">
            <h2 id="others">{words.others}</h2>
            <Form context={context} action={ADDRESSES.meSessionsOthers}>
              <button type="submit" class="second">
                {words.endOthers}
              </button>
            </Form>
          </section>
        )}
        {earlier.length > 0 && <Earlier sessions={earlier} context={context} />}
      </div>
    ),
  };
}

/** Sign-ins that have ended: what is kept of them, until when, and what for (T1). */
function Earlier({
  sessions,
  context,
}: {
  readonly sessions: readonly SessionView[];
  readonly context: PageContext;
}) {
  const { language } = context;
  const words = ACCOUNT_WORDS[language];
  return (
    <section aria-labelledby="earlier">
      <h2 id="earlier">{words.earlier}</h2>
      <p>{words.earlierNote}</p>
      <ul class="rows">
        {sessions.map(({ id, since, until, keptUntil, agent, network }) => (
          <li key={id}>
            <div>
              <b>{browserName(agent) ?? words.unknownBrowser}</b> <span class="soft">{network}</span>
              <span class="soft">
                <DateText value={since} language={language} time /> –{' '}
                <DateText value={until} language={language} time />
              </span>
            </div>
            <span class="soft">
              {words.keptUntil} <DateText value={keptUntil} language={language} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function OneSession({ session, context }: { readonly session: SessionView; readonly context: PageContext }) {
  const { language } = context;
  const words = ACCOUNT_WORDS[language];
  const { id, since, until, current, agent, network } = session;
  const name =
    browserName(agent) ?? (agent !== undefined && agent !== '' ? words.program : words.unknownBrowser);
  return (
    <section class="panel" aria-labelledby={`session-${id}`}>
      <h2 id={`session-${id}`} class="head-line">
        {name} {current && <span class="tag good">{words.thisOne}</span>}
      </h2>
      <FactList>
        <Fact term={words.signedIn}>
          <DateText value={since} language={language} time />
        </Fact>
        <Fact term={words.ends}>
          <DateText value={until} language={language} time />
        </Fact>
        <Fact term={words.network}>{network}</Fact>
        {agent !== undefined && agent !== '' && (
          <Fact term={words.agent} look="words soft">
            {agent}
          </Fact>
        )}
      </FactList>
      <Form context={context} action={ADDRESSES.sessionEnd(id)}>
        <button type="submit" class="second" aria-label={current ? words.signOut : words.endOf(name)}>
          {current ? words.signOut : words.end}
        </button>
      </Form>
    </section>
  );
}
