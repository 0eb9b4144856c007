import type { KeyboardEvent } from 'react';

export type Tab<Name extends string> = { readonly name: Name; readonly label: string; readonly count?: string };

type TabsProps<Name extends string> = {
  readonly label: string;
  readonly tabs: readonly Tab<Name>[];
  readonly current: Name;
  readonly panelId: string;
  readonly onSelect: (name: Name) => void;
};

/** The id under which a panel names the tab that it belongs to. */
export function tabId(panelId: string, name: string): string {
  return `${panelId}-tab-${name}`;
}

/** A row of tabs after the ARIA pattern: one stop for Tab, arrows between them, following the page's direction. */
export function Tabs<Name extends string>({ label, tabs, current, panelId, onSelect }: TabsProps<Name>) {
  const move = (event: KeyboardEvent<HTMLButtonElement>): void => {
    const forward = getComputedStyle(event.currentTarget).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const back = forward === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
    if (event.key !== forward && event.key !== back) return;
    event.preventDefault();
    const at = tabs.findIndex(({ name }) => name === current);
    const next = tabs[(at + (event.key === forward ? 1 : tabs.length - 1)) % tabs.length];
    if (!next) return;
    onSelect(next.name);
    document.getElementById(tabId(panelId, next.name))?.focus();
  };
  return (
    <div className="tabs" role="tablist" aria-label={label}>
      {tabs.map(({ name, label: words, count }) => (
        <button
          key={name}
          id={tabId(panelId, name)}
          type="button"
          role="tab"
          aria-selected={name === current}
          aria-controls={panelId}
          tabIndex={name === current ? 0 : -1}
          onClick={() => onSelect(name)}
          onKeyDown={move}
        >
          {words}
          {count === undefined ? null : (
            <>
              {' '}
              <span className="count">{count}</span>
            </>
          )}
        </button>
      ))}
    </div>
  );
}
