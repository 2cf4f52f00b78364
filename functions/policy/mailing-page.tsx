import { mailingReason } from '../../shared/api/policy.ts';
import type { MailingAct } from '../../shared/domain/mailings/acts.ts';
import { FATES } from '../../shared/domain/mailings/mailing.ts';
import { MAILING_REASONS } from '../../shared/domain/mailings/reasons.ts';
import { ADDRESSES } from '../../shared/http/pages/addresses.ts';
import { type DeskContext, EMPTY_FORM, type Page } from '../../shared/http/pages/context.ts';
import { DateText } from '../../shared/http/pages/date-text.tsx';
import { Fact, FactList } from '../../shared/http/pages/fact-list.tsx';
import { Field } from '../../shared/http/pages/field.tsx';
import { Form } from '../../shared/http/pages/form.tsx';
import { MAILING_WORDS } from '../../shared/http/pages/texts/mailings.ts';
import type { MailingView } from '../../shared/views/mailing.ts';

/** `GET /desk/policy/mailings/{id}`: where telling people of a version stands in numbers, and what an officer can do. */
export function mailingPage(view: MailingView, context: DeskContext): Page {
  const { language, staff } = context;
  const words = MAILING_WORDS[language];
  const { id, state, frozen, counts, counted, twice, because, perMinute, finishAt, doneAt, acts } = view;
  const over = frozen === undefined ? 0 : frozen.count - counts.waiting;
  return {
    title: words.title(id),
    address: ADDRESSES.deskMailing(id),
    wide: true,
    body: (
      <>
        <h1>{words.title(id)}</h1>
        <div class="cols">
          <div class="first">
            {frozen !== undefined && (
              <p>
                <progress max={Math.max(1, frozen.count)} value={over} aria-label={words.progressLabel} />{' '}
                {words.progress(over, frozen.count)}
              </p>
            )}
            <FactList>
              <Fact term={words.state}>
                <b>{words.states[state]}</b>
              </Fact>
              <Fact term={words.because}>{because && words.reasons[because.reason]}</Fact>
              {frozen !== undefined &&
                FATES.map((fate) => (
                  <Fact key={fate} term={words.fates[fate]}>
                    {counts[fate]}
                  </Fact>
                ))}
              <Fact term={words.twice}>{twice > 0 ? twice : undefined}</Fact>
              <Fact term={words.pace}>
                {perMinute === undefined ? undefined : words.perMinute(perMinute)}
              </Fact>
              <Fact term={words.finish}>
                {finishAt && <DateText value={finishAt} language={language} time />}
              </Fact>
            </FactList>
            <p>
              <a href={ADDRESSES.deskMailing(id)}>{words.again}</a>
            </p>
          </div>
          <div class="side">
            <FactList small>
              <Fact term={words.starts}>
                <DateText value={view.startsAt} language={language} time />
              </Fact>
              <Fact term={words.counted}>{counted}</Fact>
              <Fact term={words.frozen}>
                {frozen && (
                  <>
                    {frozen.count}, {words.asOf} <DateText value={frozen.at} language={language} time />
                  </>
                )}
              </Fact>
              <Fact term={words.done}>{doneAt && <DateText value={doneAt} language={language} time />}</Fact>
            </FactList>
          </div>
          <div class="second">
            {staff.role === 'officer' ? (
              acts.map((act) => <ActForm key={act} id={id} act={act} context={context} />)
            ) : (
              <p class="soft">{words.onlyOfficer}</p>
            )}
          </div>
        </div>
      </>
    ),
  };
}

function ActForm({
  id,
  act,
  context,
}: {
  readonly id: string;
  readonly act: MailingAct;
  readonly context: DeskContext;
}) {
  const { language } = context;
  const words = MAILING_WORDS[language];
  const form = { schema: mailingReason, state: EMPTY_FORM, language, scope: act };
  return (
    <section aria-labelledby={`act-${act}`}>
      <h2 id={`act-${act}`}>{words.acts[act]}</h2>
      <p>{words.hints[act]}</p>
      <Form context={context} action={ADDRESSES.deskMailingAct(id, act)}>
        <Field
          form={form}
          name="reason"
          label={words.reason}
          radio
          initial="other"
          options={MAILING_REASONS.map((value) => ({ value, label: words.reasons[value] }))}
        />
        <button type="submit" class="second">
          {words.acts[act]}
        </button>
      </Form>
    </section>
  );
}
