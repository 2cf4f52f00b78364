import type { ConsentLine } from '../../../shared/api/people.ts';
import type { ProcessingLine } from '../../../shared/api/registers.ts';
import { ADDRESSES } from '../../../shared/http/pages/addresses.ts';
import { ColumnHeads } from '../../../shared/http/pages/column-heads.tsx';
import type { DeskContext, FormState, Page } from '../../../shared/http/pages/context.ts';
import { DateText } from '../../../shared/http/pages/date-text.tsx';
import { askReasonPage } from '../../../shared/http/pages/desk/ask-reason-page.tsx';
import { Form } from '../../../shared/http/pages/form.tsx';
import { Icon } from '../../../shared/http/pages/icons.tsx';
import { PEOPLE_WORDS } from '../../../shared/http/pages/texts/people.ts';
import { PERSON_ACTS } from '../../../shared/http/pages/texts/person-acts.ts';
import { isPurpose, purposeOf } from '../../../shared/policy/purposes.ts';
import { purposeName } from './purpose-name.ts';

/** `GET /desk/registers`: the register of processing, and the way to that of consents (D1, A2). */
export function registersPage(lines: readonly ProcessingLine[], { language }: DeskContext): Page {
  const words = PEOPLE_WORDS[language];
  const { columns } = words;
  return {
    title: words.registersTitle,
    address: ADDRESSES.deskRegisters,
    wide: true,
    body: (
      <>
        <h1>{words.registersTitle}</h1>
        <p class="lead">{words.registersLead}</p>
        <section aria-labelledby="consents">
          <h2 id="consents">{words.consentsTitle}</h2>
          <p>{words.consentsLead}</p>
          <p>
            <a class="button second" href={ADDRESSES.deskConsentsRegister}>
              {words.consentsLink}
            </a>
          </p>
        </section>
        <section aria-labelledby="breaches">
          <h2 id="breaches">{words.breachesTitle}</h2>
          <p>{words.breachesLead}</p>
          <p>
            <a class="button second" href={ADDRESSES.deskBreachRegister}>
              {words.breachesLink}
            </a>
          </p>
        </section>
        <section aria-labelledby="processing">
          <h2 id="processing">{words.processing}</h2>
          <p>
            <a href={ADDRESSES.processingCsv}>
              <Icon name="save" /> {words.csv}
            </a>
          </p>
          <table class="list free">
            <ColumnHeads
              names={[
                columns.purpose,
                columns.ground,
                columns.data,
                columns.kept,
                columns.recipients,
                columns.clocks,
              ]}
            />
            <tbody>
              {lines.map((line) => (
                <tr key={line.purpose}>
                  <td>
                    <b>{line.name}</b>
                  </td>
                  <td data-label={columns.ground}>
                    {groundName(line.purpose, language)}
                    <span class="soft">: {line.articles.join('; ')}</span>
                  </td>
                  <td data-label={columns.data}>{line.data.join(', ')}</td>
                  <td data-label={columns.kept}>
                    {line.retention.what}: {line.retention.term}
                  </td>
                  <td data-label={columns.recipients}>{line.recipients.join('; ')}</td>
                  <td data-label={columns.clocks}>
                    {line.clocks.length === 0
                      ? '–'
                      : line.clocks.map(({ article, length }) => `${length} (${article})`).join('; ')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </>
    ),
  };
}

const groundName = (purpose: string, language: DeskContext['language']): string =>
  isPurpose(purpose) ? PEOPLE_WORDS[language].grounds[purposeOf(purpose).ground] : '';

/** `GET /desk/registers/consents`: why the register is opened (A2, G10). */
export function consentsAskPage(state: FormState, context: DeskContext): Page {
  const words = PEOPLE_WORDS[context.language];
  const asked = {
    address: ADDRESSES.deskConsentsRegister,
    title: words.consentsTitle,
    lead: words.consentsAsk,
    button: words.consentsLink,
    back: { href: ADDRESSES.deskRegisters, words: words.registersTitle },
  };
  return askReasonPage(asked, state, context);
}

interface ConsentsPage {
  readonly items: readonly ConsentLine[];
  /** People whose account is closed: nothing is there to go on to (R7). */
  readonly closed: ReadonlySet<string>;
  readonly cursor: string | null;
  /** Cursor of this page; absent on the first. */
  readonly here: string | undefined;
  /** Why it was opened: the next page, and the file, are opened for the same. */
  readonly reason: string;
}

/** The register of consents after a reason was given: the consent events of one page of the ledger, ids and codes only (A2, G10). */
export function consentsRegisterPage(
  { items, closed, cursor, here, reason }: ConsentsPage,
  context: DeskContext,
): Page {
  const { language } = context;
  const words = PEOPLE_WORDS[language];
  const at = (given: string | null | undefined) => (given ? { reason, cursor: given } : { reason });
  return {
    title: words.consentsTitle,
    address: ADDRESSES.deskConsentsRegister,
    wide: true,
    body: (
      <>
        <p>
          <a class="back" href={ADDRESSES.deskRegisters}>
            <Icon name="back" /> {words.registersTitle}
          </a>
        </p>
        <h1>{words.consentsTitle}</h1>
        <p class="lead">{words.consentsLead}</p>
        <Form
          context={context}
          action={ADDRESSES.deskConsentsRegister}
          hidden={{ ...at(here), format: 'csv' }}
        >
          <button type="submit" class="plain">
            <Icon name="save" /> {words.csv}
          </button>
        </Form>
        {items.length === 0 ? (
          <p class="note">{words.pageEmpty}</p>
        ) : (
          <table class="list free">
            <ColumnHeads
              names={[words.person, words.what, words.purpose, words.text, words.how, words.when]}
            />
            <tbody>
              {items.map((line) => (
                <tr key={line.event}>
                  <td>
                    {closed.has(line.person) ? (
                      <span class="ref">{line.person}</span>
                    ) : (
                      <a class="ref" href={ADDRESSES.deskPerson(line.person)}>
                        {line.person}
                      </a>
                    )}{' '}
                    {words.entryNumber(String(line.n))}
                    {closed.has(line.person) && <p class="soft">{words.accountClosed}</p>}
                  </td>
                  <td data-label={words.what}>{PERSON_ACTS[language].events[line.type]}</td>
                  <td data-label={words.purpose}>
                    {line.purpose === undefined ? '–' : purposeName(line.purpose, line.field, language)}
                  </td>
                  <td data-label={words.text}>{line.text ?? '–'}</td>
                  <td data-label={words.how}>
                    {line.channel === 'web' || line.channel === 'phone' || line.channel === 'paper'
                      ? words.channels[line.channel]
                      : '–'}
                  </td>
                  <td data-label={words.when}>
                    <DateText value={line.at} language={language} time />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {cursor === null ? (
          <p>
            <span class="soft">{words.last}</span>
          </p>
        ) : (
          <Form context={context} action={ADDRESSES.deskConsentsRegister} hidden={at(cursor)}>
            <button type="submit" class="second">
              {words.next}
            </button>
          </Form>
        )}
      </>
    ),
  };
}
