/** What a text shows of files: the path of each, and its lines; `# …` stands for lines that are left out. */
export function filesShownOn(text: string): string[] {
  return [...text.matchAll(/^```yaml\n(# dist\/[^]*?)^```$/gm)].map(([, file]) => file);
}

/** The first line that a file lacks of what a page shows of it, in order. */
export function firstLost(shown: string, written: { readonly [path: string]: string }): string | undefined {
  const [first, ...lines] = shown.trimEnd().split('\n');
  const path = first.replace(/^# dist\//, '');
  if (written[path] === undefined) return path;
  let left = written[path].split('\n');
  for (const line of lines.filter((each) => !each.trim().startsWith('# …'))) {
    const at = left.indexOf(line);
    if (at < 0) return `${path}: ${line}`;
    left = left.slice(at + 1);
  }
  return undefined;
}
