import { FLUX, fleet } from './fleet';
import { BundleApp, CdiRelease, Delivery, KubeVirtRelease } from '../../src';

const app = new BundleApp({ name: 'fleet' });
fleet(app, { canary: KubeVirtRelease.V1_9_0, rest: KubeVirtRelease.V1_8_4 }, CdiRelease.V1_66_0);
Delivery.flux(app, FLUX);
app.synth();
