import { expect } from 'chai';
import fc from 'fast-check';
import { createCommands, type Parts, runCommand } from '../../relay/commands.ts';
import { type CommandName, commandInputs } from '../../relay/protocol.ts';
import { refused, Stage } from '../conversations/stage.ts';

describe('createCommands', () => {
  it('has one for each entry of the protocol’s table', () => {
    expect(Object.keys(createCommands({} as Parts)).sort()).to.deep.equal(Object.keys(commandInputs).sort());
  });
});

describe('runCommand', () => {
  it('refuses a command that is not in the table', async () => {
    for (const name of ['nonsense', 'constructor', '__proto__', 'toString']) {
      const run = runCommand(createCommands({} as Parts), 'bob', name as CommandName, {});
      expect((await refused(run, 'invalid')).field).to.equal('command');
    }
  });

  it('answers anything that JSON can hold with an output or an error with a code', async () => {
    const stage = await Stage.open();
    await stage.people('alice', 'bob');
    const command = fc.constantFrom(...(Object.keys(commandInputs) as CommandName[]));
    const field = fc.oneof(fc.constantFrom('bob', ['bob'], 'new', 1, true, null), fc.jsonValue());
    const input = fc.oneof(
      fc.jsonValue(),
      fc.record(
        {
          to: field,
          conversation: field,
          invitation: field,
          announcement: field,
          clientId: field,
          text: field,
          seq: field,
        },
        { requiredKeys: [] },
      ),
    );
    await fc.assert(
      fc.asyncProperty(command, input, async (name, value) => {
        try {
          await stage.relay.perform('alice', name, value);
        } catch (error) {
          expect(error).to.have.property('code').that.is.a('string').and.not.equal('unavailable');
        }
      }),
      { numRuns: 300 },
    );
    await stage.close();
  });
});
