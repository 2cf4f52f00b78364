import { Fragment, h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Page } from '../../../shared/http/pages/context.ts';

/** Reading rendered pages in unit tests: tags and attributes by pattern; our renderer writes them regularly. */

/** The body of a page without its frame. */
export const drawBody = (page: Page): string => renderToString(h(Fragment, null, page.body));

/** Every tag of a page with its attribute names, e.g. `input type name value`; texts and values left out. */
export function tagsOf(html: string): readonly string[] {
  return [...html.matchAll(/<(\/?[a-z0-9]+)((?:\s+[a-zA-Z-]+(?:="[^"]*")?)*)\s*\/?>/g)].map(
    ([, tag = '', attributes = '']) =>
      [tag, ...[...attributes.matchAll(/([a-zA-Z-]+)(?:="[^"]*")?/g)].map(([, name = '']) => name)].join(' '),
  );
}

export interface Element {
  readonly tag: string;
  readonly attributes: ReadonlyMap<string, string>;
}

/** All opening tags of some kinds. */
export function elements(html: string, ...tags: readonly string[]): readonly Element[] {
  return [...html.matchAll(/<([a-z0-9]+)((?:\s+[a-zA-Z0-9-]+(?:="[^"]*")?)*)\s*\/?>/g)]
    .filter(([, tag = '']) => tags.includes(tag))
    .map(([, tag = '', text = '']) => ({
      tag,
      attributes: new Map(
        [...text.matchAll(/([a-zA-Z0-9-]+)(?:="([^"]*)")?/g)].map(([, name = '', value = '']) => [
          name,
          decoded(value),
        ]),
      ),
    }));
}

const decoded = (text: string) =>
  text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** The forms of a page: attributes of the tag and what is inside. */
export function forms(
  html: string,
): readonly { readonly action: string; readonly method: string; readonly inner: string }[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, head = '', inner = '']) => ({
    action: /action="([^"]*)"/.exec(head)?.[1] ?? '',
    method: /method="([^"]*)"/.exec(head)?.[1] ?? '',
    inner,
  }));
}

/** Names of the fields people fill in, each once, in their order: hidden ones and the trap are left out. */
export function fieldsOf(inner: string): readonly string[] {
  const names = elements(inner, 'input', 'textarea', 'select')
    .filter(({ attributes }) => attributes.get('type') !== 'hidden' && attributes.get('name') !== 'topic')
    .map(({ attributes }) => attributes.get('name') ?? '');
  return [...new Set(names)];
}

/** Names of the hidden fields, those of the seal (`_…`) left out. */
export function hiddenOf(inner: string): readonly string[] {
  return elements(inner, 'input')
    .filter(({ attributes }) => attributes.get('type') === 'hidden')
    .map(({ attributes }) => attributes.get('name') ?? '')
    .filter((name) => !name.startsWith('_'));
}
