/**
 * Request units of each operation on the in-memory twin, which counts them by DynamoDB's rules. A claim travels from the
 * form to the delivered answer, each step metered. Imports letters' templates (TSX): run it bundled, or in vitest.
 */

import { dispatchCase } from '../../functions/cases/dispatch.ts';
import { showStatus } from '../../functions/cases/status.ts';
import { openStep, waitStep } from '../../functions/cases/steps.ts';
import { type Incoming, takeClaim } from '../../functions/claims/open-claim.ts';
import { actOnCase } from '../../functions/desk/act.ts';
import { listCases } from '../../functions/desk/list.ts';
import { showCase } from '../../functions/desk/show.ts';
import { tellOutcome } from '../../functions/letters/outcome.ts';
import { sendLetter } from '../../functions/letters/send.ts';
import type { ClaimRequest } from '../../shared/api/claims.ts';
import type { CaseOpened } from '../../shared/api/opened.ts';
import type { LetterKind } from '../../shared/domain/letters/kinds.ts';
import type { LetterBody } from '../../shared/domain/letters/letter.ts';
import type { PlannedWait, WaitStep } from '../../shared/domain/workflow-payloads.ts';
import { CASES_DUE, lettersOf, readCase } from '../../shared/records/case-file.ts';
import { rowText } from '../../shared/records/case-row.ts';
import { caseKind } from '../../shared/records/kinds/cases.ts';
import { keyFor, putNew } from '../../shared/records/kinds/kind.ts';
import { letterKind } from '../../shared/records/kinds/letters.ts';
import { systemRandom } from '../../shared/records/random.ts';
import { newReference } from '../../shared/records/references.ts';
import { type ConsentOperation, meterConsents } from './measure-consents.ts';
import { meterRegistration, type RegistrationOperation } from './measure-registration.ts';
import { aRequest, meterRequests, type RequestOperation } from './measure-requests.ts';
import { Meter, type Metered, OPENED } from './meter.ts';

/** Operations in the order in which a claim meets them. */
export type Operation =
  | 'claim opened'
  | 'claim opened, with guards (network counter, idempotency)'
  | 'workflow started by the dispatcher'
  | 'workflow: first step'
  | 'workflow: wait entered, nothing due'
  | 'workflow: milestone with a reminder'
  | 'letter sent: receipt'
  | 'letter sent: reminder to staff'
  | 'letter sent: answer'
  | 'letter delivered: receipt'
  | 'letter delivered: answer'
  | 'status page'
  | 'case page of staff with its personal part'
  | 'claim answered'
  | 'workflow ended by the dispatcher'
  | RegistrationOperation
  | ConsentOperation
  | RequestOperation;

export interface Metering {
  /** Bytes of what the claimant typed, as JSON. */
  readonly typedBytes: number;
  readonly operations: Readonly<Record<Operation, Metered>>;
  /** Of what opens a request: units by item. */
  readonly items: { readonly [operation: string]: string };
}

/** A bit over 600 bytes of Russian. */
const REQUEST: ClaimRequest = {
  claimant: { name: 'Константин Константинопольский', email: 'konstantin@example.org' },
  facts:
    'Прошу вернуть деньги за карту: она перестала работать через неделю после покупки. Чек сохранился, гарантия действует. Обращался дважды, ответа нет. В зале обещали перезвонить и не перезвонили ни разу за месяц.',
  demand: 'Вернуть деньги за карту полностью и ответить письменно.',
  language: 'ru',
};
const PLAIN: Incoming = { request: REQUEST, by: 'requester', marked: false, language: 'ru' };

/** Claims and their letters over a twin that counts. */
class ClaimMeter extends Meter {
  async open(incoming: Incoming): Promise<CaseOpened> {
    const taken = await takeClaim(incoming, this.at, { ...this.deps, random: systemRandom });
    if (!taken.ok) throw new Error(`the claim was refused: ${taken.refusal.code}`);
    return taken.value;
  }

  async letter(reference: string, kind: LetterKind): Promise<LetterBody> {
    const found = (await lettersOf(this.deps, reference)).findLast((one) => one.kind === kind);
    if (found === undefined) throw new Error(`no letter ${kind}`);
    return found;
  }

  async send(name: Operation, reference: string, kind: LetterKind): Promise<void> {
    const key = keyFor(letterKind, { reference, id: (await this.letter(reference, kind)).id });
    const sent = await this.meter(name, () => sendLetter(key, this.letters));
    if (sent.kind !== 'sent') throw new Error(`the letter ${kind} was ${sent.kind}`);
  }

  async deliver(name: Operation, reference: string, kind: LetterKind): Promise<void> {
    const { id, messageId = '' } = await this.letter(reference, kind);
    const news = { letter: { owner: reference, id }, outcome: { type: 'delivered' }, messageId } as const;
    const told = await this.meter(name, () =>
      tellOutcome({ ...news, sentAt: this.at, at: this.at }, this.letters),
    );
    if (told !== 'done') throw new Error(`nobody was told of the letter ${kind}`);
  }

  async wait(name: Operation, reference: string, planned: PlannedWait | undefined): Promise<void> {
    if (planned === undefined) throw new Error('no such wait is planned');
    const step: WaitStep = {
      step: 'wait',
      planned,
      input: { case: reference },
      execution: EXECUTION,
      at: new Date(this.at).toISOString(),
      token: 'x'.repeat(400),
    };
    const done = await this.meter(name, () => waitStep(step, this.deps));
    if (done !== 'acted') throw new Error(`the wait from ${planned.from} was ${done}`);
  }
}

/** As long as real ones are. */
const EXECUTION = 'arn:aws:states:eu-central-1:000000000000:execution:privacy-claims:PD-2026-K7M4QX-0-1';

