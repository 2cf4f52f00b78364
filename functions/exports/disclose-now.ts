import { change } from '../../shared/domain/cases/change.ts';
import { decideAct } from '../../shared/domain/cases/decide.ts';
import { disclosesItself } from '../../shared/domain/requests/disclosing.ts';
import { type CaseFile, commitCase, lookupOf, readCase } from '../../shared/records/case-file.ts';
import { decideSurely, OVERTAKEN, type Overtaken } from '../../shared/records/decide-again.ts';
import type { StaffDeps } from '../../shared/records/deps.ts';
import { ownCaseKind } from '../../shared/records/kinds/cases.ts';
import { putNext, read, type Stored } from '../../shared/records/kinds/kind.ts';
import { isAddressOf, readPerson } from '../../shared/records/person-file.ts';
import { disclosureHeld, type Owner } from './standing-in-the-way.ts';

/** A case of somebody, of which the outbox says that something is to be disclosed. */
export interface OwnCase {
  readonly person: string;
  readonly reference: string;
}

/** What became of it: disclosed, left to an officer, or there was nothing to do (any more). */
export type Done = 'disclosed' | 'left' | 'nothing';

type Marked = Stored<OwnCase & { readonly since: string }>;

/**
 * Discloses at once what a person asked for in their own session, with a code (S3, S6): the act, its event, the letter with the
 * link, and that the intent is done, in one commit. Where R5 stands in the way, the case says so and is an officer's. Safe to
 * repeat: streams are.
 * @param at epoch ms
 */
export const discloseNow = (own: OwnCase, at: number, deps: StaffDeps): Promise<Done> =>
  decideSurely(deps, {
    read: () => read(deps.records, ownCaseKind, own, at),
    decide: (mark) =>
      mark?.item.todo?.group === 'export' ? act(mark, at, deps) : Promise.resolve('nothing'),
  });

async function act(mark: Marked, at: number, deps: StaffDeps): Promise<Done | Overtaken> {
  const done = putNext(ownCaseKind, mark, mark.body);
  const file = await readCase(deps, mark.body.reference, at);
  const request = file?.state.body;
  if (file === undefined || request?.kind !== 'request' || !disclosesItself(request))
    return (await deps.records.commit([done])).ok ? 'nothing' : OVERTAKEN;
  const why = disclosureHeld(await ownerOf(mark.body, at, deps), at);
  const made = why === undefined ? decided(file, at, deps) : undefined;
  if (made?.ok === true)
    return (await commitCase(deps, file, made.value, at, [done])) === 'ok' ? 'disclosed' : OVERTAKEN;
  const left = change(request, {
    events: [
      {
        type: 'disclosure-held',
        by: 'system',
        data: { why: why ?? (made?.ok === false ? made.refusal.code : '') },
      },
    ],
  });
  return (await commitCase(deps, file, left, at, [done])) === 'ok' ? 'left' : OVERTAKEN;
}

const decided = ({ state }: CaseFile, at: number, { newId }: StaffDeps) =>
  decideAct(state, { act: 'disclose' }, { by: 'system', at, newId });

async function ownerOf(
  { person, reference }: OwnCase,
  at: number,
  deps: StaffDeps,
): Promise<Owner | undefined> {
  const [file, lookup] = await Promise.all([readPerson(deps, person, at), lookupOf(deps, reference, at)]);
  if (file === undefined) return undefined;
  const isAddress = lookup !== undefined && (await isAddressOf(deps, file.body, lookup, at));
  return { body: file.body, isAddress };
}
