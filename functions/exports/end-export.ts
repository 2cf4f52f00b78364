import { decideAct } from '../../shared/domain/cases/decide.ts';
import type { Result } from '../../shared/domain/result.ts';
import { commitCase } from '../../shared/records/case-file.ts';
import { decideAgain, written } from '../../shared/records/decide-again.ts';
import type { OperationDeps } from '../../shared/records/deps.ts';
import { idsFrom } from '../../shared/records/random.ts';
import { openExport } from './open-export.ts';

/** Who holds the link closes it: it reached the wrong one, or is needed no more. Nobody gets anything by it after that. */
export const endExport = (token: string, at: number, deps: OperationDeps): Promise<Result<undefined>> =>
  decideAgain(deps, {
    read: () => openExport(token, at, deps),
    async decide({ file }) {
      const asking = { by: 'requester', at, newId: idsFrom(deps.random) } as const;
      const made = decideAct(file.state, { act: 'end-link' }, asking);
      return made.ok ? written(await commitCase(deps, file, made.value, at), undefined) : made;
    },
  });
