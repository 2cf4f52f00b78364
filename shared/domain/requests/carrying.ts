import { CONSENT_PURPOSES, type ConsentPurpose } from '../../policy/purposes.ts';
import type { Change } from '../cases/change.ts';
import { plain, reasoned } from '../cases/doing.ts';
import type { PublicField } from '../consent/distribution.ts';
import type { ProfileField } from '../registration/profile.ts';
import { accept, type Result, refuse } from '../result.ts';
import { askingOthers } from './asking-others.ts';
import type { Holder } from './asks.ts';
import { type Asked, about, partOf, partsFault, standingFault, withParts } from './changing.ts';
import { REQUEST_CLOCKS, type RequestClock } from './clocks.ts';
import { withErased } from './erasing.ts';
import { isPersons } from './own.ts';
import { type CarriedOut, type PartKind, partFacts } from './parts.ts';

/** Corrections are carried out field by field: those that are chosen of what was asked (S7). */
export interface CorrectCommand {
  readonly act: 'correct';
  readonly part: PartKind;
  readonly fields: readonly ProfileField[];
  readonly holders?: readonly Holder[] | undefined;
}

/** Uses of somebody's data end: those named, or all that the part is about (C5). */
export interface EndCommand {
  readonly act: 'stop' | 'end-consents';
  readonly part: PartKind;
  readonly purposes?: readonly ConsentPurpose[] | undefined;
  /** Who else holds a copy: they are asked in the same commit. */
  readonly holders?: readonly Holder[] | undefined;
}

/** Public copies go at once: of the fields named, or all (R6). */
export interface UnpublishCommand {
  readonly act: 'unpublish';
  readonly part: PartKind;
  readonly fields?: readonly PublicField[] | undefined;
  readonly holders?: readonly Holder[] | undefined;
}

/** By the program, once the plan was carried out: of all its parts, under which act, and what a hold has kept back (S8). */
export interface DestroyCommand {
  readonly act: 'destroy';
  readonly part: PartKind | readonly PartKind[];
  readonly proof?: string | undefined;
  readonly held?: string | undefined;
  readonly holders?: readonly Holder[] | undefined;
}

export interface ReasonedCommand {
  readonly act: 'keep' | 'make-lawful';
  readonly part: PartKind;
  readonly reason: string;
}

/** Acts that change the records of the person of a case in the very commit that tells of it. */
export type RecordsCommand = CorrectCommand | EndCommand | UnpublishCommand;
export type CarryCommand = RecordsCommand | DestroyCommand | ReasonedCommand;

const RECORDS_ACTS: readonly string[] = ['correct', 'stop', 'end-consents', 'unpublish'];

/** Whether an act changes records of the person. */
export const changesRecords = (command: { readonly act: string }): command is RecordsCommand =>
  RECORDS_ACTS.includes(command.act);

/** Whether that is something which is done about such a part: its answer waits for it, or one of its clocks is met by it. */
export const isDoneAbout = (what: CarriedOut, part: PartKind): boolean =>
  partFacts(part).carriedOutBy.includes(what) ||
  (Object.values(REQUEST_CLOCKS) as readonly RequestClock[]).some(
    (clock) => clock.part === part && clock.metBy.includes(what),
  );

/**
 * The uses that such a part ends where none are named: of an objection to promotions those alone, of a demand to stop all
 * that rest on a consent – other grounds may go on (21(5.1)), and the answer says so. What a complaint has found, its officer
 * names: the block stops the rest.
 */
export const usesEndedBy = (part: PartKind): readonly ConsentPurpose[] =>
  part === 'objection-promotions' ? ['promotions'] : part === 'complaint' ? [] : CONSENT_PURPOSES;

