import { kkp } from './kkp';
import { BundleApp, CdiRelease, KubeVirtRelease } from '../../src';

const app = new BundleApp();
kkp(app, KubeVirtRelease.V1_9_0, CdiRelease.V1_66_0);
app.synth();
