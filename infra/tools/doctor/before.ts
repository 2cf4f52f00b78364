/** What must be right before a deployment, and stay so. */
import * as z from 'zod';
import { DOORS } from '../../../shared/names.ts';
import { missingInNotices } from '../../settings/notice-facts.ts';
import { type Settings, secretsNamed } from '../../settings/schema.ts';
import { calendarReport } from '../calendar-check.ts';
import { careful, type Facts, type Finding, ok, unknown, wrong } from './facts.ts';

/** An address, its domain, and the domains above it: any of them lets SES send from it. */
export function identitiesOf(address: string): readonly string[] {
  const labels = (address.split('@')[1] ?? '').split('.');
  return [address, ...labels.slice(0, -1).map((_label, index) => labels.slice(index).join('.'))];
}

const verify = (identity: string, region: string): string =>
  `aws sesv2 create-email-identity --email-identity ${identity} --region ${region}`;

/** Letters: who they may come from, whom they may reach, how many. */
export async function mail(settings: Settings, facts: Facts): Promise<readonly Finding[]> {
  const { mail: how, region, staff } = settings;
  if (how.port !== 'ses')
    return [
      unknown(
        'mail',
        `letters leave by ${how.port}, which is not asked from here`,
        'Send a claim from an address of yours and see that the receipt comes.',
      ),
    ];
  const names = identitiesOf(how.sender);
  const known = await Promise.all(names.map(async (name) => [name, await facts.identity(name)] as const));
  const verified = known.find(([, is]) => is === true)?.[0];
  const pending = known.find(([, is]) => is === false)?.[0];
  const sender = 'the sender';
  const domain = names[1] ?? how.sender;
  const findings: Finding[] = [
    verified === undefined
      ? wrong(
          sender,
          pending === undefined
            ? `SES knows neither ${how.sender} nor its domain nor one above it in ${region}`
            : `SES has not verified ${pending} yet`,
          pending === undefined
            ? `${verify(domain, region)}, then its DKIM records into DNS.`
            : 'Put its DKIM records into DNS, or open the link of its letter; SES looks again by itself.',
        )
      : ok(sender, `${how.sender}, by the verified identity ${verified}`),
  ];
  const account = await facts.mailAccount();
  if (!account.sending || account.enforcement === 'SHUTDOWN')
    findings.push(
      wrong('SES', `sending is stopped (${account.enforcement})`, 'Answer AWS: SES console, account health.'),
    );
  else if (account.enforcement !== 'HEALTHY')
    findings.push(
      careful('SES', `the account is under review (${account.enforcement})`, 'SES console, reputation.'),
    );
  if (account.production) findings.push(ok('sandbox', 'the account is out of it'));
  else {
    const recipients = [...new Set([staff.team, ...staff.officers, staff.auditor])];
    const strangers: string[] = [];
    for (const one of recipients) {
      const is = await Promise.all(identitiesOf(one).map((name) => facts.identity(name)));
      if (!is.includes(true)) strangers.push(one);
    }
    findings.push(
      careful(
        'sandbox',
        `letters reach verified addresses only${strangers.length > 0 ? `, and not ${strangers.join(', ')}` : ''}`,
        `Ask for production access before people write. Until then verify each recipient: ${verify('ADDRESS', region)}`,
      ),
    );
  }
  const used = account.sentToday / account.perDay;
  findings.push(
    used >= 0.8
      ? careful(
          'letters a day',
          `${account.sentToday} of ${account.perDay} were sent within a day`,
          'Ask for a higher quota: SES console, account dashboard.',
        )
      : ok('letters a day', `${account.sentToday} of ${account.perDay} were sent within a day`),
  );
  return findings;
}

