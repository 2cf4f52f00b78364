import type { Context } from 'aws-lambda';
import { signal, toStdout } from '../../shared/http/log.ts';
import { mailPort } from '../../shared/letters/mail-ports.ts';
import { paced } from '../../shared/letters/paced.ts';
import { ENV } from '../../shared/names.ts';
import { idsFrom, systemRandom } from '../../shared/records/random.ts';
import { wire } from '../../shared/records/wire.ts';
import { parseSettings } from '../../shared/settings.ts';
import type { LetterDeps } from './deps.ts';
import { takeEvent } from './events.ts';
import type { Budget } from './sweep.ts';

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

const report: LetterDeps['report'] = (code, about) =>
  signal(toStdout, settings, {
    door: 'letters-task',
    route: 'letters',
    at: Date.now(),
    code,
    ...(about.case === undefined ? {} : { case: about.case }),
    ...(about.detail === undefined ? {} : { error: about.detail }),
  });

/** Door of the mail worker: letters that the outbox hands on, and the mail service's events (K4, N). */
export async function handler(
  event: unknown,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
): Promise<void> {
  const deps: LetterDeps = { ...(await wired.deps()), mail, settings, now: Date.now, newId, random, report };
  const budget: Budget = {
    remaining: () => context.getRemainingTimeInMillis(),
    sleep,
  };
  await takeEvent(event, deps, budget);
}
