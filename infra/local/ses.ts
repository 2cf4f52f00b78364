/** Amazon SES, version 1 (query protocol): takes raw letters, keeps them, reports what became of them. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { LetterBox } from './letter-box.ts';
import { addressesIn, fieldOf, readMime, withFields } from './mime.ts';
import { planEvents } from './ses-events.ts';
import { type AwsAnswer, AwsFault, type AwsRequest, type LocalCloud, type Service } from './types.ts';

/** Limits of the v1 API. */
const MAX_RAW_BYTES = 10 * 1024 * 1024;
const MAX_RECIPIENTS = 50;
const TAG = /^[A-Za-z0-9_-]{1,256}$/;

const NAMESPACE = 'http://ses.amazonaws.com/doc/2010-12-01/';

type Parts = Pick<LocalCloud, 'assembly' | 'clock' | 'bus' | 'options'>;

/** SES over a letter box. Events that were planned before a restart are taken up again. */
export function openSes(cloud: Parts, box: LetterBox): Service {
  const { assembly, clock } = cloud;
  const identities = assembly
    .ofType('AWS::SES::EmailIdentity')
    .map((one) => String(one.properties['EmailIdentity']).toLowerCase());
  const sets = new Map(
    assembly.ofType('AWS::SES::ConfigurationSet').map((set) => [
      set.ref,
      assembly
        .ofType('AWS::SES::ConfigurationSetEventDestination')
        .filter((one) => one.properties['ConfigurationSetName'] === set.ref)
        .flatMap((one) => wantedTypes(one.logicalId, one.properties['EventDestination'])),
    ]),
  );
  const sentInLastSecond: number[] = [];
  for (const waiting of box.waitingEvents()) schedule(waiting.id, waiting.due);

  function schedule(id: number, due: number): void {
    clock.at(due, `ses-event-${id}`, () => {
      const event = box.event(id);
      if (event === undefined) return;
      cloud.bus.put(event);
      box.eventDone(id);
    });
  }

  async function sendRaw(form: URLSearchParams): Promise<string> {
    const encoded = form.get('RawMessage.Data') ?? '';
    const given = Buffer.from(encoded, 'base64');
    if (given.length === 0) throw new AwsFault('InvalidParameterValue', 'Missing final raw message.');
    if (given.length > MAX_RAW_BYTES)
      throw new AwsFault('InvalidParameterValue', 'Message length is more than 10485760 bytes long.');
    const { fields } = await readMime(given);
    const source = form.get('Source') || (fieldOf(fields, 'from') ?? '');
    const named = members(form, 'Destinations');
    const destinations = named.length > 0 ? named.flatMap(addressesIn) : inHeaders(fields);
    const tags = tagsOf(form, fieldOf(fields, 'x-ses-message-tags'));
    const configurationSet =
      form.get('ConfigurationSetName') ?? fieldOf(fields, 'x-ses-configuration-set') ?? '';
    demandSender(source, identities, assembly.region);
    demandRecipients(destinations);
    if (configurationSet !== '' && !sets.has(configurationSet)) {
      throw new AwsFault(
        'ConfigurationSetDoesNotExist',
        `Configuration set <${configurationSet}> does not exist.`,
      );
    }
    demandRate();

    const at = clock.now();
    const messageId = `${randomBytes(8).toString('hex')}-${randomUUID()}-000000`;
    const host = assembly.region === 'us-east-1' ? 'email' : assembly.region;
    // SES writes its own Message-ID and Date over the sender's, and takes out Bcc and its own control fields.
    const raw = withFields(given, {
      'Message-ID': `<${messageId}@${host}.amazonses.com>`,
      Date: new Date(at).toUTCString().replace('GMT', '+0000'),
      Bcc: undefined,
      'X-SES-CONFIGURATION-SET': undefined,
      'X-SES-MESSAGE-TAGS': undefined,
    });
    const wanted = sets.get(configurationSet) ?? [];
    const letter = {
      messageId,
      at,
      source,
      destinations,
      tags,
      configurationSet,
      fields: (await readMime(raw)).fields,
    };
    const planned = planEvents({ ...letter, account: assembly.account, region: assembly.region }).filter(
      ({ event }) => wanted.includes((event.detail as { eventType: string }).eventType.toUpperCase()),
    );
    for (const { id, due } of box.keep({ messageId, at, destinations, raw }, planned)) schedule(id, due);
    return `<MessageId>${messageId}</MessageId>`;
  }

  /** Over the granted rate SES drops the letter and says so; nothing is queued. */
  function demandRate(): void {
    const rate = cloud.options?.mailRate;
    if (rate === undefined) return;
    const now = performance.now();
    while ((sentInLastSecond[0] ?? now) < now - 1000) sentInLastSecond.shift();
    if (sentInLastSecond.length >= rate) throw new AwsFault('Throttling', 'Maximum sending rate exceeded.');
    sentInLastSecond.push(now);
  }

  function operation(form: URLSearchParams, name: string): string | Promise<string> {
    switch (name) {
      case 'SendRawEmail':
        return sendRaw(form);
      case 'GetSendQuota': {
        const sent = box.sentSince(clock.now() - 86_400_000);
        const rate = cloud.options?.mailRate ?? 10_000;
        return `<Max24HourSend>${rate * 86_400}.0</Max24HourSend><MaxSendRate>${rate}.0</MaxSendRate><SentLast24Hours>${sent}.0</SentLast24Hours>`;
      }
      case 'GetAccountSendingEnabled':
        return '<Enabled>true</Enabled>';
      default:
        throw new AwsFault('InvalidAction', `The local cloud's SES does not do ${name}`);
    }
  }

  return {
    name: 'ses',
    async handle(request: AwsRequest): Promise<AwsAnswer> {
      const result = await operation(new URLSearchParams(request.body.toString('utf8')), request.operation);
      const name = request.operation;
      return {
        status: 200,
        headers: { 'content-type': 'text/xml' },
        body: `<${name}Response xmlns="${NAMESPACE}"><${name}Result>${result}</${name}Result><ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></${name}Response>`,
      };
    },
  };
}

