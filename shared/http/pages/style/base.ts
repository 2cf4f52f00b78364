/** Text, links, buttons, the frame of every page, and the pages that say no. */
export const BASE = `
*, ::before, ::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body {
  margin: 0; min-height: 100vh; display: flex; flex-direction: column;
  background: var(--page); color: var(--ink);
  font: 1.0625rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Open Sans", "Noto Sans", "Liberation Sans", Arial, sans-serif;
  overflow-wrap: break-word;
}
h1, h2, h3 { line-height: 1.2; margin: 0 0 .75rem; text-wrap: balance; letter-spacing: -.012em; }
h1 { font-size: clamp(1.75rem, 1.3rem + 2vw, 2.5rem); font-weight: 700; letter-spacing: -.022em; }
h2 { font-size: 1.3125rem; font-weight: 650; }
h3 { font-size: 1.0625rem; font-weight: 650; }
p, ul, ol, dl { margin: 0 0 1rem; }
dd { margin: 0; }
a { color: var(--accent); text-underline-offset: .18em; text-decoration-thickness: .07em; }
a:hover { color: var(--deep); text-decoration-thickness: .14em; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 6px; }
main:focus-visible, h1:focus-visible { outline: none; }
b, strong { font-weight: 650; }
small, .soft { font-size: .9375rem; color: var(--soft); }
.lead { font-size: 1.1875rem; color: var(--soft); max-width: 38em; margin-bottom: 1.75rem; text-wrap: pretty; }
.away { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.words { white-space: pre-wrap; overflow-wrap: anywhere; }
.icon { width: 1.2em; height: 1.2em; vertical-align: -.22em; flex: none; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }
.back { display: inline-flex; align-items: center; gap: .4rem; min-height: 2rem; text-decoration: none; }
.back:hover { text-decoration: underline; }
.skip { position: absolute; left: 1rem; top: -4rem; background: var(--card); padding: .75rem 1rem; z-index: 2; }
.skip:focus { top: .5rem; }
.inner { width: 100%; max-width: 62rem; margin: 0 auto; padding: 0 1.25rem; }
.desk .inner { max-width: 80rem; }
.read { max-width: 44rem; margin: 0 auto; }
.desk .read { margin: 0; }
.head { background: var(--card); border-bottom: 1px solid var(--line); }
.head > .inner { display: flex; align-items: center; justify-content: space-between; gap: 1rem; min-height: 4.25rem; }
.head > .inner + .inner { min-height: 0; }
.brand { display: flex; align-items: center; gap: .75rem; color: inherit; text-decoration: none; line-height: 1.25; }
.brand b, .brand small { display: block; }
.brand small { font-size: .875rem; }
.brand:hover b { text-decoration: underline; text-underline-offset: .2em; }
.mark { width: 2.25rem; height: 2.25rem; fill: var(--accent); flex: none; }
.mark-lines { fill: none; stroke: var(--on); stroke-width: 2.4; stroke-linecap: round; }
.corner { display: flex; flex-wrap: wrap; justify-content: flex-end; margin-right: -.75rem; }
.corner a { padding: .5rem .75rem; white-space: nowrap; }
.staffbar { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .25rem 1.5rem; width: 100%; border-top: 1px solid var(--line); }
.staffbar nav { display: flex; flex-wrap: wrap; gap: 0 1.5rem; }
.staffbar nav a { padding: .7rem 0; color: inherit; text-decoration: none; border-bottom: 3px solid transparent; }
.staffbar nav a:hover { border-color: var(--line); }
.staffbar nav a[aria-current] { border-color: var(--accent); font-weight: 650; }
.staffbar form { display: flex; flex-wrap: wrap; align-items: center; gap: 0 .5rem; }
main { flex: 1; padding-top: clamp(1.5rem, 4vw, 3rem) !important; padding-bottom: 4rem !important; }
.desk main { padding-top: 1.75rem !important; }
.foot { border-top: 1px solid var(--line); padding: 1.5rem 0; font-size: .9375rem; }
.foot p { margin: 0 0 .25rem; }
section { margin: 0 0 2.25rem; }
.button, button {
  display: inline-flex; align-items: center; justify-content: center; gap: .5rem; min-height: 3rem; padding: .65rem 1.5rem;
  font: inherit; font-weight: 650; line-height: 1.25; text-align: center; text-decoration: none; cursor: pointer;
  color: var(--on); background: var(--accent); border: 2px solid var(--accent); border-radius: 10px;
}
.button:hover, button:hover { background: var(--deep); border-color: var(--deep); color: var(--on); }
.button.second, button.second { background: none; color: var(--accent); }
.button.second:hover, button.second:hover { background: var(--tint); color: var(--deep); }
button.plain { min-height: 2.5rem; padding: .25rem .5rem; background: none; border: 0; color: var(--accent); font-weight: 400; text-decoration: underline; text-underline-offset: .18em; }
button.grave { background: var(--bad); border-color: var(--bad); color: var(--card); }
button.grave:hover { filter: brightness(.88); }
.tag { display: inline-block; padding: .12rem .6rem; border-radius: 1rem; font-size: .875rem; font-weight: 600; line-height: 1.45; background: var(--mute); color: var(--ink); }
.tag.calm { background: var(--tint); color: var(--deep); }
.tag.good { background: var(--good-tint); color: var(--good); }
.tag.warn { background: var(--warn-tint); color: var(--warn); }
.tag.bad { background: var(--bad-tint); color: var(--bad); }
.group, .steps, .cards li, .next, .clock, .personal, .count, .ages, .list, .fold, .links {
  background: var(--card); border: 1px solid var(--line); border-radius: var(--round); box-shadow: var(--shadow);
}
table:not([class]) { width: 100%; border-collapse: collapse; }
table:not([class]) :is(th, td) { text-align: left; vertical-align: top; padding: .55rem .75rem .55rem 0; border-bottom: 1px solid var(--line); }
code { font: .92em ui-monospace, Consolas, monospace; overflow-wrap: anywhere; }
.note { padding: 1rem 1.25rem; border-radius: var(--round); background: var(--tint); }
.note > :last-child { margin-bottom: 0; }
div.note, section.note { margin-bottom: 1.5rem; }
.note.warn { background: var(--warn-tint); }
.note.good { background: var(--good-tint); }
.problem .code { color: var(--soft); font-weight: 600; margin: 0 0 .25rem; }
.ways { list-style: none; padding: 0; }
.ways li { margin-bottom: .35rem; }
.ways a { display: inline-flex; align-items: center; gap: .5rem; padding: .4rem 0; font-weight: 600; }
.ways .soft { display: block; }
`;
