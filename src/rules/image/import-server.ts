import type { DataVolumeSource, ImportProxy } from '../../../imports/cdi.kubevirt.io';
import { table } from '../../toolkit/table';
import type { Server } from '../tenant/egress';

/** The kinds of sources that an importer pod fetches from a server. */
const FETCHED = ['http', 's3', 'gcs', 'registry', 'imageio', 'vddk'] as const;

/** The server that an importer connects to. */
export interface ImportServer extends Server {
  /** The kind of the source. */
  readonly kind: typeof FETCHED[number];
  /** Whether it is the import proxy. */
  readonly proxied: boolean;
}

/** The server of a source, or the proxy on the way to it; undefined if no pod connects to one. */
export function serverOf(source: DataVolumeSource, proxy: ImportProxy | undefined): ImportServer | undefined {
  for (const kind of FETCHED) {
    const url = source[kind]?.url;
    if (typeof url !== 'string') continue;
    const scheme = kind === 'registry' ? registryUrl(source) : gcsUrl(url);
    const server = scheme === undefined ? undefined : addressOf(scheme);
    if (server === undefined) return undefined;
    const via = isDirect(server.host, proxy?.noProxy)
      ? undefined
      : addressOf((scheme!.startsWith('http:') ? proxy?.HTTPProxy : proxy?.HTTPSProxy) ?? '');
    return { ...via ?? server, kind, proxied: via !== undefined };
  }
  return undefined;
}

/**
 * The registry of a source, as a URL. If the node pulls the image, the importer reads it from its own pod (CDI v1.65.0,
 * pkg/controller/import-controller.go: createImporterPod).
 */
function registryUrl({ registry }: DataVolumeSource): string | undefined {
  const [, reference] = /^docker:\/\/(.+)$/.exec(registry?.url ?? '') ?? [];
  if (reference === undefined || registry?.pullMethod === 'node') return undefined;
  const [first] = reference.split('/');
  const isHost = reference.includes('/') && /[.:]|^localhost$/.test(first);
  return `https://${isHost ? first : 'registry-1.docker.io'}`;
}

function gcsUrl(url: string): string {
  return url.startsWith('gs://') ? 'https://storage.googleapis.com' : url;
}

const PORTS: { readonly [scheme: string]: number } = table({ 'http:': 80, 'https:': 443 });

function addressOf(url: string): Server | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, hostname, port } = new URL(url);
  const number = port === '' ? PORTS[protocol] : Number(port);
  return number === undefined || hostname === '' ? undefined : { host: hostname.replace(/^\[|\]$/g, ''), port: number };
}

/** Whether a host is reached without the proxy: its name or a domain around it is listed. */
function isDirect(host: string, noProxy: string | undefined): boolean {
  const listed = (noProxy ?? '').split(',').map((each) => each.trim().replace(/^\*?\./, '')).filter(Boolean);
  return listed.some((each) => each === '*' || host === each || host.endsWith(`.${each}`));
}
