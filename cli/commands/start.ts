import { authorityFile } from '../authority-file.ts';
import { addressLines, adminLines, nextLines } from '../banner.ts';
import { tuneCollector } from '../collector.ts';
import { type Command, takeWords } from '../command.ts';
import { makeFirstAdmin } from '../first-admin.ts';
import { createLog } from '../log.ts';
import { runUntilSignal } from '../run-server.ts';

/** `hallway start`: the server, until it is told to stop. */
export const startCommand: Command = {
  name: 'start',
  usage: '',
  about:
    'Starts the proxy and the portal. The first start makes the data folder, the CA and an administrator.',
  options: {},
  async run(call) {
    takeWords(call);
    tuneCollector();
    const settings = call.settings();
    const log = createLog(settings.log.level);
    // The whole house; short commands need not wait for it.
    const { startServer } = await import('../server.ts');
    const server = await startServer(settings, log);
    const password = await makeFirstAdmin(server.relay);
    const lines = [
      ...addressLines(server, authorityFile(settings)),
      ...(password === null ? [] : adminLines(password)),
      ...nextLines(server),
    ];
    call.out(lines.join('\n'));
    await runUntilSignal(server, settings.ready, log);
  },
};
