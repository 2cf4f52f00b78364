import type { KnownCase } from '../domain/cases/kinds.ts';
import { dayOf } from '../domain/requests/changing.ts';
import { actsNoMore } from '../domain/requests/mandate.ts';
import type { Opened } from './case-file.ts';

/**
 * Who reads the letters of a case: whoever asked; once somebody who asked for another may not any more, that other (S3). Nothing
 * goes to who has no authority to act, whatever was queued while they had.
 * @param at epoch ms
 */
export const readBy = (opened: Opened, body: KnownCase, at: number): Opened => {
  if (body.kind !== 'request' || !actsNoMore(body.own.mandate, dayOf(at))) return opened;
  const { contact: _, ...rest } = opened;
  return opened.about === undefined ? rest : { ...rest, contact: opened.about };
};
