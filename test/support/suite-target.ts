import { afterAll, beforeAll } from 'vitest';
import { DeskClient } from './desk-client.ts';
import { type LocalCloud, type StartOptions, startLocalCloud } from './local-cloud.ts';

/** The remote target, if there is one. (Vitest itself sets `BASE_URL` to `/` when nobody has.) */
const REMOTE = /^https?:/.test(process.env['BASE_URL'] ?? '') ? process.env['BASE_URL'] : undefined;

/**
 * The program under test for one file: what `BASE_URL` names (an emulator, a real account), else a local cloud of its
 * own. `INBOX_URL`, `CLOCK_URL`, `AWS_URL` and `STAFF_TOKEN_<ROLE>` complete a remote target.
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
    const { INBOX_URL, CLOCK_URL, AWS_URL, STAFF_TOKEN_OFFICER, STAFF_TOKEN_AGENT, STAFF_TOKEN_AUDITOR } =
      process.env;
    if (REMOTE === undefined) {
      found.cloud = await startLocalCloud(options);
      found.desk = new DeskClient(found.cloud.addresses);
      return;
    }
    const tokens = {
      ...(STAFF_TOKEN_OFFICER ? { 'officer@example.com': STAFF_TOKEN_OFFICER } : {}),
      ...(STAFF_TOKEN_AGENT ? { 'agent@example.com': STAFF_TOKEN_AGENT } : {}),
      ...(STAFF_TOKEN_AUDITOR ? { 'auditor@example.com': STAFF_TOKEN_AUDITOR } : {}),
    };
    found.desk = new DeskClient({
      site: REMOTE,
      tokens,
      ...(INBOX_URL ? { mail: INBOX_URL } : {}),
      ...(CLOCK_URL ? { clock: CLOCK_URL } : {}),
      ...(AWS_URL ? { aws: AWS_URL } : {}),
    });
  }, 60_000);
  afterAll(async () => {
    await found.cloud?.stop();
  });
  return found;
}

/** Whether the target has a virtual clock and an inbox; without them such tests are counted as not run. */
export const hasClock = REMOTE === undefined || process.env['CLOCK_URL'] !== undefined;
export const hasInbox = REMOTE === undefined || process.env['INBOX_URL'] !== undefined;

/** Limits lifted by the local cloud's stated option: these suites send more claims from one network than people do. */
export const LIFTED: readonly string[] = [
  '--overrides',
  JSON.stringify({ limits: { networkPerHour: 1_000_000, lettersPerDay: 1_000_000, codesPerDay: 1_000_000 } }),
];
