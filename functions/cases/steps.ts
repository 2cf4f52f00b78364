import { enterWait, openExecution } from '../../shared/domain/cases/plan.ts';
import type { OpenStep, Plan, WaitStep } from '../../shared/domain/workflow-payloads.ts';
import { type CaseFile, commitCase, readCase } from '../../shared/records/case-file.ts';
import { decideSurely, OVERTAKEN } from '../../shared/records/decide-again.ts';
import type { RecordDeps } from '../../shared/records/deps.ts';
import { parseReference } from '../../shared/records/references.ts';
import { waitWrite } from '../../shared/records/waits.ts';
import type { Workflows } from '../../shared/workflows/step-functions.ts';

/** What the steps need. */
export interface StepDeps extends RecordDeps {
  readonly workflows: Workflows;
  readonly newId: () => string;
}

/** A step that cannot go on; its name and sentence are what the execution's history shows (no personal data). */
export class StepFailed extends Error {
  override readonly name = 'StepFailed';
}

/**
 * The reference in an execution's input (K6). Anything but `{"case": "<reference>"}` fails with a sentence, from
 * dispatcher, sweeper and console alike.
 */
export function referenceOf(input: unknown): string {
  const fields = typeof input === 'object' && input !== null ? Object.entries(input) : [];
  const [only] = fields;
  if (fields.length !== 1 || only?.[0] !== 'case' || typeof only[1] !== 'string')
    throw new StepFailed('The input of a case workflow is {"case": "<reference>"} and nothing else.');
  const reference = parseReference(only[1]);
  if (reference === undefined)
    throw new StepFailed(
      'The value of "case" is not a reference of the form PD-2026-XXXXXX-X, or its check character is wrong.',
    );
  return reference;
}

async function caseOf(input: unknown, at: number, deps: StepDeps): Promise<CaseFile> {
  const file = await readCase(deps, referenceOf(input), at);
  if (file === undefined) throw new StepFailed('There is no case with this reference.');
  return file;
}

/**
 * First step of an execution: the case is claimed for it under its version, the gaps to the milestones are computed.
 * An execution of a case whose recorded execution still runs fails with that sentence (K6).
 */
export function openStep(step: OpenStep, deps: StepDeps): Promise<Plan> {
  const at = Date.parse(step.at);
  return decideSurely(deps, {
    read: () => caseOf(step.input, at, deps),
    async decide(file) {
      const recorded = file.state.body.execution;
      if (recorded !== undefined && recorded !== step.execution && (await deps.workflows.isRunning(recorded)))
        throw new StepFailed(
          'Another execution of this case still runs; stop it before you start a new one.',
        );
      const { change, plan } = openExecution(file.state, step.execution, at, deps.newId);
      return (await commitCase(deps, file, change, at)) === 'ok' ? plan : OVERTAKEN;
    },
  });
}

/**
 * A wait begins: the milestones of its instant act once, and the token is sealed into the case. Where nothing is owed any
 * more or nothing left to wait for, the execution ends at once; a plan that no longer holds is made anew.
 */
export function waitStep(step: WaitStep, deps: StepDeps): Promise<string> {
  const at = Date.parse(step.at);
  const { token, execution, planned } = step;
  return decideSurely(deps, {
    read: () => caseOf(step.input, at, deps),
    async decide(file) {
      const entered = enterWait(file.state, planned, at, deps.newId);
      if (entered.kind !== 'act') {
        await deps.workflows.resume(token, entered.kind);
        return entered.kind;
      }
      const { reference } = file.state.body;
      const wait = entered.waits
        ? [await waitWrite(deps, reference, { token, execution, since: step.at }, at)]
        : [];
      if ((await commitCase(deps, file, entered.change, at, wait)) !== 'ok') return OVERTAKEN;
      if (!entered.waits) await deps.workflows.resume(token, 'decided');
      return 'acted';
    },
  });
}
