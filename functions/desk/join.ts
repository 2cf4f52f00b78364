import { decideAct } from '../../shared/domain/cases/decide.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import { type CaseFile, commitCase, lookupOf, readCase } from '../../shared/records/case-file.ts';
import { decideAgain, written } from '../../shared/records/decide-again.ts';
import type { StaffDeps } from '../../shared/records/deps.ts';
import { parseReference } from '../../shared/records/references.ts';

/** To which case, and who joins: OIDC subject. */
interface Joining {
  readonly to: string;
  readonly sub: string;
}

/**
 * Hands what a duplicate asks over to the case that goes on, before the duplicate itself says that it was joined (S9): the other
 * way round, a death between the two would leave a request that nobody answers. Done again, there is nothing to hand over.
 * Refusals: `not-found`, `join-other-address` – also where one of them has no address –, those of the act `take-over`, `busy`.
 */
export async function handOver(
  { state: { body: from } }: CaseFile,
  { to, sub }: Joining,
  at: number,
  deps: StaffDeps,
): Promise<Result<undefined>> {
  const reference = parseReference(to);
  if (reference === undefined) return refuse('not-found', { field: 'to' });
  if (from.kind !== 'request' || !(await haveOneAddress([from.reference, reference], at, deps)))
    return refuse('join-other-address', { field: 'to' });
  return decideAgain(deps, {
    async read() {
      const file = await readCase(deps, reference, at);
      return file === undefined ? refuse('not-found', { field: 'to' }) : accept(file);
    },
    async decide(file) {
      const { body } = file.state;
      if (body.kind === 'request' && body.own.joinedFrom?.includes(from.reference)) return accept(undefined);
      if (from.person !== undefined && from.person !== body.person)
        return refuse('join-other-address', { field: 'to' });
      const asking = { by: `staff:${sub}`, at, newId: deps.newId } as const;
      const made = decideAct(file.state, { act: 'take-over', from }, asking);
      return made.ok ? written(await commitCase(deps, file, made.value, at), undefined) : made;
    },
  });
}

/** Whether both came from one address: its keyed hashes are compared, nothing is opened. */
async function haveOneAddress(references: readonly string[], at: number, deps: StaffDeps): Promise<boolean> {
  const [one, other] = await Promise.all(references.map((reference) => lookupOf(deps, reference, at)));
  return one !== undefined && one === other;
}
