/** The page's whole style: it loads nothing, follows the reader's colours, fits a phone and prints. */
export const reportStyle = `
:root {
  color-scheme: light dark;
  --ink: #1b1f24; --soft: #57606a; --line: #d0d7de; --grid: #e4e8ec; --paper: #ffffff; --panel: #f5f7f9; --accent: #0a5ca8;
  --none: #6e7781; --optimistic: #0072b2; --pessimistic: #c8500a; --conditional: #00845f; --transaction: #a8487e;
  --sharded: #2a8fc7; --combined: #a87100; --cached: #1b1f24;
  --sold: #00845f; --refused: #b9c2cb; --failed: #c8500a;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e6e9ec; --soft: #a3adb7; --line: #3a424a; --grid: #2b3239; --paper: #14171a; --panel: #1b2025; --accent: #79b8f3;
    --none: #98a2ac; --optimistic: #3da2e6; --pessimistic: #f08048; --conditional: #2ac795; --transaction: #e096c2;
    --sharded: #8ccdf2; --combined: #e9ae2e; --cached: #e6e9ec;
    --sold: #2ac795; --refused: #56616b; --failed: #f08048;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif; }
main { margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 66rem; }
main > * { max-width: 46rem; margin-inline: auto; }
main > .first { max-width: none; }
a { color: var(--accent); }
h1 { margin: 0 0 0.5rem; font-size: clamp(1.9rem, 5vw, 2.75rem); line-height: 1.1; letter-spacing: -0.02em; }
h2 { margin: 0 0 0.5rem; font-size: 1.4rem; line-height: 1.25; letter-spacing: -0.01em; }
h3 { margin: 0 0 0.25rem; font-size: 1.05rem; line-height: 1.4; }
p { margin: 0 0 0.75rem; }
code { font: 0.875em/1.4 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
main > section { margin-top: 4rem; }
.eyebrow { margin: 0 0 0.25rem; color: var(--soft); font-size: 0.875rem; }
.lead { font-size: 1.2rem; line-height: 1.45; font-weight: 600; }
.opening { display: grid; grid-template-columns: 1fr 21.5rem; gap: 1.5rem; align-items: start; }
.oversold { margin: 0; padding: 1rem; border-radius: 0.5rem; background: var(--panel); }
.oversold figcaption { margin-top: 0.5rem; font-size: 0.875rem; }
.oversold .chart { width: 100%; }
.real { fill: var(--conditional); }
.ghost { fill: none; stroke: var(--failed); stroke-width: 1.2; }
.cards { display: grid; grid-template-columns: repeat(3, 1fr); gap: 0.75rem; }
.cards + p, .opening + p { margin-top: 0.75rem; }
.card { padding: 0.9rem 1rem; border: 1px solid var(--line); border-radius: 0.5rem; }
.card h2 { font-size: 1.05rem; margin: 0.25rem 0; }
.card p { margin: 0; font-size: 0.9rem; line-height: 1.5; }
.icon { display: block; fill: none; stroke: var(--accent); stroke-width: 1.8; stroke-linejoin: round; stroke-linecap: round; }
.aside { font-size: 0.9rem; color: var(--soft); }
.aside strong { color: var(--ink); }
.umbrellas { margin-top: 1.25rem; }
.answer-box { margin-top: 1.25rem; padding: 1rem 1.25rem; border-left: 4px solid var(--accent); background: var(--panel); border-radius: 0 0.5rem 0.5rem 0; }
.answer-box ol { margin: 0 0 0.75rem; padding-left: 1.25rem; }
.answer-box li { margin-bottom: 0.4rem; }
.answer-box p { margin: 0; }
.missing { margin-top: 1.5rem; color: var(--soft); }
figure { margin: 1.5rem 0 2rem; }
figcaption .how { margin: 0 0 0.5rem; font-size: 0.9rem; color: var(--soft); }
.findings { margin: 0 0 0.75rem; padding-left: 1.25rem; }
.not-run { padding-left: 1.25rem; color: var(--soft); font-size: 0.9rem; }
.again { color: var(--soft); font-size: 0.875rem; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 1rem; }
.races { display: grid; grid-template-columns: repeat(4, 1fr); gap: 0.75rem; }
.race p { margin: 0; font-size: 0.8rem; line-height: 1.3; }
.race .note { padding-left: 1.1rem; }
.patterns { position: absolute; }
.ground { fill: var(--failed); } .stripe { fill: var(--paper); opacity: 0.55; }
p.how { font-size: 0.9rem; color: var(--soft); }
.key { white-space: nowrap; margin-right: 0.5rem; }
.key svg, .badge { vertical-align: -0.1em; }
.chart { display: block; max-width: 100%; height: auto; overflow: visible; }
.pair .chart { width: 100%; max-width: 26rem; }
.race .chart { width: 100%; }
.chart text { font: 12px system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif; fill: var(--ink); }
.race .chart text { font-size: 10px; }
.axis text { fill: var(--soft); font-size: 11px; }
.axis .unit { fill: var(--soft); font-size: 12px; }
.grid { stroke: var(--grid); fill: none; }
.line { fill: none; stroke: var(--c); stroke-width: 2; stroke-linejoin: round; }
.dot { fill: var(--c); stroke: var(--paper); stroke-width: 0.75; }
.band { fill: var(--c); opacity: 0.18; }
.bar { fill: var(--c); }
.span { fill: none; stroke: var(--c); stroke-width: 2; opacity: 0.7; }
.leader { fill: none; stroke: var(--c); stroke-width: 1; opacity: 0.6; }
.mark rect { fill: var(--ink); opacity: 0.1; }
.mark path { stroke: var(--ink); stroke-dasharray: 3 3; }
.mark text { font-weight: 600; }
tspan.figure, text.note { fill: var(--soft); }
span.note { color: var(--soft); }
.answer.sold { fill: var(--sold); }
.answer.refused { fill: var(--refused); }
.answer.failed { fill: url(#hatch); }
.g-none { --c: var(--none); } .g-optimistic { --c: var(--optimistic); } .g-pessimistic { --c: var(--pessimistic); }
.g-conditional { --c: var(--conditional); } .g-transaction { --c: var(--transaction); } .g-sharded { --c: var(--sharded); }
.g-combined { --c: var(--combined); } .g-cached { --c: var(--cached); } .g-other { --c: var(--soft); }
details { margin: 0.5rem 0; }
summary { cursor: pointer; color: var(--accent); font-size: 0.875rem; }
.scroll { overflow-x: auto; margin: 0.5rem 0; }
table { border-collapse: collapse; font-size: 0.875rem; font-variant-numeric: tabular-nums; }
caption { padding-bottom: 0.25rem; text-align: left; color: var(--soft); }
th, td { padding: 0.35rem 1rem 0.35rem 0; border-top: 1px solid var(--line); text-align: left; vertical-align: top; }
thead th { border-top: 0; font-weight: 600; }
tbody th { font-weight: 400; }
.advice td, .advice th { width: 25%; }
.advice td:last-child { width: 50%; }
.wide { display: block; } .narrow { display: none; }
@media (max-width: 48rem) {
  .opening { grid-template-columns: 1fr; }
  .wide { display: none; } .narrow { display: block; }
  .races { grid-template-columns: repeat(2, 1fr); }
}
@media (max-width: 40rem) {
  .cards { grid-template-columns: 1fr; }
  .advice, .advice tbody, .advice tr, .advice td, .advice tbody th { display: block; width: auto; padding-right: 0; }
  .advice thead { display: none; }
  .advice td:last-child { width: auto; }
  .advice tr { padding: 0.5rem 0; border-top: 1px solid var(--line); }
  .advice td, .advice tbody th { padding-block: 0.15rem; border-top: 0; }
  .advice tbody th::before { content: "If your shop "; }
  main > section { margin-top: 3rem; }
}
@media print {
  main { max-width: none; padding: 0; }
  .wide { display: block; } .narrow { display: none; }
  figure, .card, .answer-box, tr { break-inside: avoid; }
  summary, .again { display: none; }
}
`;
