import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { CALL_TIMEOUT_MS, type MailPort, type OutgoingMessage, type SendOutcome } from './mail-port.ts';

/** Adapter: an SMTP server, e.g. one in Russia (L3). It reports no events, so letters stay *sent, not confirmed*. */
export interface SmtpOptions {
  readonly host: string;
  readonly port: number;
  readonly tls: 'implicit' | 'starttls' | 'none';
  readonly credentials?: { readonly user: string; readonly password: string } | undefined;
}

/** An SMTP transaction has several round trips; the whole of it has this long. */
const TRANSACTION_MS = 3 * CALL_TIMEOUT_MS;

type Stage = 'connect' | 'envelope' | 'message';

/**
 * Reads an SMTP failure as an outcome. A server that answered has not taken the message: 5xx for good, 4xx for now.
 * Silence after the message was handed over is unknown; before that nothing was sent.
 */
function smtpOutcome(
  error: { readonly responseCode?: number | undefined; readonly code?: string | undefined },
  stage: Stage,
): SendOutcome {
  const { responseCode, code = 'ESMTP' } = error;
  if (responseCode !== undefined && responseCode >= 400) {
    const answer = `smtp-${responseCode}`;
    // 530, 534, 535, 538: we are not let in; 550, 553 and so on concern this message.
    if (code === 'EAUTH' || (responseCode >= 530 && responseCode <= 538))
      return { type: 'paused', code: answer };
    if (responseCode < 500 || stage === 'connect') return { type: 'throttled', code: answer };
    return { type: 'refused', code: answer };
  }
  if (code === 'EAUTH' || code === 'ETLS') return { type: 'paused', code };
  if (code === 'EENVELOPE') return { type: 'refused', code };
  return stage === 'message' ? { type: 'unknown', code } : { type: 'throttled', code };
}

/** The mail port over SMTP, one connection per message. */
export function smtpPort(options: SmtpOptions): MailPort {
  return { send: (message) => transaction(options, message) };
}

function transaction(options: SmtpOptions, message: OutgoingMessage): Promise<SendOutcome> {
  return new Promise((resolve) => {
    let stage: Stage = 'connect';
    const connection = new SMTPConnection({
      host: options.host,
      port: options.port,
      secure: options.tls === 'implicit',
      requireTLS: options.tls === 'starttls',
      ignoreTLS: options.tls === 'none',
      connectionTimeout: CALL_TIMEOUT_MS,
      greetingTimeout: CALL_TIMEOUT_MS,
      socketTimeout: CALL_TIMEOUT_MS,
      dnsTimeout: CALL_TIMEOUT_MS,
    });
    const finish = (outcome: SendOutcome) => {
      clearTimeout(limit);
      connection.close();
      resolve(outcome);
    };
    const fail = (error: Parameters<typeof smtpOutcome>[0]) => finish(smtpOutcome(error, stage));
    const limit = setTimeout(() => fail({ code: 'ETIMEDOUT' }), TRANSACTION_MS);
    connection.once('error', fail);
    connection.connect((refused) => {
      if (refused) return fail(refused);
      const deliver = () => {
        // From here on silence may mean that the message was taken.
        stage = 'message';
        const envelope = { from: message.from, to: [...message.to] };
        connection.send(envelope, Buffer.from(message.raw), (error, info) =>
          error ? fail(error) : finish({ type: 'accepted', messageId: idIn(info.response) ?? message.tag }),
        );
      };
      if (options.credentials === undefined) return deliver();
      const { user, password } = options.credentials;
      connection.login({ user, pass: password }, (denied) => (denied ? fail(denied) : deliver()));
    });
  });
}

/** The queue id that servers name in their last answer, e.g. `250 2.0.0 Ok: queued as 4F1B2C`. */
function idIn(response: string | undefined): string | undefined {
  return /queued as ([0-9A-Za-z.-]{4,64})/.exec(response ?? '')?.[1];
}
