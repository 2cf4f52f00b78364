/** A process of its own: signs a day of so many heads and tells the most memory it took. `node root-run.ts COUNT`. */
import { existsSync, readFileSync } from 'node:fs';
import { auditorLetter, signDays } from '../../functions/ledger/sign-day.ts';
import { secretsOf } from '../../shared/records/secrets.ts';
import { manyHeads } from './many-heads.ts';

const STATUS = '/proc/self/status';

const DAY = '2026-12-07';
const count = Number(process.argv[2]);
const secrets = secretsOf({ current: 'k1', keys: { k1: 'a root secret of the bench, nothing else' } });
using many = manyHeads(count, DAY);
const began = performance.now();
const handOver = (root: Parameters<typeof auditorLetter>[0]) => auditorLetter(root, 'ru');
const signed = await signDays(
  { records: many.records, secrets, handOver },
  Date.parse('2026-12-08T06:30:00Z'),
);
const chains = signed[0]?.root.chains;
if (chains !== count) throw new Error(`${chains} of ${count} heads signed`);
// Kilobytes, on every system that Node runs on.
// Of the kernel's two peaks the one that begins anew with this program: `maxRSS` keeps that of who started it.
const peak = /^VmHWM:\s+(\d+) kB$/m.exec(existsSync(STATUS) ? readFileSync(STATUS, 'utf8') : '')?.[1];
const megabytes = Number(peak ?? process.resourceUsage().maxRSS) / 1024;
console.log(JSON.stringify({ megabytes, seconds: (performance.now() - began) / 1000 }));
