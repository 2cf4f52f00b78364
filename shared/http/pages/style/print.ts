/** Paper: the page's words without its furniture. */
export const PRINT = `
@media print {
  @page { margin: 20mm; }
  :root { --page: #fff; --card: #fff; --ink: #000; --soft: #333; --shadow: none; }
  body { font-size: 11pt; background: #fff; color: #000; }
  .head, .foot, .skip, .screen-only, form, .side, .fold, .button { display: none !important; }
  main { padding: 0 !important; }
  .inner, .read { max-width: none; padding: 0; }
  .sheet { border: 0; box-shadow: none; padding: 0; color: #000; }
  section, .clock, .month { break-inside: avoid; }
}
`;
