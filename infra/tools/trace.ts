/**
 * `npm run trace -- events/<capability>/<sample>.json` shows the hops that a sample takes: door, operations, records,
 * ledger events, letters, timers. It starts a local cloud of its own, makes what the sample needs, sends the sample,
 * and tells what stands differently ten seconds of virtual time later: nothing of your own data is touched. Without a
 * file it lists the samples.
 */
import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { startTraceCloud } from './trace/cloud.ts';
import { aftermath, cloudFor, prepare } from './trace/prepare.ts';
import { fill, listSamples, readSample } from './trace/sample.ts';
import { send } from './trace/send.ts';
import { takeSnapshot } from './trace/snapshot.ts';
import { consequences, entrance } from './trace/story.ts';

// Functions run in UTC as in Lambda; worker threads share the zone of the process.
process.env['TZ'] = 'UTC';

const say = (label: string, text: string) => console.log(`  ${label.padEnd(11)}${text}`);

async function trace(file: string): Promise<void> {
  const sample = readSample(file);
  console.log(`\n${file}`);
  const { now, overrides } = cloudFor(sample);
  const cloud = await startTraceCloud(now, overrides);
  try {
    const { values, said } = await prepare(sample, cloud);
    for (const step of said) say('before', step);
    const before = await takeSnapshot(cloud);
    for (const line of entrance(sample.kind)) console.log(line);
    const { text, taken } = await send(sample.kind, fill(sample, values), cloud);
    say('answer', text);
    // What the sample does not bring about is a fault of the sample or of the product.
    if (!taken) process.exitCode = 1;
    await aftermath(sample, cloud);
    for (const line of consequences(sample.kind, before, await takeSnapshot(cloud))) console.log(line);
  } finally {
    await cloud.close();
  }
}

const [file] = process.argv.slice(2);
if (file === undefined || !existsSync(file)) {
  console.error(
    `${file === undefined ? 'Which sample?' : `There is no ${file}.`}  npm run trace -- <sample>\n  ${listSamples().join('\n  ')}`,
  );
  process.exitCode = 1;
} else await trace(relative('.', file));
