import type { FieldError, FormState, Language } from './context.ts';
import { fieldId } from './field.tsx';
import { fieldLabel, KIT } from './texts/kit.ts';

/** The title of a page with a form: after a refusal it says first that something is wrong. */
export const titled = (title: string, { errors }: FormState, language: Language): string =>
  errors.length > 0 ? KIT[language].titleWithErrors(title) : title;

interface Props {
  readonly errors: readonly FieldError[];
  readonly language: Language;
  readonly scope?: string;
  /** Replaces "check the form", e.g. for a case that somebody else changed. */
  readonly title?: string;
  /** Names of fields that this page alone draws, by field. */
  readonly labels?: { readonly [field: string]: string };
}

/** Errors of a refused form on top of the page: focusable, announced, each a link to its field. Nothing without errors. */
export function ErrorSummary({ errors, language, scope, title, labels }: Props) {
  if (errors.length === 0) return null;
  const words = KIT[language];
  return (
    <div class="errors" role="alert" aria-labelledby="errors-title" id="errors" tabIndex={-1}>
      <h2 id="errors-title">{title ?? words.errorsTitle}</h2>
      <p>{words.errorsLead}</p>
      <ul>
        {errors.map((error) => (
          <li key={`${error.field}:${error.message}`}>
            {error.field === '' ? (
              error.message
            ) : (
              <a href={`#${fieldId(error.field, scope)}`}>
                {labels?.[error.field] ?? fieldLabel(error.field, language)}: {error.message}
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
