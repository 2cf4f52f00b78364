import type { Condition } from '../../domain/consent/distribution.ts';
import type { Language } from './context.ts';
import { PUBLICATION_WORDS } from './texts/publication.ts';

/** Conditions and bans of a published field in words; that there are none is said too (152-FZ art. 10.1(10)). */
export function Conditions({
  conditions,
  language,
}: {
  readonly conditions: readonly Condition[];
  readonly language: Language;
}) {
  const words = PUBLICATION_WORDS[language];
  if (conditions.length === 0) return <p class="soft">{words.none}</p>;
  return (
    <ul>
      {conditions.map((one) => (
        <li key={one}>{words.conditionNames[one]}</li>
      ))}
    </ul>
  );
}
