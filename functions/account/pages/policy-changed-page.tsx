import { ADDRESSES } from '../../../shared/http/pages/addresses.ts';
import type { Page, PageContext } from '../../../shared/http/pages/context.ts';
import { DateText } from '../../../shared/http/pages/date-text.tsx';
import { Fact, FactList } from '../../../shared/http/pages/fact-list.tsx';
import { Form } from '../../../shared/http/pages/form.tsx';
import { ACCOUNT_WORDS } from '../../../shared/http/pages/texts/account.ts';
import { fieldLabel } from '../../../shared/http/pages/texts/kit.ts';

/** A version of the policy that waits to be acknowledged, and what was acknowledged before. */
export interface ChangedPolicy {
  readonly version: string;
  readonly startsAt: string;
  /** Proof that this page showed where to read it (C2). */
  readonly proof: string;
  readonly acknowledged: string;
  /** What was typed into a profile form meanwhile, to be given back (G6). */
  readonly typed?: Readonly<Record<string, string>>;
}

/** Stands before the profile pages while a *hard* version is not acknowledged: text, difference, one button (P3). */
export function policyChangedPage(changed: ChangedPolicy, context: PageContext): Page {
  const { language } = context;
  const words = ACCOUNT_WORDS[language];
  const { version, startsAt, proof, acknowledged, typed = {} } = changed;
  const given = Object.entries(typed).filter(([name]) => ['name', 'phone', 'organisation'].includes(name));
  return {
    title: words.changedTitle,
    address: ADDRESSES.me,
    body: (
      <div class="read">
        <h1>{words.changedTitle}</h1>
        <p class="lead">{words.changedLead}</p>
        <ul class="links">
          <li>
            <a href={ADDRESSES.policyVersion(version)}>
              {words.changedRead}
              <span class="soft">{version}</span>
            </a>
          </li>
          <li>
            <a href={ADDRESSES.policyCompare(acknowledged, version)}>
              {words.changedCompare}
              <span class="soft">
                {acknowledged} – {version}
              </span>
            </a>
          </li>
        </ul>
        <p>
          {words.changedSince} <DateText value={startsAt} language={language} time />
        </p>
        <Form context={context} action={ADDRESSES.mePolicy} hidden={{ version, proof }}>
          <button type="submit">{words.changedButton}</button>
        </Form>
        <p class="soft">{words.changedNote}</p>
        {given.length > 0 && (
          <section aria-labelledby="typed">
            <h2 id="typed">{words.typed}</h2>
            <p class="soft">{words.typedNote}</p>
            <FactList>
              {given.map(([name, text]) => (
                <Fact key={name} term={fieldLabel(name, language)} look="words">
                  {text}
                </Fact>
              ))}
            </FactList>
          </section>
        )}
      </div>
    ),
  };
}
