import { cancelClosing } from '../../shared/domain/registration/closing.ts';
import type { Result } from '../../shared/domain/result.ts';
import { commitCalledOff } from '../../shared/records/call-off.ts';
import { decideAgain, written } from '../../shared/records/decide-again.ts';
import type { OperationDeps } from '../../shared/records/deps.ts';
import type { PersonFile } from '../../shared/records/person-file.ts';
import type { Write } from '../../shared/records/port.ts';
import { idsFrom } from '../../shared/records/random.ts';
import { decided, lookAtLink, type Pressed, personOfLink, pressOnce } from './letter-link.ts';

const fileToCancel = (token: string, at: number, deps: OperationDeps): Promise<Result<PersonFile>> =>
  personOfLink(token, 'cancel-erasure', ({ closing }) => closing, at, deps);

/** What the cancel link leads to (G2). */
export const lookAtCancel = async (
  token: string,
  at: number,
  deps: OperationDeps,
): Promise<Result<PersonFile>> =>
  lookAtLink(await fileToCancel(token, at, deps), { token }, 'cancel-erasure', at, deps);

/**
 * Cancels a closing (R7) or a destruction that a request asked for (S3), once (G3): whoever holds one of the addresses may,
 * signed in or not.
 */
export const cancelAccountClosing = (
  pressed: Pressed,
  at: number,
  deps: OperationDeps,
): Promise<Result<undefined>> =>
  pressOnce(pressed, 'cancel-erasure', at, deps, (writes) => cancel(pressed.token, writes, at, deps));

async function cancel(
  token: string,
  writes: readonly Write[],
  at: number,
  deps: OperationDeps,
): Promise<Result<undefined>> {
  return decideAgain(deps, {
    read: () => fileToCancel(token, at, deps),
    async decide(file) {
      const newId = idsFrom(deps.random);
      const made = decided(cancelClosing(file.body, newId));
      if (!made.ok) return made;
      const off = { file, made: made.value, why: 'by-person', by: 'requester', newId } as const;
      return written(await commitCalledOff(deps, off, at, writes), undefined);
    },
  });
}
