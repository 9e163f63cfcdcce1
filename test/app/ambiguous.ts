const CLOUD_INIT = '#cloud-config\nusers:\n  - name: ubuntu\n    sudo: ALL=(ALL) NOPASSWD:ALL\nwrite_files:\n  - path: /etc/x\n    permissions: "0644"\n    content: |\n      a: ${x}\n      \tb # no comment\n\nruncmd:\n  - [sh, -c, "echo \\"$(hostname)\\""]\n';

/** Strings that some YAML reader takes for something else, or that are easily mangled on the way. */
export const AMBIGUOUS = [
  // truth values and nothings
  'yes', 'no', 'on', 'off', 'y', 'N', 'Yes', 'OFF', 'null', 'Null', '~', 'true', 'False', 'TRUE', '',
  // numbers, of whatever base
  '0', '-0', '+1', '0775', '0o17', '0O17', '-0O7', '0o8', '0x1F', '0X1f', '0x', '0b11', '0B1', '-0B1', '0_X1f', '+_1', '-_1._5', '1__0', '0_b_1', '._5', '08', '1_000', '0_7', '0x_1', '1e3', '1E3', '1e+05', '1e', '1.0', '.5', '6.', '-.5e3', '1_0.5', '.inf', '+.Inf', '.NaN', 'nan', 'Infinity', '9007199254740993', '1e400',
  // times, which some count in sixties
  '12:30:45', '190:20:30', '1:1', '-1:30', '1:20.5', '2024-01-01', '2001-1-2', '2001-1-2 3:4:5', '2001-12-14t21:59:43.10-05:00', '2001-12-14 21:59:43.10 -5',
  // signs of YAML's own
  '=', '<<', '-', '?', ':', ',', 'a: b', 'a:', ':a', 'a #b', 'a#b', '#x', '[x', ']', '{x', '}', '*a', '&a', '!t', '!!str x', '%d', '%YAML 1.1', '@x', '`x', '---', '--- a', '--- ä', '---a', '...', '... a', '....', '- x', '? x', '|', '>', '|-', '"', '\'', '"x"', '\'x\'', 'it\'s', '\\', '\\n', 'C:\\x',
  // what other tools replace
  '${x}', '$(x)', '{{ x }}', '$$x', '%(x)s',
  // spaces and line breaks
  ' ', 'trailing ', ' leading', '\t', '\ttab', 'tab\t', 'a\tb', '\n', 'a\n', 'a\n\n', '\na', ' \n', 'a\n \n', '  a\nb', 'a\n  b', 'a\n\tb', 'a \nb', 'a\n\n\nb\n', '\n\n', 'a\r', '\r', 'a\r\nb', 'a\rb', '- a\n- b\n', '# a\nb', 'a: |\n  b\n\n', '---\na\n', 'a\n---\nb', 'a\n...\n', CLOUD_INIT, CLOUD_INIT.trimEnd(), `${CLOUD_INIT}\n\n`, CLOUD_INIT.replaceAll('\n', '\r\n'),
  // invisible, unusual and beyond 16 bits
  '\u0000', '\u0007', '\u001b[0m', '\u007f', '\u0085', '\u00a0', '\u00ad', '\u200b', '\u200e', '\u2028', 'a\u2028b\n', '\u2029', '\ufeff', '\ufeffa\nb', '\ufffd', '\ufffe', '\uffff', 'ä', 'e\u0301', '\u0661', '\u{1f600}', '\u{10ffff}',
  // long
  'x'.repeat(5000), 'word '.repeat(500).trimEnd(), `${'k'.repeat(1100)}: v`,
];
