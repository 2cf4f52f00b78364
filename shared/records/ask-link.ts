import { type Ask, linkEnds } from '../domain/requests/asks.ts';
import type { LinkState } from './links.ts';

/** The link of an ask (G15): until it is answered, at most thirty days. It is made once; who lost it is asked again by the same one. */
export const askLink = (asked: Pick<Ask, 'id' | 'nonce' | 'at' | 'answeredAt'>): LinkState => ({
  id: asked.id,
  nonce: asked.nonce,
  generation: 1,
  expires: linkEnds(asked),
});
