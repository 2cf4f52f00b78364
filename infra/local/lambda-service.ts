/** `lambda:Invoke` on the AWS endpoint, so that the sample events can be sent with the aws CLI. */
import { type AwsAnswer, AwsFault, type Lambdas, type Service } from './types.ts';

const INVOKE = /^POST \/2015-03-31\/functions\/([^/?]+)\/invocations/;

export function createLambdaService(lambdas: Lambdas): Service {
  return {
    name: 'lambda',
    async handle(request): Promise<AwsAnswer> {
      const name = decodeURIComponent(INVOKE.exec(request.operation)?.[1] ?? '');
      const known = name.split(':function:').at(-1) ?? '';
      if (!lambdas.names().includes(known)) {
        throw new AwsFault('ResourceNotFoundException', `Function not found: ${name}`, 404);
      }
      const event: unknown = request.body.length === 0 ? null : JSON.parse(request.body.toString('utf8'));
      const async = request.headers['x-amz-invocation-type'] === 'Event';
      const answer = await lambdas.invoke(name, event, { async });
      const headers = { 'content-type': 'application/json', 'x-amz-executed-version': '$LATEST' };
      if (async) return { status: 202, headers, body: '' };
      if (answer.ok) return { status: 200, headers, body: JSON.stringify(answer.payload) };
      const { errorType, errorMessage, trace } = answer;
      const body = JSON.stringify({ errorType, errorMessage, trace });
      return { status: 200, headers: { ...headers, 'x-amz-function-error': 'Unhandled' }, body };
    },
  };
}
