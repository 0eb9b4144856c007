import { useLayoutEffect } from 'react';
import { cssVariables, type ThemeName } from '../map/theme.ts';
import { useMedia } from '../ui/use-media.ts';
import type { ThemeChoice } from '../view.ts';

/** The theme that a choice comes to on this device, set on the page. */
export function useTheme(choice: ThemeChoice): ThemeName {
  const deviceIsDark = useMedia('(prefers-color-scheme: dark)');
  const theme = choice === 'system' ? (deviceIsDark ? 'dark' : 'light') : choice;
  useLayoutEffect(() => {
    const root = document.documentElement;
    for (const [name, colour] of Object.entries(cssVariables(theme))) root.style.setProperty(name, colour);
    root.style.setProperty('color-scheme', theme);
    root.dataset['theme'] = theme;
  }, [theme]);
  return theme;
}
