import { type ActView, signRequest } from '../../../shared/api/destructions.ts';
import { ADDRESSES } from '../../../shared/http/pages/addresses.ts';
import {
  type DeskContext,
  EMPTY_FORM,
  type FormState,
  type Language,
  type Page,
} from '../../../shared/http/pages/context.ts';
import { OpenPersonal } from '../../../shared/http/pages/desk/open-personal.tsx';
import { staffName } from '../../../shared/http/pages/desk/staff-name.ts';
import { ErrorSummary } from '../../../shared/http/pages/error-summary.tsx';
import { Fact, FactList } from '../../../shared/http/pages/fact-list.tsx';
import { Field } from '../../../shared/http/pages/field.tsx';
import { Form } from '../../../shared/http/pages/form.tsx';
import { Icon } from '../../../shared/http/pages/icons.tsx';
import { DESTRUCTION_WORDS } from '../../../shared/http/pages/texts/destructions.ts';
import { formatDate } from '../../../shared/law/date-words.ts';
import { REGIME_ZONE } from '../../../shared/law/regimes.ts';
import { localDate } from '../../../shared/law/zones.ts';
import { ActSheet } from './act-sheet.tsx';

/** What was typed into one of the page's forms and refused. */
interface ActForms {
  readonly open?: FormState;
  readonly sign?: FormState;
}

interface Props {
  readonly view: ActView;
  readonly context: DeskContext;
  /** Language of the act itself: that of the company. */
  readonly sheet: Language;
  /** Why the names were opened: the log export is given for the same. */
  readonly reason: string | undefined;
}

/** `GET /desk/acts/{id}/{destruction}`, and after `POST …/open` the same with its names, to be printed (order 179, S8). */
export function actPage(props: Props, { open = EMPTY_FORM, sign = EMPTY_FORM }: ActForms = {}): Page {
  const { view, context, sheet } = props;
  const { language } = context;
  const words = DESTRUCTION_WORDS[language];
  const { person, act, signed } = view;
  return {
    title: words.one(act),
    address: ADDRESSES.deskDestruction(person, act),
    wide: true,
    body: (
      <>
        <div class="screen-only">
          <ErrorSummary errors={open.errors} language={language} scope="open" />
          <ErrorSummary errors={sign.errors} language={language} scope="sign" />
          <p>
            <a class="back" href={ADDRESSES.deskActs}>
              <Icon name="back" /> {words.title}
            </a>
          </p>
          <h1>{words.one(act)}</h1>
          <Standing {...props} />
          {view.names !== undefined && <p class="lead">{words.print}</p>}
        </div>
        <div class="read">
          <ActSheet view={view} language={sheet} />
        </div>
        <div class="screen-only">
          {view.names === undefined && (
            <section aria-labelledby="names" class="personal">
              <h2 id="names">
                <Icon name="lock" /> {words.names}
              </h2>
              <p>{words.namesLead}</p>
              <OpenPersonal
                context={context}
                action={ADDRESSES.deskDestruction(person, act, '/open')}
                state={open}
                words={{ label: words.openReason, hint: words.openHint, button: words.open }}
              />
            </section>
          )}
          {view.names !== undefined && <Log {...props} />}
          {signed === null && <Sign {...props} state={sign} />}
        </div>
      </>
    ),
  };
}

function Standing({ view, context }: Props) {
  const { language } = context;
  const words = DESTRUCTION_WORDS[language];
  const { signed, signBy, late, names, keptUntil, case: reference } = view;
  const day = (date: string) => formatDate(date, language);
  return (
    <>
      {signed === null ? (
        <p class="note warn">{late ? words.overdue(day(signBy)) : words.unsigned(day(signBy))}</p>
      ) : (
        <p class="note">{words.signed(signed.number, day(signed.on))}</p>
      )}
      <FactList>
        <Fact term={words.columns.why}>
          {reference === undefined ? undefined : <a href={ADDRESSES.deskCase(reference)}>{reference}</a>}
        </Fact>
        <Fact term={words.signedBy}>{signed === null ? undefined : staffName(signed.by, context)}</Fact>
        <Fact term={words.hash}>{signed?.signature}</Fact>
        <Fact term={words.signature} look="words">
          {names?.signature}
        </Fact>
        <Fact term={words.keptUntil}>{day(keptUntil)}</Fact>
      </FactList>
    </>
  );
}

/** The second proof of order 179; it names the person, and is given for the reason of the look (G10). */
function Log({ view, context, reason }: Props) {
  const words = DESTRUCTION_WORDS[context.language];
  return (
    <section aria-labelledby="log">
      <h2 id="log">{words.log}</h2>
      <p>{words.logLead}</p>
      <Form
        context={context}
        action={ADDRESSES.deskDestruction(view.person, view.act, '/log')}
        hidden={{ reason: reason ?? '' }}
      >
        <button type="submit" class="second">
          <Icon name="save" /> {words.logButton}
        </button>
      </Form>
    </section>
  );
}

function Sign({ view, context, state }: Props & { readonly state: FormState }) {
  const { language, staff } = context;
  const words = DESTRUCTION_WORDS[language];
  const form = { schema: signRequest, state, language, scope: 'sign' };
  return (
    <section aria-labelledby="sign">
      <h2 id="sign">{words.sign}</h2>
      {staff.role === 'officer' ? (
        <Form context={context} action={ADDRESSES.deskDestruction(view.person, view.act, '/sign')}>
          <p>{words.signLead}</p>
          <Field form={form} name="number" label={words.number} short fill="off" />
          <Field
            form={form}
            name="signedOn"
            label={words.signedOn}
            max={localDate(context.at, REGIME_ZONE)}
          />
          <Field
            form={form}
            name="signature"
            label={words.signature}
            hint={words.signatureHint}
            rows={4}
            fill="off"
          />
          <button type="submit">{words.signButton}</button>
        </Form>
      ) : (
        <p class="soft">{words.officersOnly}</p>
      )}
    </section>
  );
}