/** Event types of a destination in capitals; only the default event bus is known here. */
function wantedTypes(logicalId: string, value: unknown): readonly string[] {
  const destination = value as { Enabled?: boolean; MatchingEventTypes?: readonly string[] } & Record<
    string,
    unknown
  >;
  if (destination['EventBridgeDestination'] === undefined) {
    throw new Error(`${logicalId}: the local SES reports to EventBridge only`);
  }
  return destination.Enabled === false
    ? []
    : (destination.MatchingEventTypes ?? []).map((type) => type.toUpperCase());
}

function members(form: URLSearchParams, name: string): readonly string[] {
  const found: string[] = [];
  for (let n = 1; form.has(`${name}.member.${n}`); n += 1) found.push(form.get(`${name}.member.${n}`) ?? '');
  return found;
}

function inHeaders(fields: Parameters<typeof fieldOf>[0]): readonly string[] {
  return ['to', 'cc', 'bcc'].flatMap((name) => addressesIn(fieldOf(fields, name) ?? ''));
}

function tagsOf(form: URLSearchParams, header: string | undefined): Readonly<Record<string, string>> {
  const tags: Record<string, string> = {};
  for (const pair of (header ?? '').split(/[,;]/).filter((part) => part.includes('='))) {
    const at = pair.indexOf('=');
    tags[pair.slice(0, at).trim()] = pair.slice(at + 1).trim();
  }
  for (let n = 1; form.has(`Tags.member.${n}.Name`); n += 1) {
    tags[form.get(`Tags.member.${n}.Name`) ?? ''] = form.get(`Tags.member.${n}.Value`) ?? '';
  }
  for (const [name, value] of Object.entries(tags)) {
    if (!TAG.test(name))
      throw new AwsFault(
        'InvalidParameterValue',
        `Invalid tag name <${name}>: only alphanumeric ASCII characters, '_' and '-' are allowed.`,
      );
    if (!TAG.test(value))
      throw new AwsFault(
        'InvalidParameterValue',
        `Invalid tag value <${value}>: only alphanumeric ASCII characters, '_' and '-' are allowed.`,
      );
  }
  return tags;
}

/** Where the templates declare identities, the sender must be one of them. */
function demandSender(source: string, identities: readonly string[], region: string): void {
  const address = addressesIn(source)[0]?.toLowerCase();
  if (address === undefined) throw new AwsFault('InvalidParameterValue', "Missing required header 'From'.");
  const domain = address.split('@')[1] ?? '';
  const known = identities.some(
    (identity) => identity === address || identity === domain || domain.endsWith(`.${identity}`),
  );
  if (identities.length > 0 && !known) {
    throw new AwsFault(
      'MessageRejected',
      `Email address is not verified. The following identities failed the check in region ${region.toUpperCase()}: ${address}`,
    );
  }
}

function demandRecipients(destinations: readonly string[]): void {
  if (destinations.length === 0)
    throw new AwsFault('InvalidParameterValue', 'Must have at least one recipient.');
  if (destinations.length > MAX_RECIPIENTS) {
    throw new AwsFault('InvalidParameterValue', `Recipient count exceeds ${MAX_RECIPIENTS}.`);
  }
  for (const address of destinations) {
    if (!/^[^\s@]+@[^\s@]+$/.test(address)) throw new AwsFault('InvalidParameterValue', 'Illegal address');
    // SES takes domains in ASCII only, and nothing else before the @.
    if (/[^\x21-\x7e]/.test(address))
      throw new AwsFault('InvalidParameterValue', 'Domain contains illegal character');
  }
}
