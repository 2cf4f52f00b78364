import type { CaseBody } from '../domain/cases/case.ts';
import type { Asking } from '../domain/cases/type.ts';
import { DISTRIBUTION, PUBLIC_FIELDS, type PublicField } from '../domain/consent/distribution.ts';
import { type NewPersonEvent, type PersonActor, unpublishedEvent } from '../domain/registration/events.ts';
import { hasAccount } from '../domain/registration/person.ts';
import {
  type CorrectCommand,
  changesRecords,
  type EndCommand,
  needsPerson,
  type RecordsCommand,
  type UnpublishCommand,
  usesEndedBy,
} from '../domain/requests/carrying.ts';
import { dayOf } from '../domain/requests/changing.ts';
import { correctionsIn, wishOf } from '../domain/requests/corrections.ts';
import type { RequestOwn } from '../domain/requests/own.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import type { ConsentPurpose } from '../policy/purposes.ts';
import { openContact } from './case-file.ts';
import { withdrawing } from './consent-acts.ts';
import type { RecordDeps } from './deps.ts';
import { type Chapter, headOf } from './ledger.ts';
import { type PersonFile, personChapter, personWrites, readPerson } from './person-file.ts';
import type { Write } from './port.ts';
import { publishedOf, unpublishing } from './publications.ts';
import type { Telling } from './taking-back.ts';
import { wishedProfile } from './wished-profile.ts';

/** What an act of a request changes in the records of its person, for the commit that tells of the act (S7, C5, R6). */
export interface CarriedOut {
  readonly writes: readonly Write[];
  readonly chapters: readonly Chapter[];
}

const NOTHING: CarriedOut = { writes: [], chapters: [] };

/** What a case says of itself where its person's records are changed. */
type Of = Pick<CaseBody, 'reference' | 'channel' | 'receivedAt' | 'person'> & { readonly own: unknown };

/**
 * Makes what acts of a request write into the records of its person: the profile is corrected, consents are withdrawn with
 * their duties, public copies go. It is read here and written with the case: when somebody else was quicker, all is read anew.
 * Nothing for other acts, nor where the record says so already. Refusals: `nobody-here` – the account has ended since –, those
 * of `wishOf`.
 * @param body the case after the acts
 * @param commands a correction alone, or all that ends uses at once: what they say twice is told once
 */
export async function carryOut(
  deps: RecordDeps,
  body: Of,
  commands: readonly { readonly act: string }[],
  { by, at }: Pick<Asking, 'by' | 'at'>,
): Promise<Result<CarriedOut>> {
  const all = commands.filter(changesRecords).filter(needsPerson);
  const { person } = body;
  if (all.length === 0 || person === undefined) return accept(NOTHING);
  const file = await readPerson(deps, person, at);
  if (file === undefined || !hasAccount(file.body)) return refuse('nobody-here');
  const doing: Doing = { deps, file, of: body, by: tellingOf(body, by), at };
  const correction = all.find((one): one is CorrectCommand => one.act === 'correct');
  return correction === undefined ? accept(await end(doing, all.filter(isEnd))) : correct(doing, correction);
}

type End = EndCommand | UnpublishCommand;
const isEnd = (command: RecordsCommand): command is End => command.act !== 'correct';

interface Doing {
  readonly deps: RecordDeps;
  readonly file: PersonFile;
  readonly of: Of;
  readonly by: Telling;
  readonly at: number;
}

/**
 * Who says so on the person's chains, and by which way it came. What a person asks for in person, and the program does at once,
 * is their own act. It counts from the receipt (C4): what they consented to after they asked is their later word.
 */
