/** The staff desk: what is due, one case, letters on paper. */
export const DESK = `
body.desk { font-size: 1rem; }
.desk h1 { font-size: clamp(1.5rem, 1.2rem + 1.2vw, 2rem); }
.due-head h1 { margin-bottom: .15rem; }
.board { display: grid; gap: 1rem 2rem; grid-template-columns: repeat(auto-fit, minmax(min(22rem, 100%), 1fr)); align-items: stretch; margin-bottom: 1.25rem; }
.counts { list-style: none; padding: 0; margin: 0; display: grid; grid-template-columns: 1fr 1fr; gap: .75rem; }
.count { border-top: 4px solid var(--tone) !important; }
.count > * { display: block; height: 100%; padding: .8rem 1.1rem; color: var(--tone); text-decoration: none; border-radius: inherit; }
.count a:hover span { text-decoration: underline; }
.count b { display: block; font-size: 2rem; line-height: 1.15; font-variant-numeric: tabular-nums; }
.count.zero > * { color: var(--soft); }
.overdue { --tone: var(--bad); --ground: var(--bad-tint); }
.today { --tone: var(--warn); --ground: var(--warn-tint); }
.week { --tone: var(--accent); --ground: var(--tint); }
.later { --tone: var(--good); --ground: var(--good-tint); }
.none { --tone: var(--soft); --ground: var(--mute); }
.ages { padding: .9rem 1.25rem .8rem; margin: 0; }
.ages figcaption { font-weight: 650; margin-bottom: .35rem; }
.ages figcaption .soft { font-weight: 400; }
.bars { width: 100%; border-spacing: 0 .2rem; }
.ages th { width: 4rem; text-align: left; font-weight: 400; white-space: nowrap; }
.ages td:last-child { width: 2.5rem; text-align: right; font-weight: 650; font-variant-numeric: tabular-nums; }
.bar { display: block; background: var(--mute); border-radius: 3px; }
.bar rect { fill: var(--bar); }
.bar.a3 rect { fill: var(--warn); }
.bar.a4 rect { fill: var(--bad); }
.fold { margin: 0 0 .75rem; padding: 0 1.1rem; }
.fold[open] { padding-bottom: 1.1rem; }
.fold.big { padding: 0 1.5rem; }
.fold.big[open] { padding-bottom: 1.5rem; }
.filter { margin-bottom: 1.75rem; }
.filter form { display: grid; grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr)); gap: .75rem 1.25rem; align-items: end; }
.filter .field { margin: 0; }
.buttons { display: flex; align-items: center; gap: 1rem; }
.due > h2 { display: flex; align-items: baseline; gap: .75rem; }
.due > h2::before { content: ""; width: .8rem; height: .8rem; border-radius: 50%; background: var(--tone); }
.list { width: 100%; border-collapse: separate; border-spacing: 0; }
.list { table-layout: fixed; }
.list th:first-child { width: 19%; }
.list.free { table-layout: auto; margin-bottom: 1rem; }
.list.free th:first-child { width: auto; }
.list.free .ref { white-space: nowrap; }
.list th, .list td { text-align: left; vertical-align: top; padding: .75rem 1rem; border-bottom: 1px solid var(--line); font-weight: 400; }
.list thead th { font-size: .875rem; color: var(--soft); padding: .6rem 1rem; }
.list tbody tr:last-child > * { border-bottom: 0; }
.list tbody tr:hover > * { background: var(--page); }
.list tbody th { white-space: nowrap; }
.list th .soft, .list .by > * { display: block; }
.list tbody th a { font-weight: 650; font-variant-numeric: tabular-nums; }
.by { border-left: 4px solid var(--tone); }
.by time { font-weight: 650; }
tr:first-child .by { border-radius: 0; }
.by .left { color: var(--tone); font-size: .9375rem; font-weight: 600; }
.empty { text-align: center; padding: 3rem 1.5rem; border: 1.5px dashed var(--line); border-radius: var(--round); }
.empty > :last-child { margin: 0; }
.case-head { margin-bottom: 1.5rem; }
.case-head h1 { margin: 0 0 .4rem; }
.case-head p { margin-bottom: .5rem; }
.tags { display: flex; flex-wrap: wrap; gap: .4rem .6rem; align-items: center; }
.next-line { font-size: 1.25rem; line-height: 1.4; max-width: 46em; text-wrap: pretty; }
.cols { display: grid; gap: 0 2.25rem; }
.cols > * { min-width: 0; }
.task { padding: 1.25rem 1.5rem; background: var(--warn-tint); border-left: 5px solid var(--warn); border-radius: var(--round); }
.task h2 { color: var(--warn); }
.task form { max-width: 34rem; }
.personal { padding: 1.25rem 1.5rem; }
.personal > :last-child { margin-bottom: 0; }
.small > div { padding: .45rem 0; }
.two { display: grid; gap: 0 2rem; grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr)); }
form + .fold { margin-top: 1.5rem; }
.sheet { --soft: #555; background: #fff; color: #1c1c1c; padding: clamp(1.25rem, 5vw, 3rem); margin: 0 0 1.5rem; border: 1px solid var(--line); border-radius: 4px; box-shadow: 0 2px 18px #0002; font-size: 1rem; }
.subject { font-weight: 700; padding-bottom: .8rem; border-bottom: 1px solid #d5d5d5; }
.duties { list-style: none; padding: 0; margin: 0 0 1.5rem; }
.duties li { --tone: var(--warn); padding: .9rem 1.25rem; margin: 0 0 .75rem; background: var(--card); border: 1px solid var(--line); border-left: 5px solid var(--tone); border-radius: var(--round); }
.duties .done { --tone: var(--good); }
.duties .late, .duties .declined { --tone: var(--bad); }
.duties p { margin: 0 0 .35rem; }
.ways { display: flex; flex-wrap: wrap; gap: .35rem 1.25rem; padding-top: .25rem; }
.ways a { display: inline-flex; gap: .3rem; align-items: center; min-height: 1.75rem; }
.copied { user-select: all; }
.window { min-height: 5rem; margin-left: auto; max-width: 20rem; }
.letter-facts { border-collapse: collapse; margin: 0 0 1rem; }
.letter-name { padding: .1rem 1rem .1rem 0; color: #595959; vertical-align: top; }
.letter-heading { font-size: 1.125rem; }
.letter-quote { padding-left: 1rem; border-left: 3px solid #8a8a8a; }
.letter-code { font: 700 1.75rem/1.4 ui-monospace, Consolas, monospace; letter-spacing: .15em; }
.letter-link { color: #0b4f9e; overflow-wrap: anywhere; }
.letter-footer { margin-top: 2rem; padding-top: .75rem; border-top: 1px solid #c9c9c9; font-size: .875rem; color: #595959; }
@media (min-width: 64rem) {
  .cols { grid-template: "first side" auto "second side" 1fr / minmax(0, 1fr) 22rem; }
  .first { grid-area: first; }
  .side { grid-area: side; }
  .cols > .second { grid-area: second; }
}
@media (max-width: 47.99rem) {
  .list, .list tbody, .list tr, .list tbody th, .list td { display: block; }
  .list thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .list { background: none; border: 0; box-shadow: none; }
  .list tr { background: var(--card); border: 1px solid var(--line); border-left: 5px solid var(--tone, var(--line)); border-radius: var(--round); margin-bottom: .75rem; padding: .75rem 1rem; }
  .list th, .list td { border: 0; padding: .15rem 0; }
  .list [data-label]::before { content: attr(data-label) ":\\a0"; color: var(--soft); }
  .list .by > * { display: inline; margin-right: .5rem; }
  .staffbar form { width: 100%; justify-content: space-between; border-top: 1px solid var(--line); }
}
`;
