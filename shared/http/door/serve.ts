import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { requestOf } from './request-of.ts';
import type { House, State, Step } from './state.ts';

type WithState = Context & { internal?: State };

/** middy hands event and context to the handler, nothing else: what the middlewares know goes along in the context. */
export const hand: Step = ({ context, internal }) => {
  Object.assign(context, { internal });
};

/** Fourth, the only one that Lambda's time is kept for: the operation's answer, unless a middleware has answered. */
export const serve =
  (house: House) =>
  async (_: APIGatewayProxyEventV2, { internal }: WithState): Promise<undefined> => {
    if (internal === undefined) throw new Error('the request has not entered');
    const { bound } = internal.passage;
    if (bound === undefined || internal.answer !== undefined) return undefined;
    internal.answer = await bound.handler(requestOf(internal, house));
    return undefined;
  };
