import { ArgoCdForm, ArgoCdOptions } from '../../../src/delivery/argocd/options';
import { argoCdWriter } from '../../../src/delivery/argocd/writer';
import { clusterFile } from '../../../src/delivery/cluster-file';
import { BERLIN, SHOP } from '../../../test/delivery/argocd/model';

const MODEL = { app: 'platform', clusters: [BERLIN, { ...SHOP, stage: 'canary' }] };

const OPTIONS: ArgoCdOptions = {
  repositoryUrl: 'https://git.example.org/platform.git',
  namePrefix: 'dc1-',
  cascade: true,
  clusters: [{ name: 'shop', stage: 'canary' }, { name: 'berlin', destination: 'in-cluster' }],
};

/** Prints the same model as ApplicationSets, with the files that it reads, and as Applications. */
function objects(form: ArgoCdForm) {
  return argoCdWriter({ ...OPTIONS, form }).write(MODEL).filter(({ path }) => path.startsWith('applications/'))
    .flatMap((file) => file.objects);
}

process.stdout.write(JSON.stringify({
  sets: objects(ArgoCdForm.APPLICATION_SET).filter(({ kind }) => kind === 'ApplicationSet'),
  files: MODEL.clusters.map((cluster) => JSON.parse(`{\n${clusterFile(MODEL.app, cluster).text}`)),
  applications: objects(ArgoCdForm.APPLICATIONS).filter(({ kind }) => kind === 'Application'),
}));
