/** A case: status page and the desk's case page, clocks, timeline, letters. */
export const CASE = `
.kind { color: var(--soft); font-weight: 600; margin: 0; }
.ref { font-variant-numeric: tabular-nums; letter-spacing: 0; }
.done { padding: clamp(1.25rem, 4vw, 2rem); border-radius: var(--round); background: var(--good-tint); }
.done h1 { color: var(--good); }
.done .ref { display: block; font-size: clamp(1.5rem, 1.2rem + 2vw, 2.125rem); line-height: 1.3; overflow-wrap: normal; }
.done > :last-child { margin: 0; }
.next { padding: 1.25rem 1.5rem; border-left: 5px solid var(--accent) !important; }
.next h2 { font-size: 1rem; color: var(--soft); margin-bottom: .3rem; letter-spacing: 0; }
.next p { font-size: 1.25rem; line-height: 1.4; margin-bottom: .8rem; text-wrap: pretty; }
.clock { padding: 1.25rem 1.5rem .5rem; margin-bottom: 1.25rem; }
.clock h3 { margin-bottom: .2rem; }
.tiles { display: grid; gap: 1rem 1.5rem; grid-template-columns: repeat(auto-fit, minmax(11.5rem, 1fr)); }
.tile { padding-left: .9rem; border-left: 3px solid var(--line); }
.tile.main { border-color: var(--accent); }
.tile dt { font-size: .9375rem; color: var(--soft); }
.tile dd > * { display: block; }
.tile b { font-size: 1.1875rem; line-height: 1.35; }
.tile .left { font-weight: 600; color: var(--deep); font-size: .9375rem; }
.tile .soft { line-height: 1.4; }
details > summary { display: flex; align-items: center; gap: .7rem; min-height: 2.9rem; padding: .5rem 0; font-weight: 600; color: var(--accent); cursor: pointer; list-style: none; }
summary::-webkit-details-marker { display: none; }
summary::before { content: ""; width: .5rem; height: .5rem; flex: none; border: solid; border-width: 0 2px 2px 0; transform: rotate(-45deg); margin-left: .15rem; }
[open] > summary::before { transform: translateY(-.12rem) rotate(45deg); }
details > summary:hover { color: var(--deep); }
.counted { border-top: 1px solid var(--line); }
.counted[open] { padding-bottom: .5rem; }
.legend { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .35rem 1.25rem; font-size: .9375rem; color: var(--soft); }
.legend li { display: flex; align-items: center; gap: .5rem; }
.months { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 1rem 2.25rem; margin: 1.25rem 0; }
.month { border-collapse: separate; border-spacing: 3px; font-variant-numeric: tabular-nums; width: 19rem; table-layout: fixed; }
.month caption { text-align: left; font-weight: 650; padding: 0 0 .35rem .2rem; }
.month th { font-weight: 400; font-size: .8125rem; color: var(--soft); padding: 0; }
.month td { height: 2.75rem; padding: .2rem 0; text-align: center; vertical-align: top; border-radius: 7px; line-height: 1.15; color: var(--soft); }
.month small { display: block; font-size: .6875rem; color: inherit; }
.key { width: 1.35rem; height: 1.35rem; border-radius: 6px; flex: none; }
.month .c, .key.c { background: var(--tint); color: var(--deep); }
.month .s, .key.s { background: var(--mute); color: var(--ink); }
.month .o, .key.o { background: repeating-linear-gradient(135deg, var(--mute) 0 3px, transparent 3px 7px); color: var(--soft); }
.month .m, .key.m { background: var(--warn-tint); color: var(--warn); }
.month .u, .key.u { border: 1.5px dotted var(--edge); }
.month .p, .key.p { box-shadow: inset 0 0 0 2.5px var(--accent); font-weight: 700; }
.month .l, .key.l { box-shadow: inset 0 0 0 2.5px var(--warn); font-weight: 700; }
.month .w, .key.w { box-shadow: inset 0 -4px 0 var(--accent); font-weight: 700; }
.month .n, .key.n { outline: 2px dotted var(--ink); outline-offset: -2px; font-weight: 700; }
.mini { font-weight: 600; margin-bottom: .35rem; }
.runs { padding-left: 1.1rem; font-size: .9375rem; }
.facts { margin-bottom: 1.25rem; }
.facts > div { padding: .65rem 0; border-bottom: 1px solid var(--line); }
.facts dt { font-size: .9375rem; color: var(--soft); }
.letters, .notes { list-style: none; padding: 0; }
.letters li { display: flex; gap: .85rem; padding: .75rem 0; border-bottom: 1px solid var(--line); }
.letters .icon { color: var(--soft); margin-top: .2em; }
.letters .soft { display: block; }
.timeline { list-style: none; padding: 0; }
.timeline li { position: relative; padding: 0 0 1.15rem 1.6rem; border-left: 2px solid var(--line); margin-left: .4rem; }
.timeline li:last-child { border-color: transparent; padding-bottom: 0; }
.timeline li::before { content: ""; position: absolute; left: -.46rem; top: .4rem; width: .8rem; height: .8rem; border-radius: 50%; background: var(--card); border: 3px solid var(--edge); }
.timeline li:first-child::before { border-color: var(--accent); background: var(--accent); }
.timeline span { display: block; }
.timeline .when { font-size: .9375rem; color: var(--soft); }
.timeline .what { font-weight: 600; }
`;
