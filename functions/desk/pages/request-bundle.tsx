import { typedRows } from '../../../shared/domain/cases/typed.ts';
import { REQUEST_TYPED } from '../../../shared/domain/requests/typed.ts';
import { REQUEST_CASE_WORDS } from '../../../shared/http/pages/kinds/request-words.ts';
import { PAGE_KINDS } from '../../../shared/http/pages/kinds/table.ts';
import { PART_NAMES } from '../../../shared/words/part-names.ts';
import type { Material } from '../bundle-material.ts';
import { AnswerSection, answerFile, type Row, textFile, writerRows } from './bundle-answer.tsx';
import type { BundleKind } from './bundle-kind.ts';
import { Facts } from './bundle-parts.tsx';
import { BUNDLE_WORDS } from './bundle-words.ts';

/** What the file of a request has beside what that of every case has: what was asked for, part by part, and its answer. */
export const REQUEST_BUNDLE: BundleKind = {
  page: PAGE_KINDS.request,
  files: (of) => [
    ['request.txt', requestText(of)],
    ...(of.personal.answer === undefined ? [] : [['answer.txt', answerFile(of, outcomeOf(of))] as const]),
    ...(of.answerLetter === undefined ? [] : [['answer-letter.html', of.answerLetter.html] as const]),
  ],
  sections: (of) => {
    const words = BUNDLE_WORDS[of.body.language];
    return [
      { title: words.request, body: <Facts rows={[...writerRows(of), ...askedRows(of)]} /> },
      { title: words.answer, body: <AnswerSection of={of} outcome={outcomeOf(of)} /> },
    ];
  },
};

function requestText(of: Material): string {
  const words = BUNDLE_WORDS[of.body.language];
  return textFile([
    [words.title(of.body.reference), undefined],
    ...writerRows(of),
    [words.received, of.body.receivedAt],
    ...askedRows(of),
  ]);
}

/** What was asked for – each part with its decision –, and in the requester's own words. */
function askedRows({ body, personal }: Material): readonly Row[] {
  if (body.kind !== 'request') return [];
  const { language, own } = body;
  const parts = own.parts.map(
    ({ part, ...decided }): Row => [PART_NAMES[part][language], decisionOf(decided, language) ?? '–'],
  );
  return [...parts, ...typedRows(REQUEST_TYPED, personal, language)];
}

type Decided = {
  readonly state: string;
  readonly ground?: string | undefined;
  readonly partly?: boolean | undefined;
};

function decisionOf({ state, ground, partly }: Decided, language: 'ru' | 'en'): string | undefined {
  const { reasons, events } = REQUEST_CASE_WORDS[language];
  if (state === 'refused') return (reasons as Readonly<Record<string, string>>)[ground ?? ''];
  if (state === 'answered') return partly === true ? reasons.partly : reasons.fulfilled;
  return state === 'withdrawn' ? events['part-withdrawn'] : undefined;
}

/** The decision that the last answer tells. */
function outcomeOf({ body }: Material): string | undefined {
  if (body.kind !== 'request') return undefined;
  const letter = body.answers?.at(-1)?.letter;
  const told = body.own.parts.find((part) => letter !== undefined && part.letter === letter);
  return told && decisionOf(told, body.language);
}
