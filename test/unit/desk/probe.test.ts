import { beforeEach, describe, expect, test } from 'vitest';
import { actRoutes } from '../../../functions/desk/act-routes.ts';
import { staffGate } from '../../../shared/http/staff-door.ts';
import { openCase, openContact, readCase } from '../../../shared/records/case-file.ts';
import { CorruptRecord } from '../../../shared/records/kinds/kind.ts';
import { newReference } from '../../../shared/records/references.ts';
import { SETTINGS, type TestDoor, testDoor } from '../../support/http-door.ts';
import { openProbe, PROBE_VIEW, WITH_PROBE } from '../../support/probe.ts';
import { type TestIssuer, testIssuer } from '../../support/test-issuer.ts';
import { seeded } from '../records/builders.ts';
import { DeskWorld, RECEIVED } from './desk-world.ts';

const { oidc } = SETTINGS.staff;
let world: DeskWorld;
let issuer: TestIssuer;
let door: TestDoor;
let probe: string;
let claim: string;

beforeEach(async () => {
  world = new DeskWorld();
  issuer = await testIssuer(oidc);
  const deps = { ...world.deps, types: WITH_PROBE.types, kinds: WITH_PROBE };
  const gate = staffGate({ oidc, records: world.records, keySets: issuer.keySets, remember: async () => {} });
  door = await testDoor(
    actRoutes(async () => deps, WITH_PROBE.acts, PROBE_VIEW),
    { staff: gate },
  );
  probe = newReference('2026', seeded('probe'));
  expect(await openCase(deps, { made: openProbe(probe, RECEIVED) }, RECEIVED)).toBe('ok');
  claim = await world.claim();
});

const act = async (reference: string, name: string, body: object, role = 'officer') =>
  door.ask({
    route: 'POST /staff/cases/{reference}/{act}',
    params: { reference, act: name },
    json: body,
    headers: {
      authorization: `Bearer ${await issuer.token({ roles: [role], sub: `${role}-1` })}`,
    },
  });

describe('a kind of case that is an entry in each table goes through the same door', () => {
  test('K5: opened without anybody who wrote, noted on, closed – and then out of what is due', async () => {
    const noted = await act(probe, 'note', { revision: 1, text: 'Глубоко.', about: 'depth' });
    expect(noted.json).toMatchObject({
      reference: probe,
      ...{ kind: 'probe', status: 'running', revision: 2, next: 'Проба: running.' },
      acts: ['assign', 'note', 'notify', 'close'],
    });
    const early = await act(probe, 'close', { revision: 2 });
    expect([early.status, early.json.code]).toEqual([409, 'clock-running']);
    expect((await act(probe, 'notify', { revision: 2 })).status).toBe(200);
    const over = await act(probe, 'close', { revision: 3 });
    expect(over.json).toMatchObject({ status: 'over', revision: 4, acts: ['note'] });
    const deps = { ...world.deps, types: WITH_PROBE.types };
    const { state, stored } = (await readCase(deps, probe, RECEIVED)) ?? expect.fail('no probe');
    expect(state).toMatchObject({
      body: {
        own: { depth: 3 },
        clocks: [{ state: 'met' }, { state: 'stopped' }, { state: 'met' }],
        closedAt: expect.any(String),
      },
      todo: { why: 'resume' },
    });
    expect(stored.item.due?.group).toBe('closed');
    expect((await world.events(probe)).map(({ type }) => type)).toEqual([
      ...['opened', 'noted', 'authority-notified', 'closed'],
    ]);
  });

  test('G17: its notes are sealed by the key that lies in the one sealed item, though nobody typed anything', async () => {
    await act(probe, 'note', { revision: 1, text: 'Глубоко-канарейка.', about: 'depth' });
    expect(world.plainBytes()).not.toContain('канарейка.');
    const opened = await openContact(world.deps, probe, 'staff-view', RECEIVED);
    expect(opened).toMatchObject({ typed: {} });
    expect(opened?.contact).toBeUndefined();
    expect([...((await opened?.texts())?.values() ?? [])]).toEqual([
      { role: 'note', text: 'Глубоко-канарейка.' },
    ]);
  });

  test('K5: what an act takes and who may do it is what the kind of the case says, not the act’s name', async () => {
    expect((await act(claim, 'note', { revision: 1, text: 'Да.' }, 'agent')).status).toBe(200);
    expect((await act(probe, 'note', { revision: 1, text: 'Да.', about: 'x' }, 'agent')).status).toBe(403);
    expect((await act(probe, 'note', { revision: 1, text: 'Да.' })).json).toMatchObject({
      errors: [{ field: 'about' }],
    });
    const unknown = { revision: 2, text: 'Да.', about: 'x' };
    expect((await act(claim, 'note', unknown)).json).toMatchObject({ errors: [{ field: 'about' }] });
    expect((await act('PD-2026-K7M4QX-9', 'note', unknown)).status).toBe(404);
  });

  test('K5: an act that the kind does not have is not lawful, whatever its body', async () => {
    const close = await act(claim, 'close', { revision: 1 });
    expect([close.status, close.json.code]).toEqual([409, 'act-not-lawful']);
    const court = await act(probe, 'court', { revision: 1, reason: 'Суд.' });
    expect([court.status, court.json.code]).toEqual([409, 'act-not-lawful']);
  });

  test('E1: a product that does not have the kind reads no such case', async () => {
    await expect(readCase(world.deps, probe, RECEIVED)).rejects.toThrow(CorruptRecord);
  });
});
