import type { TlsConfiguration } from '../../imports/kubevirt.io';
import { didYouMean } from '../toolkit/nearest';
import type { Sentence } from '../toolkit/problems';

// Go 1.26 crypto/tls, CipherSuites and InsecureCipherSuites, all of which pkg/util/tls of KubeVirt v1.9.0 takes by name.
const CIPHERS = [
  'TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256',
  ...['ECDHE_ECDSA', 'ECDHE_RSA'].flatMap((exchange) => ['AES_128_CBC_SHA', 'AES_256_CBC_SHA', 'AES_128_CBC_SHA256', 'AES_128_GCM_SHA256', 'AES_256_GCM_SHA384', 'CHACHA20_POLY1305_SHA256', 'RC4_128_SHA'].map((cipher) => `TLS_${exchange}_WITH_${cipher}`)),
  'TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA',
  ...['RC4_128_SHA', '3DES_EDE_CBC_SHA', 'AES_128_CBC_SHA', 'AES_256_CBC_SHA', 'AES_128_CBC_SHA256', 'AES_128_GCM_SHA256', 'AES_256_GCM_SHA384'].map((cipher) => `TLS_RSA_WITH_${cipher}`),
];

/** What KubeVirt refuses of its TLS settings (v1.9.0 pkg/virt-operator/webhooks/kubevirt-update-admitter.go, validateTLSConfiguration). */
export function tls(given: TlsConfiguration | undefined): Sentence[] {
  const ciphers = given?.ciphers ?? [];
  if (ciphers.length === 0) return [];
  const version = given?.minTLSVersion;
  if (version === undefined || version === 'VersionTLS13') return [`configuration.tlsConfiguration.ciphers is given, but KubeVirt takes ciphers only with a minTLSVersion below VersionTLS13 (it is ${version ?? 'not set'}). Set minTLSVersion: VersionTLS12, or leave the ciphers out.`];
  return ciphers.map((cipher) => (CIPHERS.includes(cipher) ? undefined : `configuration.tlsConfiguration.ciphers holds "${cipher}", which KubeVirt does not know.${didYouMean(cipher, CIPHERS)} Use the IANA name of a cipher suite.`));
}
