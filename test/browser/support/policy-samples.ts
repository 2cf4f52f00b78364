import { compareLines } from '../../../shared/domain/policy/compare.ts';
import type { DocumentVersion } from '../../../shared/domain/policy/versions.ts';
import { builtInText } from '../../../shared/policy/built-in.ts';
import type { DocumentName } from '../../../shared/policy/documents.ts';
import type { PolicyFacts } from '../../../shared/policy/facts.ts';
import type { ShownVersion } from '../../../shared/records/shown-texts.ts';
import { hashOfText } from '../../../shared/records/text-hash.ts';
import type { MailingView } from '../../../shared/views/mailing.ts';
import { SITE } from './samples.ts';

const FACTS: PolicyFacts = {
  baseUrl: 'https://www.scserv.ru/privacy',
  sites: ['https://www.scserv.ru/site'],
  operator: SITE.operator,
  retention: { claimFileYears: 3, technicalDays: 90 },
  residency: { russianCitizens: true },
};

/** Both texts of a document as they are built in. */
export const builtIn = (document: DocumentName) => ({
  ru: builtInText(document, 'ru', FACTS),
  en: builtInText(document, 'en', FACTS),
});

const textsOf = (document: DocumentName, n: number) => {
  const { ru, en } = builtIn(document);
  return n === 1 ? { ru, en } : { ru: `${ru}\n\nДобавлено ${n}.`, en: `${en}\n\nAdded ${n}.` };
};

const version = (document: DocumentName, n: number, day: string): DocumentVersion => {
  const texts = textsOf(document, n);
  return {
    document,
    n,
    hashes: { ru: hashOfText(texts.ru), en: hashOfText(texts.en) },
    startsAt: `${day}T09:00:00.000Z`,
    change: n % 2 === 0 ? 'hard' : 'soft',
    askAgain: false,
    postedAt: `${day}T09:00:00.000Z`,
    by: n === 1 ? 'system' : 'staff:officer-1',
  };
};

/** A document with three versions, the second in force; shown is the n-th. */
export function shownVersion(document: DocumentName, n: number): ShownVersion {
  const versions = [
    version(document, 1, '2026-01-12'),
    version(document, 2, '2026-09-01'),
    version(document, 3, '2027-03-01'),
  ];
  const [first, current] = versions;
  const one = versions[n - 1];
  if (first === undefined || current === undefined || one === undefined) throw new Error('no such version');
  return {
    standing: { document, versions, current, recorded: true },
    version: one,
    texts: textsOf(document, n),
  };
}

/** The first two versions of a document side by side. */
export function compared(document: DocumentName, language: 'ru' | 'en') {
  const [older, newer] = [shownVersion(document, 1), shownVersion(document, 2)];
  return { older, newer, lines: compareLines(older.texts[language], newer.texts[language]) };
}

/** Telling people of a version, under way. */
export const aMailing: MailingView = {
  id: 'policy-2',
  state: 'sending',
  startsAt: '2026-11-23T07:00:00.000Z',
  counted: 1_214,
  frozen: { count: 1_213, at: '2026-11-23T07:00:00.000Z' },
  counts: { sent: 801, returned: 7, stopped: 1, erased: 2, waiting: 402 },
  twice: 1,
  perMinute: 540,
  finishAt: '2026-11-23T07:04:00.000Z',
  acts: ['pause', 'stop'],
};

const { perMinute: _perMinute, finishAt: _finishAt, ...still } = aMailing;
/** One that was stopped. */
export const doneMailing: MailingView = {
  ...still,
  state: 'stopped',
  because: { at: '2026-11-23T07:02:00.000Z', by: 'staff:officer-1', reason: 'wrong-text' },
  doneAt: '2026-11-23T07:03:00.000Z',
  acts: [],
};
