/** The consent page's style, light and dark. It loads no font, because the page sends no request elsewhere. */
export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --paper: #f6f5f2; --card: #ffffff; --line: #e2dfd8; --edge: #8b867d; --ink: #1c1b1a; --soft: #5d5a55;
  --accent: #1f5f5b; --accent-soft: #e0efed; --on-accent: #ffffff;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #171716; --card: #201f1e; --line: #33312e; --edge: #7d7972; --ink: #f1efec; --soft: #b4b0a9;
    --accent: #7cc7c0; --accent-soft: #1d3533; --on-accent: #0d1d1c;
  }
}
* { box-sizing: border-box; } [hidden] { display: none; }
body {
  margin: 0; min-height: 100vh; display: grid; grid-template-columns: minmax(0, 1fr); place-items: center; padding: 24px;
  background: var(--paper); color: var(--ink);
  font: 14px/20px Inter, system-ui, -apple-system, 'Segoe UI', Cantarell, 'Noto Sans', 'DejaVu Sans', sans-serif;
}
main {
  width: 100%; max-width: 460px; padding: 32px;
  background: var(--card); border: 1px solid var(--line); border-radius: 14px;
}
p, h1, dl, dd { margin: 0; overflow-wrap: anywhere; }
.badge {
  display: inline-block; padding: 4px 12px; border-radius: 9px;
  background: var(--accent-soft); color: var(--accent); font-size: 12px; line-height: 16px; font-weight: 600;
}
h1 { margin-top: 16px; font-size: 22px; line-height: 28px; font-weight: 650; }
#text { margin-top: 8px; color: var(--soft); }
dl { margin-top: 24px; border-top: 1px solid var(--line); }
dl div { display: flex; gap: 16px; padding: 12px 0; border-bottom: 1px solid var(--line); }
dt { flex: 0 0 104px; color: var(--soft); } dd { flex: 1; font-weight: 550; }
.buttons { display: flex; flex-wrap: wrap; justify-content: flex-end; gap: 12px; margin-top: 24px; }
button {
  min-width: 112px; height: 40px; padding: 0 20px; border: 1px solid var(--edge); border-radius: 10px;
  background: transparent; color: var(--ink); font: inherit; font-weight: 600; cursor: pointer;
  transition: background-color 120ms ease-out;
}
button:hover { background: var(--accent-soft); }
#yes { border-color: var(--accent); background: var(--accent); color: var(--on-accent); }
#yes:hover { border-color: var(--ink); }
button:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
button:disabled { cursor: default; opacity: 0.6; }
#status:not(:empty) { margin-top: 16px; color: var(--soft); }
.note { margin-top: 24px; color: var(--soft); font-size: 12px; line-height: 16px; }
@media (max-width: 440px) { main { padding: 24px; } dl div { flex-direction: column; gap: 4px; } dt { flex: none; } }
@media (prefers-reduced-motion: reduce) { button { transition: none; } }
`;
