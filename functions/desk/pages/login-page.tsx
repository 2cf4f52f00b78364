import { ADDRESSES } from '../../../shared/http/pages/addresses.ts';
import type { Page, PageContext } from '../../../shared/http/pages/context.ts';
import { Icon } from '../../../shared/http/pages/icons.tsx';
import { DESK_WORDS } from '../../../shared/http/pages/texts/desk.ts';

/** What `/desk` shows to who is not signed in. `back`: the desk page that was asked for. */
export function loginPage({ language }: Pick<PageContext, 'language'>, back?: string): Page {
  const words = DESK_WORDS[language];
  return {
    title: words.loginTitle,
    body: (
      <div class="read">
        <h1>{words.loginTitle}</h1>
        <p class="lead">{words.loginLead}</p>
        <p>
          <a class="button" href={ADDRESSES.deskLogin(back)}>
            {words.loginButton} <Icon name="arrow" />
          </a>
        </p>
        <p class="soft">
          <Icon name="lock" /> {words.loginNote}
        </p>
      </div>
    ),
  };
}
