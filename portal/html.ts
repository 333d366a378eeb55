/** Markup that is safe to stand in a page as it is. Only `html` and `trusted` make it. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = Html | string | number | null | undefined | false | Part[];

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** For text and for quoted attribute values. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, found => entities[found]!);

/** A template whose values are escaped unless they are markup themselves; lists are joined, nothing stands for null and false. */
export function html(strings: TemplateStringsArray, ...values: Part[]): Html {
  const text = strings.reduce((all, part, at) => all + render(values[at - 1]) + part);
  return new Html(text);
}

/** Markup from our own source code. Never for anything that came in. */
export const trusted = (text: string): Html => new Html(text);

/** JSON that may stand in a `<script>`: no `<`, so neither an end tag nor a comment can begin in it. */
export const inlineJson = (value: unknown): Html =>
  new Html(
    JSON.stringify(value)
      .replaceAll('<', '\\u003c')
      .replaceAll('\u2028', '\\u2028')
      .replaceAll('\u2029', '\\u2029'),
  );

function render(part: Part): string {
  if (part instanceof Html) return part.text;
  if (Array.isArray(part)) return part.map(render).join('');
  return part === null || part === undefined || part === false ? '' : escapeHtml(String(part));
}