/** Functions at a time: Lambda leaves 100 unreserved, and a new account has ten in all. */
export async function concurrency({ limits }: Settings, facts: Facts): Promise<readonly Finding[]> {
  const reserved = Object.values(limits.concurrency).reduce<number>((sum, one) => sum + (one ?? 0), 0);
  const needed = reserved + 100;
  const limit = await facts.concurrency();
  const found = `${limit} functions may run at a time; ${needed} are needed for ${Object.keys(DOORS).length} doors${reserved > 0 ? `, ${reserved} of them reserved` : ''}`;
  return [
    limit >= needed
      ? ok('concurrency', found)
      : wrong(
          'concurrency',
          found,
          'aws service-quotas request-service-quota-increase --service-code lambda --quota-code L-B99A9384 --desired-value 1000',
        ),
  ];
}

const accessKey = z.object({ accessKeyId: z.string().min(1), secretAccessKey: z.string().min(1) });
const smtpLogin = z.object({ user: z.string().min(1), password: z.string().min(1) });

/** Secrets of other services, as the settings name them. What lies in them is never printed. */
export async function secrets(settings: Settings, facts: Facts): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const [field, arn] of Object.entries(secretsNamed(settings))) {
    if (arn === undefined) continue;
    const form = field === 'mail.secret' && settings.mail.port === 'smtp' ? smtpLogin : accessKey;
    const fields = Object.keys(form.shape)
      .map((name) => `"${name}"`)
      .join(' and ');
    const secret = await facts.secret(arn);
    if (secret === undefined)
      findings.push(
        wrong(
          field,
          `there is no secret ${arn}`,
          `aws secretsmanager create-secret, with ${fields} in JSON.`,
        ),
      );
    else if (secret.arn !== arn)
      findings.push(wrong(field, 'the ARN is not whole: roles would not match', `Write ${secret.arn}`));
    else if (!form.safeParse(parsed(secret.value)).success)
      findings.push(
        wrong(field, 'the secret has not the form it needs', `Give it a JSON object with ${fields}.`),
      );
    else findings.push(ok(field, 'the secret is there, and has its form'));
  }
  return findings;
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Whether notices about a breach can be filled in beforehand (B2). */
export function notices(settings: Settings): readonly Finding[] {
  const missing = missingInNotices(settings);
  return [
    missing === undefined
      ? ok('notices', 'what a notice about a breach says of the company is in the settings')
      : careful('notices', missing, 'Fill them in (infra/settings/README.md), then deploy.'),
  ];
}

/** Whether legal dates can be counted. */
export function calendar(now: number): readonly Finding[] {
  const { lines, ok: sound } = calendarReport(now);
  const said = lines.find((line) => /^(OK|WARNING|ALARM): /.test(line)) ?? '';
  const found = said.replace(/^\w+: /, '');
  if (sound && said.startsWith('OK')) return [ok('calendar', found)];
  return [
    (sound ? careful : wrong)('calendar', found, 'npm run calendar:check tells what to load; then deploy.'),
  ];
}

const discovery = z.object({
  issuer: z.string(),
  authorization_endpoint: z.string(),
  token_endpoint: z.string(),
  jwks_uri: z.string(),
});

/** The login of staff answers, says who it is, and shows its keys. */
export async function login(issuer: string, facts: Facts): Promise<readonly Finding[]> {
  const url = `${issuer}/.well-known/openid-configuration`;
  const about = 'login';
  const bad = (found: string): readonly Finding[] => [
    wrong(about, found, `Open ${url}; correct staff.login.issuer, or mend the login service.`),
  ];
  const page = await facts.page(url).catch(() => undefined);
  if (page?.status !== 200) return bad(`${url} answers ${page?.status ?? 'nothing'}`);
  const document = discovery.safeParse(parsed(page.text));
  if (!document.success) return bad(`${url} is no OpenID configuration`);
  if (document.data.issuer !== issuer) return bad(`it calls itself ${document.data.issuer}, not ${issuer}`);
  const keys = await facts.page(document.data.jwks_uri).catch(() => undefined);
  const set = z.object({ keys: z.array(z.unknown()).min(1) }).safeParse(parsed(keys?.text ?? ''));
  if (!set.success) return bad(`there are no keys at ${document.data.jwks_uri}`);
  return [ok(about, `${issuer} answers, with ${set.data.keys.length} keys`)];
}
