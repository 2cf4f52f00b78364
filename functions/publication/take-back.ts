import { DISTRIBUTION, type PublicField } from '../../shared/domain/consent/distribution.ts';
import type { Result } from '../../shared/domain/result.ts';
import { type DecidedAct, decideAct, recordAct } from '../../shared/records/consent-acts.ts';
import { decideAgain, type Outcome, withAnswer } from '../../shared/records/decide-again.ts';
import { headOf } from '../../shared/records/ledger.ts';
import { personChapter } from '../../shared/records/person-file.ts';
import { publishedOf, unpublishing } from '../../shared/records/publications.ts';
import type { PublishDeps } from './publish.ts';

/**
 * Takes a field back at once (R6, C3): the consent is withdrawn and the copy deleted in one transaction, with the public
 * page if nothing else stands there. Never refused for its form. Refusal: `busy`.
 * @param at epoch ms
 */
export async function takeBack(
  { person, field }: { readonly person: string; readonly field: PublicField },
  at: number,
  deps: PublishDeps,
): Promise<Result<undefined>> {
  const command = {
    ...({ act: 'withdraw', purpose: DISTRIBUTION, by: 'person', channel: 'web', form: 'account' } as const),
    field,
  };
  return decideAgain(deps, {
    read: () => decideAct(deps, person, command, at),
    decide: (act) => unpublish(act, field, at, deps),
  });
}

/** The withdrawal with what it takes away; withdrawn before, by phone or for all fields at once, only the copy is left. */
async function unpublish(
  act: DecidedAct,
  field: PublicField,
  at: number,
  deps: PublishDeps,
): Promise<Outcome<undefined>> {
  const { records } = deps;
  const { person } = act;
  // Before the copies are listed: what is published from here on moves the end of the chain, and all is read anew.
  const head = await headOf(records, person);
  const standing = await publishedOf(records, person);
  const gone = standing.filter(({ body }) => body.field === field);
  const told = { type: 'unpublished', by: 'person', data: { field } } as const;
  const chapters = gone.length === 0 ? [] : [{ ...personChapter(person, [told], at), head }];
  const writes = await unpublishing(records, gone, standing, at);
  return withAnswer(await recordAct(deps, act, { writes, chapters }), undefined);
}
