import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { type DoorDeps, type DoorHandler, door } from '../../shared/http/door.ts';
import { staffGate } from '../../shared/http/staff-door.ts';
import type { Bound } from '../../shared/http/types.ts';
import { MemoryRecords } from '../../shared/records/memory.ts';
import { secretsOf } from '../../shared/records/secrets.ts';
import { parseSettings, type RuntimeSettings } from '../../shared/settings.ts';
import { type EventParts, httpEvent, lambdaContext } from './http-event.ts';
import { type TestIssuer, testIssuer } from './test-issuer.ts';

/** Settings of a deployment that exists nowhere. */
export const SETTINGS: RuntimeSettings = parseSettings(
  JSON.stringify({
    deployment: 'test',
    baseUrl: 'https://desk.example',
    sites: ['https://www.example.com'],
    operator: {
      name: { ru: 'АО «Пример»', en: 'Example JSC' },
      postalAddress: { ru: '101000, Москва, а/я 1', en: 'PO Box 1, Moscow 101000' },
      email: 'privacy@example.com',
    },
    language: 'ru',
    mail: {
      port: 'ses',
      events: true,
      sender: 'desk@example.com',
      senderName: { ru: 'Приёмная', en: 'Office' },
      replyTo: 'privacy@example.com',
    },
    staff: {
      team: 'team@example.com',
      officers: ['officer@example.com'],
      auditor: 'auditor@example.com',
      oidc: {
        issuer: 'https://login.example',
        clientId: 'desk-client',
        audience: 'desk-api',
        programAudience: 'programs',
        scopes: ['openid', 'email', 'profile'],
        rolesClaim: 'roles',
        roles: { agent: ['agent'], officer: ['officer'], auditor: ['auditor'], program: ['program'] },
      },
    },
    records: { kind: 'aws' },
    outbox: { kind: 'stream' },
    limits: { networkPerHour: 60, lettersPerDay: 3, codesPerDay: 20 },
    retention: { claimFileYears: 3, technicalDays: 30 },
  }),
);

export const SECRETS = secretsOf({ current: 'k1', keys: { k1: 'x'.repeat(40) } });

/** A door in a test, with what it wrote to its log. */
export interface TestDoor {
  readonly ask: (parts: EventParts) => Promise<Answered>;
  readonly handler: DoorHandler;
  readonly lines: string[];
  readonly records: MemoryRecords;
  readonly issuer: TestIssuer;
}

/** An answer with its body as text, and as JSON where it is some. */
export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of any shape
  readonly json: any;
}

export const answered = (result: APIGatewayProxyStructuredResultV2): Answered => {
  const text = result.isBase64Encoded
    ? Buffer.from(result.body ?? '', 'base64').toString()
    : (result.body ?? '');
  const headers = Object.fromEntries(
    Object.entries(result.headers ?? {}).map(([name, value]) => [name, String(value)]),
  );
  return {
    status: result.statusCode ?? 0,
    headers,
    cookies: result.cookies ?? [],
    text,
    json: (headers['content-type'] ?? '').includes('json') && text !== '' ? JSON.parse(text) : undefined,
  };
};

/** Builds a door over the in-memory twin and an issuer of the test's own. */
export async function testDoor(routes: readonly Bound[], more: Partial<DoorDeps> = {}): Promise<TestDoor> {
  const lines: string[] = [];
  const records = new MemoryRecords();
  const issuer = await testIssuer(SETTINGS.staff.oidc);
  const handler = door(routes, {
    settings: SETTINGS,
    wired: { deps: async () => ({ secrets: SECRETS }) },
    staff: staffGate({ oidc: SETTINGS.staff.oidc, records, keySets: issuer.keySets }),
    write: (line) => lines.push(line),
    ...more,
  });
  const ask = async (parts: EventParts) => answered(await handler(httpEvent(parts), lambdaContext()));
  return { ask, handler, lines, records, issuer };
}
