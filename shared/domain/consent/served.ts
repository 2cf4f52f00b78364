import type { ActEvent } from './events.ts';

/**
 * What can be said of the text that an act is about (C2, C6): it was shown to this very person – served to the browser that
 * registered, or in a session –; the form served it, to whoever asked; staff named it, and had it read out or signed.
 */
export const TEXT_SERVED = ['to-person', 'by-form', 'by-staff'] as const;
export type TextServed = (typeof TEXT_SERVED)[number];

/** The same as a sentence: receipts say it in their own language, pages in the reader's. */
export const SERVED_STATEMENTS: Readonly<Record<TextServed, { readonly ru: string; readonly en: string }>> = {
  'to-person': {
    ru: 'этот текст был показан этому человеку',
    en: 'this text was shown to this person',
  },
  'by-form': {
    ru: 'этот текст был выдан формой',
    en: 'this text was served by the form',
  },
  'by-staff': {
    ru: 'этот текст назвал сотрудник: его прочли вслух или подписали на бумаге',
    en: 'this text was named by staff: it was read out, or signed on paper',
  },
};

/**
 * What the event of an act bears out of its text; undefined where it names none. Events of before proofs named anybody claim
 * no more than that the form served it.
 */
export function textServed({ data }: Pick<ActEvent, 'data'>): TextServed | undefined {
  if (data.text === undefined) return undefined;
  if (data.channel !== 'web') return 'by-staff';
  return data.served === 'challenge' || data.served === 'session' ? 'to-person' : 'by-form';
}
