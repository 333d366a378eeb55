import { expect } from 'chai';
import type { ApiRoute } from '../../portal/api-route.ts';
import { apiRoutes } from '../../portal/api-routes.ts';
import { openStage, passwordOf, type Stage } from './portal-harness.ts';

const lunchPage = { url: 'https://intranet.example/menu#:~:text=soup', title: 'Menu' };

/** They ask, and change nothing. */
const asking = ['POST /announcements/preview', 'POST /admin/house/try'];

/** Whatever a duty is needed for, and changes something. */
const mustBeNoted = ({ method, path, who }: ApiRoute) =>
  !['anyone', 'person'].includes(who) && method !== 'GET' && !asking.includes(`${method} ${path}`);

/** One story that walks through every route; each answer is held against the shape that the description promises. */
describe('apiRoutes', () => {
  let stage: Stage;
  const tokens: Record<string, string> = {};
  const walked = new Set<ApiRoute>();
  before(async () => {
    stage = await openStage({ registration: 'invitation', approval: 'emergency' });
    for (const name of ['alice', 'bob', 'root']) tokens[name] = await stage.token(name);
  });
  after(() => stage.close());

  async function call(user: string, method: string, path: string, body?: object) {
    const [bare] = path.split('?') as [string];
    const fits = ({ path: pattern }: ApiRoute) =>
      new RegExp(`^${pattern.replace(/:\w+/g, '[^/]+')}$`).test(bare);
    const route = apiRoutes.find(one => one.method === method && fits(one))!;
    const noted = (await stage.store.audit.head()).n;
    const headers: Record<string, string> = user ? { authorization: `Bearer ${tokens[user]}` } : {};
    const answer = await stage.ask(`/api/v1${path}`, { method, headers, ...(body ? { body } : {}) });
    expect(answer.status, `${method} ${path} ${answer.text}`).to.equal(route.status);
    if (route.status === 204) expect(answer.text).to.equal('');
    else expect(route.output.safeParse(answer.json).error?.issues, `${method} ${path}`).to.equal(undefined);
    if (mustBeNoted(route))
      expect((await stage.store.audit.head()).n, `audit of ${method} ${path}`).to.be.above(noted);
    walked.add(route);
    return answer.json;
  }

  it('lets somebody log in, see themselves and change what others see', async () => {
    const { token, user } = await call('', 'POST', '/login', {
      name: 'alice',
      password: passwordOf('alice'),
    });
    expect(user.name).to.equal('alice');
    tokens.session = token;
    await call('alice', 'PATCH', '/me', { display: 'Alice A.', email: 'alice@example.org' });
    expect(await call('session', 'GET', '/me')).to.include({
      display: 'Alice A.',
      email: 'alice@example.org',
    });
    await call('session', 'POST', '/logout');
    const { status } = await stage.ask('/api/v1/me', { headers: { authorization: `Bearer ${token}` } });
    expect(status).to.equal(401);
  });

  it('lets somebody find people', async () => {
    const { people } = await call('alice', 'GET', '/users?query=bo');
    expect(people.map(({ name }: { name: string }) => name)).to.deep.equal(['bob']);
    expect((await call('alice', 'GET', '/users/bob')).display).to.equal('Bob');
  });

  it('carries an invitation and a conversation from end to end', async () => {
    const invitation = await call('alice', 'POST', '/invitations', {
      to: ['bob'],
      header: 'Lunch',
      message: 'At noon?',
    });
    expect(invitation.to).to.deep.equal([{ name: 'bob', display: 'Bob', state: 'pending' }]);
    const { invitations } = await call('bob', 'GET', '/invitations?state=pending');
    expect(invitations.map(({ id }: { id: string }) => id)).to.deep.equal([invitation.id]);
    await call('bob', 'POST', `/invitations/${invitation.id}/show`);
    await call('bob', 'POST', `/invitations/${invitation.id}/later`);
    const accepted = await call('bob', 'POST', `/invitations/${invitation.id}/accept`);
    expect(accepted.to[0].state).to.equal('accepted');

    const at = `/conversations/${invitation.conversation}`;
    const sent = await call('bob', 'POST', `${at}/messages`, { clientId: 'c1', text: 'Yes' });
    expect(await call('bob', 'POST', `${at}/messages`, { clientId: 'c1', text: 'Yes' })).to.deep.equal(sent);
    await call('alice', 'POST', `${at}/typing`);
    expect(await call('alice', 'POST', `${at}/read`, { seq: sent.seq })).to.deep.equal({ seq: sent.seq });
    const { messages } = await call('alice', 'GET', `${at}/messages?before=${sent.seq}&limit=10`);
    expect(messages.map(({ text }: { text: string }) => text)).to.deep.equal(['At noon?']);
    expect((await call('alice', 'GET', '/conversations')).conversations[0].lastSeq).to.equal(sent.seq);
    const edited = await call('bob', 'PATCH', `${at}/messages/2`, { clientId: 'e1', text: 'Yes!' });
    expect(edited).to.include({ text: 'Yes!', revision: 1 });
    const reaction = { clientId: 'r1', emoji: '🎉', on: true };
    const reacted = await call('alice', 'POST', `${at}/messages/2/reactions`, reaction);
    expect(reacted.reactions).to.deep.equal({ '🎉': ['alice'] });
    await call('bob', 'POST', `${at}/messages`, { clientId: 'c2', text: 'Soon', reply: 1, page: lunchPage });
    const { messages: latest } = await call('alice', 'GET', `${at}/messages?after=2`);
    expect(latest[0]).to.deep.include({
      page: lunchPage,
      reply: { seq: 1, from: 'alice', text: 'At noon?' },
    });
    expect(await call('bob', 'POST', `${at}/messages/3/erase`, { clientId: 'x1' })).to.include({ text: '' });
    expect((await call('alice', 'PUT', `${at}/header`, { header: 'Dinner' })).header).to.equal('Dinner');
    const { found } = await call('alice', 'GET', '/search?query=noon&limit=5');
    expect(found[0]).to.deep.include({ header: 'Dinner', with: ['Bob'] });
    const muted = [invitation.conversation];
    expect(await call('alice', 'PUT', `${at}/muted`, { on: true })).to.deep.equal({ muted });
    const added = await call('bob', 'POST', `${at}/people`, { to: ['root'], instruction: 'Come too' });
    expect(added).to.include({ conversation: invitation.conversation, instruction: 'Come too' });
    const left = await call('bob', 'POST', `${at}/leave`);
    expect(left.participants.find(({ name }: { name: string }) => name === 'bob').state).to.equal('left');
  });

  it('lets invitations be declined and withdrawn, with and without a clientId', async () => {
    const once = { to: ['bob'], clientId: 'same' };
    const first = await call('alice', 'POST', '/invitations', once);
    expect((await call('alice', 'POST', '/invitations', once)).id).to.equal(first.id);
    expect((await call('bob', 'POST', `/invitations/${first.id}/decline`)).to[0].state).to.equal('declined');
    const second = await call('alice', 'POST', '/invitations', { to: ['bob'] });
    const third = await call('alice', 'POST', '/invitations', { to: ['bob'] });
    expect(third.id).not.to.equal(second.id);
    expect((await call('alice', 'POST', `/invitations/${third.id}/withdraw`)).to[0].state).to.equal(
      'withdrawn',
    );
  });

  it('keeps drafts and how the pane was left', async () => {
    await call('alice', 'POST', '/drafts/new', { text: 'half a thought' });
    await call('alice', 'POST', '/view', { open: true, screen: 'home', conversation: null, side: 'start' });
    const { drafts, view } = await stage.relay.snapshot('alice');
    expect(drafts.new).to.equal('half a thought');
    expect(view.side).to.equal('start');
  });

  it('changes how somebody wants to be seen and reached', async () => {
    const changed = await call('alice', 'PATCH', '/me/preferences', { dnd: 'on', note: 'In a meeting' });
    expect(changed).to.include({ dnd: 'on', note: 'In a meeting', visibility: 'everyone' });
    expect((await call('alice', 'GET', '/me')).preferences).to.deep.equal(changed);
    await call('alice', 'PATCH', '/me/preferences', { dnd: 'off' });
  });

  it('lists where somebody is logged in, and ends one of them', async () => {
    const { token } = await call('', 'POST', '/login', { name: 'bob', password: passwordOf('bob') });
    tokens.elsewhere = token;
    const { sessions } = await call('bob', 'GET', '/sessions');
    const other = sessions.find(({ kind }: { kind: string }) => kind === 'session');
    expect(other).to.include({ isCurrent: false, address: '127.0.0.1' });
    await call('bob', 'DELETE', `/sessions/${other.id}`);
    const headers = { authorization: `Bearer ${token}` };
    expect((await stage.ask('/api/v1/me', { headers })).status).to.equal(401);
  });

  it('makes tokens for programs, lists and ends them', async () => {
    const { id, token } = await call('bob', 'POST', '/tokens', { scopes: ['read'], note: 'bot', days: 7 });
    tokens.bot = token;
    await call('bot', 'GET', '/me');
    expect((await call('bob', 'GET', '/tokens')).tokens[0]).to.deep.include({ id, scopes: ['read'] });
    await call('bob', 'DELETE', `/tokens/${id}`);
    const other = await call('bob', 'POST', '/tokens', { scopes: null });
    const all = (await call('root', 'GET', '/admin/tokens')).tokens as { id: string; owner: string }[];
    expect(all.find(one => one.id === other.id)).to.include({ owner: 'bob' });
    await call('root', 'DELETE', `/admin/tokens/${other.id}`);
  });

  it('makes webhooks, tries them out, shows what they were told, and removes them', async () => {
    const input = { url: 'https://receiver.example/in', events: ['person_created'], note: 'HR' };
    const { id, secret } = await call('root', 'POST', '/admin/webhooks', input);
    expect(secret).to.match(/^whsec_/);
    expect((await call('root', 'GET', '/admin/webhooks')).webhooks[0]).to.include({ id, note: 'HR' });
    const changed = await call('root', 'PATCH', `/admin/webhooks/${id}`, { on: false });
    expect(changed).to.include({ on: false, note: 'HR' });
    expect(await call('root', 'POST', `/admin/webhooks/${id}/test`)).to.include({ status: null });
    expect((await call('root', 'GET', `/admin/webhooks/${id}/deliveries`)).deliveries).to.deep.equal([]);
    await call('root', 'DELETE', `/admin/webhooks/${id}`);
  });

  it('lets an administrator announce, and a person confirm', async () => {
    const { id } = await call('root', 'POST', '/announcements', {
      text: 'Back up at five',
      to: ['bob'],
      priority: 'urgent',
    });
    await call('bob', 'POST', `/announcements/${id}/acknowledge`);
    expect((await stage.relay.snapshot('bob')).announcements).to.deep.equal([]);
  });

  it('carries an announcement from a template to its all-clear', async () => {
    const template = { text: 'Leave the building', priority: 'urgent', to: ['bob'] };
    await call('root', 'PUT', '/announcements/templates/fire', template);
    expect((await call('root', 'GET', '/announcements/templates')).templates[0].name).to.equal('fire');
    await call('root', 'DELETE', '/announcements/templates/fire');
    expect((await call('root', 'POST', '/announcements/preview', { to: ['bob'] })).people).to.equal(1);
    const { id } = await call('root', 'POST', '/announcements', template);
    const at = `/announcements/${id}`;
    expect((await call('bob', 'GET', '/announcements/open')).announcements[0].id).to.equal(id);
    await call('bob', 'POST', `${at}/shown`);
    await call('root', 'PATCH', at, { text: 'Leave the building by the stairs' });
    expect((await call('root', 'POST', `${at}/remind`)).reminders).to.equal(1);
    const { people } = await call('root', 'GET', `${at}/report`);
    expect([people[0].name, people[0].acknowledgedAt]).to.deep.equal(['bob', null]);
    expect((await call('root', 'POST', `${at}/clear`)).clears).to.equal(id);
    const { announcements } = await call('root', 'GET', '/announcements?state=cleared');
    expect(announcements.map((one: { id: string }) => one.id)).to.deep.equal([id]);
    const other = await call('root', 'POST', '/announcements', template);
    expect((await call('root', 'POST', `/announcements/${other.id}/withdraw`)).state).to.equal('withdrawn');
  });

  it('lets a second person decide about an announcement', async () => {
    await call('root', 'PATCH', '/admin/users/alice', { duties: ['announcer'] });
    const emergency = { text: 'Leave the building', to: ['bob'], priority: 'emergency' };
    const { id, state } = await call('alice', 'POST', '/announcements', emergency);
    expect(state).to.equal('waiting');
    const decided = await call('root', 'POST', `/announcements/${id}/decide`, { approve: true });
    expect(decided).to.include({ state: 'sent', approvedBy: 'root' });
    await call('root', 'PATCH', '/admin/users/alice', { duties: [] });
  });

  it('carries a message that was left from the sender to an answer', async () => {
    const { id } = await call('alice', 'POST', '/users/bob/left', { text: 'Call me', clientId: 'left-1' });
    const { left, unread } = await call('bob', 'GET', '/inbox?limit=5');
    expect([left[0].text, unread]).to.deep.equal(['Call me', 1]);
    expect((await call('bob', 'GET', `/inbox?before=${id}`)).left).to.deep.equal([]);
    expect((await call('bob', 'POST', `/inbox/${id}/mark`, { read: true })).unread).to.equal(0);
    const { invitation } = await call('bob', 'POST', `/inbox/${id}/answer`, { message: 'Yes?' });
    expect(invitation.to[0].name).to.equal('alice');
    await call('bob', 'POST', `/inbox/${id}/remove`);
    const refused = await stage.ask(`/api/v1/inbox/${id}/remove`, {
      ...{ method: 'POST', headers: { authorization: `Bearer ${tokens.bob}` } },
    });
    expect([refused.status, refused.json.code]).to.deep.equal([404, 'unknown_left']);
  });

  it('carries a request for help from the question to its end', async () => {
    const { help, place } = await call('alice', 'POST', '/help', { text: 'It burns', clientId: 'help-1' });
    expect([help.state, place]).to.deep.equal(['open', 1]);
    const { rows } = await call('root', 'GET', '/admin/help/queue');
    expect(rows[0]).to.include({ id: help.id, text: 'It burns' });
    expect((await call('root', 'POST', `/admin/help/${help.id}/take`)).by.name).to.equal('root');
    const noted = { text: 'Again', clientId: 'note-1' };
    expect((await call('root', 'POST', `/admin/help/${help.id}/notes`, noted)).notes).to.have.length(1);
    await call('root', 'POST', `/admin/help/${help.id}/hand`, { to: null });
    await call('root', 'POST', `/admin/help/${help.id}/close`, { outcome: 'solved' });
    expect((await call('alice', 'POST', `/help/${help.id}/reopen`)).place).to.equal(1);
    expect((await call('alice', 'POST', `/help/${help.id}/cancel`)).outcome).to.equal('cancelled');
    expect((await call('alice', 'GET', '/help')).requests[0].id).to.equal(help.id);
    const listed = await call('root', 'GET', '/admin/help?state=closed&limit=5');
    expect([listed.rows.length, listed.more]).to.deep.equal([1, false]);
    expect((await call('root', 'GET', `/admin/help?before=${help.id}`)).rows).to.deep.equal([]);
    expect((await call('root', 'GET', `/admin/help/${help.id}`)).notes[0].text).to.equal('Again');
    const headers = { authorization: `Bearer ${tokens.alice}` };
    expect((await stage.ask('/api/v1/admin/help', { headers })).status).to.equal(403);
  });

  it('lets somebody change their own page, make keys for it, and send a guest away', async () => {
    const hours = [{ days: [1], from: '09:00', to: '17:00' }];
    const changed = await call('alice', 'PATCH', '/me/address', { about: 'Sales', hours, aliases: ['ally'] });
    expect(await call('alice', 'GET', '/me/address')).to.deep.equal(changed);
    const { id } = await call('alice', 'POST', '/me/address/keys', { kind: 'pin', label: 'Courier' });
    await call('alice', 'POST', `/me/address/keys/${id}/remove`);
    await call('alice', 'PATCH', '/me/address', { hours: [] });
    stage.relay.seen('alice');
    const words = { display: 'Eve', contact: '', text: 'Hello', once: 'x'.repeat(43) };
    const visit = { address: '192.0.2.7', proof: null };
    const { guest } = await stage.relay.visitors.talk('alice', words, visit);
    await call('alice', 'POST', `/guests/${guest}/ban`);
    expect(await stage.relay.visitors.open('alice', visit)).to.equal(null);
  });

  it('lets somebody have hosts left alone, and carry the window again', async () => {
    expect(await call('alice', 'POST', '/paused', { host: 'Site.Test', on: true })).to.deep.equal({
      paused: ['site.test'],
    });
    expect((await call('bob', 'GET', '/paused')).paused).to.deep.equal([]);
    await call('alice', 'POST', '/paused', { host: 'site.test', on: false });
    expect((await call('alice', 'GET', '/paused')).paused).to.deep.equal([]);
  });

  it('lets an administrator alone take the window out of all pages, and anybody see that', async () => {
    await call('root', 'PUT', '/pages', { on: false });
    expect(await call('bob', 'GET', '/pages')).to.include({ on: false, by: 'root' });
    const headers = { authorization: `Bearer ${tokens.bob}` };
    const refused = await stage.ask('/api/v1/pages', { method: 'PUT', headers, body: { on: true } });
    expect([refused.status, refused.json.code]).to.deep.equal([403, 'forbidden']);
    await call('root', 'PUT', '/pages', { on: true });
  });

  it('lets people make groups, come into them and see who is there', async () => {
    const made = await call('alice', 'POST', '/groups', { name: 'ops', display: 'Ops', joining: 'open' });
    expect(made).to.include({ members: 1, mine: 'owner' });
    await call('alice', 'PATCH', '/groups/ops', { about: 'We run it', joining: 'approval' });
    expect((await call('bob', 'GET', '/groups?query=ops')).groups[0].about).to.equal('We run it');
    expect((await call('bob', 'POST', '/groups/ops/join', {})).mine).to.equal('asked');
    const { members } = await call('alice', 'PUT', '/groups/ops/members/bob', { role: 'member' });
    expect(members.map(({ role }: { role: string }) => role)).to.deep.equal(['owner', 'member']);
    expect((await call('bob', 'GET', '/groups/ops')).members).to.have.length(2);
    const board = await call('bob', 'GET', '/board?of=group:ops&limit=5');
    expect(board.rows.map(({ name }: { name: string }) => name)).to.deep.equal(['alice']);
    await call('bob', 'POST', '/groups/ops/leave');
    await call('bob', 'POST', '/groups', { name: 'sales', display: 'Sales' });
    const groups = ['sales', 'ops'];
    expect((await call('root', 'PUT', '/barriers', { groups, on: true })).barriers[0].by).to.equal('root');
    await call('root', 'PUT', '/barriers', { groups, on: false });
    expect(await call('root', 'GET', '/barriers')).to.deep.equal({ barriers: [] });
    await call('alice', 'POST', '/groups/ops/remove');
  });

  it('keeps an address book and a block list', async () => {
    const { rows } = await call('alice', 'PUT', '/contacts/bob', { on: true, favourite: true });
    expect(rows).to.deep.equal([{ name: 'bob', display: 'Bob', favourite: true }]);
    expect(await call('alice', 'GET', '/contacts')).to.deep.equal({ rows });
    expect(await call('alice', 'PUT', '/users/bob/notify', { on: true })).to.deep.equal({ on: true });
    await call('alice', 'PUT', '/blocked/bob', { on: true });
    expect((await call('alice', 'GET', '/blocked')).people[0].name).to.equal('bob');
    await call('alice', 'PUT', '/blocked/bob', { on: false });
    await call('alice', 'PUT', '/me/reachable', { by: 'groups' });
    expect(await call('alice', 'GET', '/me/reachable')).to.deep.equal({ by: 'groups' });
  });

  it('lets administrators make accounts, codes and reset links, and people use them', async () => {
    const { user, reset } = await call('root', 'POST', '/admin/users', { name: 'dora', display: 'Dora' });
    expect(user).to.include({ name: 'dora', role: 'user', disabled: false });
    const password = 'a long password';
    const { token } = reset;
    expect(reset.path).to.equal(`/reset#${token}`);
    expect(await call('', 'POST', '/reset', { token, password })).to.deep.equal({ name: 'dora' });
    tokens.dora = (await call('', 'POST', '/login', { name: 'dora', password })).token;

    const made = await call('root', 'POST', '/admin/codes', { note: 'for Emil', days: 2 });
    const emil = await call('', 'POST', '/register', { name: 'emil', password, code: made.code });
    expect(emil.user).to.include({ name: 'emil', role: 'user' });
    const unused = await call('root', 'POST', '/admin/codes', {});
    await call('root', 'DELETE', `/admin/codes/${unused.id}`);
    const { codes } = await call('root', 'GET', '/admin/codes');
    expect(codes).to.have.length(1);
    expect(codes[0]).to.include({ note: 'for Emil', by: 'root', usedBy: 'emil' });
    expect(JSON.stringify(codes)).not.to.include(made.code);

    await call('root', 'POST', '/admin/users/dora/reset');
    const changed = await call('root', 'PATCH', '/admin/users/dora', { mobile: '+49 170 1', disabled: true });
    expect(changed).to.include({ mobile: '+49 170 1', disabled: true });
    const { users, more } = await call('root', 'GET', '/admin/users?query=d&after=alice&limit=1');
    expect([users.map(({ name }: { name: string }) => name), more]).to.deep.equal([['dora'], false]);
    expect(await call('root', 'GET', '/admin/users/dora')).to.include({ name: 'dora', disabled: true });
    const namesOf = async (asked: string) => {
      const { users, total } = await call('root', 'GET', `/admin/users?${asked}`);
      return [users.map(({ name }: { name: string }) => name), total];
    };
    expect(await namesOf('only=disabled')).to.deep.equal([['dora'], 1]);
    expect(await namesOf('only=administrators')).to.deep.equal([['root'], 1]);
    expect(await namesOf('only=duties')).to.deep.equal([[], 0]);
    expect(await namesOf('from=1&limit=2')).to.deep.equal([['bob', 'dora'], 5]);
    tokens.emil = (await call('', 'POST', '/login', { name: 'emil', password })).token;
    await call('root', 'DELETE', '/admin/users/emil/sessions');
    const ended = await stage.ask('/api/v1/me', { headers: { authorization: `Bearer ${tokens.emil}` } });
    expect(ended.status).to.equal(401);
  });

  it('shows administrators alone how the server does', async () => {
    expect(await call('root', 'GET', '/admin/overview')).to.include({ range: 'hour', stepMs: 10_000 });
    expect(await call('root', 'GET', '/admin/overview?range=day')).to.include({ range: 'day' });
    const asked = (user: string, query = '') =>
      stage.ask(`/api/v1/admin/overview${query}`, { headers: { authorization: `Bearer ${tokens[user]}` } });
    expect((await asked('alice')).json).to.include({ status: 403, code: 'forbidden' });
    expect((await asked('root', '?range=year')).json).to.include({ code: 'invalid', field: 'range' });
  });

  it('lets administrators alone change the house, try things out and see what stays closed', async () => {
    const { version } = await call('root', 'GET', '/admin/house');
    const set = { 'tls.intercept': 'invited' };
    const { settings } = await call('root', 'PUT', '/admin/house', { version, set });
    expect(settings[0]).to.include({ key: 'tls.intercept', value: 'invited' });
    expect(await call('root', 'POST', '/admin/house/try', { url: 'http://site.test/' })).to.include({
      decision: 'page',
    });
    const { bypasses } = await call('root', 'POST', '/admin/bypasses', { host: '*.bank.test' });
    expect(bypasses[0]).to.include({ host: '*.bank.test', kind: 'listed' });
    expect((await call('root', 'GET', '/admin/bypasses')).bypasses).to.deep.equal(bypasses);
    expect((await call('root', 'DELETE', '/admin/bypasses/*.bank.test')).bypasses).to.deep.equal([]);
    const asked = (user: string, method: string, path: string, body?: object) =>
      stage.ask(`/api/v1/admin${path}`, {
        ...{ method, headers: { authorization: `Bearer ${tokens[user]}` } },
        ...(body && { body }),
      });
    expect((await asked('root', 'PUT', '/house', { set })).json).to.include({
      code: 'invalid',
      field: 'version',
    });
    for (const [method, path] of [
      ['GET', '/house'],
      ['PUT', '/house'],
      ['POST', '/house/try'],
      ['GET', '/bypasses'],
      ['POST', '/bypasses'],
      ['DELETE', '/bypasses/site.test'],
    ] as const)
      expect((await asked('alice', method, path, method === 'GET' ? undefined : {})).json).to.include({
        code: 'forbidden',
      });
  });

  it('lets administrators see who is connected, and close a channel', async () => {
    const headers = { authorization: `Bearer ${tokens.bob}` };
    const client = stage.socket('direct', '', '/api/v1/channel', { headers });
    await client.frame(({ kind }) => kind === 'hello');
    const { sessions } = await call('root', 'GET', '/sessions/live');
    const mine = sessions.find(({ user }: { user: string }) => user === 'bob');
    expect(mine).to.include({ address: '127.0.0.1', node: 'local', site: null });
    expect(mine.port).to.be.above(0);
    await call('root', 'DELETE', `/sessions/live/${mine.id}`);
    expect(await client.closed).to.equal(1008);
  });

  it('lets a second person decide, with a reason', async () => {
    stage.relay.use({ approval: 'emergency' });
    const written = { text: 'Leave', to: ['bob'], priority: 'emergency' };
    const { id, state } = await call('root', 'POST', '/announcements', written);
    expect(state).to.equal('waiting');
    const refused = await call('root', 'POST', `/announcements/${id}/decide`, {
      ...{ approve: false, reason: 'It is a drill.' },
    });
    expect(refused.refusal).to.deep.equal({ by: 'root', reason: 'It is a drill.' });
    stage.relay.use({ approval: 'none' });
  });

  it('keeps templates of announcements', async () => {
    const template = { text: 'Leave the house', priority: 'emergency', to: ['all'], drill: true };
    await call('root', 'PUT', '/announcements/templates/Fire', template);
    const { templates } = await call('root', 'GET', '/announcements/templates');
    expect(templates.map(({ name }: { name: string }) => name)).to.deep.equal(['Fire']);
    await call('root', 'DELETE', '/announcements/templates/Fire');
  });

  it('shows auditors what was done, and whether nothing of it was changed', async () => {
    const { entries, more } = await call(
      'root',
      'GET',
      '/admin/audit?actor=root&limit=1&until=9999999999999',
    );
    expect([entries.length, entries[0].actor, more]).to.deep.equal([1, 'root', true]);
    const report = await call('root', 'GET', '/admin/audit/verify');
    expect(report).to.include({ intact: true, broken: null });
    const { n, hash } = report.head;
    expect(await call('root', 'GET', `/admin/audit/verify?checkpoint=${n}:${hash}`)).to.include({
      intact: true,
    });
    const headers = { authorization: `Bearer ${tokens.alice}` };
    expect((await stage.ask('/api/v1/admin/audit', { headers })).json.code).to.equal('forbidden');
  });

  it('lets administrators put things under hold, and auditors see what is kept for how long', async () => {
    const invited = await call('alice', 'POST', '/invitations', { to: ['bob'], message: 'Before' });
    const at = `/conversations/${invited.conversation}`;
    const hold = await call('root', 'POST', '/admin/holds', {
      ...{ kind: 'conversation', subject: invited.conversation, reason: 'Case 12' },
    });
    await call('alice', 'PATCH', `${at}/messages/1`, { clientId: 'held-1', text: 'After' });
    const { copies } = await call('root', 'GET', `/admin/holds/${hold.id}/copies?limit=5`);
    expect(copies.map(({ body }: { body: { text: string } }) => body.text)).to.deep.equal(['Before']);
    expect((await call('root', 'GET', '/admin/holds')).holds).to.deep.equal([hold]);
    const lifted = await call('root', 'POST', `/admin/holds/${hold.id}/lift`, { reason: 'Closed' });
    expect(lifted.lifted).to.include({ by: 'root', reason: 'Closed' });
    expect((await call('root', 'GET', '/admin/retention')).days.messages).to.equal(null);
  });

  it('lets administrators delete people', async () => {
    await call('root', 'POST', '/admin/users', { name: 'finn' });
    await call('root', 'DELETE', '/admin/users/finn');
    await stage.relay.persons.deleted();
    const { users } = await call('root', 'GET', '/admin/users?query=finn');
    expect(users).to.deep.equal([]);
  });

  it('was walked through whole', () => {
    const left = apiRoutes.filter(route => !walked.has(route)).map(({ method, path }) => `${method} ${path}`);
    expect(left).to.deep.equal([]);
  });
});

