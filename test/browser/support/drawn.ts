import type { DeskContext, Page, PageContext } from '../../../shared/http/pages/context.ts';

type Language = 'ru' | 'en';
type Draw<C> = (context: C, language: Language) => Page;
/** A page for anybody. */
export const open = (path: string, draw: Draw<PageContext>) => ({ path, draw });
/** A page of staff. */
export const desk = (path: string, draw: Draw<DeskContext>, as = 'officer-1') => ({ path, desk: draw, as });

/** A page of somebody who is signed in. */
export const own = (path: string, draw: Draw<PageContext>) => ({ path, own: draw });

/** A page as it is asked for and drawn. */
export type Drawn = ReturnType<typeof open> | ReturnType<typeof desk> | ReturnType<typeof own>;
