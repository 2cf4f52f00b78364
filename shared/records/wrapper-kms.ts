import { DecryptCommand, GenerateDataKeyCommand, KMSClient, type KMSClientConfig } from '@aws-sdk/client-kms';
import type { KeyContext, Wrapper } from './sealing.ts';

const contextOf = ({ purpose, id }: KeyContext): Record<string, string> => ({ purpose, id });

/**
 * Data keys wrapped by one KMS key. The encryption context names what the key is for: it stands in CloudTrail, so it
 * holds codes and ids only, and a wrapped key moved to another record does not open.
 */
export function kmsWrapper(
  keyId: string,
  client: Pick<KMSClientConfig, 'endpoint' | 'region' | 'credentials'> = {},
): Wrapper {
  const kms = new KMSClient(client);
  const bytesOf = (bytes: Uint8Array | undefined): Uint8Array => {
    if (bytes === undefined) throw new Error('KMS gave no key');
    return bytes;
  };
  return {
    async generate(context) {
      const answer = await kms.send(
        new GenerateDataKeyCommand({
          KeyId: keyId,
          KeySpec: 'AES_256',
          EncryptionContext: contextOf(context),
        }),
      );
      return { key: { bytes: bytesOf(answer.Plaintext) }, wrapped: bytesOf(answer.CiphertextBlob) };
    },
    async unwrap(wrapped, context) {
      const answer = await kms.send(
        new DecryptCommand({ KeyId: keyId, CiphertextBlob: wrapped, EncryptionContext: contextOf(context) }),
      );
      return { bytes: bytesOf(answer.Plaintext) };
    },
  };
}
