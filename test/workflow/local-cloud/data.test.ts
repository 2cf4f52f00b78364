import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { decodeJwt } from 'jose';
import { expect, it } from 'vitest';
import { freePort } from '../../../infra/local/addresses.ts';
import { startData } from '../../../infra/local/data.ts';
import { aBench, aTable, clientFor, serve } from './support.ts';

it('the data half opens records, mail, inbox, login and site, and closes them again', async () => {
  const ports = {
    site: await freePort(),
    aws: 0,
    clock: 0,
    mail: await freePort(),
    inbox: await freePort(),
    smtp: await freePort(),
    issuer: await freePort(),
  };
  const at = (port: number) => `http://127.0.0.1:${port}`;
  const bench = aBench({
    resources: [aTable('cases')],
    addresses: { ports, site: at(ports.site), issuer: at(ports.issuer) },
  });
  const data = await startData(bench);
  const endpoint = await serve(data.services, bench);
  await data.listen();

  const tables = await new DynamoDBClient(clientFor(endpoint.url)).send(new ListTablesCommand({}));
  expect(tables.TableNames).toEqual(['cases']);
  const raw = Buffer.from('From: a@example.com\r\nTo: b@example.org\r\nSubject: hello\r\n\r\nhello\r\n');
  await new SESClient(clientFor(endpoint.url)).send(new SendRawEmailCommand({ RawMessage: { Data: raw } }));
  expect(await (await fetch(at(ports.mail))).json()).toMatchObject([
    { to: 'b@example.org', subject: 'hello' },
  ]);
  const token = await fetch(`${at(ports.site)}/_local/staff-token`, {
    method: 'POST',
    body: '{"as":"officer@example.com"}',
  });
  expect(decodeJwt(((await token.json()) as { token: string }).token).iss).toBe(at(ports.issuer));
  expect((await fetch(at(ports.inbox))).status).toBe(200);
  expect((await fetch(`${at(ports.issuer)}/.well-known/openid-configuration`)).status).toBe(200);

  await endpoint.close();
  await data.close();
  bench.clock.stop();
  bench.journal.close();
  for (const port of [ports.site, ports.mail, ports.inbox, ports.issuer])
    await expect(fetch(at(port))).rejects.toThrow();
});
