import { chunkSize, type MailingBody, SETTLE_SECONDS } from '../../shared/domain/mailings/mailing.ts';
import type { Frozen, MailingStep } from '../../shared/domain/mailings/steps.ts';
import { decideSurely, OVERTAKEN, type Overtaken } from '../../shared/records/decide-again.ts';
import { putNew, putNext, read, type Stored, storedOf } from '../../shared/records/kinds/kind.ts';
import {
  mailingChunkKind,
  mailingKind,
  NOTICES_CHAIN,
  PEOPLE_FROZEN,
} from '../../shared/records/kinds/mailings.ts';
import { profileKind } from '../../shared/records/kinds/people.ts';
import { commitWithEvents } from '../../shared/records/ledger.ts';
import { progressOf } from '../../shared/records/mailings.ts';
import { hashOfText } from '../../shared/records/text-hash.ts';
import type { MailingDeps } from './deps.ts';
import { MAILINGS } from './kinds.ts';

/** Readers that walk over the table side by side. */
const PARTS = 4;

/** A step about a mailing that is not there: a fault of whoever started the execution. */
class UnknownMailing extends Error {
  override readonly name = 'UnknownMailing';
}

/** The record of a mailing. Throws {@link UnknownMailing}. */
export async function mailingOf(
  id: string,
  at: number,
  { records }: Pick<MailingDeps, 'records'>,
): Promise<Stored<MailingBody>> {
  const found = await read(records, mailingKind, id, at);
  if (found === undefined) throw new UnknownMailing(`there is no mailing ${id}`);
  return found;
}

/**
 * First step of an execution: settles who is told, once. People are taken down in chunks under the name of this try; one commit
 * of the mailing's record makes them those who are told. A try that dies before leaves chunks that nobody reads, and the next
 * begins anew; an execution after a dead one finds it settled, and goes on with the chunks that are not done.
 */
export async function freezePeople(
  { mailing: id, execution, at: entered }: Extract<MailingStep, { readonly step: 'freeze' }>,
  deps: MailingDeps,
): Promise<Frozen> {
  const now = Date.parse(entered);
  const mailing = await decideSurely(deps, {
    read: () => mailingOf(id, now, deps),
    async decide(found): Promise<Stored<MailingBody> | Overtaken> {
      if (found.body.execution === execution) return found;
      return put(found, { ...found.body, execution }, deps);
    },
  });
  if (isOver(mailing.body)) return { chunks: [] };
  const settled =
    mailing.body.frozen === undefined
      ? await settle(mailing.body, now - SETTLE_SECONDS * 1_000, deps)
      : mailing.body;
  const chunks = settled.frozen?.chunks ?? 0;
  const { done } = await progressOf(deps.records, settled);
  return { chunks: Array.from({ length: chunks }, (_, i) => i + 1).filter((n) => !done.has(n)) };
}

const isOver = ({ doneAt, stopped }: MailingBody): boolean => doneAt !== undefined || stopped !== undefined;

async function put(
  found: Stored<MailingBody>,
  body: MailingBody,
  { records }: MailingDeps,
): Promise<Stored<MailingBody> | Overtaken> {
  const { todo } = found.item;
  const write = putNext(mailingKind, found, body, todo === undefined ? {} : { todo });
  const { ok } = await records.commit([write]);
  return ok && write.op === 'put-version' ? { body, item: write.item } : OVERTAKEN;
}

/** Counts, takes down, and makes it so. */
async function settle(mailing: MailingBody, at: number, deps: MailingDeps): Promise<MailingBody> {
  const to = new Date(at).toISOString();
  let counted = 0;
  await eachOf(mailing, to, deps, async () => {
    counted += 1;
  });
  const attempt = deps.newId();
  const taken = await takeDown(mailing, to, { attempt, size: chunkSize(counted) }, deps);
  const frozen = { at: to, attempt, ...taken };
  return decideSurely(deps, {
    read: () => mailingOf(mailing.id, at, deps),
    async decide(found): Promise<MailingBody | Overtaken> {
      // Another try was quicker: those whom it took down are told.
      if (found.body.frozen !== undefined || isOver(found.body)) return found.body;
      const { todo } = found.item;
      const body = { ...found.body, counted, frozen };
      const event = {
        ...{ at: new Date(deps.now()).toISOString(), type: PEOPLE_FROZEN, by: 'system' },
        data: { mailing: mailing.id, counted, count: taken.count, chunks: taken.chunks, hash: taken.hash },
      };
      const written = await commitWithEvents(
        deps.records,
        deps.secrets,
        [putNext(mailingKind, found, body, todo === undefined ? {} : { todo })],
        [{ subject: NOTICES_CHAIN, events: [event] }],
      );
      return written.ok ? body : OVERTAKEN;
    },
  });
}

/** Puts everybody into chunks. Their order does not matter; the hash is over the chunks in the order of their numbers. */
async function takeDown(
  mailing: MailingBody,
  to: string,
  { attempt, size }: { readonly attempt: string; readonly size: number },
  deps: MailingDeps,
) {
  const hashes: string[] = [];
  let count = 0;
  let waiting: string[] = [];
  const flush = async () => {
    const people = waiting;
    if (people.length === 0) return;
    waiting = [];
    count += people.length;
    hashes.push(hashOfText(people.join('\n')));
    const place = { mailing: mailing.id, attempt, n: hashes.length };
    await deps.records.commit([putNew(mailingChunkKind, place, { ...place, people })]);
  };
  await eachOf(mailing, to, deps, async (person) => {
    waiting.push(person);
    if (waiting.length >= size) await flush();
  });
  await flush();
  return { chunks: hashes.length, count, hash: hashOfText(hashes.join('\n')) };
}

/** Everybody whom a mailing is for, by what was so at `to`, part by part of the table; who stood there throughout comes once. */
async function eachOf(
  mailing: MailingBody,
  to: string,
  { records }: MailingDeps,
  work: (person: string) => Promise<void>,
): Promise<void> {
  const { isFor } = MAILINGS[mailing.about.is];
  const walk = async (index: number) => {
    let cursor: string | undefined;
    do {
      const page = await records.scan('people', cursor, { index, of: PARTS });
      for (const item of page.items) {
        if (item.kind !== profileKind.name) continue;
        const { body } = storedOf(profileKind, item);
        if (isFor(body, mailing, to)) await work(body.person);
      }
      cursor = page.cursor;
    } while (cursor !== undefined);
  };
  await Promise.all(Array.from({ length: PARTS }, (_, index) => walk(index)));
}
