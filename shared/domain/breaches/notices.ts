import * as z from 'zod/mini';
import { type Change, change } from '../cases/change.ts';
import { eventOf } from '../cases/doing.ts';
import { accept, type Result, refuse } from '../result.ts';
import { type Done, withDuty } from './doing.ts';
import { dutyFacts, missingIn, type NOTICES, type NoticeField } from './duties.ts';
import type { WAYS } from './own.ts';
import { dutyOf } from './standing.ts';

/** A notice as it lies sealed: text by field. */
export const noticeText = z.record(z.string(), z.string());

type Notice = (typeof NOTICES)[number];

/** A notice to an authority as it is written: kept, and written again as often as needed until it is filed. */
export type DraftCommand = {
  readonly act: 'draft';
  readonly notice: Notice;
  /** An officer has checked it: this is what will be filed. Writing it again takes that back. */
  readonly confirmed?: boolean | undefined;
} & {
  readonly [F in NoticeField]?: string | undefined;
};

/** That a notice was filed: when by the authority's receipt, under which number, by which way. */
export interface FileCommand {
  readonly act: 'file' | 'supplement';
  readonly notice: Notice;
  /** ISO instant. */
  readonly filedAt: string;
  readonly number: string;
  readonly way: (typeof WAYS)[number];
}

/** Writes a notice: the text is sealed, what it lacks is kept beside it (B2). */
export function draft(doing: Done, { notice, act: _, confirmed, ...fields }: DraftCommand): Result<Change> {
  const { moved: body, asking } = doing;
  const duty = dutyOf(body, notice);
  if (duty === undefined) return refuse('duty-not-owed', { field: 'notice', data: { duty: notice } });
  if (duty.state === 'declined') return refuse('duty-declined', { field: 'notice', data: { duty: notice } });
  const id = asking.newId();
  const text = JSON.stringify(fields);
  const missing = [...missingIn(notice, fields)];
  if (confirmed === true && missing.length > 0)
    return refuse('notice-lacks', {
      field: missing[0] ?? 'notice',
      data: { duty: notice, fields: missing.join(', ') },
    });
  const checked = confirmed === true ? { confirmed } : {};
  const others = (body.own.drafts ?? []).filter((one) => one.notice !== notice);
  const drafted = {
    ...body,
    own: { ...body.own, drafts: [...others, { notice, text: id, missing, ...checked }] },
  };
  return accept(
    change(drafted, {
      events: [eventOf(doing, { text, data: { notice, text: id, missing: missing.join(), ...checked } })],
      texts: [{ id, role: 'notice', text }],
    }),
  );
}

/** What is wrong with a filing: the instant of the receipt lies after the detection and is not to come. */
function filingFault({ moved: { own }, asking }: Done, { filedAt }: FileCommand) {
  if (Date.parse(filedAt) > asking.at) return refuse('filed-in-future', { field: 'filedAt' });
  if (Date.parse(filedAt) < Date.parse(own.detectedAt))
    return refuse('filed-before-detection', { field: 'filedAt', data: { detectedAt: own.detectedAt } });
  return undefined;
}

/**
 * A notice was filed (B2). Its clock is met – or missed – by the instant of the authority's receipt, not by when that was
 * typed. It is written first, with every field that the law names, and confirmed; the second one needs the first's number.
 */
export function file(doing: Done, command: FileCommand): Result<Change> {
  const { moved: body } = doing;
  const { notice, filedAt, number, way } = command;
  const duty = dutyOf(body, notice);
  if (duty === undefined) return refuse('duty-not-owed', { field: 'notice', data: { duty: notice } });
  if (duty.state !== 'open') return refuse('duty-over', { field: 'notice', data: { duty: notice } });
  const fault = filingFault(doing, command);
  if (fault !== undefined) return fault;
  const { after, needs = [] } = dutyFacts(notice);
  if (after !== undefined && dutyOf(body, after)?.state === 'open')
    return refuse('notice-before', { field: 'notice', data: { duty: after } });
  const written = body.own.drafts?.find((one) => one.notice === notice);
  if (needs.length > 0 && written === undefined)
    return refuse('notice-not-written', { field: 'notice', data: { duty: notice } });
  if (written !== undefined && written.missing.length > 0)
    return refuse('notice-lacks', {
      field: 'notice',
      data: { duty: notice, fields: written.missing.join(', ') },
    });
  if (written !== undefined && written.confirmed !== true)
    return refuse('notice-not-confirmed', { field: 'notice', data: { duty: notice } });
  const kept = written === undefined ? {} : { text: written.text };
  const filed = withDuty(body, notice, { state: 'done', filedAt, number, way, ...kept });
  return accept({
    ...change(filed, { events: [eventOf(doing, { data: { notice, filedAt, number, way } })] }),
    ...{ done: filedAt, about: [notice] },
  });
}

/** Something was added to a notice that had been filed: it meets nothing anew, and is kept. */
export function supplement(doing: Done, command: FileCommand): Result<Change> {
  const { notice, filedAt, number, way } = command;
  if (dutyOf(doing.moved, notice)?.filedAt === undefined)
    return refuse('notice-not-filed', { field: 'notice', data: { duty: notice } });
  const fault = filingFault(doing, command);
  if (fault !== undefined) return fault;
  return accept(
    change(doing.moved, { events: [eventOf(doing, { data: { notice, filedAt, number, way } })] }),
  );
}
