/**
 * Program of `consents.ts`, run bundled in a process of its own: consents a second, ours and c15t's by turns. Prints
 * `{"<side>": cycles a second}`. Arguments: the local DynamoDB as JSON, and the folder of c15t; without one that side is
 * left out.
 */
import { dynamoRecords } from '../../shared/records/dynamo.ts';
import { MemoryRecords } from '../../shared/records/memory.ts';
import type { Bench } from '../contract/local-dynamo.ts';
import { c15tSide } from './consent-c15t.ts';
import { ourSide, type Side } from './consent-side.ts';

const [dynamo = '', folder = '', rounds = '8'] = process.argv.slice(2);
const { endpoint, tables } = JSON.parse(dynamo) as Pick<Bench, 'endpoint' | 'tables'>;
/** Cycles of a round; the first round warms up. */
const CYCLES = 60;

const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
const local = dynamoRecords({ tables, client: { endpoint, region: 'eu-central-1', credentials } });

const sides: Record<string, Side> = {
  operations: await ourSide(new MemoryRecords(), 'operation'),
  doors: await ourSide(new MemoryRecords(), 'door'),
  dynamo: await ourSide(local, 'operation'),
  ...(folder === '' ? {} : { c15t: await c15tSide(folder) }),
};

const rates: Record<string, number> = {};
for (let round = 0; round <= Number(rounds); round += 1) {
  for (const [name, side] of Object.entries(sides)) {
    const cycles = await side.ready(CYCLES);
    const began = performance.now();
    for (const cycle of cycles) await cycle();
    const rate = (CYCLES * 1000) / (performance.now() - began);
    // The least disturbed round counts: others work on the machine too.
    if (round > 0) rates[name] = Math.max(rates[name] ?? 0, rate);
  }
}
process.stdout.write(JSON.stringify(rates), () => process.exit(0));
