/** How a text is set: CSS pixels and a weight that the app's fonts hold. */
export type TextStyle = { readonly size: number; readonly weight: 400 | 600 };

/** Width in CSS pixels of a text in a style; a canvas measures it in the browser, a rule of thumb in tests. */
export type Measure = (text: string, style: TextStyle) => number;

/**
 * Breaks a text into lines of at most `width`, at blanks (not at non-breaking ones), and inside words that are wider than a line (addresses). What
 * does not fit into `mostLines` ends in an ellipsis.
 */
export function wrapText(
  text: string,
  style: TextStyle,
  width: number,
  measure: Measure,
  mostLines = Infinity,
): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/[ \t\n]+/).filter(Boolean)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (measure(longer, style) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = splitWord(word, style, width, measure);
    line = pieces.pop() ?? '';
    lines.push(...pieces);
  }
  if (line !== '') lines.push(line);
  if (lines.length <= mostLines) return lines;
  return [...lines.slice(0, mostLines - 1), cutText(lines.slice(mostLines - 1).join(' '), style, width, measure)];
}

/** The text, or as much of it as fits, with an ellipsis. */
export function cutText(text: string, style: TextStyle, width: number, measure: Measure): string {
  if (measure(text, style) <= width) return text;
  const letters = Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
  let [fits, most] = [0, letters.length];
  while (fits < most) {
    const half = Math.ceil((fits + most) / 2);
    if (measure(`${letters.slice(0, half).join('')}…`, style) <= width) fits = half;
    else most = half - 1;
  }
  return `${letters.slice(0, fits).join('').trimEnd()}…`;
}

function splitWord(word: string, style: TextStyle, width: number, measure: Measure): string[] {
  if (measure(word, style) <= width) return [word];
  const pieces: string[] = [];
  let piece = '';
  for (const letter of word) {
    if (piece !== '' && measure(piece + letter, style) > width) {
      pieces.push(piece);
      piece = '';
    }
    piece += letter;
  }
  return [...pieces, piece];
}
