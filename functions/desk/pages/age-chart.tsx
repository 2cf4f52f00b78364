import type { Language } from '../../../shared/http/pages/context.ts';
import { DESK_WORDS } from '../../../shared/http/pages/texts/desk.ts';

interface Props {
  readonly ages: readonly { readonly label: string; readonly count: number }[];
  readonly language: Language;
}

/** Open cases by age: five bars with their numbers. A table to those who cannot see bars; nothing without cases. */
export function AgeChart({ ages, language }: Props) {
  const words = DESK_WORDS[language];
  const most = Math.max(...ages.map(({ count }) => count));
  if (most === 0) return null;
  return (
    <figure class="ages">
      <figcaption id="ages">
        {words.ageTitle} <span class="soft">{words.ageNote}</span>
      </figcaption>
      <table class="bars" aria-labelledby="ages">
        <tbody>
          {ages.map(({ label, count }, index) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>
                <svg class={`bar a${index}`} width="100%" height="12" aria-hidden="true" focusable="false">
                  <rect width={`${Math.round((count / most) * 100)}%`} height="12" rx="3" />
                </svg>
              </td>
              <td>{count}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
