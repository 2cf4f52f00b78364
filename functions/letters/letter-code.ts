import * as z from 'zod/mini';
import type { LetterBody } from '../../shared/domain/cases/letter.ts';
import { type CodeDeps, codeToSend } from '../../shared/records/codes.ts';

/** Which code of which challenge a letter carries. */
const codeData = z.object({ challenge: z.string(), generation: z.int() });

/** The code that a letter carries, made again from its challenge; undefined when it can no longer be used (G16). */
export async function codeIn({ data }: LetterBody, at: number, deps: CodeDeps): Promise<string | undefined> {
  const named = codeData.safeParse(data);
  return named.success ? codeToSend(deps, named.data, at) : undefined;
}
