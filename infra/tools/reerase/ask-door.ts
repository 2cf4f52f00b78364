import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod';
import { NAMES } from '../../../shared/names.ts';
import type { Again, Reerased } from '../../../shared/records/again.ts';
import type { Deployment } from '../deployment.ts';

const answer = z.array(
  z.tuple([z.string(), z.enum(['nothing', 'destroyed', 'held', 'spared', 'failed'] satisfies Reerased[])]),
);

/** How often in a row an answer may fail to come: the function may have run out of time, and what it did stays done. */
const TRIES = 5;

/** Asks the door of destructions, which has the keys and takes this only while the setting `restore: true` is deployed. */
export async function askDoor({ settings, place, now }: Pick<Deployment, 'settings' | 'place' | 'now'>) {
  const client = new LambdaClient(place);
  const name = NAMES.door(settings.deployment, 'erasures-task');
  const once = async (people: readonly Again[]): Promise<z.infer<typeof answer> | undefined> => {
    const reerase = { time: new Date(await now()).toISOString(), people };
    const asked = new InvokeCommand({ FunctionName: name, Payload: JSON.stringify({ reerase }) });
    const { FunctionError: failed, Payload } = await client.send(asked);
    const text = Buffer.from(Payload ?? []).toString();
    if (failed === undefined) return answer.parse(JSON.parse(text));
    if (text.includes('NotRestoring'))
      throw new Error(
        'the setting "restore": true is not deployed. Deploy it first: nobody may use the copy meanwhile',
      );
    return undefined;
  };
  // Whether it takes this at all is asked before anything is looked for.
  await once([]);
  return async (batch: readonly Again[]): Promise<z.infer<typeof answer>> => {
    const done: z.infer<typeof answer> = [];
    let failures = 0;
    while (done.length < batch.length) {
      const some = await once(batch.slice(done.length));
      if (some === undefined || some.length === 0) {
        failures += 1;
        if (failures === TRIES) throw new Error(`${name} fails; see its log, and run this again`);
      } else {
        failures = 0;
        done.push(...some);
      }
    }
    return done;
  };
}
