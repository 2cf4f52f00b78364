/**
 * A process of its own: makes the export of somebody with so many records as its door does, and tells how long it took and the
 * most memory of the process. `node exports-run.mjs COUNT`.
 */
import { existsSync, readFileSync } from 'node:fs';
import { makePart } from '../../functions/exports/part.ts';
import { queuedLetter } from '../../shared/domain/letters/new-letter.ts';
import { exportToken } from '../../shared/records/export-link.ts';
import { putNew } from '../../shared/records/kinds/kind.ts';
import { letterKind } from '../../shared/records/kinds/letters.ts';
import { PeopleWorld } from '../unit/account/people-world.ts';
import { askInSession, disclosed, requestOf } from '../unit/exports/own-request.ts';

const STATUS = '/proc/self/status';
const COMMIT = 90;

const many = Number(process.argv[2]);
const world = new PeopleWorld();
const person = await world.account();
const at = new Date(world.at).toISOString();
const letters = Array.from({ length: many }, (_, n) =>
  queuedLetter(
    { id: `x${String(n).padStart(6, '0')}`, kind: 'address-undone', to: 'owner' },
    { person, language: 'ru', at },
  ),
);
for (let from = 0; from < many; from += COMMIT)
  await world.deps.records.commit(
    letters
      .slice(from, from + COMMIT)
      .map((letter) => putNew(letterKind, letter, { ...letter, status: 'sent' as const })),
  );
const reference = await askInSession(world, { person });
await disclosed(world, person, reference);
const request = await requestOf(world, reference);
const token = exportToken(world.deps.secrets, request) ?? '';

const make = () => makePart(request, { token, number: 1 }, 'ru', world.at, world.deps);
// The first one is the cold one: a door makes it once and is gone.
const began = performance.now();
const part = await make();
const cold = performance.now() - began;
if (part.records < many && part.next === undefined) throw new Error(`${part.records} of ${many} records`);
const peak = /^VmHWM:\s+(\d+) kB$/m.exec(existsSync(STATUS) ? readFileSync(STATUS, 'utf8') : '')?.[1];
const megabytes = Number(peak ?? process.resourceUsage().maxRSS) / 1024;
console.log(
  JSON.stringify({ ms: cold, megabytes, kilobytes: part.bytes.length / 1024, records: part.records }),
);
