import type { ErasureView } from '../../../shared/api/erasures.ts';
import type { Language } from '../../../shared/http/pages/context.ts';
import { ERASURE_WORDS } from '../../../shared/http/pages/texts/erasures.ts';
import { formatDate } from '../../../shared/law/date-words.ts';

/** What goes and what stays, why, until when, and who can read it (S8). */
export function PlanLists({
  plan,
  language,
}: {
  readonly plan: NonNullable<ErasureView['plan']>;
  readonly language: Language;
}) {
  const words = ERASURE_WORDS[language];
  return (
    <>
      <section aria-labelledby="goes">
        <h2 id="goes">{words.goes}</h2>
        <ul>
          {plan.goes.map(({ rule, what }) => (
            <li key={rule}>{what}</li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="stays">
        <h2 id="stays">{words.stays}</h2>
        <ul>
          {plan.stays.map(({ rule, what, why, until, keys, heldUntil }) => (
            <li key={rule}>
              {words.stay(
                what,
                heldUntil === undefined ? until : words.heldUntil(formatDate(heldUntil, language)),
                why,
              )}{' '}
              <span class="soft">{words.keys(keys)}</span>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
