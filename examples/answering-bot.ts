/**
 * A bot that comes when it is invited, and answers in the conversation:
 *
 *     HALLWAY_URL=http://127.0.0.1:8081 HALLWAY_TOKEN=hw_… node examples/answering-bot.ts
 *
 * It has an account of its own, and a token for it: `hallway token frontdesk --scope read --scope write`. Elsewhere than
 * in this clone the client is imported from `hallway/client`.
 */
import { connect, type Heard } from '../automation/index.ts';

const { HALLWAY_URL: url = 'http://127.0.0.1:8081', HALLWAY_TOKEN: token = '' } = process.env;
const hallway = connect({ url, token });
const me = await hallway.call('GET /me');

const answers: [RegExp, string][] = [
  [/\b(wifi|wlan)\b/i, 'The guest network is called Lobby; its password stands at the front desk.'],
  [/\b(lunch|canteen)\b/i, 'The canteen is open from 11:30 to 14:00.'],
];
const otherwise = 'I know about the wifi and about lunch. A person reads this, too, from 8 to 17.';

async function hear(heard: Heard): Promise<void> {
  if (heard.kind === 'invitation') {
    const { id, to } = heard.invitation;
    const isOpen = to.some(({ name, state }) => name === me.name && state === 'pending');
    if (isOpen) await hallway.call('POST /invitations/:invitation/accept', { invitation: id });
  }
  if (heard.kind === 'message' && heard.message.from !== me.name) {
    const { id, conversation, seq, text } = heard.message;
    await hallway.call('POST /conversations/:conversation/messages', {
      ...{ conversation, reply: seq },
      text: answers.find(([asks]) => asks.test(text))?.[1] ?? otherwise,
      // The same for the same question: heard again after a restart, it is not answered twice.
      clientId: `answer-${id}`,
    });
  }
}

for await (const heard of hallway.events()) {
  if (heard.kind === 'hello') console.log(`${me.name} listens`);
  // What one conversation refuses, such as an invitation that was withdrawn meanwhile, is no reason to leave the others.
  await hear(heard).catch(error => console.error(String(error)));
}
