/** The login page of the local issuer: one button for each member of the local staff. */
import { KIT } from '../../shared/http/pages/texts/kit.ts';
import { type Member, STAFF } from './oidc-tokens.ts';

const WORDS = {
  ru: {
    title: 'Вход для сотрудников',
    note: 'Это учебная служба входа локального облака: паролей нет, выберите, от чьего имени войти.',
    out: 'Вы вышли.',
    back: 'К сайту',
    roles: {
      agent: KIT.ru.roles.agent,
      officer: 'ответственный за персональные данные',
      auditor: 'аудитор (только чтение)',
    },
  },
  en: {
    title: 'Staff login',
    note: 'This is the pretend login of the local cloud: there are no passwords, choose who you are.',
    out: 'You are signed out.',
    back: 'To the site',
    roles: { agent: KIT.en.roles.agent, officer: 'privacy officer', auditor: 'auditor (reads only)' },
  },
} as const;

export type Language = keyof typeof WORDS;

/** Russian unless the caller asks for English (`ui_locales` or Accept-Language). */
export function languageOf(wanted: string): Language {
  const first = wanted
    .toLowerCase()
    .split(/[\s,;]/)
    .find((tag) => tag.startsWith('ru') || tag.startsWith('en'));
  return first?.startsWith('en') ? 'en' : 'ru';
}

/** The page with the buttons; `query` is the authorization request, posted back unchanged. */
export function loginPage(language: Language, query: string, hint: string | undefined): string {
  const words = WORDS[language];
  const button = (who: Member) => `
    <button name="as" value="${escaped(who.email)}"${who.email === hint ? ' autofocus' : ''}>
      <b>${escaped(who.name[language])}</b><span>${escaped(who.email)} – ${words.roles[who.role]}</span>
    </button>`;
  return page(
    language,
    words.title,
    `
    <p>${words.note}</p>
    <form method="post" action="/authorize?${escaped(query)}">${STAFF.map(button).join('')}</form>`,
  );
}

export function signedOutPage(language: Language, site: string): string {
  const words = WORDS[language];
  return page(language, words.out, `<p><a href="${escaped(site)}">${words.back}</a></p>`);
}

export function errorPage(message: string): string {
  return page('en', 'Login request refused', `<p>${escaped(message)}</p>`);
}

function page(language: Language, title: string, body: string): string {
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<style>
  body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 3rem auto; padding: 0 1rem; color: #1b1b1b; background: #fff }
  button { display: block; width: 100%; margin: .6rem 0; padding: .9rem 1rem; text-align: left; font: inherit; color: inherit; background: #f3f6fa; border: 1px solid #5a6b7f; border-radius: .4rem; cursor: pointer }
  button:hover, button:focus-visible { background: #dfe9f5; outline: 3px solid #1d5fbf }
  button span { display: block; color: #444 }
</style></head>
<body><main><h1>${title}</h1>${body}</main></body></html>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
