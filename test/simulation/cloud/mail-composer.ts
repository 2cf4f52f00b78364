/**
 * Stands in for nodemailer's composer inside simulations (bundle.ts puts it there): the message as JSON. MIME takes two
 * milliseconds a letter and has its own tests; here its fields are read again by those who get the letter.
 */
export class MailComposer {
  readonly #fields: object;

  constructor(fields: object) {
    this.#fields = fields;
  }

  compile() {
    return { build: async (): Promise<Buffer> => Buffer.from(JSON.stringify(this.#fields)) };
  }
}
// biome-ignore lint/style/noDefaultExport: the library it stands in for is imported so
export default MailComposer;
