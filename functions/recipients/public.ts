import { answerAsk, askPage } from '../../shared/api/recipients.ts';
import { door } from '../../shared/http/door.ts';
import { ADDRESSES } from '../../shared/http/pages/addresses.ts';
import { bind } from '../../shared/http/types.ts';
import { systemRandom } from '../../shared/records/random.ts';
import { wire } from '../../shared/records/wire.ts';
import { parseSettings } from '../../shared/settings.ts';
import { answerAsked, askByLink, askForCode, showAsked } from './asked.ts';

const pages = () => import('./pages.tsx');

const settings = parseSettings(process.env['SETTINGS']);
const wired = wire(process.env, settings, Date.now);
const deps = async () => ({ ...(await wired.deps()), settings, random: systemRandom });

/** Door of those who hold a copy of somebody's data, and were asked to do something with it (X3). */
export const handler = door(
  [
    bind(askPage, async ({ at, params, query, page }) => {
      const found = await askByLink({ ...params, key: query.key }, at, await deps());
      if (!found.ok) return found;
      const { askedPage } = await pages();
      const { answer } = found.value.asked;
      return { status: 200, page: askedPage({ ...params, ...query, answer }, page) };
    }),
    bind(
      answerAsk,
      async ({ at, params, body, form, page }) => {
        const { key, challenge, code, answer, reason } = body;
        const by = { ...params, key };
        const link = `${settings.baseUrl}${ADDRESSES.ask(params.reference, params.id)}?key=${encodeURIComponent(key)}`;
        if (challenge === undefined || code === undefined) {
          const posed = await askForCode(by, at, await deps());
          if (!posed.ok) return posed;
          if (!form) return { status: 202, json: posed.value };
          return { status: 303, location: `${link}&challenge=${encodeURIComponent(posed.value.challenge)}` };
        }
        const brought = { ...by, challenge, code };
        if (answer === undefined) {
          const shown = await showAsked(brought, at, await deps());
          if (!shown.ok) return shown;
          if (!form) return { status: 200, json: shown.value };
          const { shownPage } = await pages();
          return { status: 200, page: shownPage(shown.value, brought, page) };
        }
        const done = await answerAsked({ ...brought, answer, reason }, at, await deps());
        if (!done.ok) return done;
        return form ? { status: 303, location: link } : { status: 200, json: done.value };
      },
      async (state, { params, page }) => {
        const { key = '', challenge } = state.values;
        const { askedPage } = await pages();
        return askedPage({ ...params, key, challenge, state }, page);
      },
    ),
  ],
  { settings, wired },
);
