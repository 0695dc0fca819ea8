/** The page's whole style: it loads nothing, follows the reader's colours and fits a phone. */
export const docsStyle = `
:root {
  color-scheme: light dark;
  --ink: light-dark(#1c2024, #e6e8ea);
  --soft: light-dark(#5a636d, #9aa4ae);
  --line: light-dark(#d9dee3, #333a41);
  --paper: light-dark(#ffffff, #15181b);
  --panel: light-dark(#f4f6f8, #1d2125);
  --accent: light-dark(#0b5cad, #7ab8f5);
}
* { box-sizing: border-box; }
body {
  margin: 0 auto;
  padding: 1.5rem 1rem 4rem;
  max-width: 60rem;
  background: var(--paper);
  color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif;
}
h1 { margin: 0; font-size: 1.75rem; }
h2 { margin: 0; font-size: 1.125rem; overflow-wrap: anywhere; }
h3 { margin: 1rem 0 0.25rem; font-size: 0.875rem; color: var(--soft); }
p { margin: 0.25rem 0; }
a { color: var(--accent); }
code { font: 0.875rem/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
nav ul, .codes { margin: 1rem 0; padding: 0; list-style: none; }
nav li { padding: 0.125rem 0; }
section { margin-top: 1.5rem; padding: 1rem; border: 1px solid var(--line); border-radius: 0.5rem; background: var(--panel); }
.method { display: inline-block; min-width: 3rem; color: var(--accent); font-weight: 600; }
.who { color: var(--soft); font-size: 0.875rem; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: 0.875rem; }
th, td { padding: 0.375rem 0.75rem 0.375rem 0; border-top: 1px solid var(--line); text-align: left; vertical-align: top; }
th { font-weight: 600; }
@media (max-width: 40rem) {
  body { padding-top: 1rem; }
  section { padding: 0.75rem; }
}
`;
