/** In this order: browsers call themselves by each other's names too. */
const browsers: [RegExp, string][] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\bOPR\/|\bOpera\b/, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/(?:Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const systems: [RegExp, string][] = [
  [/\b(?:iPhone|iPad|iPod)\b/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

const first = (rows: [RegExp, string][], agent: string) => rows.find(([shape]) => shape.test(agent))?.[1];

/** A User-Agent header in words that people know, such as `Firefox, Linux`; empty when it says nothing. */
export function agentName(agent: string): string {
  const browser = first(browsers, agent);
  const program = /^[\w.-]{1,40}/.exec(agent)?.[0] ?? '';
  return [browser ?? program, first(systems, agent)].filter(Boolean).join(', ');
}
