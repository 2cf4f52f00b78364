/** The local staff directory, its signing key and its tokens; all times are virtual. */
import { join } from 'node:path';
import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import type { RuntimeSettings } from '../../shared/settings.ts';
import { readSecretFile, writeSecretFile } from './secret-file.ts';
import type { LocalCloud } from './types.ts';

type OidcSettings = RuntimeSettings['staff']['oidc'];
type StaffRole = 'agent' | 'officer' | 'auditor';

/** A member of the local staff. */
export interface Member {
  readonly email: string;
  readonly sub: string;
  readonly role: StaffRole;
  readonly name: { readonly ru: string; readonly en: string };
}

const member = (email: string, role: StaffRole, ru: string, en: string): Member => ({
  email: `${email}@example.com`,
  sub: `local-${email}`,
  role,
  name: { ru, en },
});

/** Everyone whom the login page offers. */
export const STAFF: readonly Member[] = [
  member('agent', 'agent', 'Анна Агентова', 'Anna Agentova'),
  member('officer', 'officer', 'Олег Офицеров', 'Oleg Ofitserov'),
  member('officer2', 'officer', 'Ольга Вторая', 'Olga Vtoraya'),
  member('auditor', 'auditor', 'Артём Аудиторов', 'Artyom Auditorov'),
];

/** A token holds for a working day. */
const LIFE_SECONDS = 8 * 3600;
const ALGORITHM = 'RS256';

export interface Tokens {
  /** The key set that verifies the tokens. */
  readonly jwks: { readonly keys: readonly JWK[] };
  idToken(who: Member, clientId: string, nonce: string | undefined): Promise<string>;
  /** Bearer token of a member of staff for the API. */
  staffToken(who: Member, clientId: string): Promise<string>;
  /** Bearer token of a program, as client credentials give it. */
  programToken(program: string): Promise<string>;
  readonly lifeSeconds: number;
}

type Parts = Pick<LocalCloud, 'dataDir' | 'clock' | 'addresses'>;

/** Opens the key in `<data>/records/oidc-key.json` (made at first start), so that tokens and sessions outlive a restart. */
export async function openTokens({ dataDir, clock, addresses }: Parts, oidc: OidcSettings): Promise<Tokens> {
  const file = join(dataDir, 'records', 'oidc-key.json');
  let secret = readSecretFile(file) as JWK | undefined;
  if (secret === undefined) {
    const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
    secret = {
      ...(await exportJWK(privateKey)),
      kid: `local-${clock.now().toString(36)}`,
      alg: ALGORITHM,
      use: 'sig',
    };
    writeSecretFile(file, secret);
  }
  const key = await importJWK(secret, ALGORITHM);
  const { kty, n, e, kid, alg, use } = secret;
  const sign = (
    claims: Readonly<Record<string, unknown>>,
    subject: string,
    audience: string,
    type: string,
  ) => {
    const now = Math.floor(clock.now() / 1000);
    return new SignJWT({ ...claims })
      .setProtectedHeader({ alg: ALGORITHM, typ: type, ...(kid ? { kid } : {}) })
      .setIssuer(addresses.issuer)
      .setSubject(subject)
      .setAudience(audience)
      .setIssuedAt(now)
      .setExpirationTime(now + LIFE_SECONDS)
      .sign(key);
  };
  const claimsOf = (who: Member) => ({
    email: who.email,
    email_verified: true,
    name: who.name.ru,
    [oidc.rolesClaim]: oidc.roles[who.role].slice(0, 1),
  });
  return {
    jwks: { keys: [JSON.parse(JSON.stringify({ kty, n, e, kid, alg, use })) as JWK] },
    idToken: (who, clientId, nonce) =>
      sign(
        { ...claimsOf(who), auth_time: Math.floor(clock.now() / 1000), ...(nonce ? { nonce } : {}) },
        who.sub,
        clientId,
        'JWT',
      ),
    staffToken: (who, clientId) =>
      sign({ ...claimsOf(who), client_id: clientId }, who.sub, oidc.audience, 'at+jwt'),
    programToken: (program) =>
      sign(
        { client_id: program, [oidc.rolesClaim]: oidc.roles.program.slice(0, 1) },
        `program:${program}`,
        oidc.programAudience ?? oidc.audience,
        'at+jwt',
      ),
    lifeSeconds: LIFE_SECONDS,
  };
}
