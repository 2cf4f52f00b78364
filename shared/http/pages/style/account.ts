/** Pages of a person who is signed in, and the document of one consent. */
export const ACCOUNT = `
.panel { padding: 1.25rem 1.5rem; margin-bottom: 1.25rem; background: var(--card); border: 1px solid var(--line); border-radius: var(--round); box-shadow: var(--shadow); }
.panel > :last-child { margin-bottom: 0; }
.panel > p { margin-bottom: .6rem; }
.panel .facts > :last-child { border-bottom: 0; }
.panel .facts { margin-bottom: .75rem; }
.head-line { display: flex; flex-wrap: wrap; align-items: center; gap: .35rem .75rem; }
.rows { list-style: none; padding: 0; }
.rows li { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: center; gap: .25rem 1rem; padding: .75rem 0; border-bottom: 1px solid var(--line); }
.rows li > div { flex: 1 1 16rem; }
.rows p { margin: 0; }
.rows a:has(.icon) { display: inline-flex; align-items: center; gap: .4rem; min-height: 2.5rem; }
.ways-on { margin-top: .9rem; display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; }
.told { display: flex; gap: .65rem; padding: .9rem 1.25rem; margin-bottom: 1.75rem; border-radius: var(--round); background: var(--good-tint); color: var(--good); font-weight: 600; }
.told .icon { margin-top: .2em; }
.answer { padding: 1.25rem 1.5rem; background: var(--card); border: 1px solid var(--line); border-radius: var(--round); box-shadow: var(--shadow); }
.answer form { display: grid; gap: .9rem; justify-items: start; }
.answer form + form { margin-top: .9rem; }
.answer .choice { width: 100%; }
.panel + section:not(.panel) { margin-top: 2.25rem; }
.panel .soft a, .rows .soft a { white-space: nowrap; }
.read > form { margin-top: 1.5rem; }
form + .soft { margin-top: 1rem; }
.mine nav { gap: 0 1.15rem; }
.mine button.plain { padding-right: 0; padding-left: 0; }
@media (max-width: 30rem) {
  .mine { flex-wrap: nowrap; gap: .75rem; font-size: .96em; }
  .mine nav { gap: 0 .9rem; }
  .mine form { width: auto; flex: none; border: 0; }
  .brand, .brand span { min-width: 0; overflow-wrap: anywhere; }
  .brand { gap: .5rem; }
  .head > .inner:first-child { padding-top: .5rem; padding-bottom: .5rem; }
  .corner { flex-direction: column; align-items: flex-end; flex: none; }
  .corner a { padding: .15rem .75rem; }
}
`;
