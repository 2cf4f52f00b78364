import { lineOf, reportOf } from '../../../functions/desk/breach-report.ts';
import { filledBefore } from '../../../functions/desk/notice.ts';
import { registerPage, reportPage } from '../../../functions/desk/pages/breach-report-page.tsx';
import { casePage } from '../../../functions/desk/pages/case-page.tsx';
import { noticePage } from '../../../functions/desk/pages/notice-page.tsx';
import type { EventView } from '../../../shared/api/case-view.ts';
import type { StaffCaseView } from '../../../shared/api/desk.ts';
import { presentCase } from '../../../shared/api/present-case.ts';
import { SETTINGS } from '../../support/http-door.ts';
import { aBreach, type BreachState, does, filed, WRITTEN } from '../../unit/breaches/builders.ts';
import { type Drawn, desk } from './drawn.ts';
import { NOW } from './samples.ts';

/** Monday 7 December 2026, 18:00 in Moscow: the first notice is due the next evening. */
const DETECTED = { detectedAt: '2026-12-07T15:00:00.000Z', awareAt: '2026-12-07T16:00:00.000Z' };
const MORNING = '2026-12-08T07:00:00.000Z';

const opened = aBreach(DETECTED, DETECTED.awareAt);
const written = does(opened, { ...WRITTEN, notice: 'first-notice', confirmed: false }, MORNING);
const firstFiled = does(
  does(written, { ...WRITTEN, notice: 'first-notice' }, MORNING),
  filed('first-notice', MORNING),
  MORNING,
);
const { reference } = opened.body;
const address = `/desk/cases/${reference}/notices/first-notice`;

const view = ({ body }: BreachState, language: 'ru' | 'en'): StaffCaseView => ({
  ...presentCase({ body, events: [], letters: [] }, NOW, language, 'officer'),
  personal: { happened: WRITTEN.incident } as NonNullable<StaffCaseView['personal']>,
});
const { act: _, confirmed: __, ...TEXT } = WRITTEN;

const EVENTS: readonly EventView[] = [
  { at: DETECTED.awareAt, type: 'opened', by: 'staff:officer-1' },
  { at: '2026-12-08T03:00:00.000Z', type: 'milestone', by: 'system', data: { milestone: 'hours-12' } },
  { at: MORNING, type: 'notice-filed', by: 'staff:officer-1', data: { notice: 'first-notice' } },
];
const room = (state: BreachState) =>
  desk(`/desk/cases/${reference}`, (page, language) =>
    casePage(
      { ...presentCase({ body: state.body, events: [], letters: [] }, NOW, language, 'officer') },
      page,
    ),
  );
const declined = does(
  firstFiled,
  {
    act: 'decline',
    duty: 'incident-system',
    ground: 'not-obliged',
    reason: '…',
    second: 'officer-2',
  } as never,
  MORNING,
);

/** Pages of a breach: the room of its duties, and its notices to authorities. */
export const BREACH_PAGES = {
  'breach-room': room(declined),
  'breach-report': desk(`/desk/cases/${reference}/report`, (page) => {
    const report = reportOf({ body: declined.body, events: EVENTS, letters: [] });
    if (report === undefined) throw new Error('no report');
    return reportPage(report, page);
  }),
  'breach-register': desk('/desk/registers/breaches', (page) =>
    registerPage(
      { items: [declined, opened].flatMap(({ body }) => lineOf(body) ?? []), cursor: 'closed-' },
      page,
    ),
  ),
  'breach-register-empty': desk('/desk/registers/breaches', (page) =>
    registerPage({ items: [], cursor: null }, page),
  ),
  'breach-late': room(
    aBreach(
      {
        detectedAt: '2026-12-06T07:00:00.000Z',
        awareAt: '2026-12-06T07:00:00.000Z',
        drill: true,
        regimes: ['ru', 'gdpr'],
      },
      MORNING,
    ),
  ),
  notice: desk(address, (page, language) => noticePage(view(opened, language), 'first-notice', {}, page)),
  'notice-begun': desk(address, (page, language) =>
    noticePage(
      view(opened, language),
      'first-notice',
      {
        opened: {
          before: filledBefore(view(opened, language), 'first-notice', SETTINGS.operator),
        },
      },
      page,
    ),
  ),
  'notice-written': desk(address, (page, language) =>
    noticePage(view(written, language), 'first-notice', { opened: { before: {}, written: TEXT } }, page),
  ),
  'notice-refused': desk(address, (page, language) =>
    noticePage(
      view(written, language),
      'first-notice',
      {
        state: {
          values: { incident: WRITTEN.incident, confirmed: 'true' },
          errors: [{ field: 'causes', message: 'Закон требует назвать: Предполагаемые причины.' }],
        },
      },
      page,
    ),
  ),
  'notice-filed': desk(address, (page, language) =>
    noticePage(view(firstFiled, language), 'first-notice', {}, page),
  ),
} as const satisfies { readonly [name: string]: Drawn };
