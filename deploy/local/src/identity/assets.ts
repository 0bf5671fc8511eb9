/** What the sign-in pages load, by path below /identity. */
export const assets: Readonly<Record<string, { type: string; content: string }>> = {
  '/sign-out.js': { type: 'text/javascript; charset=utf-8', content: "document.querySelector('button[name=logout]').click();\n" },
  '/sign-in.css': {
    type: 'text/css; charset=utf-8',
    content: `
:root { color-scheme: light; font: 14px/20px Inter, "PingFang SC", "Microsoft YaHei UI", "Noto Sans CJK SC", "WenQuanYi Micro Hei", sans-serif; color: #1C1E22; background: #F5F4F0; }
body { margin: 0; }
main { max-width: 1080px; margin: 0 auto; padding: 32px 24px 48px; }
.brand { display: flex; align-items: center; gap: 8px; margin: 0 0 24px; font-size: 16px; font-weight: 600; }
h1 { margin: 0 0 4px; font-size: 20px; line-height: 28px; font-weight: 600; }
.text { margin: 0 0 24px; color: #4A4E57; }
section { margin: 0 0 24px; }
h2 { margin: 0 0 8px; font-size: 13px; font-weight: 500; color: #646872; }
ul { display: grid; grid-template-columns: repeat(auto-fill, minmax(224px, 1fr)); gap: 8px; margin: 0; padding: 0; list-style: none; }
li { position: relative; display: flex; flex-direction: column; min-height: 64px; box-sizing: border-box; padding: 8px 12px; background: #fff; border: 1px solid #E3E0D8; border-radius: 10px; }
li:hover { border-color: #2F4B9A; background: #EDF1FB; }
li:focus-within { outline: 2px solid #2F4B9A; outline-offset: 2px; }
button { align-self: flex-start; padding: 0; border: 0; background: none; font: inherit; font-weight: 600; color: #2F4B9A; cursor: pointer; outline: none; }
button::after { content: ""; position: absolute; inset: 0; border-radius: 10px; }
button.plain { position: relative; padding: 8px 16px; border: 1px solid #8C8A83; border-radius: 6px; background: #fff; }
button.plain:focus-visible { outline: 2px solid #2F4B9A; outline-offset: 2px; }
li span { font-size: 13px; color: #4A4E57; }
li b { display: block; font-weight: 400; color: #1C1E22; }
@media (max-width: 520px) { main { padding: 16px 12px 32px; } ul { grid-template-columns: 1fr 1fr; } }
`,
  },
};
