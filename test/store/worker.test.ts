import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { folders } from './folder.ts';

const appender = fileURLToPath(new URL('./appender.ts', import.meta.url));

/** Lets a process append until so many are acknowledged, kills it, and gives all that it said. */
async function appendAndKill(folder: string, round: number, killAfter: number): Promise<string[]> {
  const child = spawn(process.execPath, [appender, folder, String(round)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const acknowledged: string[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on('line', line => {
    acknowledged.push(line);
    if (acknowledged.length === killAfter) child.kill('SIGKILL');
  });
  const [[code, signal]] = await Promise.all([once(child, 'exit'), once(lines, 'close')]);
  expect([code, signal]).to.deep.equal([null, 'SIGKILL']);
  return acknowledged;
}

describe('the store’s thread', () => {
  const { folder, open } = folders();

  it('loses nothing that it acknowledged when the process is killed, and doubles nothing', async () => {
    const where = await folder();
    const acknowledged: string[] = [];
    for (const [round, killAfter] of [1, 37, 200, 611].entries()) {
      acknowledged.push(...(await appendAndKill(where, round, killAfter)));
      const store = await open(where);
      const messages = await store.conversations.messages('c', { after: 0, limit: 100_000 });
      const stored = new Map(messages.map(({ clientId, seq }) => [clientId, seq]));

      expect(messages.map(({ seq }) => seq)).to.deep.equal(messages.map((_, index) => index + 1));
      expect(stored.size).to.equal(messages.length);
      for (const line of acknowledged) {
        const [clientId, seq] = line.split(' ') as [string, string];
        expect(stored.get(clientId), clientId).to.equal(Number(seq));
      }
      const log = await store.events.after('bob', 0, 100_000);
      const told = log.flatMap(({ event }) => (event.kind === 'message' ? [event.message.seq] : []));
      expect(told).to.deep.equal(messages.map(({ seq }) => seq));
      expect(log.map(({ n }) => n)).to.deep.equal(log.map((_, index) => index + 1));
      await store.close();
    }
  });
});
