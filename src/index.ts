export * from './bundle/bundle-app';
export * from './layout/layer';
export * from './releases/release';
export * from './cluster/existing-cluster';
export * from './cluster/infra-cluster';
export * from './cluster/kubevirt-cluster';
export * from './images/boot-image';
export * from './tenants/tenant';
