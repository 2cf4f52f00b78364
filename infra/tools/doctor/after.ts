/** What must be right once the stacks are there. */
import { STREAMED, TABLES, TTL_ATTRIBUTE } from '../../../shared/names.ts';
import { parseRootSecret } from '../../../shared/records/secrets.ts';
import type { Settings } from '../../settings/schema.ts';
import { careful, type Facts, type Finding, ok, type StackFact, unknown, wrong } from './facts.ts';

const RUNBOOK = 'infra/README.md';

/** The stacks, or what is left where there are none. */
export async function stacks(
  { deployment }: Settings,
  found: readonly StackFact[],
  facts: Facts,
): Promise<readonly Finding[]> {
  const about = 'stacks';
  const stateful = found.find(({ name }) => name === `${deployment}-stateful`);
  if (stateful === undefined) {
    const tables = await Promise.all(TABLES.map((name) => facts.table(`${deployment}-${name}`)));
    const secret = await facts.secret(`${deployment}/root`);
    const left = [
      ...TABLES.filter((_name, index) => tables[index] !== undefined).map(
        (name) => `table ${deployment}-${name}`,
      ),
      ...(secret === undefined ? [] : [`secret ${deployment}/root`]),
    ];
    if (left.length === 0)
      return [careful(about, 'not deployed yet', `npx cdk deploy --all, then ask again.`)];
    return [
      wrong(
        about,
        `there is no stack ${deployment}-stateful, but ${left.join(', ')}`,
        `Deploy nothing yet. ${RUNBOOK}: "The stack was lost", or, where nothing was ever recorded, "The first deployment failed".`,
      ),
    ];
  }
  const bad = found.filter(({ status }) => /FAILED$|^ROLLBACK_COMPLETE$/.test(status));
  return [
    ...bad.map(({ name, status }) =>
      wrong(about, `${name} stands at ${status}`, `${RUNBOOK}: "The first deployment failed".`),
    ),
    ...(bad.length === 0 ? [ok(about, `${found.length} stacks are there`)] : []),
  ];
}

/** The root secret has the form that doors parse. */
export async function rootSecret({ deployment }: Settings, facts: Facts): Promise<readonly Finding[]> {
  const name = `${deployment}/root`;
  const secret = await facts.secret(name);
  if (secret === undefined)
    return [wrong('root secret', `${name} is gone`, 'aws secretsmanager restore-secret, within its term.')];
  try {
    parseRootSecret(secret.value);
    return [ok('root secret', 'it is there, and has its form')];
  } catch {
    return [
      wrong(
        'root secret',
        'no door can read it',
        `${RUNBOOK}, "Rotating the root secret": how it must look.`,
      ),
    ];
  }
}

/** The pages answer. */
export async function site(baseUrl: string | undefined, facts: Facts): Promise<readonly Finding[]> {
  if (baseUrl === undefined) return [];
  const page = await facts.page(`${baseUrl}/health`).catch(() => undefined);
  return [
    page?.status === 200
      ? ok('site', `${baseUrl} answers`)
      : wrong(
          'site',
          `${baseUrl}/health answers ${page?.status ?? 'nothing'}`,
          'Own domain: point its name (CNAME) to the output DomainTarget. Else the log of site-public.',
        ),
  ];
}

/** An officer decides; a deputy does where the first is away, and where the law of two asks for another. */
export async function staff(
  settings: Settings,
  pool: string | undefined,
  facts: Facts,
): Promise<readonly Finding[]> {
  const about = 'officers';
  if (settings.staff.login.kind === 'oidc')
    return [
      unknown(
        about,
        'the company’s own login is not asked who is in it',
        `Two people at the least must have the role ${settings.staff.login.roles.officer.join(' or ')}.`,
      ),
    ];
  if (pool === undefined) return [];
  const officers = (await facts.staff(pool, 'officer')).filter(({ enabled }) => enabled);
  const invited = officers.filter(({ status }) => status !== 'CONFIRMED');
  if (officers.length < 2)
    return [
      wrong(
        about,
        officers.length === 0 ? 'there is none' : 'there is one, and no deputy',
        `${RUNBOOK}, "Deploying to AWS", step "Staff": aws cognito-idp admin-create-user, with the e-mail attributes.`,
      ),
    ];
  if (invited.length > 0)
    return [
      careful(
        about,
        `${invited.length} of ${officers.length} have not signed in yet`,
        'An invitation holds for seven days: aws cognito-idp admin-create-user --message-action RESEND --desired-delivery-mediums EMAIL',
      ),
    ];
  return [ok(about, `${officers.length} have signed in`)];
}

