import { holdUntil } from '../../shared/domain/registration/address.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import { askFreshCodes, type FreshCodes } from '../../shared/identity/fresh-codes.ts';
import type { OperationDeps } from '../../shared/records/deps.ts';
import type { IdempotentRequest } from '../../shared/records/idempotency.ts';
import { ownFile } from '../../shared/records/person-file.ts';
import { personLinkToken } from '../../shared/records/person-proofs.ts';
import { publishedOf } from '../../shared/records/publications.ts';

/** How the closing of an account stands. */
export interface ClosingView {
  /** Until when the old address must prove too, ISO. */
  readonly holdUntil?: string;
  /** A closing that was asked for: when it will be done, and the token that cancels it. */
  readonly closing?: { readonly due: string; readonly token: string };
  /** Something of the profile is public: the page says what becomes of it meanwhile and afterwards (R6). */
  readonly isPublic: boolean;
}

/** How the closing stands, for the page that shows it (G2: only looks). */
export async function viewClosing(
  person: string,
  at: number,
  deps: OperationDeps,
): Promise<Result<ClosingView>> {
  const file = await ownFile(person, at, deps);
  if (!file.ok) return file;
  const { body } = file.value;
  const until = holdUntil(body, at);
  const { closing } = body;
  const isPublic = (await publishedOf(deps.records, person)).length > 0;
  return accept({
    isPublic,
    ...(until === undefined ? {} : { holdUntil: until }),
    ...(closing === undefined
      ? {}
      : {
          closing: {
            due: closing.due,
            token: personLinkToken(deps.secrets, 'cancel-erasure', person, closing),
          },
        }),
  });
}

/** Sends a fresh code, while the hold lasts also to the old address (R5, R7). Asked twice with one key it sends nothing more (G3). */
export const askClosingCode = (
  person: string,
  at: number,
  deps: OperationDeps,
  once?: IdempotentRequest,
): Promise<Result<FreshCodes>> =>
  askFreshCodes(
    async () => {
      const file = await ownFile(person, at, deps);
      return file.ok && file.value.body.state === 'closing' ? refuse('closing-under-way') : file;
    },
    'close-account',
    once,
    at,
    deps,
  );
