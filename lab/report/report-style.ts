/** The page's whole style: it loads nothing, follows the reader's colours, fits a phone and prints. */
export const reportStyle = `
:root {
  color-scheme: light dark;
  --ink: #1b1f24; --soft: #57606a; --line: #d0d7de; --grid: #e7ebef; --paper: #ffffff; --panel: #f6f8fa; --accent: #0a5ca8;
}
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e9ec; --soft: #a2acb6; --line: #3a424a; --grid: #2a3138; --paper: #14171a; --panel: #1c2126; --accent: #79b8f3; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; }
main { margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 52rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: 0.875rem; }
caption { text-align: left; color: var(--soft); }
th, td { padding: 0.3rem 0.75rem 0.3rem 0; border-top: 1px solid var(--line); text-align: left; vertical-align: top; white-space: nowrap; }
`;
