import type { FormState } from '../../shared/http/pages/context.ts';
import { fieldId } from '../../shared/http/pages/field.tsx';

interface Props {
  readonly legend: string;
  readonly name: string;
  readonly hint?: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly state: FormState;
  /** Radio buttons of one name; else boxes, each of the name that `boxName` makes. */
  readonly radio?: boolean;
  /** A box of each option has a name of its own. */
  readonly boxName?: (value: string) => string;
  readonly chosen?: readonly string[];
}

/** Several boxes to tick, or one of a few; never ticked beforehand but by who has ticked them. */
export function Choices({ legend, name, hint, options, state, radio = false, boxName, chosen = [] }: Props) {
  const id = fieldId(name);
  const message = state.errors.find(({ field }) => field === name)?.message;
  const typed = state.values[name]?.split(', ') ?? chosen;
  const described = [hint === undefined ? '' : `${id}-hint`, message ? `${id}-error` : ''].filter(Boolean);
  return (
    <fieldset
      class={message ? 'field bad' : 'field'}
      {...(described.length > 0 ? { 'aria-describedby': described.join(' ') } : {})}
    >
      <legend>{legend}</legend>
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {message && (
        <p class="wrong" id={`${id}-error`}>
          {message}
        </p>
      )}
      <div class="choices">
        {options.map(({ value, label }, index) => (
          <label key={value} class="choice">
            <input
              type={radio ? 'radio' : 'checkbox'}
              id={index === 0 ? id : `${id}-${value}`}
              name={boxName?.(value) ?? name}
              value={boxName === undefined ? value : 'on'}
              checked={typed.includes(value)}
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
