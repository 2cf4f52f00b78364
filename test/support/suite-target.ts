import { afterAll, beforeAll } from 'vitest';
import { DeskClient } from './desk-client.ts';
import { type LocalCloud, type StartOptions, startLocalCloud } from './local-cloud.ts';

/** The remote target, if there is one: `BASE_URL` of the caller's environment (vitest.config.ts). */
const REMOTE = process.env['DESK_URL'];

/** Whether the suites run against something that was deployed, in real time. */
export const isRemote = REMOTE !== undefined;

/** Bearer tokens of a remote target's staff, by the address that the suites know them by. */
const TOKENS: Readonly<Record<string, string | undefined>> = {
  'officer@example.com': process.env['STAFF_TOKEN_OFFICER'],
  'officer2@example.com': process.env['STAFF_TOKEN_OFFICER2'],
  'agent@example.com': process.env['STAFF_TOKEN_AGENT'],
  'auditor@example.com': process.env['STAFF_TOKEN_AUDITOR'],
  'program:crm': process.env['STAFF_TOKEN_PROGRAM'],
};

/**
 * The program under test for one file: what `BASE_URL` names (an emulator, a real account), else a local cloud of its
 * own. `INBOX_URL`, `CLOCK_URL`, `AWS_URL` and `STAFF_TOKEN_<WHO>` complete a remote target;
 * `DEPLOYMENT` names it among several (case-executions.ts).
 */
export function target(options: StartOptions = {}): {
  readonly desk: DeskClient;
  cloud: LocalCloud | undefined;
} {
  const found: { desk: DeskClient; cloud: LocalCloud | undefined } = {
    desk: new DeskClient({ site: 'http://127.0.0.1:0' }),
    cloud: undefined,
  };
  beforeAll(async () => {
    const { INBOX_URL, CLOCK_URL, AWS_URL } = process.env;
    if (REMOTE === undefined) {
      found.cloud = await startLocalCloud(options);
      found.desk = new DeskClient(found.cloud.addresses);
      return;
    }
    found.desk = new DeskClient({
      site: REMOTE,
      tokens: Object.fromEntries(
        Object.entries(TOKENS).flatMap(([who, token]) => (token === undefined ? [] : [[who, token]])),
      ),
      ...(INBOX_URL ? { mail: INBOX_URL } : {}),
      ...(CLOCK_URL ? { clock: CLOCK_URL } : {}),
      ...(AWS_URL ? { aws: AWS_URL } : {}),
    });
  }, 180_000);
  afterAll(async () => {
    await found.cloud?.stop();
  });
  return found;
}

/** Whether the target has a virtual clock, an inbox, an AWS endpoint; without them such tests are counted as not run. */
export const hasClock = REMOTE === undefined || process.env['CLOCK_URL'] !== undefined;
export const hasInbox = REMOTE === undefined || process.env['INBOX_URL'] !== undefined;
export const hasAws = REMOTE === undefined || process.env['AWS_URL'] !== undefined;

/** Whether there is a token for each of these; without them such tests are counted as not run. */
export const hasStaff = (...who: readonly string[]): boolean =>
  REMOTE === undefined || who.every((one) => TOKENS[one] !== undefined);

/** Limits lifted by the local cloud's stated option: these suites send more claims from one network than people do. */
export const LIFTED: readonly string[] = [
  '--overrides',
  JSON.stringify({ limits: { networkPerHour: 1_000_000, lettersPerDay: 1_000_000, codesPerDay: 1_000_000 } }),
];