describe('apiRoutes for those who run the house', () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
    await stage.relay.accounts.administer('root', 'bob', { duties: ['auditor'] });
  });
  after(() => stage.close());

  const guarded = apiRoutes.filter(({ who }) => who !== 'anyone' && who !== 'person');

  const statusFor = async (user: string, { method, path }: ApiRoute) => {
    const headers = { authorization: `Bearer ${await stage.token(user)}` };
    const body = method === 'GET' || method === 'DELETE' ? {} : { body: {} };
    const { status, json } = await stage.ask(`/api/v1${path.replace(/:\w+/g, 'alice')}`, {
      method,
      headers,
      ...body,
    });
    return `${status} ${json?.code}`;
  };

  for (const route of guarded) {
    const { method, path, who } = route;
    it(`${method} ${path}: not for a plain user, ${who === 'audit' ? 'but for' : 'nor for'} an auditor`, async () => {
      expect(await statusFor('alice', route)).to.equal('403 forbidden');
      if (who === 'audit') expect(await statusFor('bob', route)).not.to.equal('403 forbidden');
      else expect(await statusFor('bob', route)).to.equal('403 forbidden');
    });
  }

  it('has no call below /admin that everybody may make', () => {
    const open = apiRoutes.filter(route => route.path.startsWith('/admin/') && !guarded.includes(route));
    expect(open.map(({ path }) => path)).to.deep.equal([]);
  });
});
