import type { CDISpec } from '../../../imports/cdi.kubevirt.io';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { texts } from '../../toolkit/shape';
import type { ObjectRule } from '../rule';
import { cdi, own } from '../sources';

const KINDS = ['cdi.kubevirt.io/CDI'];
const PROXIES = ['HTTPProxy', 'HTTPSProxy'] as const;

export const CDI_TIME_TO_LIVE: ObjectRule = {
  id: 'CDI004',
  name: 'cluster/cdi-time-to-live',
  on: 'object',
  kinds: KINDS,
  severity: Severity.ERROR,
  title: 'dataVolumeTTLSeconds is not set',
  why: 'CDI has ignored the field since v1.62: the time to live of finished DataVolumes was removed.',
  remedy: 'Remove it.',
  source: cdi('release notes', 'v1.62.0'),
  releases: { of: 'cdi', since: 'v1.62.0' },
  acceptable: true,

  *check({ spec }: { spec: CDISpec }) {
    const seconds = spec.config?.dataVolumeTTLSeconds;
    if (seconds === undefined) return;
    yield fault('spec.config.dataVolumeTTLSeconds', `is ${seconds}, which CDI has ignored since v1.62`, this.remedy);
  },
};

export const CDI_PROXY: ObjectRule = {
  id: 'CDI007',
  name: 'cluster/cdi-proxy',
  on: 'object',
  kinds: KINDS,
  severity: Severity.ERROR,
  title: 'The proxy that imports go through is a URL',
  why: 'CDI takes any text, and no import gets through.',
  remedy: 'Write a URL such as "http://proxy.example:3128".',
  source: cdi('pkg/controller/config-controller.go: GetImportProxyConfig', 'v1.65.0'),
  acceptable: true,

  *check({ spec }: { spec: CDISpec }) {
    for (const field of PROXIES) {
      const url = spec.config?.importProxy?.[field];
      if (url === undefined || isProxyUrl(url)) continue;
      yield fault(`spec.config.importProxy.${field}`,
        `"${url}" is not the URL of a proxy`, 'Write one such as "http://proxy.example:3128".');
    }
  },
};

export const CDI_PROXY_PASSWORD: ObjectRule = {
  id: 'CDI008',
  name: 'cluster/cdi-proxy-password',
  on: 'object',
  kinds: KINDS,
  severity: Severity.ERROR,
  title: 'The URL of a proxy holds no password',
  why: 'Everyone who can read the manifest would see it.',
  remedy: 'Use a proxy that lets the cluster in without a password.',
  source: own(),
  acceptable: true,

  *check({ spec }: { spec: CDISpec }) {
    for (const field of PROXIES) {
      const url = spec.config?.importProxy?.[field];
      if (url === undefined || !isProxyUrl(url) || !holdsPassword(url)) continue;
      yield fault(`spec.config.importProxy.${field}`,
        'holds a password, which everyone who can read the manifest would see',
        'Use a proxy that lets the cluster in without one.');
    }
  },
};

export const CDI_REGISTRIES: ObjectRule = {
  id: 'CDI009',
  name: 'cluster/cdi-registries',
  on: 'object',
  kinds: KINDS,
  severity: Severity.ERROR,
  title: 'An insecure registry is a host, with a port if needed',
  why: 'CDI compares the text with the host of an image, so anything else never matches.',
  remedy: 'Write "host" or "host:port", without scheme and path.',
  source: cdi('pkg/controller/import-controller.go: IsInsecureTLS'),
  acceptable: true,

  *check({ spec }: { spec: CDISpec }) {
    for (const registry of texts(spec.config?.insecureRegistries)) {
      if (/^[\w.-]+(:\d+)?$/.test(registry)) continue;
      yield fault('spec.config.insecureRegistries', `holds "${registry}", which CDI compares with a host`, this.remedy);
    }
  },
};

function isProxyUrl(text: string): boolean {
  return /^https?:\/\/[^/\s]+/.test(text);
}

function holdsPassword(url: string): boolean {
  return /^https?:\/\/[^/@]*:[^/@]*@/.test(url);
}
