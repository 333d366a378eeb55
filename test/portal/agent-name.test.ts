import { expect } from 'chai';
import { agentName } from '../../portal/agent-name.ts';

describe('agentName', () => {
  it('names browsers by what they are, whatever else they claim', () => {
    const chrome =
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36';
    const names = {
      [chrome]: 'Chrome, Linux',
      [chrome.replace('Chrome', 'HeadlessChrome')]: 'Chrome, Linux',
      [`${chrome} Edg/140.0`]: 'Edge, Linux',
      'Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0': 'Firefox, Windows',
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Safari/604.1':
        'Safari, iOS',
      'curl/8.5.0': 'curl',
    };
    for (const [agent, name] of Object.entries(names)) expect(agentName(agent)).to.equal(name);
  });

  it('says nothing where nothing was said', () => {
    expect(agentName('')).to.equal('');
    expect(agentName('<script>')).to.equal('');
  });
});
