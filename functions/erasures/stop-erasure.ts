import { cancelClosing } from '../../shared/domain/registration/closing.ts';
import { refuse } from '../../shared/domain/result.ts';
import { commitCalledOff } from '../../shared/records/call-off.ts';
import { written } from '../../shared/records/decide-again.ts';
import { keyWrites } from '../../shared/records/idempotency.ts';
import { readPerson } from '../../shared/records/person-file.ts';
import { idsFrom } from '../../shared/records/random.ts';
import { type AskedDecision, commit, type DecideDeps, type Decided, decideOn } from './decide-erasure.ts';

/** An officer calls it off (S3): what was proposed, or what was approved and has not begun. The clocks go on. */
export const stopErasure = (asked: AskedDecision, at: number, deps: DecideDeps): Promise<Decided> =>
  decideOn(asked, at, deps, async (found) => {
    const { person, reference, own } = found.body;
    const command = { act: 'call-off', why: 'by-officer' } as const;
    if (own.erasure?.state !== 'approved' || person === undefined)
      return commit(found, command, asked, at, deps);
    const file = await readPerson(deps, person, at);
    const newId = idsFrom(deps.random);
    const by = asked.by === 'requester' ? 'system' : asked.by;
    const made = file && cancelClosing(file.body, newId, by);
    if (file === undefined || made === undefined || file.body.closing?.case !== reference)
      return refuse('nothing-proposed');
    const off = { file, made, why: command.why, by: asked.by, newId };
    const keys = keyWrites(deps.secrets, asked.once, { reference }, at);
    return written(await commitCalledOff(deps, off, at, keys), { reference });
  });
