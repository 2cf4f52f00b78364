import { mailPort } from '../../shared/letters/mail-ports.ts';
import { ENV } from '../../shared/names.ts';
import { doorOf } from '../../shared/outbox/door-of.ts';
import { idsFrom, systemRandom } from '../../shared/records/random.ts';
import { needed, wire } from '../../shared/records/wire.ts';
import { parseSettings } from '../../shared/settings.ts';
import { stepFunctions } from '../../shared/workflows/step-functions.ts';
import { isMailingStep, mailingsWork } from './events.ts';

const env = process.env;
const settings = parseSettings(env[ENV.settings]);
const wired = wire(env, settings, Date.now);
const workflows = stepFunctions(needed(env, ENV.workflows));
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const mail = mailPort(settings, {
  configurationSet: env[ENV.configurationSet],
  secretId: env[ENV.mailSecret],
  now: Date.now,
});
const newId = idsFrom(systemRandom);
const random = () => Buffer.from(systemRandom(4)).readUInt32BE() / 2 ** 32;

/** While a copy is being restored an execution fails with its step, and is started again from its record afterwards (S8). */
async function meanwhile(event: unknown): Promise<void> {
  if (isMailingStep(event)) throw new Error('A copy is being restored; nobody is told until it is over.');
}

/** Door of mailings: starts them, looks after them, and takes the steps of their state machine. */
export const handler = doorOf(
  'notice',
  { settings, now: Date.now, meanwhile },
  async ({ remaining, report }) =>
    mailingsWork({
      ...{ ...(await wired.deps()), settings, mail, workflows, newId, random, now: Date.now },
      ...{ sleep, remaining, report },
    }),
);