const expectOk = (result: { readonly ok: boolean }): void => {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result)}`);
};

/** Meters every operation of a claim's way. */
export async function meterClaim(): Promise<Metering> {
  const guarded = new ClaimMeter();
  const once = { route: 'POST /claims', key: 'k'.repeat(22), body: REQUEST };
  const incoming = { ...PLAIN, network: '203.0.113.0/24', once };
  await guarded.meter('claim opened, with guards (network counter, idempotency)', () =>
    guarded.open(incoming),
  );

  const meter = new ClaimMeter();
  const { reference, statusUrl } = await meter.meter('claim opened', () => meter.open(PLAIN));
  const started = await meter.meter('workflow started by the dispatcher', () =>
    dispatchCase(reference, meter.at, meter.deps),
  );
  if (started !== 'started') throw new Error(`the workflow was ${started}`);
  const { waits } = await meter.meter('workflow: first step', () => {
    const at = new Date(meter.at).toISOString();
    return openStep({ step: 'open', input: { case: reference }, execution: EXECUTION, at }, meter.deps);
  });
  await meter.wait('workflow: wait entered, nothing due', reference, waits.Wait1);
  await meter.send('letter sent: receipt', reference, 'claim-receipt');
  await meter.deliver('letter delivered: receipt', reference, 'claim-receipt');

  const { nextMilestoneAt = '' } = (await readCase(meter.deps, reference, meter.at))?.state.body ?? {};
  meter.at = Date.parse(nextMilestoneAt);
  await meter.wait('workflow: milestone with a reminder', reference, waits.Wait2);
  await meter.send('letter sent: reminder to staff', reference, 'case-reminder');

  const key = new URL(statusUrl).searchParams.get('key') ?? '';
  await meter.meter('status page', async () =>
    expectOk(await showStatus({ reference, key, language: 'ru' }, meter.at, meter.deps)),
  );
  const look = { reference, sub: 'officer-1', role: 'officer', language: 'ru', reason: 'answer' } as const;
  await meter.meter('case page of staff with its personal part', async () =>
    expectOk(await showCase(look, meter.at, meter.deps)),
  );
  await meter.meter('claim answered', async () => {
    const file = await readCase(meter.deps, reference, meter.at);
    const { revision = 0 } = file?.state.body ?? {};
    meter.records.resetUnits();
    const body = { revision, outcome: 'satisfied', text: 'Мы вернём деньги в течение трёх дней.' } as const;
    expectOk(await actOnCase({ reference, act: 'answer', body, sub: 'officer-1' }, meter.at, meter.deps));
  });
  await meter.meter('workflow ended by the dispatcher', () => dispatchCase(reference, meter.at, meter.deps));
  await meter.send('letter sent: answer', reference, 'claim-answer');
  await meter.deliver('letter delivered: answer', reference, 'claim-answer');

  const { claimant, facts, demand } = REQUEST;
  const requests = await meterRequests();
  return {
    items: requests.items,
    typedBytes: Buffer.byteLength(JSON.stringify({ ...claimant, facts, demand })),
    operations: {
      ...(meter.taken as Record<Operation, Metered>),
      ...(await meterRegistration()),
      ...(await meterConsents()),
      ...requests.operations,
      ...(guarded.taken as Record<Operation, Metered>),
    },
  };
}

/** What listing the next 50 due costs with so many open cases. */
export interface Listing {
  readonly open: number;
  readonly read: number;
  /** Ms, see {@link meterList}. */
  readonly ms: number;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** A twin with so many open cases of mixed kinds, due over 30 days: a real claim and a real request, put again under other references. */
async function worldOf(open: number): Promise<Meter> {
  const meter = new ClaimMeter();
  const { reference } = await meter.open(PLAIN);
  const asked = await aRequest(meter);
  const files = [
    await readCase(meter.deps, reference, meter.at),
    await readCase(meter.deps, asked, meter.at),
  ] as const;
  for (let n = files.length; n < open; n += 1) {
    const file = files[n % 2];
    if (file === undefined) throw new Error('no case');
    const workBy = new Date(OPENED + (n % 30) * 86_400_000).toISOString().slice(0, 10);
    const body = { ...file.state.body, reference: newReference(2026, systemRandom), workBy };
    const last = { type: 'assigned', at: file.state.body.receivedAt };
    const assigned = { ...body, assignee: '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d' };
    const row = rowText(assigned, last);
    const due = { group: CASES_DUE, sort: `${workBy}#${body.reference}`, row };
    await meter.records.commit([putNew(caseKind, body.reference, body, { due })]);
  }
  return meter;
}

/** Listings of which the median is taken; the least disturbed of the medians counts. */
const IN_A_ROW = 100;

/** Lists the next 50 due in worlds of these sizes, taking turns so that a busy machine hits all alike. */
export async function meterList(sizes: readonly number[], rounds: number): Promise<readonly Listing[]> {
  const worlds = [];
  for (const open of sizes)
    worlds.push({ open, meter: await worldOf(open), ms: Number.POSITIVE_INFINITY, read: 0 });
  for (let round = 0; round < rounds; round += 1) {
    for (const world of worlds) {
      const times: number[] = [];
      for (let n = 0; n < IN_A_ROW; n += 1) {
        world.meter.records.resetUnits();
        const began = performance.now();
        const listed = await listCases({}, world.meter.at, world.meter.deps);
        times.push(performance.now() - began);
        world.read = world.meter.records.units.read;
        if (listed.items.length !== 50) throw new Error(`${listed.items.length} cases listed`);
      }
      world.ms = Math.min(world.ms, median(times));
    }
  }
  return worlds.map(({ open, read, ms }) => ({ open, read, ms }));
}
