import { mapIn, objectsIn } from './shape';

/** Plugins that connect to a network of the node, and the fields of their configuration that say to which one. */
const PLUGINS: ReadonlyMap<unknown, readonly string[]> = new Map([
  ['bridge', ['bridge', 'vlan']],
  ['cnv-bridge', ['bridge', 'vlan']],
  ['ovs', ['bridge', 'vlan']],
  ['macvlan', ['master']],
  ['ipvlan', ['master']],
  ['vlan', ['master', 'vlanId']],
  ['ovn-k8s-cni-overlay', ['name']],
]);

/**
 * The network of the nodes that a NetworkAttachmentDefinition leads to, as a key; undefined if its configuration does
 * not say. Two definitions with one key connect their pods with each other.
 */
export function layerTwo(definition: object | undefined): string | undefined {
  const { config } = mapIn(definition, 'spec');
  const parsed = typeof config === 'string' ? parse(config) : undefined;
  // a list of plugins begins with the one that makes the interface, and holds the name for all
  const [[, first] = []] = objectsIn(mapOf(parsed).plugins, 'plugins');
  const plugin = { ...mapOf(parsed), ...first };
  const fields = PLUGINS.get(plugin.type);
  const values = fields?.map((field) => plugin[field]);
  if (values === undefined || values[0] === undefined) return undefined;
  const kind = plugin.type === 'cnv-bridge' ? 'bridge' : plugin.type;
  return JSON.stringify([kind, ...values.map((value) => value ?? 0)]);
}

function mapOf(value: unknown): { readonly [key: string]: unknown } {
  return mapIn({ value }, 'value');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
