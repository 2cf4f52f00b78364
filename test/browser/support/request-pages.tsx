import { exportEndedPage, exportPage } from '../../../functions/exports/pages/export-page.tsx';
import { choosePage, requestPage } from '../../../functions/requests/form-pages.tsx';
import { chooseOwnPage, newOwnPage, ownPage } from '../../../functions/requests/own-pages.tsx';
import { notMePage, proofPage } from '../../../functions/requests/proof-pages.tsx';
import { staffRequestPage } from '../../../functions/requests/staff-pages.tsx';
import { ASKABLE } from '../../../shared/domain/requests/asked.ts';
import { EMPTY_FORM } from '../../../shared/http/pages/context.ts';
import { aRequest } from '../../unit/requests/builders.ts';
import { type Drawn, desk, open, own } from './drawn.ts';
import { LINK_KEY, LINK_TOKEN } from './samples.ts';

/** Nobody knows yet who asks. */
const unproven = { proof: undefined as never } as const;
const { body } = aRequest(unproven);
const { body: forAnother } = aRequest({ by: 'representative', ...unproven });
const came = { challenge: LINK_TOKEN, key: LINK_KEY };
const proof = `/requests/${body.reference}/proof?challenge=${LINK_TOKEN}&key=${LINK_KEY}`;

/** What a stranger sends without an address: the error stands at its field, the rest is kept (G6). */
const noAddress = {
  values: { 'about.name': 'Anna', 'correct.phone.is': '+7 495 111-22-33', details: '2026' },
  errors: [{ field: 'about.email', message: '…' }],
};

/** The last wrong code: nothing is left to correct. */
const wrongCode = { values: { code: '123456' }, errors: [{ field: 'code', message: '…' }] };

/** Pages of those who ask about their data, and of the staff who enter what came by letter. */
export const REQUEST_PAGES = {
  'request-choose': open('/requests', (page) => choosePage(undefined, page)),
  'request-nothing-ticked': open('/requests', (page) => choosePage('user', page)),
  'request-form': open(`/requests?kinds=${encodeURIComponent(ASKABLE.join())}&requester=user`, (page) =>
    requestPage({ kinds: ASKABLE, requester: 'user' }, EMPTY_FORM, page),
  ),
  'request-refused': open('/requests?kinds=access%2Ccorrection&requester=user', (page) =>
    requestPage({ kinds: ['access', 'correction'], requester: 'user' }, noAddress, page),
  ),
  'request-representative': open('/requests?kinds=erasure&requester=representative', (page) =>
    requestPage({ kinds: ['erasure'], requester: 'representative' }, EMPTY_FORM, page),
  ),
  'request-proof': open(proof, (page) => proofPage({ body, sent: true, ...came }, page)),
  'request-agree': open(proof, (page) => proofPage({ body: forAnother, sent: false, ...came }, page)),
  'request-proof-over': open(proof, (page) =>
    proofPage(
      {
        body: { ...body, own: { ...body.own, proof: { ...body.own.proof, handed: true } } },
        ...{ sent: false, ...came, state: wrongCode },
      },
      page,
    ),
  ),
  'request-not-me': open(`/requests/${body.reference}/not-me?challenge=${LINK_TOKEN}`, (page) =>
    notMePage({ body, challenge: LINK_TOKEN }, page),
  ),
  'me-requests': own('/me/requests', (page) => ownPage({ requests: [] }, page)),
  'me-requests-nothing-ticked': own('/me/requests/new', (page) => chooseOwnPage(page)),
  'me-requests-code': own('/me/requests/new?kinds=access', (page) =>
    newOwnPage({ kinds: ['access'] }, EMPTY_FORM, page),
  ),
  'me-requests-new': own('/me/requests/new?kinds=access,objection', (page) =>
    newOwnPage({ kinds: ['access', 'objection'], challenge: 'c1', old: 'c2' }, EMPTY_FORM, page),
  ),
  'desk-request-choose': desk('/desk/requests/new', (page) => staffRequestPage({}, EMPTY_FORM, page)),
  'desk-request-user': desk('/desk/requests/new?requester=user&kinds=correction%2Cobjection', (page) =>
    staffRequestPage({ requester: 'user', kinds: 'correction,objection' }, EMPTY_FORM, page),
  ),
  'desk-request-representative': desk('/desk/requests/new?requester=representative&kinds=erasure', (page) =>
    staffRequestPage({ requester: 'representative', kinds: 'erasure' }, EMPTY_FORM, page),
  ),
  'desk-request-authority': desk('/desk/requests/new?requester=authority&kinds=', (page) =>
    staffRequestPage({ requester: 'authority' }, EMPTY_FORM, page),
  ),
  export: open(`/exports/${LINK_TOKEN}`, (page) =>
    exportPage(
      { token: LINK_TOKEN, reference: body.reference, until: '2026-11-30T07:15:00.000Z', part: 1 },
      page,
    ),
  ),
  'export-ended': open('/exports', (page) => exportEndedPage(page)),
} satisfies { readonly [name: string]: Drawn };
