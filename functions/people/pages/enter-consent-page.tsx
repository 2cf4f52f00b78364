import { type MayView, toldConsent } from '../../../shared/api/consent.ts';
import { ADDRESSES } from '../../../shared/http/pages/addresses.ts';
import type { DeskContext, FormState, Page } from '../../../shared/http/pages/context.ts';
import { todayOf } from '../../../shared/http/pages/date-text.tsx';
import { ErrorSummary, titled } from '../../../shared/http/pages/error-summary.tsx';
import { Fact, FactList } from '../../../shared/http/pages/fact-list.tsx';
import { Field } from '../../../shared/http/pages/field.tsx';
import { Form } from '../../../shared/http/pages/form.tsx';
import { Icon } from '../../../shared/http/pages/icons.tsx';
import { CONSENT_WORDS } from '../../../shared/http/pages/texts/consent.ts';
import { CONSENT_PURPOSES, PURPOSES, type PurposeId } from '../../../shared/policy/purposes.ts';

/** What the page shows: ids and codes, nothing personal (G10). */
export interface ConsentsView {
  readonly person: string;
  readonly standing: readonly { readonly purpose: PurposeId; readonly now: MayView }[];
}

const entries = <K extends string>(words: Readonly<Record<K, string>>) =>
  (Object.entries(words) as [K, string][]).map(([value, label]) => ({ value, label }));

/** `GET /desk/people/{id}/consents`: what stands, and the form for what came by phone or on paper (C2). */
export function consentsPage(view: ConsentsView, state: FormState, context: DeskContext): Page {
  const { language } = context;
  const words = CONSENT_WORDS[language];
  const form = { schema: toldConsent, state, language };
  const title = `${words.deskTitle} ${view.person}`;
  return {
    title: titled(title, state, language),
    wide: true,
    body: (
      <div class="read">
        <ErrorSummary errors={state.errors} language={language} />
        <p>
          <a class="back" href={ADDRESSES.deskPerson(view.person)}>
            <Icon name="back" /> {view.person}
          </a>
        </p>
        <h1>{words.deskTitle}</h1>
        <section aria-labelledby="stands">
          <h2 id="stands">{words.stands}</h2>
          <FactList>
            {view.standing.map(({ purpose, now }) => (
              <Fact key={purpose} term={PURPOSES[purpose].name[language]}>
                {now.allowed ? words.yes : words.no}: {words.because[now.because]}
                {now.event !== undefined && <span class="soft"> ({now.event})</span>}
              </Fact>
            ))}
          </FactList>
        </section>
        <h2>{words.enter}</h2>
        <p>{words.deskLead}</p>
        <Form context={context} action={ADDRESSES.deskConsents(view.person)}>
          <Field
            form={form}
            name="purpose"
            label={words.purpose}
            radio
            options={CONSENT_PURPOSES.map((value) => ({ value, label: PURPOSES[value].name[language] }))}
          />
          <Field form={form} name="act" label={words.choiceAct} radio options={entries(words.choices)} />
          <Field
            form={form}
            name="channel"
            label={words.choiceChannel}
            radio
            options={entries(words.channels)}
          />
          <Field form={form} name="on" label={words.on} hint={words.onHint} max={todayOf(context.at)} />
          <Field form={form} name="text" label={words.version} hint={words.versionHint} short />
          <Field
            form={form}
            name="language"
            label={words.language}
            radio
            initial={language}
            options={entries(words.languages)}
          />
          <Field form={form} name="reason" label={words.reason} radio options={entries(words.reasons)} />
          <div class="send">
            <button type="submit">{words.save}</button>
          </div>
        </Form>
      </div>
    ),
  };
}
