import type { ComponentChildren } from 'preact';
import { BREACH_TYPED } from '../../../shared/domain/breaches/typed.ts';
import { typedRows } from '../../../shared/domain/cases/typed.ts';
import { BREACH_FIELD_WORDS } from '../../../shared/http/pages/desk/kinds/breach-words.ts';
import { PAGE_KINDS } from '../../../shared/http/pages/kinds/table.ts';
import { formatInstant } from '../../../shared/law/date-words.ts';
import { REGIME_ZONE } from '../../../shared/law/regimes.ts';
import { breachWord } from '../../../shared/words/breach-names.ts';
import type { Material } from '../bundle-material.ts';
import { type Row, textFile } from './bundle-answer.tsx';
import type { BundleKind } from './bundle-kind.ts';
import { Facts } from './bundle-parts.tsx';
import { BUNDLE_WORDS } from './bundle-words.ts';

/** What the file of a breach has beside what that of every case has: what happened, each duty, and the notices (B5). */
export const BREACH_BUNDLE: BundleKind = {
  page: PAGE_KINDS.breach,
  files: (of) => [
    ['breach.txt', textFile([[titleOf(of), undefined], ...breachRows(of)])],
    ...noticesIn(of).map(
      ({ name, notice, rows }) => [`${notice}.txt`, textFile([[name, undefined], ...rows])] as const,
    ),
  ],
  sections: (of) => {
    const words = BUNDLE_WORDS[of.body.language];
    return [
      { title: words.breach, body: <Facts rows={breachRows(of)} /> },
      { title: words.notices, body: noticeSections(of) },
    ];
  },
};

const titleOf = ({ body: { language, reference } }: Material): string =>
  BUNDLE_WORDS[language].title(reference);

function breachRows({ body, personal }: Material): readonly Row[] {
  if (body.kind !== 'breach') return [];
  const { language, own } = body;
  const names = BREACH_FIELD_WORDS[language];
  const when = (iso: string) => formatInstant(Date.parse(iso), REGIME_ZONE, language);
  return [
    [names.nature, breachWord('natures', own.nature, language)],
    [names.detectedBy, breachWord('detectors', own.detectedBy, language)],
    [names.detectedAt, when(own.detectedAt)],
    [names.awareAt, when(own.awareAt)],
    [names.systems, own.systems.join(', ')],
    [names.kinds, own.kinds.map((kind) => breachWord('kinds', kind, language)).join(', ')],
    ...(own.drill === true ? [[names.drill, '✓'] as const] : []),
    ...typedRows(BREACH_TYPED, personal, language),
    ...own.duties.map(
      ({ duty, state, ground, filedAt, number }): Row => [
        breachWord('duties', duty, language),
        [
          breachWord('duty', state, language),
          ...(ground === undefined ? [] : [breachWord('grounds', ground, language)]),
          ...(filedAt === undefined ? [] : [when(filedAt)]),
          ...(number === undefined ? [] : [`№ ${number}`]),
        ].join(', '),
      ],
    ),
    ...(own.conclusion === undefined
      ? []
      : [[names.conclusion, breachWord('conclusions', own.conclusion, language)] as const]),
  ];
}

const noticesIn = ({ body: { language }, personal }: Material) =>
  (personal.notices ?? []).map(({ notice, fields }) => ({
    notice,
    name: breachWord('duties', notice, language),
    rows: Object.entries(fields).map(([field, text]): Row => [breachWord('fields', field, language), text]),
  }));

function noticeSections(of: Material): ComponentChildren {
  const notices = noticesIn(of);
  if (notices.length === 0) return <p>{BUNDLE_WORDS[of.body.language].noNotices}</p>;
  return notices.map(({ notice, name, rows }) => (
    <section key={notice}>
      <h3>{name}</h3>
      <Facts rows={rows} />
    </section>
  ));
}
