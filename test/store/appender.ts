/**
 * Run as a process of its own, to be killed: appends messages to the store in the folder named by its argument, many
 * at once, and prints `CLIENTID SEQ` for each that was acknowledged. The second argument tells the rounds apart.
 */
import { openStore } from '../../store/index.ts';
import { invitation, withPeople } from './suite.ts';

const [folder, round] = process.argv.slice(2) as [string, string];
const store = await openStore({ folder, log: console });
if ((await store.people.list()).length === 0) {
  await withPeople(store, 'alice', 'bob');
  await store.conversations.invite(invitation('i', { conversation: 'c' }));
}

let count = 0;
async function append(): Promise<void> {
  for (;;) {
    const clientId = `${round}-${++count}`;
    const message = {
      id: clientId,
      conversation: 'c',
      from: 'alice',
      clientId,
      text: `text ${clientId}`,
      at: count,
    };
    const result = await store.conversations.append(message);
    if ('refused' in result) throw new Error(result.refused);
    process.stdout.write(`${clientId} ${result.value.seq}\n`);
  }
}
await Promise.all(Array.from({ length: 20 }, append));
