import { ApiObject } from 'cdk8s';
import { BundleApp, CdiRelease, InfraCluster, KubeVirtCluster, KubeVirtRelease } from '../../src';
import { printable } from '../../src/toolkit/printable';
import { temporaryDirectory } from '../directory';

const directory = temporaryDirectory();

describe('a text for a terminal', () => {
  test.each([
    ['colours', '\u001b[31mred\u001b[0m', '\\u001b[31mred\\u001b[0m'],
    ['the title of a window', '\u001b]0;title\u0007', '\\u001b]0;title\\u0007'],
    ['one character for two', '\u009b2J', '\\u009b2J'],
    ['a deleted character', 'a\u0008b\u007f', 'a\\u0008b\\u007f'],
    ['another direction', 'a\u202eb\u2066c\u200fd', 'a\\u202eb\\u2066c\\u200fd'],
    ['a line of its own', 'a\u2028b', 'a\\u2028b'],
  ])('escapes %s', (_what, text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  test.each(['plain', 'ümläut, 漢字, 😀, العربية', 'a\tb', 'two\nlines', '\\u001b'])('keeps %j', (text) => {
    expect(printable(text)).toBe(text);
  });
});

describe('what a program is called and holds', () => {
  function infra(outdir = directory()): InfraCluster {
    const app = new BundleApp({ outdir });
    return KubeVirtCluster.existing(app, 'infra', { kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0 });
  }

  test('cannot command a terminal through an error, but the finding holds it as it is', () => {
    const cluster = infra();
    const odd = { apiVersion: 'cdi.kubevirt.io/v1beta1', kind: 'DataSource', metadata: { name: 'a', namespace: 'b' } };
    new ApiObject(cluster, 'odd\u001b[2J', { ...odd, spec: { 'sauce\u001b[31m': 1 } });
    const [finding] = (cluster.node.root as BundleApp).check();
    expect(finding.where).toBe('infra/odd\u001b[2J');
    expect(() => (cluster.node.root as BundleApp).synth()).toThrow(/infra\/odd\\u001b\[2J/);
    try {
      (cluster.node.root as BundleApp).synth();
    } catch (error) {
      // eslint-disable-next-line no-control-regex
      expect((error as Error).message).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
    }
  });

  test('cannot do so through the path of the output directory', () => {
    const printed: string[] = [];
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
    try {
      const cluster = infra(`${directory()}/a\u001b[31m`);
      new ApiObject(cluster, 'o', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'o' } });
      (cluster.node.root as BundleApp).synth();
    } finally {
      jest.restoreAllMocks();
    }
    expect(printed.join('')).toContain('a\\u001b[31m, ');
    expect(printed.join('')).not.toContain('\u001b');
  });
});
