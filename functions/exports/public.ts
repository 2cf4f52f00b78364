import * as api from '../../shared/api/exports.ts';
import { door } from '../../shared/http/door.ts';
import { ADDRESSES } from '../../shared/http/pages/addresses.ts';
import { bind } from '../../shared/http/types.ts';
import { systemRandom } from '../../shared/records/random.ts';
import { wire } from '../../shared/records/wire.ts';
import { parseSettings } from '../../shared/settings.ts';
import { openExport } from './open-export.ts';

const settings = parseSettings(process.env['SETTINGS']);
const wired = wire(process.env, settings, Date.now);
const deps = async () => ({ ...(await wired.deps()), settings, random: systemRandom });

/** Pages are loaded by who draws them, and what makes the archive when somebody asks for it. */
const pages = () => import('./pages/export-page.tsx');

/** Door of people who were sent a link to everything held about them (S6). */
export const handler = door(
  [
    bind(api.exportEndedPage, async ({ page }) => ({
      status: 200,
      page: (await pages()).exportEndedPage(page),
    })),
    bind(api.exportPage, async ({ at, params: { token }, query, wantsPage, page }) => {
      const opened = await openExport(token, at, await deps());
      if (!opened.ok) return opened;
      const { until, request } = opened.value;
      const { reference } = request;
      if (!wantsPage) return { status: 200, json: { reference, until, part: query.part } };
      const { exportPage } = await pages();
      return { status: 200, page: exportPage({ token, reference, until, ...query }, page) };
    }),
    bind(api.postExport, async ({ at, params: { token }, body: { part, after }, language }) => {
      const { downloadExport } = await import('./download.ts');
      const made = await downloadExport({ token, number: part, after }, language, at, await deps());
      if (!made.ok) return made;
      const { name, bytes } = made.value;
      return { status: 200, download: { name, type: 'application/zip', bytes } };
    }),
    bind(api.postExportEnd, async ({ at, params: { token }, form }) => {
      const { endExport } = await import('./end-export.ts');
      const done = await endExport(token, at, await deps());
      if (!done.ok) return done;
      return form ? { status: 303, location: ADDRESSES.exportEnded } : { status: 204 };
    }),
  ],
  { settings, wired },
);
