/**
 * `eval "$(npm run -s where)"` gives a shell the addresses of the local cloud that runs, whatever its port, and what the aws
 * CLI and the SDK need to ask it; `-- --data DIR` for other local data. Exits 2 when none runs there.
 */
import { parseArgs } from 'node:util';
import { NAMES, WORKFLOW_KINDS, type WorkflowKind } from '../../shared/names.ts';
import { DATA_DIR, findRunning, type RunningCloud } from '../local/running.ts';

const machineOf = (kind: WorkflowKind): string =>
  `arn:aws:states:eu-central-1:000000000000:stateMachine:${NAMES.workflow('local', kind)}`;

/** Lines that a POSIX shell evaluates. Addresses of 127.0.0.1 need no quotes. */
export const exportsOf = ({ site, clock, inbox, mail, aws }: RunningCloud): string =>
  Object.entries({
    SITE: site,
    CLOCK: clock,
    INBOX: inbox,
    MAIL: mail,
    ...Object.fromEntries(WORKFLOW_KINDS.map((kind) => [`${kind.toUpperCase()}_MACHINE`, machineOf(kind)])),
    AWS_ENDPOINT_URL: aws,
    AWS_REGION: 'eu-central-1',
    AWS_DEFAULT_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'x',
    AWS_SECRET_ACCESS_KEY: 'x',
  })
    .map(([name, value]) => `export ${name}=${value}`)
    .join('\n');

if (import.meta.main) {
  const { values } = parseArgs({ options: { data: { type: 'string', default: DATA_DIR } } });
  const running = findRunning(values.data);
  if (running === undefined) {
    console.error(`No local cloud runs on the data in ${values.data}: npm start, or --data DIR.`);
    process.exitCode = 2;
  } else console.log(exportsOf(running));
}
