/** The hops of a sample as lines: what stood before, what stands after, and who must have done it. */

import { type LetterBody, letterBody } from '../../../shared/domain/letters/letter.ts';
import { firstLetterOf } from '../../../shared/domain/registration/first-letter.ts';
import { profileBody } from '../../../shared/domain/registration/person.ts';
import { DOORS, type DoorName } from '../../../shared/names.ts';
import { caseKind } from '../../../shared/records/kinds/cases.ts';
import { storedOf } from '../../../shared/records/kinds/kind.ts';
import { eventBody, subjectOf } from '../../../shared/records/kinds/ledger.ts';
import type { Item } from '../../../shared/records/port.ts';
import { operationsOf } from './operations.ts';
import type { SampleKind } from './sample.ts';
import type { Execution, Snapshot } from './snapshot.ts';

/** A changed or new thing with what it was before. */
interface Changed<T> {
  readonly key: string;
  readonly before: T | undefined;
  readonly after: T;
}

const line = (label: string, ...parts: readonly (string | undefined)[]): string =>
  `  ${label.padEnd(11)}${parts.filter((part) => part !== undefined && part !== '').join('  ')}`.trimEnd();

const moscow = (at: number | string): string =>
  `${new Date(at).toLocaleString('sv-SE', { timeZone: 'Europe/Moscow' }).slice(0, 16)} in Moscow`;

function changes<T>(
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
  same: (a: T, b: T) => boolean,
): readonly Changed<T>[] {
  return [...after]
    .map(([key, item]) => ({ key, before: before.get(key), after: item }))
    .filter((one) => one.before === undefined || !same(one.before, one.after));
}

/** Where the sample goes in: the door and the operations behind it, or the workflow. */
export function entrance(kind: SampleKind): readonly string[] {
  if (kind.is === 'workflow')
    return [
      line('workflow', kind.workflow, 'infra/constructs/case-workflow.ts'),
      line('input', '{"case": "<reference>"} and nothing else'),
    ];
  const route = kind.is === 'http' ? kind.spec : undefined;
  const all = operationsOf(kind.door, route);
  const used = kind.is === 'step' ? all.filter(({ name }) => name === `${kind.step}Step`) : all;
  return [
    line('door', kind.door.padEnd(13), DOORS[kind.door], route && `(${route.summary.en})`),
    ...used.map(({ name, file }) => line('operation', name.padEnd(13), file)),
    ...(used.length === 0 ? [line('operation', 'none: the door itself answers')] : []),
  ];
}

/** What came of it, in the order door → records → ledger → further doors → letters → timers. */
export function consequences(kind: SampleKind, before: Snapshot, after: Snapshot): readonly string[] {
  const items = changes(before.items, after.items, (a, b) => a.v === b.v && sameBody(a, b));
  const gone = [...before.items].filter(([key]) => !after.items.has(key)).map(([, item]) => item);
  const runs = changes(before.executions, after.executions, sameRun);
  const lines = [
    ...items.filter(({ after: { kind: name } }) => name !== 'event').map(recordLine),
    ...gone.map((item) => line('record', 'gone   ', item.kind.padEnd(11), place(item))),
    ...items.flatMap(ledgerLine),
    ...furtherDoors(kind, items, runs),
    ...items.flatMap(letterLine),
    ...runs.map(runLine),
    ...items.flatMap(todoLine),
  ];
  return lines.length === 0 ? [line('records', 'nothing is written')] : lines;
}

/** Counters have no version that moves. */
const sameBody = (a: Item, b: Item): boolean => JSON.stringify(a.body) === JSON.stringify(b.body);

const sameRun = (a: Execution, b: Execution): boolean =>
  a.status === b.status && a.state === b.state && a.calls.length === b.calls.length;

/** Table and key. Keys of `short` end in a keyed hash or a secret, which stay unsaid. */
function place({ table, pk, sk }: Item): string {
  if (table === 'short') return `${table}: ${pk.replace(/#[^#]*$/, '#…')}`;
  return `${table}: ${pk.replace(/^(HEADS#.{8}).*/, '$1…')} ${sk}`;
}

function recordLine({ before, after }: Changed<Item>): string {
  return line(
    'record',
    before === undefined ? 'new    ' : 'changed',
    after.kind.padEnd(11),
    place(after),
    aboutRecord(before, after),
  );
}

const arrow = (from: unknown, to: unknown): string =>
  from === undefined || from === to ? String(to) : `${from} → ${to}`;

function aboutRecord(before: Item | undefined, after: Item): string {
  const { body } = after;
  switch (after.kind) {
    case 'case': {
      const was = before && storedOf(caseKind, before).body;
      const is = storedOf(caseKind, after).body;
      return `(${arrow(was?.status, is.status)}, revision ${arrow(was?.revision, is.revision)})`;
    }
    case 'letter':
      return `(${String(body['kind'])})`;
    case 'profile':
      return `(${arrow(before?.body['state'], body['state'])}, revision ${arrow(before?.body['revision'], body['revision'])})`;
    case 'contact':
    case 'text':
      return '(sealed)';
    case 'wait':
      return `(token of the wait since ${arrow(before?.body['since'], body['since'])}, sealed)`;
    case 'counter':
      return `(${arrow(before?.body['n'], body['n'])})`;
    default:
      return '';
  }
}