/** Somebody hears the alarms; with `ring` one is set off, and CloudWatch is asked whether it could tell. */
export async function alarms(
  { deployment, region, alarms: told }: Settings,
  account: string,
  ring: boolean,
  facts: Facts,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const severity of ['urgent', 'later'] as const) {
    const about = `alarms, ${severity}`;
    const topic = `arn:aws:sns:${region}:${account}:${deployment}-alarms-${severity}`;
    const subscriptions = await facts.subscriptions(topic);
    const silent = told[severity].filter(
      (email) => subscriptions?.some(({ endpoint, confirmed }) => endpoint === email && confirmed) !== true,
    );
    if (told[severity].length === 0 || silent.length > 0)
      findings.push(
        wrong(
          about,
          silent.length > 0 ? `not confirmed: ${silent.join(', ')}` : 'nobody is told',
          silent.length > 0
            ? 'Open the link in the letter "AWS Notification - Subscription Confirmation"; it has expired after two days: delete the subscription and deploy.'
            : `Name somebody in alarms.${severity}.`,
        ),
      );
    else findings.push(ok(about, `${told[severity].join(', ')} confirmed`));
  }
  const all = await facts.alarms(`${deployment}-`);
  const ringing = all.filter(({ state }) => state === 'ALARM').map(({ name }) => name);
  findings.push(
    ringing.length === 0
      ? ok('alarms', `${all.length} are there, none rings`)
      : careful('alarms', `ringing: ${ringing.join(', ')}`, `Each has its way out in ${RUNBOOK}.`),
  );
  if (!ring) return findings;
  const said = await facts.ring(`${deployment}-site-answers-5xx`);
  return [
    ...findings,
    said !== undefined && /success/i.test(said)
      ? ok('trial alarm', `${said}. See that its letter has come, and another that it is over`)
      : wrong(
          'trial alarm',
          said ?? 'CloudWatch says nothing of having told anybody',
          'Look at the policies of the topics, and at the history of the alarm.',
        ),
  ];
}

/** The tables are as they were made, also after a restore, and somebody reads the streams of today. */
export async function tables(settings: Settings, facts: Facts): Promise<readonly Finding[]> {
  const { deployment, records, outbox } = settings;
  if (records.kind !== 'aws') return [];
  const findings: Finding[] = [];
  for (const name of TABLES) {
    const table = await facts.table(`${deployment}-${name}`);
    const about = `table ${name}`;
    if (table === undefined) {
      findings.push(
        wrong(about, 'it is gone', `${RUNBOOK}, "Backups and the restore drill": bring a copy into use.`),
      );
      continue;
    }
    const streamed = STREAMED.some((one) => one === name);
    const missing = [
      ...(table.deletionProtection ? [] : ['deletion protection']),
      ...(table.restorable || name === 'short' ? [] : ['point-in-time recovery']),
      ...(name !== 'short' || table.expires === TTL_ATTRIBUTE ? [] : ['expiry']),
      ...(name !== 'ledger' || /"Deny"/.test(table.policy ?? '')
        ? []
        : ['the policy that lets it only grow']),
      ...(!streamed || table.stream !== undefined ? [] : ['stream']),
    ];
    findings.push(
      missing.length === 0
        ? ok(about, 'as it was made')
        : wrong(
            about,
            `without ${missing.join(', ')}`,
            `A restore leaves that behind. ${RUNBOOK}, "Backups and the restore drill": the commands.`,
          ),
    );
    if (outbox.kind === 'stream' && streamed && table.stream !== undefined)
      findings.push(...(await stream(name, table.stream, facts)));
  }
  return findings;
}

async function stream(table: string, arn: string, facts: Facts): Promise<readonly Finding[]> {
  const about = `stream of ${table}`;
  const readers = await facts.readers(arn);
  const alive = readers.filter(({ state }) => state === 'Enabled');
  const troubled = alive.filter(({ result }) => /PROBLEM|error/i.test(result));
  if (alive.length === 0)
    return [
      wrong(
        about,
        readers.length === 0
          ? 'nobody reads it'
          : `its readers are ${readers.map(({ state }) => state).join(', ')}`,
        `Only the sweeps act, minutes late. ${RUNBOOK}: "The stream is silent".`,
      ),
    ];
  if (troubled.length > 0)
    return [
      careful(about, troubled.map(({ result }) => result).join(', '), `${RUNBOOK}: "The outbox is behind".`),
    ];
  return [ok(about, `${alive.length} read it`)];
}
