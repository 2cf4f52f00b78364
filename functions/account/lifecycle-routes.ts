import * as api from '../../shared/api/account-lifecycle.ts';
import { type RouteSpec, routeKey } from '../../shared/api/spec.ts';
import type { Result } from '../../shared/domain/result.ts';
import { ADDRESSES } from '../../shared/http/pages/addresses.ts';
import { EMPTY_FORM, type FormState, type Page } from '../../shared/http/pages/context.ts';
import { type Answer, type Bound, bind, type PersonRequest } from '../../shared/http/types.ts';
import type { OperationDeps } from '../../shared/records/deps.ts';
import { backupDays } from '../../shared/settings.ts';
import type { Pressed } from './letter-link.ts';

/** What changes an address or closes an account is loaded when it is done. */
const proving = () => import('./prove-address.ts');
const undoing = () => import('./undo-address.ts');
const askingToClose = () => import('./ask-closing.ts');
const cancelling = () => import('./cancel-closing.ts');
/** Pages are loaded by who draws them: programs start without. */
const addressPages = () => import('./pages/address-pages.tsx');
const closePages = () => import('./pages/close-page.tsx');

type Asking = Pick<PersonRequest, 'at' | 'page' | 'person'>;

/** A request as its key knows it (G3). */
const onceOf = (spec: RouteSpec, body: unknown, key: string | undefined, who?: string) =>
  key === undefined ? undefined : { route: routeKey(spec), key, body, ...(who === undefined ? {} : { who }) };

/** The button of a letter's page, pressed. */
const pressedBy = (spec: RouteSpec, body: { readonly token: string }, key: string | undefined): Pressed => ({
  token: body.token,
  once: onceOf(spec, body, key),
});

/** Where the button of a letter's page goes on to, or what a program is told. */
function told(done: Result<undefined>, form: boolean, what: api.LetterAct, status: string): Answer {
  if (!done.ok) return done;
  return form ? { status: 303, location: ADDRESSES.addressDone(what) } : { status: 200, json: { status } };
}

/** The address is another one, by code or by link: the account's page says so. */
function moved(done: Result<undefined>, form: boolean): Answer {
  if (!done.ok) return done;
  return form
    ? { status: 303, location: `${ADDRESSES.me}?told=moved` }
    : { status: 200, json: { status: 'changed' } };
}

