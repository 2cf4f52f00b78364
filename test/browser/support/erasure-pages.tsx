import { actPage } from '../../../functions/erasures/pages/act-page.tsx';
import { actsPage } from '../../../functions/erasures/pages/acts-page.tsx';
import { heldPage, holdsPage } from '../../../functions/erasures/pages/holds-page.tsx';
import type { ActView } from '../../../shared/api/destructions.ts';
import { EMPTY_FORM } from '../../../shared/http/pages/context.ts';
import { type Drawn, desk } from './drawn.ts';
import { REF, SITE, TYPED } from './samples.ts';

const PERSON = 'P-9F2K7M4QX1ZC8V5B3N6T';
const ACT = 'q83vEjRWeJq83vEj';
const path = `/desk/acts/${PERSON}/${ACT}`;

/** Destroyed on Friday 4 December 2026; to be signed by Wednesday, the 9th. */
const shut = (language: 'ru' | 'en', more: Partial<ActView> = {}): ActView => ({
  ...{ person: PERSON, act: ACT, at: '2026-12-04T09:30:00.000Z', why: 'request', case: REF },
  rules: ['profile', 'address', 'person-session'],
  what: ['profile', 'address', 'person-session', 'letter'],
  held: [{ rule: 'unsubscribe', article: '152-FZ 21(4)', until: '2027-06-30' }],
  system: 'privacy-desk',
  operator: {
    name: SITE.operator.name[language],
    postalAddress: SITE.operator.postalAddress[language],
  },
  processors: [
    { name: 'ООО «Дата-центр»', postalAddress: '115280, г. Москва, ул. Ленинская Слобода, д. 19' },
  ],
  ...{ on: '2026-12-04', backupsUntil: '2027-01-08', signBy: '2026-12-09', keptUntil: '2029-12-04' },
  ...{ late: false, signed: null },
  ...more,
});
const names = {
  name: TYPED.name,
  officers: [
    { name: 'Павел Лебедев', post: 'ответственный за обработку персональных данных' },
    { name: 'Ольга Фёдорова', post: 'ответственный за обработку персональных данных' },
  ],
};
const signed = {
  number: '12-ПД',
  on: '2026-12-07',
  by: 'staff:officer-1',
  signature: 'q83vEjRWeJq83vEjRWeJ',
};
const refused = {
  values: { number: '12-ПД', signedOn: '2026-12-01', signature: '' },
  errors: [{ field: 'signedOn', message: 'Акт подписывают не раньше уничтожения.' }],
};
const line = { person: PERSON, act: ACT, at: '2026-12-04T09:30:00.000Z', why: 'request', case: REF };

const by = (who: string) => ({ by: `staff:${who}`, at: '2026-12-04T09:30:00.000Z' });
const HOLDABLE = ['profile', 'address', 'person-session'];
const HOLDS = [
  {
    ...{ hold: 'L1', article: 'ч. 1 ст. 29 402-ФЗ', rules: ['profile'], until: '2027-06-30', told: true },
    ...{ state: 'standing' as const, proposed: by('officer-2'), approved: by('officer-1') },
    endProposed: by('officer-2'),
  },
  {
    ...{ hold: 'L2', article: 'ст. 161 УПК РФ', rules: ['person-session'], until: '2027-03-31', told: false },
    ...{ state: 'proposed' as const, proposed: by('officer-2') },
  },
];

/** Pages of acts of destruction (order 179) and of legal holds. */
export const ERASURE_PAGES = {
  acts: desk('/desk/acts?state=unsigned', (context) =>
    actsPage(
      {
        state: 'unsigned',
        items: [
          {
            ...line,
            at: '2026-11-26T09:30:00.000Z',
            act: 'AAAAEjRWeJq83vEj',
            signBy: '2026-12-01',
            late: true,
          },
          { ...line, signBy: '2026-12-09', late: false },
          {
            person: PERSON,
            act: 'BBBBEjRWeJq83vEj',
            at: line.at,
            why: 'closed',
            signBy: '2026-12-09',
            late: false,
          },
        ],
        cursor: 'next',
      },
      context,
    ),
  ),
  'acts-none': desk(
    '/desk/acts?state=signed',
    (context) => actsPage({ state: 'signed', items: [], cursor: null }, context),
    'auditor-1',
  ),
  'act-shut': desk(path, (context, sheet) =>
    actPage({ view: shut(sheet), context, sheet, reason: undefined }),
  ),
  'act-open': desk(path, (context, sheet) =>
    actPage({ view: shut(sheet, { names }), context, sheet, reason: 'audit' }, { sign: refused }),
  ),
  'act-signed': desk(
    path,
    (context, sheet) => actPage({ view: shut(sheet, { names, signed }), context, sheet, reason: 'audit' }),
    'auditor-1',
  ),
  holds: desk('/desk/holds', (context) =>
    heldPage(
      { items: [{ person: PERSON, until: '2027-06-30', holds: 2, waiting: 1 }], cursor: 'next' },
      context,
    ),
  ),
  'holds-none': desk('/desk/holds', (context) => heldPage({ items: [] }, context), 'auditor-1'),
  'holds-person': desk(`/desk/holds/${PERSON}`, (context) =>
    holdsPage({ person: PERSON, view: { holds: HOLDS, holdable: HOLDABLE }, context, state: EMPTY_FORM }),
  ),
  'holds-refused': desk(
    `/desk/holds/${PERSON}`,
    (context) =>
      holdsPage({
        ...{ person: PERSON, view: { holds: [], holdable: HOLDABLE }, context },
        state: {
          values: { article: '402-ФЗ', rules: 'profile', until: '2028-01-01', told: 'true' },
          errors: [{ field: 'until', message: 'Хранить можно самое большее год.' }],
        },
      }),
    'officer-2',
  ),
} satisfies { readonly [name: string]: Drawn };
