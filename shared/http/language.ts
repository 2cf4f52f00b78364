import { isLanguage, type Language } from '../language.ts';
import { withParameters } from './header-text.ts';

/** First of our languages that an Accept-Language header asks for by weight, or undefined. */
export function acceptedLanguage(header: string | undefined): Language | undefined {
  if (header === undefined) return undefined;
  let best: { language: Language; weight: number } | undefined;
  for (const part of header.slice(0, 200).split(',')) {
    const { value, parameters } = withParameters(part);
    const language = value.split('-')[0];
    const weight = Number(parameters.find((each) => each.startsWith('q='))?.slice(2) ?? 1);
    if (isLanguage(language) && weight > (best?.weight ?? 0)) best = { language, weight };
  }
  return best?.language;
}

/** The language of an answer: asked for in the address, chosen in the form, remembered, accepted by the browser, or the default. */
export function chooseLanguage(
  wishes: readonly (string | undefined)[],
  acceptLanguage: string | undefined,
  fallback: Language,
): Language {
  return wishes.find(isLanguage) ?? acceptedLanguage(acceptLanguage) ?? fallback;
}