/** Routes of a change of address and of closing the account (R5, R7), for the account's door. */
export function lifecycleRoutes(deps: () => Promise<OperationDeps>): readonly Bound[] {
  const drawClose = async (
    { at, page, person }: Asking,
    { challenge, old }: { readonly challenge?: string | undefined; readonly old?: string | undefined },
    state: FormState = EMPTY_FORM,
  ): Promise<Result<Page>> => {
    const ready = await deps();
    const closing = await (await askingToClose()).viewClosing(person.id, at, ready);
    if (!closing.ok) return closing;
    const { retention } = ready.settings;
    const days = backupDays(ready.settings);
    const { closePage } = await closePages();
    return {
      ok: true,
      value: closePage({ closing: closing.value, retention, backupDays: days, challenge, old, state }, page),
    };
  };

  return [
    bind(api.addressPage, async ({ page }) => ({
      status: 200,
      page: (await addressPages()).newAddressPage(EMPTY_FORM, page),
    })),
    bind(
      api.postAddress,
      async ({ at, person, body, form, idempotencyKey: key }) => {
        const once = onceOf(api.postAddress, body, key, person.id);
        const { askNewAddress } = await import('./ask-address.ts');
        const done = await askNewAddress(person.id, body.email, at, await deps(), { once });
        if (!done.ok) return done;
        return form
          ? { status: 303, location: ADDRESSES.meAddressCode }
          : { status: 202, json: { status: 'sent' } };
      },
      async (state, { page }) => (await addressPages()).newAddressPage(state, page),
    ),
    bind(api.addressCodePage, async ({ page }) => ({
      status: 200,
      page: (await addressPages()).addressCodePage(EMPTY_FORM, page),
    })),
    bind(
      api.postAddressCode,
      async ({ at, person, body, form, idempotencyKey: key }) => {
        const once = onceOf(api.postAddressCode, body, key, person.id);
        const asked = { person: person.id, sid: person.sid, code: body.code, once };
        return moved(await (await proving()).confirmNewAddress(asked, at, await deps()), form);
      },
      async (state, { page }) => (await addressPages()).addressCodePage(state, page),
    ),
    bind(api.confirmAddressPage, async ({ at, query: { token }, person, page }) => {
      const found = await (await proving()).lookAtNewAddress({ token, who: person?.id }, at, await deps());
      if (!found.ok) return found;
      const { confirmLinkPage } = await addressPages();
      const here = found.value.body.person === person?.id;
      return { status: 200, page: confirmLinkPage({ token, here }, page) };
    }),
    bind(api.postConfirmAddress, async ({ at, person, body, form, idempotencyKey: key }) => {
      const once = onceOf(api.postConfirmAddress, body, key, person.id);
      const asked = { person: person.id, sid: person.sid, token: body.token, once };
      return moved(await (await proving()).confirmNewAddress(asked, at, await deps()), form);
    }),
    bind(api.undoAddressPage, async ({ at, query: { token }, page }) => {
      const found = await (await undoing()).lookAtUndo(token, at, await deps());
      return found.ok
        ? { status: 200, page: (await addressPages()).letterLinkPage('undo', token, page) }
        : found;
    }),
    bind(api.postUndoAddress, async ({ at, body, form, idempotencyKey: key }) =>
      told(
        await (await undoing()).undoNewAddress(pressedBy(api.postUndoAddress, body, key), at, await deps()),
        form,
        'address-undone',
        'undone',
      ),
    ),
    bind(api.closePage, async (request) => {
      const drawn = await drawClose(request, request.query);
      return drawn.ok ? { status: 200, page: drawn.value } : drawn;
    }),
    bind(api.postCloseCode, async ({ at, person, body, form, idempotencyKey: key }) => {
      const once = onceOf(api.postCloseCode, body, key, person.id);
      const done = await (await askingToClose()).askClosingCode(person.id, at, await deps(), once);
      if (!done.ok) return done;
      const { challenge, oldChallenge } = done.value;
      if (!form) return { status: 202, json: done.value };
      return { status: 303, location: ADDRESSES.meCloseAt(challenge, oldChallenge) };
    }),
    bind(
      api.postClose,
      async ({ at, person, body, form, idempotencyKey: key }) => {
        const brought = { ...body, once: onceOf(api.postClose, body, key, person.id) };
        const { closeAccount } = await import('./close-account.ts');
        const done = await closeAccount(person.id, brought, at, await deps());
        if (!done.ok) return done;
        return form
          ? { status: 303, location: ADDRESSES.meClose }
          : { status: 202, json: { status: 'closing', due: done.value.due } };
      },
      async (state, request) => {
        const { challenge, oldChallenge: old } = state.values;
        const drawn = await drawClose(request, { challenge, old }, state);
        return drawn.ok ? drawn.value : undefined;
      },
    ),
    bind(api.cancelPage, async ({ at, query: { token }, page }) => {
      const found = await (await cancelling()).lookAtCancel(token, at, await deps());
      return found.ok
        ? { status: 200, page: (await addressPages()).letterLinkPage('cancel', token, page) }
        : found;
    }),
    bind(api.postCancel, async ({ at, body, form, idempotencyKey: key }) =>
      told(
        await (await cancelling()).cancelAccountClosing(
          pressedBy(api.postCancel, body, key),
          at,
          await deps(),
        ),
        form,
        'closing-cancelled',
        'cancelled',
      ),
    ),
    bind(api.letterDonePage, async ({ params: { what }, page }) => ({
      status: 200,
      page: (await addressPages()).letterDonePage(what, page),
    })),
  ];
}
