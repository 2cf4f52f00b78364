/** The data half of the local cloud: records, keys, secrets, mail, staff login, and the site itself. */
import { openDynamoDb } from './dynamodb/service.ts';
import { createGateway } from './gateway.ts';
import { openKms } from './kms.ts';
import { createMailServer, LetterBox } from './letter-box.ts';
import { openInbox } from './mail.ts';
import { openIssuer } from './oidc.ts';
import { openSecrets } from './secrets.ts';
import { openSes } from './ses.ts';
import type { StartData } from './types.ts';

/** Opens everything that keeps data; the listeners wait for `listen`. */
export const startData: StartData = async (cloud) => {
  const { ports } = cloud.addresses;
  const box = new LetterBox(cloud.dataDir);
  // MailDev takes about a second to load: it starts first and is waited for last.
  const inbox = openInbox(cloud.dataDir, ports, box, cloud.log);
  inbox.ready.catch(() => undefined);
  const dynamoDb = openDynamoDb(cloud);
  const services = [dynamoDb, openKms(cloud), openSecrets(cloud), openSes(cloud, box)];
  const issuer = await openIssuer(cloud);
  const gateway = createGateway(cloud, issuer.helpers);
  const mail = createMailServer(box);
  return {
    services,
    async listen() {
      await Promise.all([
        inbox.ready,
        issuer.listen(ports.issuer),
        mail.listen(ports.mail),
        gateway.listen(ports.site),
      ]);
    },
    async close() {
      await gateway.close();
      await Promise.all([issuer.close(), mail.close(), inbox.close()]);
      dynamoDb.close();
      box.close();
    },
  };
};
