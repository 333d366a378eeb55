import { expect } from 'chai';
import { setupSteps, systemOf } from '../../portal/setup-steps.ts';

describe('systemOf', () => {
  const cases: Record<string, string> = {
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36': 'Windows',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/19.0 Safari/605.1.15':
      'macOS',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36': 'Linux',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148': 'iPhone',
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/156.0.0.0 Mobile Safari/537.36': 'Android',
    'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0': 'Firefox',
    'Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 Chrome/156.0.0.0': 'ChromeOS',
  };
  for (const [agent, system] of Object.entries(cases)) {
    it(`opens the steps for ${system}`, () => {
      expect(setupSteps.en[systemOf(agent)]!.system).to.match(new RegExp(`^${system}`));
    });
  }

  it('opens none when it cannot tell', () => {
    expect(systemOf('curl/8')).to.equal(-1);
    expect(systemOf(undefined)).to.equal(-1);
  });
});

describe('setupSteps', () => {
  it('stand in the same order in every language', () => {
    expect(setupSteps.de.length).to.equal(setupSteps.en.length);
    expect(setupSteps.de.map(({ steps }) => steps.length)).to.deep.equal(
      setupSteps.en.map(({ steps }) => steps.length),
    );
  });
});
