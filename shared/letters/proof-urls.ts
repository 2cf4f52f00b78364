import type { RequestBody } from '../domain/requests/standing.ts';
import { notMeToken, proofChallenge } from '../records/proof-codes.ts';
import type { Secrets } from '../records/secrets.ts';
import type { RuntimeSettings } from '../settings.ts';

interface Of {
  readonly settings: Pick<RuntimeSettings, 'baseUrl'>;
  readonly secrets: Secrets;
}

const page = (
  { reference }: RequestBody,
  name: 'proof' | 'not-me',
  token: string,
  { settings: { baseUrl } }: Of,
): string =>
  `${baseUrl}/requests/${encodeURIComponent(reference)}/${name}?challenge=${encodeURIComponent(token)}`;

/** Pages of a letter that asks who asks: where the code is typed, and the button *not me* (S3, S4, G2). */
export const proofUrls = (body: RequestBody, of: Of) => ({
  proofUrl: page(body, 'proof', proofChallenge(of.secrets, body), of),
  notMeUrl: page(body, 'not-me', notMeToken(of.secrets, body), of),
});
