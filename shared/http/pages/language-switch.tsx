import type { Language } from './context.ts';
import { KIT } from './texts/kit.ts';

/** The same address in the other language: `lang` is replaced, everything else is kept. `path` is a path with query on our own origin. */
export function inLanguage(path: string, language: Language): string {
  const [bare = '/', query = ''] = path.split('?', 2);
  const kept = query.split('&').filter((pair) => pair !== '' && !/^lang(=|$)/.test(pair));
  // Two slashes at the start would name another host.
  return `/${bare.replace(/^[/\\]+/, '')}?${[...kept, `lang=${language}`].join('&')}`;
}

/** Link to this page in the other language, written in that language. */
export function LanguageSwitch({ language, path }: { readonly language: Language; readonly path: string }) {
  const other = language === 'ru' ? 'en' : 'ru';
  return (
    <a class="lang" href={inLanguage(path, other)} lang={other} hreflang={other} rel="alternate">
      {KIT[language].switchTo}
    </a>
  );
}
