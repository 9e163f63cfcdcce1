// KubeVirt v1.9.0 pkg/virt-config/featuregate/feature-gates.go, IsEnabled: Beta gates are on unless disabled; v1.8.4:
// only what is listed is on.
export const BETA_IS_ON = '1.9.0';
