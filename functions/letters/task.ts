import { mailPort } from '../../shared/letters/mail-ports.ts';
import { paced } from '../../shared/letters/paced.ts';
import { ENV } from '../../shared/names.ts';
import { doorOf, type GroupWork } from '../../shared/outbox/door-of.ts';
import { idsFrom, systemRandom } from '../../shared/records/random.ts';
import { wire } from '../../shared/records/wire.ts';
import { parseSettings } from '../../shared/settings.ts';
import { lettersWork } from './events.ts';

const env = process.env;
const settings = parseSettings(env[ENV.settings]);
const wired = wire(env, settings, Date.now);
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const unpaced = mailPort(settings, {
  configurationSet: env[ENV.configurationSet],
  secretId: env[ENV.mailSecret],
  now: Date.now,
});
const { perSecond } = settings.mail;
const mail = perSecond === undefined ? unpaced : paced(unpaced, perSecond, { now: Date.now, sleep });
const newId = idsFrom(systemRandom);
const random = () => Buffer.from(systemRandom(4)).readUInt32BE() / 2 ** 32;

/** What became of letters is told once: it is recorded even while a copy is being restored (S8). */
const meanwhile = async (event: unknown, work: () => Promise<GroupWork>): Promise<unknown> =>
  (await work()).others?.(event);

/** Door of the mail worker: letters that the outbox hands on, and the mail service's events (K4, N). */
export const handler = doorOf(
  'letter',
  { settings, now: Date.now, meanwhile },
  async ({ remaining, report }) => {
    const deps = { ...(await wired.deps()), mail, settings, now: Date.now, newId, random, report };
    return lettersWork(deps, { remaining, sleep });
  },
);
