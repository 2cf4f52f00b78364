import { describeError, logRequest } from '../../log.ts';
import { referenceIn } from '../passage.ts';
import type { House, Request } from './state.ts';

/** Last: one line a request, whatever became of it. */
export const report =
  ({ name, settings, write, overtaken }: House) =>
  ({ event, context, response, internal: { passage } }: Request): void => {
    const { code, fields, about = referenceIn(passage), staff, bot, error, bound } = passage;
    const { requestContext, routeKey } = event;
    const again = overtaken() - passage.overtaken;
    logRequest(write, settings, {
      door: name,
      // API Gateway's key names a prefix only.
      route: bound === undefined ? routeKey : `${requestContext.http.method} ${bound.spec.path}`,
      at: passage.at,
      status: response?.statusCode ?? 500,
      ms: passage.timeLeft - context.getRemainingTimeInMillis(),
      request: requestContext.requestId,
      ...(again === 0 ? {} : { again }),
      ...(code === undefined ? {} : { code }),
      ...(fields === undefined || fields.length === 0 ? {} : { fields }),
      ...(about === undefined ? {} : { case: about }),
      ...(staff === undefined ? {} : { role: staff.role }),
      ...(bot.length === 0 ? {} : { marks: bot }),
      ...(error === undefined ? {} : describeError(error)),
    });
  };
