/**
 * `npm run policy:post -- --ru FILE --en FILE --change soft|hard [--document policy] [--starts ISO] [--ask-again] [--only ru|en]
 * [--settings NAME] [--data DIR] [--endpoint URL] [--now ISO]` posts a version of the policy or of a consent text (P1). `--now` is for
 * the local cloud only; otherwise the clock of the deployment counts. `--built-in` instead of
 * the files: the texts of shared/policy for these settings. Prints the version; exits 1 when it is refused, 2 when
 * it could not be posted.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { postingRequest } from '../../shared/api/policy.ts';
import { parseInstant } from '../../shared/law/zones.ts';
import { builtInText } from '../../shared/policy/built-in.ts';
import { isDocument, versionId } from '../../shared/policy/documents.ts';
import { listVersions, postVersion } from '../../shared/records/documents.ts';
import { REFUSALS } from '../../shared/words/refusals.ts';
import { DEPLOYMENT_OPTIONS, type Deployment, openDeployment } from './deployment.ts';

/** Asked for wrongly: what is missing, in words. */
class BadCall extends Error {
  override readonly name = 'BadCall';
}

const OPTIONS = {
  ...DEPLOYMENT_OPTIONS,
  document: { type: 'string', default: 'policy' },
  ru: { type: 'string' },
  en: { type: 'string' },
  'built-in': { type: 'boolean', default: false },
  change: { type: 'string' },
  starts: { type: 'string' },
  'ask-again': { type: 'boolean', default: false },
  only: { type: 'string' },
  now: { type: 'string' },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

function textsFor(values: Values, { settings }: Deployment) {
  const { document, ru, en } = values;
  if (!isDocument(document)) throw new BadCall(`There is no document "${document}".`);
  if (values['built-in']) {
    if (settings.baseUrl === undefined) throw new BadCall('--built-in needs "baseUrl" in the settings.');
    const { baseUrl, sites, operator, retention, residency } = settings;
    const { russianCitizens, primary } = residency;
    const database = primary && `${primary.database} (${primary.place})`;
    const facts = { baseUrl, sites, operator, retention, residency: { russianCitizens, database } };
    return { ru: builtInText(document, 'ru', facts), en: builtInText(document, 'en', facts) };
  }
  if (ru === undefined || en === undefined) throw new BadCall('Both --ru FILE and --en FILE are needed.');
  return { ru: readFileSync(ru, 'utf8'), en: readFileSync(en, 'utf8') };
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: OPTIONS });
  const deployment = await openDeployment(values);
  console.error(`Asked: ${deployment.asked}.`);
  const body = postingRequest.safeParse({
    document: values.document,
    ...textsFor(values, deployment),
    change: values.change,
    ...(values['ask-again'] ? { askAgain: true } : {}),
    ...(values.only === undefined ? {} : { only: values.only }),
    ...(values.starts === undefined ? {} : { startsAt: values.starts }),
  });
  if (!body.success)
    throw new BadCall(
      body.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`).join('\n'),
    );
  const { ru, en, ...rest } = body.data;
  if (values.now !== undefined && values.settings !== 'local')
    throw new BadCall('--now is for the local cloud only, which may live at another time than this machine.');
  const at = values.now === undefined ? await deployment.now() : parseInstant(values.now);
  // Only the deployment knows which text it has been showing as version 1: it must be on record before another follows.
  if ((await listVersions(deployment.records, rest.document)).length === 0) {
    console.error(
      'Refused: the deployment has not recorded its first version yet. Its sweep does so within five minutes of the first start (locally: move the clock by PT5M); then post again.',
    );
    return 1;
  }
  const posted = await postVersion({ ...rest, texts: { ru, en }, by: 'command' }, at, deployment);
  if (!posted.ok) {
    const { code, field, data = {} } = posted.refusal;
    console.error(
      `Refused: ${code}${field ? ` (${field})` : ''}. ${REFUSALS[code].sentence.en({ data, postalAddress: deployment.settings.operator.postalAddress.en })}`,
    );
    return 1;
  }
  const { by: _by, ...version } = posted.value;
  console.log(JSON.stringify({ id: versionId(posted.value), ...version }));
  return 0;
}

if (import.meta.main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(`Nothing was posted: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 2;
  }
}
