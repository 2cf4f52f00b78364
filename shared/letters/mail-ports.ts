import * as z from 'zod/mini';
import { accessKeyIn, secretReader } from '../records/secrets-manager.ts';
import type { RuntimeSettings } from '../settings.ts';
import type { MailPort } from './mail-port.ts';
import { sesPort } from './ses.ts';

/** Where the mail service's own secret and configuration set are found. */
export interface MailPlaces {
  readonly configurationSet: string | undefined;
  /** Secret with `{"user","password"}` (SMTP) or `{"accessKeyId","secretAccessKey"}` (SES-compatible service). */
  readonly secretId: string | undefined;
  /** The door's clock, for the age of the access key only. */
  readonly now: () => number;
}

const smtpLogin = z.object({ user: z.string(), password: z.string() });

/**
 * The mail port that the settings name (L3). The login of an SMTP server is read once, when the first letter leaves; the SMTP adapter is
 * loaded only where it is used. Throws when the settings name what is not there.
 */
export function mailPort({ mail }: RuntimeSettings, places: MailPlaces): MailPort {
  if (mail.port === 'smtp') return lazy(() => smtp(mail, places));
  const { endpoint, region } = mail;
  if (endpoint === undefined) return sesPort({ configurationSet: places.configurationSet });
  const { secretId, now } = places;
  return sesPort({
    configurationSet: places.configurationSet,
    client: {
      endpoint,
      ...(region === undefined ? {} : { region }),
      ...(secretId === undefined ? {} : { credentials: accessKeyIn(secretReader(), secretId, now) }),
    },
  });
}

async function smtp({ smtp: server }: RuntimeSettings['mail'], { secretId }: MailPlaces): Promise<MailPort> {
  if (server === undefined) throw new Error('the settings name no SMTP server');
  const { smtpPort } = await import('./smtp.ts');
  const credentials = secretId === undefined ? undefined : await secret(secretId, smtpLogin);
  return smtpPort({ ...server, credentials });
}

async function secret<T>(id: string, form: z.ZodMiniType<T>): Promise<T> {
  const parsed = form.safeParse(JSON.parse(await secretReader()(id)));
  // The error names no value: what lies in the secret must not reach a log.
  if (!parsed.success) throw new Error('the secret of the mail service has not the form it needs');
  return parsed.data;
}

/** A port that is made when it is first used; one that could not be made is tried again with the next letter. */
function lazy(make: () => Promise<MailPort>): MailPort {
  let made: Promise<MailPort> | undefined;
  return {
    async send(message) {
      made ??= make();
      try {
        return await (await made).send(message);
      } catch {
        made = undefined;
        return { type: 'throttled', code: 'NotConfigured' };
      }
    },
  };
}
