import { describe, expect, test } from 'vitest';
import type { PersonDetails, ProfileBody } from '../../../shared/domain/registration/person.ts';
import { acknowledge, changeProfile } from '../../../shared/domain/registration/profile.ts';

const body: ProfileBody = {
  person: 'P-0123456789ABCDEFGHJK',
  state: 'active',
  revision: 4,
  language: 'ru',
  lookup: 'k1.hash',
  registeredAt: '2026-11-20T09:00:00.000Z',
  policy: { version: 'policy-1', hash: 'h1', at: '2026-11-20T09:00:00.000Z' },
  key: new Uint8Array([1]),
  sealed: new Uint8Array([2]),
};
const typed = { name: 'Анна Петрова', phone: '+7 495 123-45-67', organisation: 'ООО «Лист»' };
const details: PersonDetails = { email: 'anna@example.org', ...typed };

describe('R5: changing one’s own data', () => {
  test('what is named and differs changes; the event names the fields and never what stands in them (G9)', () => {
    const made = changeProfile(body, details, { name: 'Анна Иванова', phone: details.phone, language: 'en' });
    expect(made).toEqual({
      body: { ...body, revision: 5, language: 'en' },
      details: { ...details, name: 'Анна Иванова' },
      changed: ['name', 'language'],
      events: [{ type: 'profile-changed', by: 'person', revision: 5, data: { fields: 'name,language' } }],
    });
  });

  test.each([
    ['nothing is named', {}],
    ['everything is as it was', { ...typed, language: 'ru' as const }],
    ['the name comes empty: it must be there', { name: '' }],
  ])('no event and no revision where %s', (_, wish) => {
    expect(changeProfile(body, details, wish)).toEqual({ body, details, changed: [], events: [] });
  });

  test('an optional field that comes empty goes without a trace; one that is not named stays', () => {
    const made = changeProfile(body, details, { phone: '' });
    expect(made.changed).toEqual(['phone']);
    expect(Object.keys(made.details).toSorted()).toEqual(['email', 'name', 'organisation']);
    const both = changeProfile(body, details, { phone: '', organisation: '' });
    expect(both.changed).toEqual(['phone', 'organisation']);
    expect(both.details).toEqual({ email: details.email, name: details.name });
    expect(Object.keys(both.details)).toHaveLength(2);
  });

  test('a field that was never there can be added, and taking away what is not there is no change', () => {
    const bare: PersonDetails = { email: details.email, name: details.name };
    expect(changeProfile(body, bare, { phone: '', organisation: '' }).changed).toEqual([]);
    const made = changeProfile(body, bare, { organisation: 'ИП Петрова' });
    expect(made.details).toEqual({ ...bare, organisation: 'ИП Петрова' });
    expect(made.body.language).toBe('ru');
  });

  test('addresses that wait or can still undo are not touched', () => {
    const held = { ...details, newEmail: 'new@example.org', oldEmail: 'old@example.org' };
    expect(changeProfile(body, held, { name: 'Анна' }).details).toEqual({ ...held, name: 'Анна' });
  });
});

test('P3: a version of the policy is acknowledged: it, its text and the time stand in the profile', () => {
  const at = '2026-11-23T09:00:00.000Z';
  expect(acknowledge(body, { version: 'policy-2', hash: 'h2' }, at)).toEqual({
    body: { ...body, revision: 5, policy: { version: 'policy-2', hash: 'h2', at } },
    events: [{ type: 'policy-acknowledged', by: 'person', revision: 5, data: { policy: 'policy-2' } }],
  });
});
