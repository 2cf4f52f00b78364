import type { Item, Write } from './port.ts';
import { isExpired } from './writes.ts';

const COUNT = 'n';

/** Whether the condition of an action holds. */
export function holds(write: Write, before: Item | undefined): boolean {
  switch (write.op) {
    case 'put-absent':
    case 'check-absent':
      return before === undefined || (write.at !== undefined && isExpired(before.expires, write.at));
    case 'put-version':
      return before?.v === write.item.v - 1;
    case 'delete-version':
    case 'check-version':
      return before?.v === write.v;
    case 'count':
      return countOf(before) + write.by <= write.ceiling;
  }
}

const countOf = (counter: Item | undefined): number => Number(counter?.body[COUNT] ?? 0);

/** The item that stands after an action; undefined when none does. */
export function afterOf(write: Write, before: Item | undefined): Item | undefined {
  switch (write.op) {
    case 'put-absent':
    case 'put-version':
      return write.item;
    case 'delete-version':
      return undefined;
    case 'check-version':
    case 'check-absent':
      return before;
    case 'count': {
      const { table, pk, sk } = write.key;
      const n = countOf(before) + write.by;
      return {
        table,
        pk,
        sk,
        kind: 'counter',
        v: (before?.v ?? 0) + 1,
        body: { [COUNT]: n },
        expires: write.expires,
      };
    }
  }
}
