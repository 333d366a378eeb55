import { useMemo } from 'preact/hooks';
import { screensTranslator } from '../screens-strings.ts';

/** The texts of the screens that come with a file of their own. */
export const useWords = () => useMemo(() => screensTranslator(document.documentElement.lang), []);