/** Hashes and marks of proofs are as good as their beginnings; what is in full could be used elsewhere. */
const brief = (value: string | number | boolean): string => {
  const text = String(value);
  return text.length > 40 ? `${text.slice(0, 8)}…` : text;
};

function ledgerLine({ before, after }: Changed<Item>): readonly string[] {
  if (after.kind !== 'event' || before !== undefined) return [];
  const { n, type, by, reason, data = {} } = eventBody.parse(after.body);
  const facts = Object.entries(data).map(([name, value]) => `${name} ${brief(value)}`);
  const why = reason === undefined ? [] : [`reason ${reason}`];
  const told = [...why, ...facts].join(', ');
  return [
    line(
      'ledger',
      `${subjectOf(after.pk) ?? after.pk} #${n}`,
      `${type} by ${by}`,
      told === '' ? '' : `(${told})`,
    ),
  ];
}

/** Doors that took up what the records asked for, told by their traces: executions, calls, attempts, outcomes. */
function furtherDoors(
  kind: SampleKind,
  items: readonly Changed<Item>[],
  runs: readonly Changed<Execution>[],
): readonly string[] {
  const door = (name: DoorName, did: string) => line('then door', name.padEnd(13), DOORS[name], did);
  const own = kind.is === 'workflow' ? undefined : kind.door;
  const started = runs.flatMap(({ before, after }) => {
    if (kind.is === 'workflow' || (kind.is === 'outbox' && kind.group === 'case')) return [];
    if (before === undefined) return [door('cases-task', `starts execution ${after.name}`)];
    return after.status === 'SUCCEEDED' ? [door('cases-task', `ends the waiting of ${after.name}`)] : [];
  });
  const called = runs.flatMap(({ before, after }) =>
    after.calls.slice(before?.calls.length ?? 0).map((call) => {
      const [name = '', did = ''] = call.split(': ');
      return door(name as DoorName, `does ${did} for ${after.name}`);
    }),
  );
  const letters = items.flatMap(({ before, after }) => {
    const was = before && letterIn(before);
    const is = letterIn(after);
    if (is === undefined) return [];
    const sent =
      is.attempts.length > (was?.attempts.length ?? 0) && (kind.is === 'mail' || own !== 'letters-task');
    const heard = is.outcomeAt !== undefined && was?.outcomeAt === undefined && kind.is !== 'mail';
    return [
      ...(sent ? [door('letters-task', `sends ${is.kind}`)] : []),
      ...(heard ? [door('letters-task', `hears of ${is.kind}: ${is.status}`)] : []),
    ];
  });
  const noticed = started.length > 0 || letters.some((told) => told.includes(' sends '));
  // Who comes with an intent that is handed on, or whose intent is one, needs nobody to read it.
  const reads = noticed && kind.is !== 'outbox' && own !== 'outbox-task' && kind.is !== 'mail';
  const reader = reads ? [door('outbox-task', 'hands on what the records ask for')] : [];
  return [...reader, ...started, ...called, ...letters];
}

/** The letter that an item is, or that lies in it: a person's first one. */
function letterIn({ kind, body }: Item): LetterBody | undefined {
  if (kind === 'letter') return letterBody.parse(body);
  return kind === 'profile' ? firstLetterOf(profileBody.parse(body)) : undefined;
}

function letterLine({ before, after }: Changed<Item>): readonly string[] {
  const letter = letterIn(after);
  const was = before && letterIn(before)?.status;
  if (letter === undefined || (after.kind === 'profile' && was === letter.status)) return [];
  const { kind, to, channel, status } = letter;
  return [line('letter', kind, `to ${to} by ${channel}:`, `${was ?? 'new'} → ${status}`)];
}

function runLine({ before, after }: Changed<Execution>): string {
  const { name, status, state, until, cause } = after;
  const waits = until === undefined ? '' : `until ${moscow(until)}`;
  const where = state === undefined ? '' : `in ${arrow(before?.state, state)}`;
  const what = status === 'RUNNING' ? status : arrow(before?.status, status);
  return line('timer', `execution ${name}:`, what, where, waits, status === 'FAILED' ? cause : '');
}

const TODO_WORDS: { readonly [why: string]: string } = {
  start: 'an execution is started',
  resume: 'the waiting is ended',
  replan: 'the waits are planned anew',
  watch: 'somebody looks whether the milestone has come',
  send: 'it is sent, by the next sweep at the latest',
  destroy: 'it is destroyed unless its address is confirmed',
  confirm: 'it counts as unconfirmed unless it was delivered',
};

function todoLine({ before, after }: Changed<Item>): readonly string[] {
  const { todo, kind, sk } = after;
  if (todo === undefined) return [];
  if (before?.todo?.why === todo.why && before.todo.at === todo.at) return [];
  const what = kind === 'letter' ? `letter ${String(after.body['kind'])}` : sk.toLowerCase();
  return [line('timer', `${what}, ${todo.why}:`, moscow(todo.at), TODO_WORDS[todo.why])];
}
