import { expect } from 'chai';
import { Facts } from '../../relay/facts.ts';
import { MemoryPresence } from '../../relay/presence-memory.ts';
import { PresenceNews } from '../../relay/presence-news.ts';
import { until } from '../conversations/until.ts';
import { contextOf } from './context.ts';

describe('PresenceNews', () => {
  it('tells the person’s own pages and their peers, and only the newest state', async () => {
    const { context, carried } = contextOf({ conversations: { peers: async () => ['alice'] } });
    const presence = new MemoryPresence(context);
    const news = new PresenceNews(context, presence, new Facts(context.storage));
    presence.seen('bob');
    presence.opened('bob', 's');
    await until('the news', () => carried.length > 0);
    const frame = { kind: 'presence', name: 'bob', presence: 'online' };
    expect(carried).to.deep.equal([{ kind: 'frame', to: ['bob', 'alice'], frame }]);
    news.close();
    presence.close();
  });

  it('tells nobody else where nobody shares anything, and survives a store that fails', async () => {
    let asked = 0;
    const peers = async () => {
      asked += 1;
      if (asked === 1) throw new Error('busy');
      return [];
    };
    const { context, carried } = contextOf({ conversations: { peers } });
    const presence = new MemoryPresence(context);
    const news = new PresenceNews(context, presence, new Facts(context.storage));
    presence.seen('bob');
    presence.seen('alice');
    await until('both questions', () => carried.length > 0);
    const frame = { kind: 'presence', name: 'alice', presence: 'browsing' };
    expect(carried).to.deep.equal([{ kind: 'frame', to: ['alice'], frame }]);
    news.close();
    presence.close();
  });
});
