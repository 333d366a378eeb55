/** Takes the README's picture from the real thing: `node docs/picture.ts`. Needs a Chromium. */
import { fileURLToPath } from 'node:url';
import { WebSocket } from 'ws';
import { openBrowser } from '../fixtures/browser-session.ts';
import { startHallway } from '../fixtures/hallway-process.ts';

const server = await startHallway({ command: 'demo' });
try {
  const password = /bob, password (\S+):/.exec(server.output())![1]!;
  const data = { HALLWAY_DATA: `${server.folder}/data/demo` };
  const roots = [(await server.command(['ca', 'export'], '', data)).stdout];
  const alice = (await server.command(['token', 'alice'], '', data)).stdout.trim();
  const post = async (path: string, body: object) => {
    const answer = await fetch(`http://${server.portal}/api/v1${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${alice}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await answer.json()) as { conversation: string };
  };
  const online = new WebSocket(`ws://${server.portal}/api/v1/channel`, {
    headers: { authorization: `Bearer ${alice}` },
  });
  await new Promise(resolve => online.once('message', resolve));
  const { conversation } = await post('/invitations', {
    to: ['bob'],
    header: 'Late shift on ward 3',
    message: 'Good morning Bob! Could you take the late shift on Thursday?',
  });
  const bob = await openBrowser({
    proxy: server.proxy,
    user: 'bob',
    password,
    roots,
    context: { viewport: { width: 1200, height: 640 }, deviceScaleFactor: 2 },
    // Emulation alone leaves frames of other sites blurred.
    args: ['--force-device-scale-factor=2'],
  });
  await bob.page.goto('https://intranet.demo/');
  const pane = bob.page.frameLocator('iframe[data-hallway]');
  await pane
    .getByRole('textbox', { name: 'Your answer' })
    .fill('Morning! Yes, if somebody takes my early one.');
  await pane.getByRole('textbox', { name: 'Your answer' }).press('Enter');
  await pane.getByRole('textbox', { name: 'Message' }).waitFor();
  await post(`/conversations/${conversation}/messages`, {
    clientId: 'picture',
    text: 'I can. The new rota is up: http://intranet.demo/rota',
  });
  await pane.getByRole('link', { name: /rota/ }).waitFor();
  await bob.page.screenshot({ path: fileURLToPath(new URL('window.png', import.meta.url)) });
  online.terminate();
  await bob.close();
} finally {
  server.stop();
}
