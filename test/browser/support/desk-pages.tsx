import { breachPage } from '../../../functions/breaches/pages.tsx';
import { paperClaimPage } from '../../../functions/claims/pages.tsx';
import { bundleAskPage, printAskPage } from '../../../functions/desk/pages/ask-pages.tsx';
import { casePage } from '../../../functions/desk/pages/case-page.tsx';
import { duePage } from '../../../functions/desk/pages/due-page.tsx';
import { printLetterPage, printQueuePage } from '../../../functions/desk/pages/print-pages.tsx';
import { signedOutPage } from '../../../functions/desk/pages/signed-out-page.tsx';
import { presentCase } from '../../../shared/api/present-case.ts';
import { EMPTY_FORM } from '../../../shared/http/pages/context.ts';
import { actPage } from '../../../shared/http/pages/desk/act-page.tsx';
import { previewPage } from '../../../shared/http/pages/desk/answer-preview.tsx';
import { problemPage } from '../../../shared/http/pages/problem-page.tsx';
import { claimAnswer } from '../../../shared/letters/templates/claim-answer.ts';
import { writeDocument } from '../../../shared/letters/write-document.ts';
import { type Drawn, desk, open } from './drawn.ts';
import {
  ANSWER_REASONS,
  ANSWER_TEXT,
  aCase,
  aLetter,
  dueLines,
  NOW,
  REF,
  SITE,
  STAGES,
  staffView,
  TYPED,
} from './samples.ts';

/** The answer of the sample claim as a letter. */
export function answerLetter(language: 'ru' | 'en') {
  return writeDocument(
    claimAnswer,
    {
      case: { reference: 'PD-2026-K7M4QX-9', receivedOn: '2026-11-24', promised: '2026-12-24', clocks: [] },
      name: TYPED.name,
      answer: { outcome: 'partly', text: ANSWER_TEXT, reasons: ANSWER_REASONS },
    },
    {
      language,
      date: '2026-12-08',
      operator: {
        name: SITE.operator.name[language],
        postalAddress: SITE.operator.postalAddress[language],
        email: SITE.operator.email,
      },
    },
  );
}

const staffCase = (stage: keyof typeof STAGES, personal = false) =>
  desk(`/desk/cases/${REF}`, (page, language) =>
    casePage(staffView(STAGES[stage](), { language, personal }), page),
  );

/** Pages of the desk: sign-in, cases, print. */
export const DESK_PAGES = {
  'signed-out': open('/desk/signed-out', (page) => signedOutPage(page)),
  'signing-out': open('/desk/signed-out', (page) => signedOutPage(page, 'http://127.0.0.1:4004/logout')),
  due: desk('/desk', (page) => duePage({ items: dueLines(), cursor: 'next', filter: {} }, page)),
  'due-empty': desk('/desk?status=court', (page) =>
    duePage({ items: [], cursor: null, filter: { status: 'court' } }, page),
  ),
  case: staffCase('open'),
  'case-personal': staffCase('open', true),
  'case-marked': staffCase('marked'),
  'case-overdue': staffCase('overdue'),
  'case-returned': staffCase('returned'),
  'case-delivered': staffCase('delivered'),
  'case-auditor': desk(
    `/desk/cases/${REF}`,
    (page, language) => casePage(staffView(STAGES.open(), { language, role: 'auditor' }), page),
    'auditor-1',
  ),
  'act-answer': desk(`/desk/cases/${REF}/answer`, (page, language) =>
    actPage(
      staffView(STAGES.open(), { language, personal: true }),
      {
        act: 'answer',
        state: {
          values: { outcome: 'partly', text: ANSWER_TEXT },
          errors: [{ field: 'reasons', message: 'Назовите причины: претензия удовлетворена не полностью.' }],
        },
      },
      page,
    ),
  ),
  'act-stale': desk(`/desk/cases/${REF}/note`, (page, language) =>
    actPage(
      staffView(STAGES.open(), { language }),
      {
        act: 'note',
        refusal: 'Дело изменилось, пока вы писали',
        state: {
          values: { text: 'Позвонила заявителю, договорились созвониться в четверг.' },
          errors: [{ field: '', message: 'Проверьте, что заметка ещё нужна, и сохраните её снова.' }],
        },
      },
      page,
    ),
  ),
  preview: desk(`/desk/cases/${REF}/answer/preview`, (page, language) =>
    previewPage(
      presentCase(STAGES.open(), NOW, language, 'officer'),
      {
        act: 'answer',
        answer: { revision: 3, outcome: 'partly', text: ANSWER_TEXT, reasons: ANSWER_REASONS },
        letter: answerLetter('ru'),
      },
      page,
    ),
  ),
  paper: desk('/desk/claims/new', (page) => paperClaimPage(EMPTY_FORM, page)),
  'breach-form': desk('/desk/breaches/new', (page) => breachPage(EMPTY_FORM, page)),
  'print-queue': desk('/desk/print', (page) =>
    printQueuePage(
      [
        {
          reference: 'PD-2026-Y2M6VC-7',
          letter: {
            id: '01JF0PRINT',
            kind: 'claim-receipt',
            at: '2026-12-08T06:00:00.000Z',
            to: 'requester',
            channel: 'print',
            status: 'queued',
          },
          dueOn: aCase({ receivedAt: '2026-11-14' }).dueOn,
        },
      ],
      page,
    ),
  ),
  'bundle-ask': desk(`/desk/cases/${REF}/bundle`, (page) => bundleAskPage(REF, EMPTY_FORM, page)),
  'print-ask': desk(`/desk/cases/${REF}/letters/${aLetter().id}/print`, (page) =>
    printAskPage(REF, aLetter().id, EMPTY_FORM, page),
  ),
  'print-letter': desk(`/desk/cases/${REF}/letters/${aLetter().id}/print`, (page) =>
    printLetterPage(
      { reference: REF, letter: answerLetter('ru'), address: [TYPED.name, TYPED.postalAddress] },
      page,
    ),
  ),
  forbidden: desk(
    `/desk/cases/${REF}/answer`,
    (page) =>
      problemPage(
        {
          status: 403,
          title: 'Нет права на это действие',
          detail: 'У вашей роли его нет. Попросите сотрудника, у которого оно есть.',
          caseReference: REF,
        },
        page,
      ),
    'agent-1',
  ),
} as const satisfies { readonly [name: string]: Drawn };
