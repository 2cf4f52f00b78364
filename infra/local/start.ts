/** `npm start`: the whole product on this machine. */
import { startCloud } from './cloud.ts';
import { parseOptions, UsageError } from './options.ts';
import type { LocalAddresses, Log } from './types.ts';

// Functions run in UTC as in Lambda; worker threads share the zone of the process.
process.env['TZ'] = 'UTC';

const DEBUG = process.env['LOCAL_DEBUG'] === '1';
const log: Log = {
  info: (message) => console.error(message),
  warn: (message) => console.error(`! ${message}`),
  debug: (message) => DEBUG && console.error(`· ${message}`),
};

function welcome(addresses: LocalAddresses, now: string, dataDir: string): string {
  const lines = [
    ['site', addresses.site, 'what people see: claims, status pages'],
    ['desk', addresses.desk, 'staff: agent@, officer@, officer2@, auditor@example.com'],
    ['inbox', addresses.inbox, 'every letter that was sent'],
    ['mail', addresses.mail, 'the same letters as JSON'],
    ['clock', addresses.clock, `POST {"advance": "P3D"}; now ${now}`],
    ['aws', addresses.aws, 'endpoint for the aws CLI, any credentials'],
    ['openapi', addresses.openapi, 'the API'],
  ] as const;
  const table = lines.map(([name, address, what]) => `  ${name.padEnd(9)}${address.padEnd(37)}${what}`);
  return `\nPrivacy Desk is ready.\n\n${table.join('\n')}\n\n  data     ${dataDir}   (Ctrl+C stops; --fresh starts anew)\n`;
}

async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2));
  const started = performance.now();
  const cloud = await startCloud(options, log);
  let stopping = false;
  const stop = () => {
    if (stopping) process.exit(1);
    stopping = true;
    cloud.close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.warn(error instanceof Error ? (error.stack ?? error.message) : 'the stop failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  stopWithNpm(stop);
  if (cloud.keptTime) log.warn('--now is for fresh data only: time goes on from where it was (see --fresh)');
  log.debug(`ready in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  if (!options.json) {
    console.log(welcome(cloud.addresses, cloud.now, options.dataDir));
    return;
  }
  const { site, desk, inbox, mail, aws, clock, openapi } = cloud.addresses;
  console.log(JSON.stringify({ site, desk, inbox, mail, aws, clock, openapi }));
}

/** npm does not hand signals on to what its shell runs: when that shell is gone, nobody can stop this any more, so stop. */
function stopWithNpm(stop: () => void): void {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, 250).unref();
}

main().catch((error: unknown) => {
  const known = error instanceof UsageError || (error instanceof Error && !DEBUG);
  log.warn(known && error instanceof Error ? error.message : String((error as Error)?.stack ?? error));
  process.exit(1);
});
