import { ASKABLE, type Askable } from '../../../shared/domain/requests/asked.ts';
import type { Heard } from '../doors.ts';
import type { Prng } from '../prng.ts';

/** A request that somebody sends, with every try and what was heard of it. */
export interface SentRequest {
  /** A text that only this request holds. */
  readonly marker: string;
  readonly key?: string;
  readonly at: number;
  /** Where the answer goes; absent: by post. */
  readonly contact?: string;
  /** Whether whoever sent it may be answered: the person, or who acts for them. A stranger who gives another's address may not. */
  readonly truthful: boolean;
  /** Whether the right code was ever brought. */
  coded: boolean;
  readonly heard: Heard<{ readonly reference: string }>[];
}

/** A download by the link of a letter, with what stood before and after it. */
export interface Download {
  readonly reference: string;
  readonly at: number;
  readonly until: number;
  readonly given: boolean;
}

/** What is asked for, as people and staff type it. */
export interface Wish {
  readonly kinds: Askable[];
  readonly details: string;
  readonly corrections?: { field: 'phone' | 'organisation'; is: string; shouldBe: string }[];
  readonly language: 'ru';
}

/** One or two kinds; what opens most ways comes most often. */
export function drawnWish(chance: Prng, marker: string, of: readonly Askable[] = KINDS): Wish {
  const kinds = [...new Set([chance.pick(of), ...(chance.chance(0.25) ? [chance.pick(of)] : [])])];
  return {
    kinds,
    details: `${marker} Прошу.`,
    ...(kinds.includes('correction')
      ? {
          corrections: [
            {
              field: chance.pick(['phone', 'organisation'] as const),
              is: '+7 495 123-45-67',
              shouldBe: `+7 495 765-43-2${chance.int(10)}`,
            },
          ],
        }
      : {}),
    language: 'ru',
  };
}

const KINDS: readonly Askable[] = [
  ...ASKABLE,
  'access',
  'access',
  'correction',
  'erasure',
  'erasure',
  'complaint',
];
