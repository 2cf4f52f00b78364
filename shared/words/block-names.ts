import type { Language } from '../language.ts';

/** Why data are blocked, and how far, in words (S4). */
const BLOCK_NAMES = {
  ru: {
    kind: {
      inaccuracy: 'данные, возможно, неточны',
      'unlawful-use': 'использование, возможно, незаконно',
      destruction: 'данные ждут уничтожения',
    },
    scope: {
      full: 'полное: данные только хранят и проверяют',
      precautionary: 'предварительное: без рекламы и новых передач',
    },
  },
  en: {
    kind: {
      inaccuracy: 'the data may be inaccurate',
      'unlawful-use': 'the use may be unlawful',
      destruction: 'the data wait to be destroyed',
    },
    scope: {
      full: 'full: the data are only kept and checked',
      precautionary: 'precautionary: no promotions, no new transfers',
    },
  },
} as const;

interface Block {
  readonly kind: keyof (typeof BLOCK_NAMES)['ru']['kind'];
  readonly scope: keyof (typeof BLOCK_NAMES)['ru']['scope'];
}

/** A block in words, why first. */
export const blockName = ({ kind, scope }: Block, language: Language): string =>
  `${BLOCK_NAMES[language].kind[kind]}; ${BLOCK_NAMES[language].scope[scope]}`;
