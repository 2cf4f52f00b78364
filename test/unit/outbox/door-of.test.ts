import { describe, expect, it } from 'vitest';
import { OUTBOX_SOURCE } from '../../../shared/names.ts';
import { type GroupWork, takeEvent } from '../../../shared/outbox/door-of.ts';
import { NotAllDone } from '../../../shared/outbox/event.ts';

const AT = Date.UTC(2026, 10, 30, 9);
const KNOCK = { source: OUTBOX_SOURCE, group: 'person', time: new Date(AT).toISOString() };
const ITEMS = [{ table: 'people', pk: 'PERSON#P', sk: 'PROFILE' }];

/** Work that writes down what it was asked for. */
function listening(rest: Partial<GroupWork> = {}) {
  const heard: string[] = [];
  const work: GroupWork = {
    due: async (at) => heard.push(`due ${at}`),
    ...rest,
  };
  return { heard, work };
}

describe('G1: the door of a group of the outbox', () => {
  it('goes through its list when it is only knocked at, at the instant that the knock names', async () => {
    const { heard, work } = listening();
    await takeEvent('person', KNOCK, work);
    expect(heard).toEqual([`due ${AT}`]);
  });

  it('goes through its list, too, for items that it has no work of their own for', async () => {
    const { heard, work } = listening();
    await takeEvent('person', { ...KNOCK, items: ITEMS }, work);
    expect(heard).toEqual([`due ${AT}`]);
  });

  it('has the event brought again when something that was handed on was not done', async () => {
    const done = listening({ items: async () => true });
    await takeEvent('person', { ...KNOCK, items: ITEMS }, done.work);
    expect(done.heard).toEqual([]);
    const { work } = listening({ items: async () => false });
    await expect(takeEvent('person', { ...KNOCK, items: ITEMS }, work)).rejects.toThrow(NotAllDone);
  });

  it('takes no knock of another group, and nothing that is no knock, unless it says what it does with it', async () => {
    const { heard, work } = listening();
    await expect(takeEvent('duty', KNOCK, work)).rejects.toThrow();
    await expect(takeEvent('person', { source: 'aws.ses' }, work)).rejects.toThrow();
    expect(heard).toEqual([]);
    const { work: wide } = listening({ others: async () => 'answer' });
    expect(await takeEvent('person', { step: 'open' }, wide)).toBe('answer');
  });
});
