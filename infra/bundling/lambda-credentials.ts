/**
 * Stands in for `@aws-sdk/credential-provider-node` in the bundles (esbuild alias, see infra/build.ts).
 *
 * A Lambda function's credentials are always in its environment; the SDK's default chain (SSO, INI files, web
 * identity, instance metadata) is half of a client's import time and is never reached there. Measured in infra/README.md.
 */

interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Reads the environment at each call, as the SDK's own provider does. Rejects when there are no credentials. */
export const defaultProvider = (): (() => Promise<Credentials>) => async () => {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  } = process.env;
  if (!accessKeyId || !secretAccessKey) {
    throw new Error('No AWS credentials in the environment of this function');
  }
  return sessionToken ? { accessKeyId, secretAccessKey, sessionToken } : { accessKeyId, secretAccessKey };
};
