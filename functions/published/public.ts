import { publicPage } from '../../shared/api/publication.ts';
import { door } from '../../shared/http/door.ts';
import { bind } from '../../shared/http/types.ts';
import { ENV } from '../../shared/names.ts';
import { purposeBook } from '../../shared/records/purpose-book.ts';
import { needed, wireRecords } from '../../shared/records/wire.ts';
import { kmsWrapper } from '../../shared/records/wrapper-kms.ts';
import { parseSettings } from '../../shared/settings.ts';
import { showPublic } from './show.ts';

const settings = parseSettings(process.env['SETTINGS']);
// No secret: this door proves nothing, writes nothing, and opens published values only.
const records = wireRecords(process.env, settings, Date.now);
const deps = {
  records,
  wrapper: kmsWrapper(needed(process.env, ENV.dataKey)),
  book: purposeBook({ records, settings }, Date.now),
};

/** Door of everyone who reads what a person has made public (R6). */
export const handler = door(
  [
    bind(publicPage, async ({ params, at, page, wantsPage }) => {
      const shown = await showPublic(params.page, at, deps);
      if (!shown.ok) return shown;
      if (!wantsPage) return { status: 200, json: shown.value };
      // Loaded when somebody looks at it.
      const { drawPublic } = await import('./page.tsx');
      return { status: 200, page: drawPublic(params.page, shown.value, page) };
    }),
  ],
  { settings },
);
