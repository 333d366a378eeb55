import { expect } from 'chai';
import { trustNote } from '../../fixtures/nss-database.ts';
import { openStage, type Person, type Stage } from './stage.ts';

const magic = 'https://hallway.internal';

/** What a page of evil.example tries; each gives what it got hold of, which must be nothing. */
const attempts: Record<string, (magic: string, invitation: string) => Promise<unknown>> = {
  'reads by fetch': async magic => {
    const answer = await fetch(`${magic}/api/v1/me`, { credentials: 'include' });
    return answer.text();
  },
  'reads by fetch without CORS': async magic => {
    const answer = await fetch(`${magic}/api/v1/me`, { mode: 'no-cors', credentials: 'include' });
    return answer.type === 'opaque' && answer.status === 0 ? null : answer.text();
  },
  'reads the pane by fetch': async magic => (await fetch(`${magic}/pane`)).text(),
  'writes by fetch with JSON': async magic => {
    const answer = await fetch(`${magic}/api/v1/invitations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ to: ['bob'], message: 'forged' }),
    });
    return answer.text();
  },
  'writes by fetch without CORS, as text': async magic => {
    await fetch(`${magic}/api/v1/invitations`, {
      method: 'POST',
      mode: 'no-cors',
      body: JSON.stringify({ to: ['bob'], message: 'forged' }),
    });
    return null;
  },
  'writes by beacon': async (magic, invitation) => {
    navigator.sendBeacon(`${magic}/api/v1/invitations/${invitation}/decline`, '{}');
    return null;
  },
  'writes by a form': async (magic, invitation) => {
    const form = document.createElement('form');
    form.method = 'post';
    form.enctype = 'text/plain';
    form.action = `${magic}/api/v1/invitations/${invitation}/decline`;
    form.target = 'away';
    const frame = document.createElement('iframe');
    frame.name = 'away';
    const loaded = new Promise(resolve => frame.addEventListener('load', resolve, { once: true }));
    document.body.append(frame, form);
    form.submit();
    await loaded;
    return null;
  },
  'reads by an image and a script': async magic => {
    const results = await Promise.all(
      ['img', 'script'].map(
        name =>
          new Promise(resolve => {
            const element = document.createElement(name) as HTMLImageElement;
            element.onload = () => resolve(`${name} loaded`);
            element.onerror = () => resolve(null);
            element.src = `${magic}/api/v1/me`;
            document.body.append(element);
          }),
      ),
    );
    return results.find(result => result !== null) ?? null;
  },
  'opens the channel': magic =>
    new Promise(resolve => {
      const socket = new WebSocket(`${magic.replace('https', 'wss')}/api/v1/channel`);
      socket.onopen = () => resolve('the channel opened');
      socket.onerror = () => resolve(null);
    }),
  'opens the channel with a made-up token': magic =>
    new Promise(resolve => {
      const socket = new WebSocket(`${magic.replace('https', 'wss')}/api/v1/channel`, [
        'hallway.v1',
        'token.AAAA',
      ]);
      socket.onopen = () => resolve('the channel opened');
      socket.onerror = () => resolve(null);
    }),
  'opens the channel from a sandboxed frame, with Origin null': magic =>
    new Promise(resolve => {
      const frame = document.createElement('iframe');
      frame.sandbox.add('allow-scripts');
      addEventListener(
        'message',
        event => typeof event.data === 'string' && resolve(event.data === 'nothing' ? null : event.data),
      );
      frame.srcdoc = `<script>
        Promise.all([
          new Promise(done => { const s = new WebSocket('${magic.replace('https', 'wss')}/api/v1/channel'); s.onopen = () => done('opened'); s.onerror = () => done(''); }),
          fetch('${magic}/api/v1/me').then(answer => answer.text(), () => ''),
        ]).then(found => parent.postMessage(found.join('') || 'nothing', '*'));
      </script>`;
      document.body.append(frame);
    }),
  'asks by names below the magic host': async magic => {
    const below = magic.replace('//', '//bob.');
    const text = (path: string, init?: RequestInit) =>
      fetch(below + path, init).then(
        answer => answer.text(),
        () => '',
      );
    const opened = new Promise<string>(resolve => {
      const socket = new WebSocket(`${below.replace('https', 'wss')}/api/v1/channel`, [
        'hallway.v1',
        'token.AAAA',
      ]);
      socket.onopen = () => resolve('the channel opened');
      socket.onerror = () => resolve('');
    });
    const found = await Promise.all([
      text('/'),
      text('/api/v1/me', { credentials: 'include' }),
      text('/pane'),
      text('/api/v1/invitations', {
        method: 'POST',
        body: JSON.stringify({ to: ['bob'], message: 'forged' }),
      }),
      opened,
    ]);
    return found.join('') || null;
  },
  'reads the framed pane': async magic => {
    const frame = document.createElement('iframe');
    frame.src = `${magic}/pane?user=bob&token=x&cursor=a.1`;
    const loaded = new Promise(resolve => frame.addEventListener('load', resolve, { once: true }));
    document.body.append(frame);
    await loaded;
    try {
      return frame.contentDocument?.body?.innerText || null;
    } catch {
      return null;
    }
  },
  'listens to what the pane says': () =>
    new Promise(resolve => {
      const heard: string[] = [];
      addEventListener('message', event => heard.push(JSON.stringify(event.data)));
      const frame = document.querySelector('iframe[data-hallway]') as HTMLIFrameElement | null;
      frame?.contentWindow?.postMessage({ ask: true, command: 'people', url: 'https://bank.example/' }, '*');
      setTimeout(
        () => resolve(heard.filter(text => /alice|bob|token|secret words/i.test(text)).join('') || null),
        1_000,
      );
    }),
};

describe(`a hostile page${trustNote}`, function () {
  this.timeout(120_000);
  let stage: Stage;
  let alice: Person;
  let invitation: string;

  before(async () => {
    stage = await openStage({
      handler: (_, response) =>
        response
          .writeHead(200, { 'content-type': 'text/html' })
          .end('<!doctype html><title>Evil</title><body>Evil'),
      hosts: ['evil.example'],
    });
    alice = await stage.person('alice');
    await stage.account('bob');
    const made = await stage.server.relay.perform('bob', 'invite', {
      to: ['alice'],
      message: 'secret words',
    });
    invitation = made.id;
  });
  after(() => stage?.close());

  for (const scheme of ['https', 'http']) {
    for (const [name, attempt] of Object.entries(attempts)) {
      it(`of ${scheme} ${name} and gets nothing`, async () => {
        await alice.visits(`${scheme}://evil.example/`);
        const found = await alice.page.evaluate(
          ([source, origin, id]) => new Function(`return (${source})`)()(origin, id).catch(() => null),
          [attempt.toString(), magic, invitation] as const,
        );
        expect(found).to.equal(null);
        const [mine] = await stage.server.relay.invitations('alice');
        expect(mine!.to[0]!.state).to.be.oneOf(['pending', 'shown']);
        expect(await stage.server.relay.invitations('bob')).to.have.length(1);
      });
    }
  }

  it('cannot frame any page but the pane', async () => {
    await alice.visits('https://evil.example/');
    const pages = ['/', '/talk', '/account', '/login', '/u/bob'].map(path => magic + path);
    for (const page of [...pages, 'https://bob.hallway.internal/', 'https://bob.hallway.internal/pane']) {
      await alice.page.evaluate(async url => {
        const frame = document.createElement('iframe');
        frame.name = 'framed';
        frame.src = url;
        const loaded = new Promise(resolve => frame.addEventListener('load', resolve, { once: true }));
        document.body.append(frame);
        await loaded;
      }, page);
      // Refused: the browser shows its own error page instead.
      const framed = await (await alice.page.$('iframe[name=framed]'))!.contentFrame();
      expect(framed!.url(), page).to.equal('chrome-error://chromewebdata/');
      await alice.page.evaluate(() => document.querySelector('iframe[name=framed]')!.remove());
    }
  });

  it('is not where a name below the magic host leads: that is the person’s page, under our own name', async () => {
    await alice.visits('https://bob.hallway.internal/');
    expect(alice.page.url()).to.equal(`${magic}/u/bob`);
    await alice.page.getByRole('heading', { name: 'Bob' }).waitFor();
  });

  it('that sends the pane elsewhere and back gets nothing from it', async () => {
    await alice.visits('https://evil.example/');
    await alice.sees('secret words');
    const heard = await alice.page.evaluate(async origin => {
      const texts: string[] = [];
      addEventListener('message', event => texts.push(JSON.stringify(event.data)));
      const frame = document.querySelector('iframe[data-hallway]') as HTMLIFrameElement;
      const loaded = () => new Promise(resolve => frame.addEventListener('load', resolve, { once: true }));
      frame.src = `${origin}/pane?cursor=x.999&token=forged&user=bob#invite=bob`;
      await loaded();
      frame.src = `${origin}/api/v1/me`;
      await loaded();
      return texts.join('');
    }, magic);
    expect(heard).not.to.match(/secret|alice|token/);
    expect(await stage.server.relay.invitations('bob')).to.have.length(1);
  });
});
