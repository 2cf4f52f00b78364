import type { Language } from '../language.ts';
import { bilingual } from './bilingual.ts';
import { BREACH_NAMES } from './breach-names.ts';
import { CLAIM_NAMES } from './claim-names.ts';
import { REQUEST_NAMES } from './request-names.ts';

/** What each act of staff that all cases have is called: as heading of its form, and where it is refused. */
export const ACT_NAMES = bilingual(
  {
    assign: 'Назначить исполнителя',
    substitute: 'Заменить исполнителя',
    note: 'Добавить заметку',
    hold: 'Приостановить работу',
    resume: 'Возобновить работу',
    deliver: 'Записать отправку почтой',
    'receipt-date': 'Исправить дату получения',
    triage: 'Проверено: это человек',
    printed: 'Письмо напечатано',
  },
  {
    assign: 'Assign',
    substitute: 'Replace the assignee',
    note: 'Add a note',
    hold: 'Put on hold',
    resume: 'Resume',
    deliver: 'Record a posting',
    'receipt-date': 'Correct the date of receipt',
    triage: 'Checked: this is a person',
    printed: 'Letter printed',
  },
);

/** Names of states and acts by kind of case: also what a refusal quotes. */
export const KIND_NAMES = { claim: CLAIM_NAMES, request: REQUEST_NAMES, breach: BREACH_NAMES } as const;

/** What a state is called; of a kind, where that is known – else of the first that has one of that name. */
export const stateName = (status: string, language: Language, kind?: string): string =>
  nameOf('states', status, language, kind) ?? status;

/** What an act is called. */
export const actName = (act: string, language: Language, kind?: string): string =>
  nameOf('acts', act, language, kind) ?? own(ACT_NAMES[language], act) ?? act;

type Codes = { readonly [code: string]: string };
type Named = { readonly [language in Language]: { readonly states: Codes; readonly acts: Codes } };

function nameOf(
  what: 'states' | 'acts',
  code: string,
  language: Language,
  kind: string | undefined,
): string | undefined {
  const all: [string, Named][] = Object.entries(KIND_NAMES);
  const ofKind = all.filter(([name]) => name === kind);
  for (const [, names] of [...ofKind, ...all]) {
    const name = own(names[language][what], code);
    if (name !== undefined) return name;
  }
  return undefined;
}

const own = (names: { readonly [code: string]: string }, code: string): string | undefined =>
  Object.hasOwn(names, code) ? names[code] : undefined;
