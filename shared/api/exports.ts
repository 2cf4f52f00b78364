import * as z from 'zod/mini';
import { DONE, ON, PAGE } from './answers.ts';
import { opaqueField } from './fields.ts';
import { late } from './late.ts';
import { route } from './spec.ts';

const door = { door: 'exports-public' } as const;

/** Token of the letter's link (G15), in the address. */
const params = late(() => z.strictObject({ token: opaqueField(400) }));
/** A place in what is disclosed: behind which record a part begins. */
const spot = opaqueField(400);
/** A number of a part, as forms and addresses write it. */
const partNumber = late(() => z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(10_000)), 1));

export const exportPage = route({
  ...door,
  method: 'GET',
  path: '/exports/{token}',
  class: 'page',
  summary: {
    ru: 'Куда ведёт ссылка письма: страница с кнопкой; сама ничего не отдаёт и не меняет',
    en: 'Where the letter’s link leads: a page with a button; by itself it gives and changes nothing',
  },
  params,
  query: late(() =>
    z.strictObject({
      part: partNumber,
      after: z.optional(spot),
    }),
  ),
  answers: {
    200: {
      description: 'what can be had by the link, and until when',
      page: true,
      body: late(() => z.object({ reference: z.string(), until: z.string(), part: z.int() })),
    },
  },
});

export const exportRequest = late(() =>
  z.strictObject({
    /** Number of the part, and the spot that the part before gave: without them the first. */
    part: partNumber,
    after: z.optional(spot),
  }),
);

export const postExport = route({
  ...door,
  method: 'POST',
  path: '/exports/{token}',
  class: 'open',
  summary: {
    ru: 'Скачать всё, что хранится, частями не больше 4 МБ; сколько угодно раз, пока ссылка действует',
    en: 'Download everything held, in parts of 4 MB at most; as often as one likes while the link is good',
  },
  params,
  body: exportRequest,
  answers: {
    200: {
      description:
        'a part: `index.html` to read and `export.json` for programs; `part.next` of the latter is the body that asks for the next one',
      file: 'application/zip',
    },
  },
});

export const postExportEnd = route({
  ...door,
  method: 'POST',
  path: '/exports/{token}/end',
  class: 'open',
  summary: { ru: 'Закрыть ссылку на данные', en: 'Close the link to the data' },
  params,
  body: late(() => z.strictObject({})),
  answers: { 204: DONE, 303: ON },
});

export const exportEndedPage = route({
  ...door,
  method: 'GET',
  path: '/exports',
  class: 'page',
  summary: { ru: 'Ссылка закрыта', en: 'The link is closed' },
  answers: { 200: PAGE },
});

export const EXPORT_ROUTES = [exportPage, postExport, postExportEnd, exportEndedPage] as const;
