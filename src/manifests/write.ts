import type { ToStringOptions } from 'yaml';
import type { Source } from './manifest';

/**
 * A stream of YAML documents. Documents that did not change keep every byte; the others keep their comments, and the
 * indentation that they were written with.
 * @param sources the documents
 * @param changed the documents that changed
 */
export function writeStream(sources: readonly Source[], changed: ReadonlySet<Source>): string {
  return sources.map((source, index) => {
    const { text, document } = source;
    const written = text !== undefined && !changed.has(source) ? text : document.toString(styleOf(text ?? ''));
    const ended = written === '' || written.endsWith('\n') ? written : `${written}\n`;
    return index === 0 || /^(?:\s*#[^\n]*\n|\s*\n)*---(?:\s|$)/.test(ended) ? ended : `---\n${ended}`;
  }).join('');
}

/** How a text is indented. */
function styleOf(text: string): ToStringOptions {
  const indent = /^[^\s#][^\n]*:[ \t]*\n( +)[^\s#-]/m.exec(text)?.[1].length ?? 2;
  const indentSeq = !/^( *)[^\s#-][^\n]*:[ \t]*(?:#[^\n]*)?\n(?: *#[^\n]*\n)*\1- /m.test(text);
  const flowCollectionPadding = !/[{[][^\s{}[\]]/.test(text);
  return { lineWidth: 0, indent, indentSeq: text !== '' && indentSeq, flowCollectionPadding };
}
