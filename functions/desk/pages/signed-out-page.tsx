import { ADDRESSES } from '../../../shared/http/pages/addresses.ts';
import type { Page, PageContext } from '../../../shared/http/pages/context.ts';
import { DESK_WORDS } from '../../../shared/http/pages/texts/desk.ts';

/** After signing out of the desk. `onward`: where the company's login ends its own session; the browser goes there. */
export function signedOutPage({ language }: Pick<PageContext, 'language'>, onward?: string): Page {
  const words = DESK_WORDS[language];
  return {
    title: words.signedOutTitle,
    body: (
      <div class="read">
        <h1>{words.signedOutTitle}</h1>
        <p class="lead">{onward === undefined ? words.signedOutLead : words.signedOutOnward}</p>
        <p>
          {onward === undefined ? (
            <a href={ADDRESSES.desk}>{words.signedOutAgain}</a>
          ) : (
            <a class="button" href={onward}>
              {words.signedOutButton}
            </a>
          )}
        </p>
      </div>
    ),
  };
}
