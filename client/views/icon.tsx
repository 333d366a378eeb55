const paths = {
  /** A door that stands ajar, with a word coming out of it. */
  hallway:
    'M5 20.5V5.6c0-.8.6-1.5 1.4-1.6l6-.9c.9-.1 1.6.5 1.6 1.4v16M3 20.5h11M11 12.2v.1M17 7.5h1.5A2.5 2.5 0 0 1 21 10v3a2.5 2.5 0 0 1-2.5 2.5V18l-1.5-1.2',
  fold: 'M6 9.5l6 6 6-6',
  back: 'M14.5 6l-6 6 6 6',
  more: 'M5.5 12h.01M12 12h.01M18.5 12h.01',
  close: 'M7 7l10 10M17 7L7 17',
  send: 'M12 19V5.5M6 11l6-6 6 6',
  page: 'M13.5 3.5H7A1.5 1.5 0 0 0 5.5 5v14A1.5 1.5 0 0 0 7 20.5h10a1.5 1.5 0 0 0 1.5-1.5V8.5zM13.5 3.5v5h5',
  plus: 'M12 5v14M5 12h14',
  bell: 'M6.5 16.5V11a5.5 5.5 0 0 1 11 0v5.5l1.5 2H5zM10 21h4',
  play: 'M8 5.5v13l10.5-6.5z',
  pause: 'M9 6v12M15 6v12',
  save: 'M12 4.5v10M7.5 10.5L12 15l4.5-4.5M5 19.5h14',
  mute: 'M6.5 16.5V11a5.5 5.5 0 0 1 9-4.2M17.5 11v5.5l1.5 2H9M10 21h4M4 4l16 16',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  people:
    'M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M2.5 19.5c.4-3.4 3-5.5 6.5-5.5s6.1 2.1 6.5 5.5M15.5 4.9a3.4 3.4 0 0 1 0 6.2M18 14.4c2 .8 3.2 2.6 3.5 5.1',
  /** A hand that is raised. */
  help: 'M8 12V6.2a1.3 1.3 0 0 1 2.6 0V11V4.5a1.3 1.3 0 0 1 2.6 0V11V5.7a1.3 1.3 0 0 1 2.6 0V12V8.4a1.3 1.3 0 0 1 2.6 0v6.1c0 3.6-2.4 6-5.8 6-2.6 0-4-1-5.2-3L5 13.6c-.9-1.6 1.1-2.7 2-1.5z',
  inbox: 'M4 6.5h16v11H4zM4 7l8 6.5L20 7',
} as const;

/** A drawing in the text's colour; says nothing to a screen reader. */
export function Icon({ name }: { name: keyof typeof paths }) {
  return <Drawing name={name} path={paths[name]} />;
}

/** `path`: in a square of 24 units. */
export function Drawing({ name, path }: { name: string; path: string }) {
  return (
    <svg class={`glyph of-${name}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={path} />
    </svg>
  );
}
