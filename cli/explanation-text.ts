import { replacementOutcomes } from '../injector/index.ts';
import { type ExplainedBody, type ExplainedRules, type Explanation, reasonText } from './explain.ts';
import type { HeaderChange } from './header-changes.ts';

/** An explanation as lines for people. */
export function explanationText(explanation: Explanation): string[] {
  const { url, redirects, status, notes, requestHeaders, responseHeaders, body, replacement } = explanation;
  return [
    ...redirects.map(redirectLine),
    `${url}: status ${status}`,
    ...notes.map(note => `Note: ${note}`),
    '',
    ...decisionLines(explanation),
    ...(body === null ? [] : bodyLines(body)),
    ...(replacement === null ? [] : ruleLines(replacement)),
    ...changeLines('Asked of the origin otherwise than the browser did:', requestHeaders),
    ...changeLines('Headers of the answer that change:', responseHeaders),
  ];
}

function redirectLine({ url, status, location, followed }: Explanation['redirects'][number]): string {
  return `${url}: status ${status}, leads to ${location}${followed ? '' : ' (not followed; use --follow)'}`;
}

const verdicts: Record<Explanation['decision'], string> = {
  page: 'A page.',
  untouched: 'Not touched.',
  not_asked: 'Not touched, whatever the answer is.',
  blocked: 'Blocked.',
};

function decisionLines({ decision, reason }: Explanation): string[] {
  return [`${verdicts[decision]} ${reasonText(reason)} (${reason})`];
}

function bodyLines({ coding, bytesIn, bytesOut, end, place }: ExplainedBody): string[] {
  const ends = {
    whole: '',
    cut: '; the rest was not read',
    broken: '; the origin broke off or took too long, so the rest is not known',
  };
  return [
    `Body: ${coding}, ${bytesIn} bytes in, ${bytesOut} bytes out${ends[end]}.`,
    ...(place === null ? [] : [placeLine(place)]),
  ];
}

function placeLine({ offset, behind }: NonNullable<ExplainedBody['place']>): string {
  return offset === 0
    ? 'The loader stands at the very start.'
    : `The loader stands at byte ${offset} of the decoded page, right behind: …${behind}`;
}

function ruleLines({ outcome, rules, written }: ExplainedRules): string[] {
  const lines = rules.flatMap(({ rule, selector, do: what, found, edited, samples }) => {
    const counts = found === null ? 'no look was taken' : `${found} found, ${edited} edited`;
    return [`  rule ${rule}: ${what} ${selector}: ${counts}`, ...samples.map(sample => `    ${sample}`)];
  });
  const says = outcome === null ? [] : [`  ${replacementOutcomes[outcome]} (${outcome})`];
  return ['', 'Rules meant for this page:', ...lines, ...says, ...written.map(text => `  written: ${text}`)];
}

function changeLines(title: string, changes: HeaderChange[]): string[] {
  if (changes.length === 0) return [];
  return ['', title, ...changes.flatMap(changeLine)];
}

function changeLine({ name, before, after }: HeaderChange): string[] {
  if (before === null) return [`  ${name}: new: ${after}`];
  if (after === null) return [`  ${name}: dropped: ${before}`];
  if (!/^content-security-policy/i.test(name)) return [`  ${name}: ${before} -> ${after}`];
  // Policies joined by commas are policies of their own; an amendment never adds a comma.
  const olds = before.split(',');
  return [
    `  ${name}:`,
    ...after.split(',').flatMap((policy, index) => policyLines(olds[index] ?? '', policy)),
  ];
}

function policyLines(before: string, after: string): string[] {
  if (before === after) return [`    kept:   ${before.trim()}`];
  return [`    before: ${before.trim()}`, `    after:  ${after.trim()}`];
}
