import type { ConsentEventView, ConsentLine, PersonView } from '../../../shared/api/people.ts';
import type { PublicationView } from '../../../shared/api/publication.ts';

const PERSON = 'P-K7M4QX9TBWZ3R5N8C2HD';
const PAGE = 'c2FtcGxlLXB1YmxpYy1wYQ';

const given: ConsentEventView = {
  ...{ event: `${PERSON}-1`, n: 1, at: '2026-11-23T07:02:00.000Z', by: 'person', purpose: 'promotions' },
  ...{ type: 'consent-given', text: 'promotions-1', language: 'ru', channel: 'web', form: 'registration' },
  until: '2029-11-23T21:00:00.000Z',
};

/** A person as staff see one; `personal` when a reason was given. */
export const aPerson = (changes: Partial<PersonView> = {}): PersonView => ({
  person: PERSON,
  state: 'active',
  revision: 4,
  language: 'ru',
  registeredAt: '2026-11-23T06:58:00.000Z',
  confirmedAt: '2026-11-23T07:00:00.000Z',
  policy: { version: 'policy-1', at: '2026-11-23T06:58:00.000Z' },
  transfers: [
    {
      ...{ id: 'Tr1aNsFeR0000001', recipient: 'courier', ground: 'contract', on: '2026-11-20' },
      ...{ fields: ['name', 'phone'], at: '2026-11-23T08:00:00.000Z', by: 'staff:officer' },
    },
  ],
  consents: [
    { purpose: 'account', allowed: true, because: 'contract' },
    { purpose: 'promotions', allowed: false, because: 'withdrawn', event: `${PERSON}-2` },
    {
      ...{ purpose: 'distribution', field: 'organisation', allowed: true, because: 'given' },
      ...{ event: `${PERSON}-3`, until: '2029-11-30T21:00:00.000Z' },
    },
    { purpose: 'partners', allowed: false, because: 'no-consent' },
  ],
  history: [
    given,
    {
      ...{ event: `${PERSON}-2`, n: 2, at: '2026-11-28T09:30:00.000Z', by: 'staff:officer-1' },
      ...{ type: 'consent-withdrawn', purpose: 'promotions', channel: 'paper', reason: 'asked-by-person' },
      effective: '2026-11-27T20:59:59.999Z',
    },
    {
      ...{ event: `${PERSON}-3`, n: 3, at: '2026-11-30T10:00:00.000Z', by: 'person', type: 'consent-given' },
      ...{ purpose: 'distribution', field: 'organisation', conditions: 'no-transfer,only-with-source' },
      ...{ text: 'distribution-1', channel: 'web' },
    },
  ],
  blocks: [],
  published: [
    {
      ...{ field: 'organisation', since: '2026-11-30T10:00:00.000Z', page: PAGE },
      conditions: ['no-transfer', 'only-with-source'],
    },
  ],
  letters: [
    {
      ...{ id: 'first1', kind: 'registration-confirm', at: '2026-11-23T06:58:00.000Z', to: 'owner' },
      ...{ channel: 'mail', status: 'delivered' },
    },
  ],
  sessions: 1,
  acts: [
    { n: 1, at: '2026-11-23T06:58:00.000Z', type: 'registered', by: 'person' },
    { n: 2, at: '2026-11-23T07:00:00.000Z', type: 'confirmed', by: 'person' },
    {
      n: 3,
      at: '2026-12-07T08:15:00.000Z',
      type: 'searched',
      by: 'staff:officer-1',
      reason: { code: 'contact' },
    },
  ],
  actsInAll: 3,
  ...changes,
});

/** The address changed an hour ago: the old one proves too until 72 hours are over. */
export const HELD = aPerson({ changedAt: '2026-12-07T08:00:00.000Z', holdUntil: '2026-12-10T08:00:00.000Z' });

/** What was typed, opened. */
export const PERSONAL = {
  name: 'Anna Belova',
  email: 'anna.belova@example.ru',
  phone: '+7 495 123-45-67',
  organisation: 'Northern Pier LLC',
};

/** The first lines of a register. */
export const CONSENT_LINES: readonly ConsentLine[] = aPerson().history.map((event) => ({
  person: PERSON,
  ...event,
}));

/** Public fields: one shown though the profile has changed, one not filled in. */
export const PUBLICATION: PublicationView = {
  url: `http://127.0.0.1:4000/people/${PAGE}`,
  fields: [
    {
      ...{ field: 'organisation', value: 'Southern Pier JSC' },
      published: {
        ...{ value: 'Northern Pier LLC', since: '2026-11-30T10:00:00.000Z', shown: true },
        ...{ conditions: ['no-transfer', 'only-with-source'], event: `${PERSON}-3` },
      },
    },
    { field: 'name', value: 'Anna Belova' },
    { field: 'phone' },
  ],
};
