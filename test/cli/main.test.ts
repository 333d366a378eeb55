import { expect } from 'chai';
import { runHallway } from '../../fixtures/hallway-process.ts';

describe('hallway', () => {
  it('explains itself', async () => {
    const { status, stdout } = await runHallway(['help']);
    expect(status).to.equal(0);
    for (const command of [
      'start',
      'demo',
      'config',
      'user',
      'token',
      'ca',
      'announce',
      'explain',
      'doctor',
    ]) {
      expect(stdout).to.contain(`hallway ${command}`);
    }
    expect((await runHallway(['user', '--help'])).stdout).to.contain('--password-stdin');
    expect((await runHallway(['--version'])).stdout).to.match(/^\d+\.\d+\.\d+\n$/);
  });

  it('answers an unknown command with the nearest one and status 2', async () => {
    const { status, stderr } = await runHallway(['strat']);
    expect(status).to.equal(2);
    expect(stderr).to.equal('hallway: there is no command "strat"; did you mean "start"?\n');
  });

  it('names the settings file that is missing', async () => {
    const { status, stderr } = await runHallway(['doctor', '--config', '/nowhere.yaml']);
    expect(status).to.equal(1);
    expect(stderr).to.contain('/nowhere.yaml: there is no such file');
  });
});
