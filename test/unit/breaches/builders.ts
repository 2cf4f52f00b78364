import { type OpenBreach, openBreach } from '../../../shared/domain/breaches/open.ts';
import type { BreachBody } from '../../../shared/domain/breaches/standing.ts';
import { BREACH } from '../../../shared/domain/breaches/type.ts';
import type { Change } from '../../../shared/domain/cases/change.ts';
import { decideAct } from '../../../shared/domain/cases/decide.ts';
import type { CaseState, Command } from '../../../shared/domain/cases/type.ts';
import { at, ids } from '../domain/builders.ts';

const OFFICER = 'staff:officer-1';

export type BreachState = CaseState<BreachBody>;

/** Friday 27 November 2026, 18:00 in Moscow: the 24 and 72 hours run through the weekend. */
export const DETECTED = '2026-11-27T15:00:00.000Z';
/** An hour later we knew. */
export const AWARE = '2026-11-27T16:00:00.000Z';

export const anOpening = (changes: Partial<OpenBreach> = {}): OpenBreach => ({
  reference: 'PD-2026-B4X9TM-B',
  language: 'ru',
  detectedAt: DETECTED,
  awareAt: AWARE,
  detectedBy: 'outsider',
  nature: 'disclosure',
  systems: ['portal'],
  kinds: ['email', 'phone'],
  regimes: ['ru'],
  actor: OFFICER,
  ...changes,
});

/** A breach as it is opened, as a rule when we knew. Throws the refusal's code. */
export function aBreach(changes: Partial<OpenBreach> = {}, opened = AWARE): BreachState {
  const made = openBreach(anOpening(changes), at(opened));
  if (!made.ok) throw new Error(made.refusal.code);
  return stateOf(made.value);
}

const stateOf = ({ body, todo }: Change): BreachState => ({
  type: BREACH,
  body: body as BreachBody,
  ...(todo ? { todo } : {}),
});

export const tries = <C extends Command>(state: BreachState, command: C, when: string) =>
  decideAct(state, command, { by: OFFICER, at: at(when), newId: ids() });

/** The breach after an act. Throws the refusal's code. */
export function does<C extends Command>(state: BreachState, command: C, when: string): BreachState {
  const made = tries(state, command, when);
  if (!made.ok) throw new Error(made.refusal.code);
  return stateOf(made.value);
}

export const clocksOf = ({ body }: BreachState): Record<string, string> =>
  Object.fromEntries(body.clocks.map(({ id, state, due }) => [id, `${state} ${due}`]));

/** A notice with everything that the law names in it. */
export const WRITTEN = {
  act: 'draft',
  incident: 'Файл с адресами лежал на открытой странице.',
  causes: 'Ошибка настройки.',
  harm: 'Письма мошенников.',
  measures: 'Страница закрыта.',
  contact: 'Ответственный за персональные данные.',
  result: 'Настройку изменили 25 ноября.',
  persons: 'Не установлены.',
  consequences: 'Фишинг.',
  confirmed: true,
};
export const filed = (notice: string, filedAt: string) => ({
  ...{ act: 'file', notice, filedAt, number: '77-1234', way: 'portal' },
});
