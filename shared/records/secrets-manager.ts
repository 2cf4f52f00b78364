import {
  GetSecretValueCommand,
  SecretsManagerClient,
  type SecretsManagerClientConfig,
} from '@aws-sdk/client-secrets-manager';
import * as z from 'zod/mini';
import { parseRootSecret, type RootSecret, type RootSecretHome } from './secrets.ts';

/** How long an instance goes on with the secret it has read, ms: a rotation is noticed within it. */
export const SECRET_FRESH_MS = 15 * 60_000;

/** Reads the text of a secret by its ARN or name. */
export function secretReader(
  client: Pick<SecretsManagerClientConfig, 'endpoint' | 'region' | 'credentials'> = {},
): (secretId: string) => Promise<string> {
  const manager = new SecretsManagerClient(client);
  return async (secretId) => {
    const { SecretString = '' } = await manager.send(new GetSecretValueCommand({ SecretId: secretId }));
    return SecretString;
  };
}

/** The access key of another service, as it lies in a secret. */
const accessKey = z.object({ accessKeyId: z.string(), secretAccessKey: z.string() });

/**
 * Credentials of another service out of a secret (L2, L3): they say until when they hold, so that the SDK asks again and a
 * changed key is noticed within {@link SECRET_FRESH_MS}.
 */
export const accessKeyIn =
  (read: (secretId: string) => Promise<string>, secretId: string, now: () => number) => async () => ({
    ...accessKey.parse(JSON.parse(await read(secretId))),
    expiration: new Date(now() + SECRET_FRESH_MS),
  });

/** When a secret was last given another value, epoch ms. */
export async function secretSince(
  secretId: string,
  client: Pick<SecretsManagerClientConfig, 'endpoint' | 'region' | 'credentials'> = {},
): Promise<number> {
  const { CreatedDate } = await new SecretsManagerClient(client).send(
    new GetSecretValueCommand({ SecretId: secretId }),
  );
  if (CreatedDate === undefined) throw new Error(`${secretId} does not say since when it has its value`);
  return CreatedDate.getTime();
}

/** The root secret in Secrets Manager (G14). One call per instance and quarter of an hour. */
export function secretsManagerHome(
  secretId: string,
  now: () => number,
  client: Pick<SecretsManagerClientConfig, 'endpoint' | 'region' | 'credentials'> = {},
): RootSecretHome {
  const read = secretReader(client);
  let known: { readonly root: Promise<RootSecret>; readonly at: number } | undefined;
  return () => {
    const at = now();
    if (known !== undefined && at >= known.at && at - known.at < SECRET_FRESH_MS) return known.root;
    const root = read(secretId).then(parseRootSecret);
    known = { root, at };
    // A failed read is not kept: the next call tries again.
    root.catch(() => {
      if (known?.root === root) known = undefined;
    });
    return root;
  };
}
