import { type Command, takeWords, UsageError } from '../command.ts';
import { withRelay } from '../with-relay.ts';

const priorities = ['info', 'urgent', 'emergency'] as const;

/** `hallway announce TEXT`: a card in everybody's next page, until they acknowledge it. */
export const announceCommand: Command = {
  name: 'announce',
  usage: 'TEXT [--to all|@GROUP|NAME]… [--priority info|urgent|emergency]',
  about: 'Announces to everybody or to some, in the page that they have open or the next one.',
  options: { to: { type: 'string', multiple: true }, priority: { type: 'string' } },
  async run(call) {
    const [text] = takeWords(call, 'TEXT');
    const to = (call.options.to as string[] | undefined) ?? ['all'];
    const priority = priorities.find(name => name === (call.options.priority ?? 'info'));
    if (!priority)
      throw new UsageError(`--priority is "${call.options.priority}", it must be ${priorities.join(', ')}`);
    const announcement = await withRelay(call.settings(), relay =>
      relay.announcing.announce('admin', { text: text!, to, priority }),
    );
    call.out(call.json ? JSON.stringify(announcement) : `announced as ${announcement.id}`);
  },
};
