/** A line of the changelog as it is shown. */
export interface NewsLine {
  readonly is: 'heading' | 'item' | 'text';
  readonly text: string;
}

/** The lines of a changelog's section, without the signs of Markdown. */
export function newsLines(markdown: string): readonly NewsLine[] {
  return markdown
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const text = line
        .replace(/^(#+|-) /, '')
        .replace(/\*\*|`/g, '')
        .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
      const isHeading = /^(#+ |\*\*.*\*\*$)/.test(line);
      return { is: isHeading ? 'heading' : line.startsWith('- ') ? 'item' : 'text', text };
    });
}
