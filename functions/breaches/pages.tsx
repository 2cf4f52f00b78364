import { breachFormRequest } from '../../shared/api/breaches.ts';
import { DATA_KINDS, DETECTORS, NATURES } from '../../shared/domain/breaches/own.ts';
import { ADDRESSES } from '../../shared/http/pages/addresses.ts';
import type { DeskContext, FormState, Page } from '../../shared/http/pages/context.ts';
import { localMoment } from '../../shared/http/pages/date-text.tsx';
import { ErrorSummary, titled } from '../../shared/http/pages/error-summary.tsx';
import { Field } from '../../shared/http/pages/field.tsx';
import { Form } from '../../shared/http/pages/form.tsx';
import { BREACH_FORM_WORDS } from '../../shared/http/pages/texts/breach.ts';
import { BREACH_CODES } from '../../shared/words/breach-names.ts';

const inWords = <Code extends string>(codes: readonly Code[], names: { readonly [code in Code]: string }) =>
  codes.map((value) => ({ value, label: names[value] }));

/** `GET /desk/breaches/new`: an officer records a breach (B1). */
export function breachPage(state: FormState, context: DeskContext): Page {
  const { language, at } = context;
  const words = BREACH_FORM_WORDS[language];
  const codes = BREACH_CODES[language];
  const form = { schema: breachFormRequest, state, language };
  return {
    title: titled(words.title, state, language),
    wide: true,
    body: (
      <div class="read">
        <ErrorSummary errors={state.errors} language={language} />
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
        <Form context={context} action={ADDRESSES.deskBreach} hidden={{ language }}>
          <h2>{words.when}</h2>
          <Field
            form={form}
            name="detectedAt"
            label={words.detectedAt}
            hint={words.detectedAtHint}
            initial={localMoment(at)}
          />
          <Field
            form={form}
            name="detectedBy"
            label={words.detectedBy}
            options={inWords(DETECTORS, codes.detectors)}
          />
          <Field form={form} name="awareAt" label={words.awareAt} hint={words.awareAtHint} />
          <h2>{words.what}</h2>
          <Field
            form={form}
            name="nature"
            label={words.nature}
            radio
            options={inWords(NATURES, codes.natures)}
          />
          <Field form={form} name="happened" label={words.happened} hint={words.happenedHint} rows={6} />
          <Field form={form} name="systems" label={words.systems} hint={words.systemsHint} />
          <Field form={form} name="kinds" label={words.kinds} options={inWords(DATA_KINDS, codes.kinds)} />
          <Field
            form={form}
            name="gdpr"
            label={words.gdpr}
            box
            options={[{ value: 'true', label: words.gdprBox }]}
          />
          <Field
            form={form}
            name="drill"
            label={words.drill}
            box
            options={[{ value: 'true', label: words.drillBox }]}
          />
          <div class="send">
            <button type="submit">{words.submit}</button>
          </div>
        </Form>
      </div>
    ),
  };
}