/** What was asked has been carried out; the answer says so. */
export function carriedOut(what: CarriedOut) {
  return (doing: Asked, command: CarryCommand): Result<Change> => {
    const { moved: body, asking } = doing;
    const parts = [command.part].flat();
    const other = parts.find((part) => partOf(body, part) !== undefined && !isDoneAbout(what, part));
    if (other !== undefined)
      return refuse('not-done-about', { field: 'part', data: { part: other, act: command.act } });
    // Stopping and destroying follow a finding too, after the person was answered: also that it is not known who asks.
    const isDuty = (part: PartKind) =>
      body.clocks.some(({ id, state }) => state === 'running' && id.startsWith(`${part}.`));
    const states = (part: PartKind) =>
      isDuty(part) ? (['asked', 'done', 'answered', 'refused'] as const) : (['asked', 'done'] as const);
    const fault =
      parts.map((part) => partsFault(body, [part], states(part))).find((one) => one !== undefined) ??
      (isForWhoAsks(body, parts, what) ? standingFault(body, asking.at) : undefined);
    if (fault !== undefined) return fault;
    if (changesRecords(command) && needsPerson(command) && body.person === undefined)
      return refuse('nobody-here');
    const now = parts.filter(
      (part) => partOf(body, part)?.state === 'asked' && partFacts(part).carriedOutBy.includes(what),
    );
    const moved = withParts(body, now, { state: 'done' });
    const done = command.act === 'destroy' ? withErased(moved, command.proof) : moved;
    const told = { part: parts.join(), ...namedIn(command) };
    const made = 'reason' in command ? reasoned(doing, done, command.reason, told) : plain(doing, done, told);
    return accept(withOthers(doing, about(made, parts), command));
  };
}

/**
 * Whether that is done because somebody asks, who must then be known (S3). What the check has found to be used unlawfully is
 * stopped and made lawful whoever asked, and whether or not they have proven it (21(1)-(3)); it is destroyed by a plan only.
 */
const isForWhoAsks = (body: Asked['moved'], parts: readonly PartKind[], what: CarriedOut): boolean =>
  isPersons(body.own.by) &&
  (what === 'destroyed' || !parts.every((part) => partOf(body, part)?.found === 'unlawful'));

/** What the others are asked to do when that has been done here. */
const ASKED = {
  correct: 'correct',
  stop: 'stop',
  'end-consents': 'stop',
  unpublish: 'unpublish',
  destroy: 'erase',
} as const;

/** Who else holds a copy is asked to do the same (X3), of a destruction for several parts once. */
function withOthers(doing: Asked, made: Change, command: CarryCommand): Change {
  if (!('holders' in command) || command.holders === undefined) return made;
  const [part] = [command.part].flat();
  if (part === undefined) return made;
  const { act, holders } = command;
  // What may be public is a closed list; a public copy is of no other field.
  const fields = act === 'correct' || act === 'unpublish' ? command.fields : undefined;
  return askingOthers(doing, made, {
    ...{ part, to: ASKED[act], holders },
    ...(fields === undefined ? {} : { fields }),
  });
}

/**
 * Whether an act changes a person's records at all: what a complaint has found may be of people who have none here, or none any
 * more – an operator's own finding names nobody.
 */
export const needsPerson = ({ part, ...command }: RecordsCommand): boolean =>
  part !== 'complaint' || ('purposes' in command && (command.purposes ?? []).length > 0);

/** What the event names of a command: codes of fields and purposes, never what stands in them (G9). */
function namedIn(command: CarryCommand): { readonly [name: string]: string } {
  if (command.act === 'destroy') {
    const { proof, held } = command;
    return { ...(proof && { act: proof }), ...(held && { held }) };
  }
  if (command.act === 'correct') return { fields: command.fields.join() };
  if (command.act === 'unpublish')
    return command.fields === undefined ? {} : { fields: command.fields.join() };
  if (command.act !== 'stop' && command.act !== 'end-consents') return {};
  const purposes = command.purposes ?? usesEndedBy(command.part);
  return purposes.length === 0 ? {} : { purposes: purposes.join() };
}