function tellingOf({ channel, receivedAt, reference, own }: Of, by: Asking['by']): Telling {
  const { by: requester } = own as RequestOwn;
  const staff = by.startsWith('staff:');
  const actor: PersonActor = staff ? (by as `staff:${string}`) : 'person';
  const reason =
    requester === 'representative'
      ? 'asked-by-representative'
      : requester === 'subject'
        ? 'asked-by-person'
        : undefined;
  return {
    by: actor,
    // What came by letter or was said at the counter is on paper in the file of the case.
    channel: channel === 'web' || channel === 'phone' ? channel : 'paper',
    form: 'request',
    case: reference,
    ...(staff && reason !== undefined ? { reason } : {}),
    ...(receivedAt.length === 'YYYY-MM-DD'.length ? { on: receivedAt } : { givenAt: receivedAt }),
  };
}

/** The fields that were chosen of those asked become what they should be. */
async function correct(
  { deps, file, of, by, at }: Doing,
  { fields }: CorrectCommand,
): Promise<Result<CarriedOut>> {
  const opened = await openContact(deps, of.reference, 'carry-out', at);
  const wish = wishOf(correctionsIn(opened?.typed ?? {}), fields);
  if (!wish.ok) return wish;
  // What goes with a changed value goes now: its public copy was right until this day.
  const { on: _, givenAt: __, ...now } = by;
  const { made, more } = await wishedProfile(file, wish.value, { by: now, purpose: 'carry-out' }, at, deps);
  return accept(made.changed.length === 0 ? NOTHING : await personWrites(deps, file, made, at, more));
}

/** Uses end: the consents are withdrawn, and what was public on them goes with them. */
async function end(doing: Doing, commands: readonly End[]): Promise<CarriedOut> {
  const {
    deps: { records },
    file: {
      body: { person },
    },
    by,
    at,
  } = doing;
  const uses = usesOf(commands);
  const told = uses.map((use) => ({ act: 'withdraw', ...by, ...use }) as const);
  const ended = await withdrawing({ records }, person, told, at);
  const publics = uses.filter(({ purpose }) => purpose === DISTRIBUTION);
  if (publics.length === 0) return ended;
  const fields = publics.flatMap(({ field }) => field ?? PUBLIC_FIELDS);
  const gone = await copiesGone(doing, fields);
  return { writes: [...ended.writes, ...gone.writes], chapters: [...ended.chapters, ...gone.chapters] };
}

interface Use {
  readonly purpose: ConsentPurpose;
  readonly field?: PublicField;
}

/** Each use that ends, once. */
function usesOf(commands: readonly End[]): readonly Use[] {
  const uses = commands.flatMap((command): readonly Use[] => {
    if (command.act !== 'unpublish')
      return (command.purposes ?? usesEndedBy(command.part)).map((purpose) => ({ purpose }));
    return command.fields?.map((field) => ({ purpose: DISTRIBUTION, field })) ?? [{ purpose: DISTRIBUTION }];
  });
  return [...new Map(uses.map((use) => [`${use.purpose}/${use.field ?? ''}`, use])).values()];
}

/** Published copies that were public when it was asked for. */
async function copiesGone(
  { deps: { records }, file, by, at }: Doing,
  fields: readonly PublicField[],
): Promise<CarriedOut> {
  const { person } = file.body;
  // Before the copies are listed: what is published from here on moves the end of the chain, and all is read anew.
  const head = await headOf(records, person);
  const standing = await publishedOf(records, person);
  const gone = standing.filter(({ body }) => fields.includes(body.field) && isBefore(body.since, by));
  if (gone.length === 0) return NOTHING;
  const told = gone.map(
    ({ body: { field } }): NewPersonEvent => ({
      ...unpublishedEvent(field),
      by: by.by,
      data: { field, ...(by.case === undefined ? {} : { case: by.case }) },
    }),
  );
  return {
    writes: await unpublishing(records, gone, standing, at),
    chapters: [{ ...personChapter(person, told, at), head }],
  };
}

/** Whether a copy was public already when the request came; of a day without a time, at its end. */
const isBefore = (since: string, { on, givenAt }: Telling): boolean =>
  on === undefined ? givenAt === undefined || since <= givenAt : dayOf(Date.parse(since)) <= on;
