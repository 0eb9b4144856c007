import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { restingStop } from '../../../web/ui/sheet.tsx';
import { Tabs } from '../../../web/ui/tabs.tsx';

describe('the sheet of a small screen', () => {
  test('a slow release rests at the nearest of three heights', () => {
    expect([80, 300, 470, 700].map((height) => restingStop(height, 0, 844))).toStrictEqual([
      'peek',
      'half',
      'half',
      'full',
    ]);
  });

  test('a flick goes on to the next height in its direction', () => {
    expect([
      restingStop(100, 1, 844),
      restingStop(450, 1, 844),
      restingStop(400, -1, 844),
      restingStop(70, -1, 844),
    ]).toStrictEqual(['half', 'full', 'peek', 'peek']);
  });
});

describe('tabs', () => {
  test('one stop for Tab, the chosen one, which names its panel', () => {
    const markup = renderToStaticMarkup(
      <Tabs
        label="Collections"
        panelId="p"
        current="b"
        onSelect={() => undefined}
        tabs={[
          { name: 'a', label: 'A', count: '3' },
          { name: 'b', label: 'B' },
        ]}
      />,
    );
    expect(markup).toBe(
      '<div class="tabs" role="tablist" aria-label="Collections">' +
        '<button id="p-tab-a" type="button" role="tab" aria-selected="false" aria-controls="p" tabindex="-1">A <span class="count">3</span></button>' +
        '<button id="p-tab-b" type="button" role="tab" aria-selected="true" aria-controls="p" tabindex="0">B</button>' +
        '</div>',
    );
  });
});
