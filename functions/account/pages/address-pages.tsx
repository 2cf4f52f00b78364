import { addressCodeRequest, addressRequest, type LetterAct } from '../../../shared/api/account-lifecycle.ts';
import { ADDRESSES } from '../../../shared/http/pages/addresses.ts';
import { CodeForm } from '../../../shared/http/pages/code-form.tsx';
import type { FormState, Page, PageContext } from '../../../shared/http/pages/context.ts';
import { ErrorSummary, titled } from '../../../shared/http/pages/error-summary.tsx';
import { Field } from '../../../shared/http/pages/field.tsx';
import { Form } from '../../../shared/http/pages/form.tsx';
import { Icon } from '../../../shared/http/pages/icons.tsx';
import { LIFECYCLE_WORDS } from '../../../shared/http/pages/texts/account-lifecycle.ts';

/** `GET /me/address`: asks for a new address (R5). */
export function newAddressPage(state: FormState, context: PageContext): Page {
  const { language } = context;
  const words = LIFECYCLE_WORDS[language];
  return {
    title: titled(words.addressTitle, state, language),
    address: ADDRESSES.meAddress,
    body: (
      <div class="read">
        <ErrorSummary errors={state.errors} language={language} />
        <h1>{words.addressTitle}</h1>
        <p class="lead">{words.addressLead}</p>
        <Form context={context} action={ADDRESSES.meAddress}>
          <Field
            form={{ schema: addressRequest, state, language }}
            name="email"
            label={words.email}
            fill="email"
          />
          <button type="submit">{words.send}</button>
        </Form>
        <p class="ways-on">
          <a href={ADDRESSES.me}>{words.toAccount}</a>
        </p>
      </div>
    ),
  };
}

/** `GET /me/address/code`: takes the code, the same whether the address is somebody's or not (G7). */
export function addressCodePage(state: FormState, context: PageContext): Page {
  const { language } = context;
  const words = LIFECYCLE_WORDS[language];
  return {
    title: titled(words.codeTitle, state, language),
    address: ADDRESSES.meAddressCode,
    body: (
      <div class="read">
        <ErrorSummary errors={state.errors} language={language} />
        <h1>
          <Icon name="letter" /> {words.codeTitle}
        </h1>
        <p class="lead">{words.codeLead}</p>
        <CodeForm
          context={context}
          action={ADDRESSES.meAddressCode}
          form={{ schema: addressCodeRequest, state, language }}
          send={words.change}
        />
        <p class="soft">{words.codeNote}</p>
        <p>
          <a href={ADDRESSES.meAddress}>{words.again}</a>
        </p>
      </div>
    ),
  };
}

/** A page that a letter's link leads to, by what its button does. */
type LinkPage = 'undo' | 'cancel';

const LINKS = {
  undo: ADDRESSES.addressUndo,
  cancel: ADDRESSES.meCloseCancel,
} as const;

/** Where the link of a letter leads: only the button does anything (G2). No session is needed. */
export function letterLinkPage(of: LinkPage, token: string, context: PageContext): Page {
  const words = LIFECYCLE_WORDS[context.language];
  return {
    title: words[`${of}Title`],
    address: LINKS[of](token),
    body: (
      <div class="read">
        <h1>{words[`${of}Title`]}</h1>
        <p class="lead">{words[`${of}Lead`]}</p>
        <Form context={context} action={LINKS[of]()} hidden={{ token }} open>
          <button type="submit">{words[`${of}Button`]}</button>
        </Form>
        <p class="soft">{words.buttonNote}</p>
      </div>
    ),
  };
}

/**
 * `GET /address/confirm?token=…`: the link of a new address. `here`: the account that asked is the one signed in here; only
 * then is there a button. Anybody else may be the owner of a mailbox that a stranger named: the page says what was asked (R5).
 */
export function confirmLinkPage(
  { token, here }: { readonly token: string; readonly here: boolean },
  context: PageContext,
): Page {
  const words = LIFECYCLE_WORDS[context.language];
  const address = ADDRESSES.addressConfirm(token);
  return {
    title: words.confirmTitle,
    address,
    body: (
      <div class="read">
        <h1>{words.confirmTitle}</h1>
        <p class="lead">{here ? words.confirmLead : words.confirmElsewhere}</p>
        {here ? (
          <Form context={context} action={ADDRESSES.addressConfirm()} hidden={{ token }}>
            <button type="submit">{words.confirmButton}</button>
          </Form>
        ) : (
          <>
            <h2>{words.ifYou}</h2>
            <p>{words.confirmWay}</p>
            <p>
              <a class="button" href={ADDRESSES.signIn(address)}>
                {words.signIn}
              </a>
            </p>
            <h2>{words.ifNotYou}</h2>
            <p>{words.confirmNotYou}</p>
          </>
        )}
        {here && <p class="soft">{words.buttonNote}</p>}
      </div>
    ),
  };
}

/** `GET /address/done/{what}`: what the button did. */
export function letterDonePage(what: LetterAct, { language }: PageContext): Page {
  const words = LIFECYCLE_WORDS[language];
  const { title, lead } = words.done[what];
  // A new address, and an old one that is back, end the sessions; a closing that was cancelled does not.
  const [href, label] =
    what === 'closing-cancelled' ? [ADDRESSES.me, words.toAccount] : [ADDRESSES.signIn(), words.signIn];
  return {
    title,
    address: ADDRESSES.addressDone(what),
    body: (
      <section class="done read" role="status">
        <h1>
          <Icon name="check" /> {title}
        </h1>
        <p>{lead}</p>
        <p>
          <a class="button" href={href}>
            {label}
          </a>
        </p>
      </section>
    ),
  };
}
