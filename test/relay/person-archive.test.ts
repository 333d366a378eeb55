import { expect } from 'chai';
import { refused, Stage } from '../conversations/stage.ts';
import { untar } from './untar.ts';

describe('PersonArchive', () => {
  it('holds what is there of one person, files too, and nothing that is kept from them', async () => {
    const stage = await Stage.open();
    await stage.person('root', 'admin');
    const [alice, bob] = await stage.people('alice', 'bob');
    const talk = await alice!.invites([bob!], { header: 'Plans', message: 'Hello' });
    await bob!.accepts(talk);
    const bytes = async function* () {
      yield Buffer.from('plain words\n');
    };
    const file = await stage.relay.files.upload('alice', talk.conversation, 'Pläne.txt', bytes());
    await alice!.sends(talk, { text: 'See this', files: [file.id] });
    await bob!.says(talk, 'Seen');
    await alice!.does('availability', { note: 'In a meeting' });
    await stage.relay.tokens.make('alice', 'alice', { scopes: ['read'], note: 'bot' });

    await refused(stage.relay.persons.export('alice', 'alice'), 'forbidden');
    await refused(stage.relay.persons.export('root', 'nobody'), 'unknown_person');
    const chunks: Uint8Array[] = [];
    for await (const chunk of await stage.relay.persons.export('root', 'Alice')) chunks.push(chunk);
    const found = untar(Buffer.concat(chunks));
    const rows = (kind: string) =>
      found
        .get(`${kind}-0001.jsonl`)!
        .toString()
        .trim()
        .split('\n')
        .map(line => JSON.parse(line));
    expect(JSON.parse(found.get('index.json')!.toString())).to.include({ name: 'alice' });
    expect(rows('person')).to.have.length(1);
    expect(rows('messages').map(({ sender, text }) => [sender, text])).to.deep.equal([
      ['alice', 'Hello'],
      ['alice', 'See this'],
      ['bob', 'Seen'],
    ]);
    expect(rows('preferences')[0]).to.include({ note: 'In a meeting' });
    expect(rows('log-ins')[0]).to.include({ note: 'bot' });
    const [path] = [...found.keys()].filter(one => one.startsWith('files/'));
    expect(path).to.match(new RegExp(`^files/${file.id}-Pl_ne.txt$`));
    expect(found.get(path!)!.toString()).to.equal('plain words\n');
    expect(Buffer.concat(chunks).toString('latin1')).not.to.match(/argon2|"password"/);
    const [entry] = await stage.store.audit.list(1);
    expect(entry).to.include({ actor: 'root', action: 'person_exported', subject: 'alice' });
    await stage.close();
  });
});
