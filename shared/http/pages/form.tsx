import type { ComponentChildren } from 'preact';
import { FORM_FIELDS } from '../form-fields.ts';
import type { Language, PageContext } from './context.ts';
import { KIT } from './texts/kit.ts';

interface FormProps {
  readonly context: PageContext;
  /** Path it posts to; also the name the door seals it under. */
  readonly action: string;
  readonly children: ComponentChildren;
  /** Further hidden fields, e.g. the case's revision. */
  readonly hidden?: Readonly<Record<string, string | number>>;
  /** Public forms carry the honeypot; desk forms do not. */
  readonly open?: boolean;
  readonly id?: string;
}

/**
 * A form that posts to our own origin. Browsers' own checks are off (`novalidate`): their bubbles speak the browser's
 * language and vanish; our summary speaks the page's and stays.
 */
export function Form({ context, action, children, hidden = {}, open = false, id }: FormProps) {
  const sealed = Object.entries({ ...context.seal(action), ...hidden });
  return (
    <form method="post" action={action} noValidate {...(id ? { id } : {})}>
      {sealed.map(([key, value]) => (
        <input key={key} type="hidden" name={key} value={String(value)} />
      ))}
      {open && <Honeypot language={context.language} />}
      {children}
    </form>
  );
}

/** Says to password managers that the field is none of theirs; browsers ignore `autocomplete="off"`. */
const NOT_YOURS = {
  'data-1p-ignore': 'true',
  'data-bwignore': 'true',
  'data-lpignore': 'true',
  'data-form-type': 'other',
};

/** A field that people do not see, that cannot be focused, and that programs fill in (security.md, bots). */
function Honeypot({ language }: { readonly language: Language }) {
  return (
    <div class="trap" aria-hidden="true">
      <label>
        {KIT[language].leaveEmpty}
        <input type="text" name={FORM_FIELDS.trap} tabIndex={-1} autocomplete="off" value="" {...NOT_YOURS} />
      </label>
    </div>
  );
}
