import type { TransferSaid } from '../../shared/api/transfers.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import { type Transfer, transferFault } from '../../shared/domain/transfers/transfer.ts';
import { decideAgain, type Outcome, written } from '../../shared/records/decide-again.ts';
import type { StaffDeps } from '../../shared/records/deps.ts';
import { type IdempotentRequest, keyWrites, toldBefore } from '../../shared/records/idempotency.ts';
import { keyFor, putNew } from '../../shared/records/kinds/kind.ts';
import { type TransferWords, transferKind } from '../../shared/records/kinds/transfers.ts';
import { keyToSeal } from '../../shared/records/opening.ts';
import { commitPerson, type PersonFile, profileKey, readPerson } from '../../shared/records/person-file.ts';
import type { Write } from '../../shared/records/port.ts';
import { sealJson } from '../../shared/records/sealing.ts';
import type { RuntimeSettings } from '../../shared/settings.ts';

/** A transfer as an officer records it. */
export interface Recorded {
  readonly person: string;
  readonly said: TransferSaid;
  /** OIDC subject. */
  readonly sub: string;
  readonly once?: IdempotentRequest;
}

type Deps = StaffDeps & { readonly settings: Pick<RuntimeSettings, 'others' | 'language'> };
type Told = { readonly transfer: string };

/**
 * Records that data of a person were handed to somebody else by hand (X2, X3): from now on corrections, erasures and blocks of
 * this person are told to them, too. Record, event and key are one transaction, under the version of the person that was read:
 * nothing is recorded of who is being destroyed. Refusals: `unknown-person`, `unknown-recipient`, `day-in-future`,
 * `receipt-too-early`, `idempotency-mismatch`, `busy`.
 * @param at epoch ms
 */
export async function recordTransfer(recorded: Recorded, at: number, deps: Deps): Promise<Result<Told>> {
  const answered = () =>
    toldBefore(recorded.once, at, deps, ({ transfer }) => ({ transfer: String(transfer) }));
  return (
    (await answered()) ??
    decideAgain(deps, {
      async read() {
        const file = await readPerson(deps, recorded.person, at);
        return file === undefined ? refuse('unknown-person', { field: 'person' }) : accept(file);
      },
      decide: (file) => record(recorded, file, at, deps),
      answered,
    })
  );
}

async function record(
  { person, said: { evidence, ...said }, sub, once }: Recorded,
  file: PersonFile,
  at: number,
  deps: Deps,
): Promise<Outcome<Told>> {
  const fault = transferFault(said, at);
  if (fault !== undefined) return fault;
  const { others = {}, language } = deps.settings;
  const recipient = Object.hasOwn(others, said.recipient) ? others[said.recipient] : undefined;
  if (recipient?.kind !== 'recipient') return refuse('unknown-recipient', { field: 'recipient' });
  const id = deps.newId();
  const by = `staff:${sub}` as const;
  const fields = [...new Set(said.fields)];
  const transfer: Transfer = { ...said, fields, id, person, at: new Date(at).toISOString(), by };
  const words = { name: recipient.name[language], evidence };
  const { ground, on } = said;
  const data = { transfer: id, recipient: said.recipient, fields: fields.join(), ground, on };
  const made = { body: file.body, events: [{ type: 'transfer-recorded', by, data } as const] };
  const told = { transfer: id };
  const writes = [
    await transferWrite(deps, file, transfer, words),
    ...keyWrites(deps.secrets, once, told, at),
  ];
  return written(await commitPerson(deps, file, made, at, { writes }), told);
}

/** The write of a transfer: who got the data and what proves it are sealed under the key of the person's profile. */
async function transferWrite(
  deps: Deps,
  { body }: PersonFile,
  transfer: Transfer,
  words: TransferWords,
): Promise<Write> {
  const key = await keyToSeal(deps, profileKey(body));
  const place = { key: keyFor(transferKind, transfer), field: 'sealed' };
  return putNew(transferKind, transfer, {
    ...transfer,
    sealed: new Uint8Array(sealJson(key, place, words)),
  });
}
