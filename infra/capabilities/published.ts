import { capability } from './manifest.ts';
import { DOCUMENTS, PEOPLE } from './partitions.ts';

export const publishedManifest = capability({
  doors: {
    'published-public': {
      may: {
        tables: {
          // Of a person it can open nothing but what was made public; it has no secret and writes nothing.
          people: [{ may: ['read'], partitions: [...PEOPLE, 'PUBLIC#*'] }],
          ledger: [{ may: ['read'], partitions: ['CHAIN#*', ...DOCUMENTS] }],
        },
        keys: { open: ['public'] },
      },
      loses: 'What people made public cannot be read.',
    },
  },
});
