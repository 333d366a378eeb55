import type { AnnouncementRecord } from '../../relay/protocol.ts';
import { type Call, type Command, takeWords, UsageError } from '../command.ts';
import { parseMoment } from '../moment.ts';
import { withRelay } from '../with-relay.ts';

const priorities = ['info', 'urgent', 'emergency'] as const;

/** `hallway announce TEXT`: on everybody's page, the one that is open or the next, until they acknowledge it. */
export const announceCommand: Command = {
  name: 'announce',
  usage:
    'TEXT [--to all|@GROUP|NAME]… [--except @GROUP|NAME]… [--priority info|urgent|emergency] [--option TEXT]… [--at WHEN] [--expires WHEN] [--drill]',
  about:
    'Announces to everybody or to some, in the page that they have open or the next one. WHEN: 30m, 2h, 3d, or 2026-01-31T09:00; --expires counts from when it is shown.',
  options: {
    to: { type: 'string', multiple: true },
    except: { type: 'string', multiple: true },
    priority: { type: 'string' },
    option: { type: 'string', multiple: true },
    at: { type: 'string' },
    expires: { type: 'string' },
    drill: { type: 'boolean' },
  },
  async run(call) {
    const [text] = takeWords(call, 'TEXT');
    const now = Date.now();
    const sendAt = momentOf(call, 'at', now);
    const options = call.options.option as string[] | undefined;
    const input = {
      ...{ text: text!, priority: priorityOf(call), sendAt, drill: call.options.drill === true },
      to: (call.options.to as string[] | undefined) ?? ['all'],
      except: (call.options.except as string[] | undefined) ?? [],
      expiresAt: momentOf(call, 'expires', sendAt ?? now),
      ...(options && { answers: { options, text: false } }),
    };
    const announcement = await withRelay(call.settings(), relay => relay.announcing.announce('admin', input));
    call.out(call.json ? JSON.stringify(announcement) : saying(announcement));
  },
};

function priorityOf({ options: { priority = 'info' } }: Call): (typeof priorities)[number] {
  const found = priorities.find(name => name === priority);
  if (!found) throw new UsageError(`--priority is "${priority}", it must be ${priorities.join(', ')}`);
  return found;
}

function momentOf({ options }: Call, name: 'at' | 'expires', from: number): number | null {
  const given = options[name] as string | undefined;
  if (given === undefined) return null;
  const at = parseMoment(given, from);
  if (at === null)
    throw new UsageError(`--${name} is "${given}", it must be like 30m, 2h, 3d or 2026-01-31T09:00`);
  return at;
}

function saying({ id, state, sendAt }: AnnouncementRecord): string {
  if (state === 'waiting') return `waits for a second person's approval as ${id}`;
  if (state === 'scheduled') return `will be announced at ${new Date(sendAt!).toISOString()} as ${id}`;
  return `announced as ${id}`;
}
