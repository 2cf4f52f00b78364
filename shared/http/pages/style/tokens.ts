/**
 * Colours and measures, named by meaning. Each pair of text and ground has a contrast of at least 4.5:1 in both
 * schemes (checked by axe in the browser suite).
 */
export const TOKENS = `
:root {
  color-scheme: light dark;
  --page: #f5f6f4;
  --card: #fff;
  --ink: #17211f;
  --soft: #56625f;
  --line: #d8deda;
  --edge: #7d8986;
  --accent: #0b6069;
  --deep: #07454c;
  --on: #fff;
  --tint: #e3f0ef;
  --focus: #b45f00;
  --good: #17663a;
  --good-tint: #e2f3e8;
  --warn: #7a4b00;
  --warn-tint: #fcefd2;
  --bad: #a3231c;
  --bad-tint: #fce8e5;
  --mute: #e9edeb;
  --bar: #4f9aa0;
  --shadow: 0 1px 2px #1a2b280f, 0 4px 16px #1a2b280a;
  --round: 12px;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #101615;
    --card: #182120;
    --ink: #e9efed;
    --soft: #a3b1ad;
    --line: #2e3a38;
    --edge: #7c8b87;
    --accent: #7fd0d3;
    --deep: #a9e4e6;
    --on: #06292c;
    --tint: #153538;
    --focus: #ffb454;
    --good: #86d9a5;
    --good-tint: #143423;
    --warn: #f4c775;
    --warn-tint: #3a2c10;
    --bad: #ffa79e;
    --bad-tint: #44201c;
    --mute: #26312f;
    --bar: #3f8d93;
    --shadow: none;
  }
}
`;
