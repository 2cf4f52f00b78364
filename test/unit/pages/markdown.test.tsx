import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { blocksOf, drawText } from '../../../shared/http/pages/markdown.tsx';
import { tagsOf } from './html.ts';

const draw = (text: string) => renderToString(h('div', null, drawText(text).body));

describe('texts of documents as pages (P2)', () => {
  it('draws headings, paragraphs, lists, tables, bold and links', () => {
    const text = [
      '# Title',
      '',
      '## 1. Part',
      'one',
      'two **bold** and [mail](mailto:a@example.org).',
      '- a',
      '- b',
      '  goes on',
      '',
      '3. c',
      '4. d',
      '',
      '| k | v |',
      '| --- | --- |',
      '| x | y |',
    ].join('\n');
    const drawn = drawText(text);
    expect(drawn.title).toBe('Title');
    expect(drawn.sections).toEqual([{ id: 'part-1', text: '1. Part' }]);
    expect(draw(text)).toBe(
      '<div><h2 id="part-1">1. Part</h2>' +
        '<p>one two <b>bold</b> and <a href="mailto:a@example.org">mail</a>.</p>' +
        '<ul><li>a</li><li>b goes on</li></ul><ol start="3"><li>c</li><li>d</li></ol>' +
        '<table class="terms"><thead><tr><th scope="col">k</th><th scope="col">v</th></tr></thead>' +
        '<tbody><tr><td>x</td><td>y</td></tr></tbody></table></div>',
    );
  });

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '[x](javascript:alert(1))',
    '[x](data:text/html,<script>)',
    '[x](//evil.example)',
    '[x](/\\evil.example)',
    '[x](vbscript:x)',
    '[x](https://a"onclick="x)',
    '| <b>x</b> | [y](JaVaScRiPt:1) |\n| --- | --- |',
    '## <svg/onload=alert(1)>',
  ])('security.md: makes no markup and no foreign address of %s', (text) => {
    const tags = tagsOf(draw(text));
    expect(tags.filter((tag) => /^(script|img|svg|a|iframe)\b|\bon[a-z]+\b/.test(tag))).toEqual([]);
  });

  it('leaves what is not closed as it was typed', () => {
    expect(draw('a ** b [c](d e [f](g) **i ****')).toBe(
      '<div><p>a ** b [c](d e [f](g) <b>i </b>**</p></div>',
    );
    expect(blocksOf('')).toEqual([]);
  });

  it('is quick on hostile repetition: 60,000 characters in well under a second', () => {
    for (const piece of ['[', '**', '](', '| ', '# ', '- ', '[a](', '**a** [b](/c) ']) {
      const before = performance.now();
      draw(piece.repeat(60_000 / piece.length));
      expect([piece, performance.now() - before < 1_000]).toEqual([piece, true]);
    }
  });
});
