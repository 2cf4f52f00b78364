import type { ActView } from '../../../shared/api/destructions.ts';
import type { Language } from '../../../shared/http/pages/context.ts';
import { dateWords } from '../../../shared/http/pages/date-text.tsx';
import { Fact, FactList } from '../../../shared/http/pages/fact-list.tsx';
import { DESTRUCTION_WORDS } from '../../../shared/http/pages/texts/destructions.ts';
import { formatDate } from '../../../shared/law/date-words.ts';
import { ruleWords } from '../../../shared/policy/kept-words.ts';

const addressed = ({ name, postalAddress }: { readonly name: string; readonly postalAddress: string }) =>
  `${name}, ${postalAddress}`;

/** Why data were destroyed, as the act and the log export say it. */
export function reasonWords(
  { why, case: reference }: Pick<ActView, 'why' | 'case'>,
  language: Language,
): string {
  const { whys, sheet } = DESTRUCTION_WORDS[language];
  return reference === undefined ? whys[why] : sheet.request(reference);
}

/** The act as it goes on paper: every field of order 179, p. 3, and room for the signatures. */
export function ActSheet({ view, language }: { readonly view: ActView; readonly language: Language }) {
  const words = DESTRUCTION_WORDS[language].sheet;
  const { names, operator, processors, held, signed } = view;
  return (
    <article class="sheet" lang={language} aria-labelledby="act-title">
      <h2 id="act-title">
        {words.title} {words.number} {signed?.number ?? view.act}
      </h2>
      <FactList>
        <Fact term={words.operator}>{operator && addressed(operator)}</Fact>
        <Fact term={words.processors}>
          {processors.length === 0 ? words.noProcessors : processors.map(addressed).join('; ')}
        </Fact>
        <Fact term={words.subject}>{names?.name ?? words.hidden}</Fact>
        <Fact term={words.person}>{view.person}</Fact>
        <Fact term={words.categories}>{view.rules.map((rule) => ruleWords(rule, language)).join('; ')}</Fact>
        <Fact term={words.kinds}>{view.what.join(', ')}</Fact>
        {held.length > 0 && (
          <Fact term={words.held}>
            {held
              .map(({ rule, article, until }) =>
                words.heldLine(ruleWords(rule, language), article, formatDate(until, language)),
              )
              .join('; ')}
          </Fact>
        )}
        <Fact term={words.system}>{view.system}</Fact>
        <Fact term={words.how}>{words.howWords}</Fact>
        <Fact term={words.why}>{reasonWords(view, language)}</Fact>
        <Fact term={words.at}>{dateWords(view.at, language, true)}</Fact>
        <Fact term={words.backups}>{view.backupsUntil && formatDate(view.backupsUntil, language)}</Fact>
        <Fact term={words.by}>{names?.officers.length === 0 ? words.byAlone : words.byWords}</Fact>
      </FactList>
      <h3>{words.signatures}</h3>
      <Signatures officers={names?.officers ?? []} language={language} />
    </article>
  );
}

/** A line to sign for each officer named; where the person decided alone, for the one who answers for it. */
function Signatures({
  officers,
  language,
}: {
  readonly officers: NonNullable<ActView['names']>['officers'];
  readonly language: Language;
}) {
  const words = DESTRUCTION_WORDS[language].sheet;
  const lines = officers.length === 0 ? [{ name: words.blank, post: '' }] : officers;
  return (
    <FactList>
      {lines.map(({ name, post }) => (
        <Fact key={name} term={post === '' ? name : `${name}. ${words.line(post)}`}>
          {words.signature} ____________________ {words.date} ______________
        </Fact>
      ))}
    </FactList>
  );
}
