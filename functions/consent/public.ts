import {
  keySet,
  unsubscribePage as unsubscribePageSpec,
  unsubscribe as unsubscribeSpec,
  verifyPage as verifyPageSpec,
  verifyReceipt as verifySpec,
} from '../../shared/api/consent.ts';
import { refuse } from '../../shared/domain/result.ts';
import { door } from '../../shared/http/door.ts';
import { EMPTY_FORM } from '../../shared/http/pages/context.ts';
import { bind } from '../../shared/http/types.ts';
import { purposeBook } from '../../shared/records/purpose-book.ts';
import { publicKeys, publishedKeys } from '../../shared/records/signing-keys.ts';
import { readUnsubscribe } from '../../shared/records/unsubscribe.ts';
import { wire } from '../../shared/records/wire.ts';
import { parseSettings } from '../../shared/settings.ts';
import { unsubscribe } from './unsubscribe.ts';

const settings = parseSettings(process.env['SETTINGS']);
const wired = wire(process.env, settings, Date.now);
const book = purposeBook({ records: wired.records, settings }, Date.now);

/** Pages are loaded by people only. */
const pages = () => import('./public-pages.tsx');

/** Anybody's tools may read the keys; they change with a rotation only, and retired ones stay. */
const PUBLIC = {
  'cache-control': 'public, max-age=300',
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
};

/** Door of who holds a receipt or a link that ends promotional letters (C3, C6). */
export const handler = door(
  [
    bind(keySet, async () => ({
      status: 200,
      json: { keys: publishedKeys((await wired.deps()).secrets) },
      headers: PUBLIC,
    })),
    bind(verifyPageSpec, async ({ page }) => ({
      status: 200,
      page: (await pages()).verifyPage(EMPTY_FORM, page),
    })),
    bind(
      verifySpec,
      async ({ body, page, wantsPage }) => {
        const { secrets } = await wired.deps();
        const { verifyReceipt } = await import('../../shared/records/receipt-signing.ts');
        const verdict = await verifyReceipt(body.receipt, publicKeys(secrets, 'receipt'));
        if (!wantsPage) return { status: 200, json: verdict };
        return { status: 200, page: (await pages()).verifyPage(EMPTY_FORM, page, verdict) };
      },
      async (state, { page }) => (await pages()).verifyPage(state, page),
    ),
    bind(unsubscribePageSpec, async ({ at, params, page }) => {
      const person = await readUnsubscribe(await wired.deps(), params.token, at);
      if (person === undefined) return refuse('link-invalid');
      return { status: 200, page: (await pages()).unsubscribePage(params.token, page) };
    }),
    bind(unsubscribeSpec, async ({ at, params, language, page, wantsPage }) => {
      const done = await unsubscribe(params.token, language, at, { ...(await wired.deps()), book });
      if (!done.ok) return done;
      if (!wantsPage) return { status: 200, json: { withdrawn: true } };
      return { status: 200, page: (await pages()).unsubscribedPage(page) };
    }),
  ],
  { settings, wired },
);
