import type { KubeVirtSpec } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { didYouMean } from '../../toolkit/nearest';
import type { ObjectRule } from '../rule';
import { kubevirt } from '../sources';

// Go 1.26 crypto/tls, CipherSuites and InsecureCipherSuites; pkg/util/tls of KubeVirt v1.9.0 accepts all of them by
// name.
const ECDHE = [
  'AES_128_CBC_SHA', 'AES_256_CBC_SHA', 'AES_128_CBC_SHA256', 'AES_128_GCM_SHA256', 'AES_256_GCM_SHA384',
  'CHACHA20_POLY1305_SHA256', 'RC4_128_SHA',
];
const RSA = [
  'RC4_128_SHA', '3DES_EDE_CBC_SHA', 'AES_128_CBC_SHA', 'AES_256_CBC_SHA', 'AES_128_CBC_SHA256', 'AES_128_GCM_SHA256',
  'AES_256_GCM_SHA384',
];
const CIPHERS = [
  'TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256',
  ...ECDHE.map((cipher) => `TLS_ECDHE_ECDSA_WITH_${cipher}`),
  ...ECDHE.map((cipher) => `TLS_ECDHE_RSA_WITH_${cipher}`),
  'TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA',
  ...RSA.map((cipher) => `TLS_RSA_WITH_${cipher}`),
];

const FIELD = 'spec.configuration.tlsConfiguration.ciphers';

export const TLS: ObjectRule = {
  id: 'KV022',
  name: 'cluster/tls',
  on: 'object',
  kinds: ['kubevirt.io/KubeVirt'],
  severity: Severity.ERROR,
  title: 'Ciphers are named by their IANA names, for a TLS version that allows a choice',
  why: 'KubeVirt refuses an unknown cipher, and ciphers without a minTLSVersion below VersionTLS13.',
  remedy: 'Set minTLSVersion: VersionTLS12 beside the ciphers, or leave them out.',
  source: kubevirt('pkg/virt-operator/webhooks/kubevirt-update-admitter.go: validateTLSConfiguration'),
  acceptable: false,

  *check({ spec }: { spec: KubeVirtSpec }) {
    const { ciphers = [], minTLSVersion } = spec.configuration?.tlsConfiguration ?? {};
    if (ciphers.length === 0) return;
    if (minTLSVersion === undefined || minTLSVersion === 'VersionTLS13') {
      const problem = 'is given, but KubeVirt takes ciphers only with a minTLSVersion below VersionTLS13 (it is '
        + `${minTLSVersion ?? 'not set'})`;
      yield fault(FIELD, problem, 'Set minTLSVersion: VersionTLS12, or leave the ciphers out.');
      return;
    }
    for (const cipher of ciphers) {
      if (CIPHERS.includes(cipher)) continue;
      yield fault(FIELD, `holds "${cipher}", which KubeVirt does not know`,
        `${didYouMean(cipher, CIPHERS)} Use the IANA name of a cipher suite.`.trimStart());
    }
  },
};
