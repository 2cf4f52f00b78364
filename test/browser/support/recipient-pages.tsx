import { askedPage, shownPage } from '../../../functions/recipients/pages.tsx';
import { type Drawn, open } from './drawn.ts';
import { LINK_KEY, REF } from './samples.ts';

const asked = { reference: REF, id: 'Ab3dEf6hIj9lMn2p', key: LINK_KEY };
const path = `/recipients/${REF}/${asked.id}?key=${LINK_KEY}`;

/** Pages of those who hold a copy of somebody's data. */
export const RECIPIENT_PAGES = {
  'recipient-asked': open(path, (page) => askedPage(asked, page)),
  'recipient-code': open(`${path}&challenge=c1`, (page) => askedPage({ ...asked, challenge: 'c1' }, page)),
  'recipient-shown': open(path, (page) =>
    shownPage(
      {
        reference: REF,
        to: 'correct',
        person: { email: 'anna.belova@example.ru' },
        fields: { phone: '+7 495 111-22-33', organisation: null },
      },
      { ...asked, challenge: 'c1', code: '482913' },
      page,
    ),
  ),
  'recipient-answered': open(path, (page) => askedPage({ ...asked, answer: 'done' }, page)),
} satisfies { readonly [name: string]: Drawn };
