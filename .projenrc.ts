import { cdk8s, javascript, JsonFile, TextFile, YamlFile } from 'projen';

/** The example that `npm run synth` and `npx cdk8s synth` turn into `dist/`. */
const EXAMPLE = 'node --import tsx examples/platform/main.ts';

const project = new cdk8s.ConstructLibraryCdk8s({
  name: 'cdk8s-kubevirt',
  description: 'A whole KubeVirt platform as code: cdk8s constructs for KubeVirt, CDI, golden images, tenants and '
    + 'worker pools',
  author: 'cdk8s-kubevirt',
  authorAddress: 'cdk8s-kubevirt@users.noreply.github.com',
  repositoryUrl: 'https://github.com/cdk8s-kubevirt/cdk8s-kubevirt.git',
  license: 'Apache-2.0',
  copyrightOwner: 'The cdk8s-kubevirt authors',
  keywords: ['cdk8s', 'kubernetes', 'kubevirt', 'cdi', 'virtual-machines', 'gitops'],
  stability: 'experimental',
  defaultReleaseBranch: 'main',

  packageManager: javascript.NodePackageManager.NPM,
  projenVersion: '0.103.25',
  projenrcTs: true,
  minNodeVersion: '20.16.0',
  jsiiVersion: '~6.0.0',
  cdk8sVersion: '2.70.106',
  constructsVersion: '10.5.0',
  peerDeps: ['cdk8s-plus-28@^2.5.6'],
  bundledDeps: [
    'ajv@^8.20.0',
    'commander@^14.0.3',
    'croner@^11.0.1',
    'fastest-levenshtein@^1.0.16',
    'ipaddr.js@^2.5.0',
    'js-yaml@^5.5.0',
    'semver@^7.8.6',
    'yaml@^2.9.1',
  ],
  devDeps: [
    '@types/semver',
    'cdk8s-cli@2.207.60',
    'cdk8s-plus-28@2.5.6',
    'esbuild',
    'fast-check@^4.10.2',
    'tsx@^4.23.15',
  ],

  // `imports/` stands beside `src/`, so the compiler's root is the repository; packaging may not use `dist/`, which
  // synth owns.
  entrypoint: 'lib/src/index.js',
  artifactsDirectory: 'artifacts',
  // Maps with the sources in them would be half of the package, and a stack trace reads as well without.
  tsconfig: {
    compilerOptions: { rootDir: '.', inlineSourceMap: false, inlineSources: false },
    include: ['src/**/*.ts', 'imports/**/*.ts'],
  },
  eslintOptions: {
    commandOptions: { fix: false },
    dirs: ['src'],
    devdirs: ['test', 'examples', 'tools', '.projenrc.ts'],
    ignorePatterns: ['imports/', 'lib/', 'dist/', 'artifacts/', 'coverage/', '*.d.ts', '*.js'],
  },
  jestOptions: {
    // A mismatch fails here as it does in CI; `npx jest -u` is the deliberate way to accept a new picture.
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    jestConfig: {
      // Jest would leave one processor free, and count at every test file how often each line of all that was loaded
      // has run.
      maxWorkers: '100%',
      collectCoverage: false,
      coveragePathIgnorePatterns: ['/node_modules/', '/imports/', '/lib/'],
      modulePathIgnorePatterns: ['<rootDir>/lib/', '<rootDir>/artifacts/', '<rootDir>/dist/'],
    },
  },
  publishToPypi: { distName: 'cdk8s-kubevirt', module: 'cdk8s_kubevirt' },
  publishToGo: { moduleName: 'github.com/cdk8s-kubevirt/cdk8s-kubevirt-go' },
  publishToMaven: {
    javaPackage: 'io.github.cdk8skubevirt',
    mavenGroupId: 'io.github.cdk8s-kubevirt',
    mavenArtifactId: 'cdk8s-kubevirt',
  },
  publishToNuget: { dotNetNamespace: 'Cdk8sKubevirt', packageId: 'Cdk8sKubevirt' },
  github: false,
  release: false,
  depsUpgrade: false,
  gitignore: ['/dist/', '/artifacts/', '/coverage/', '/tools/**/bin/'],
});

// Strings and comments count: a line is read without scrolling.
project.eslint?.addRules({ '@stylistic/max-len': ['error', { code: 120, tabWidth: 2 }] });

project.package.addField('types', 'lib/src/index.d.ts');
// Core kinds are plainer as plain objects so far; users of any version of cdk8s-plus pass the names of theirs.
project.package.addField('peerDependenciesMeta', { 'cdk8s-plus-28': { optional: true } });
// Of 1.13.0 not every platform's binary is published everywhere, and `npm ci` refuses a lock file that lacks one.
project.package.addField('overrides', { 'unrs-resolver': '1.12.2' });
project.addPackageIgnore('artifacts');
project.addPackageIgnore('/imports/');
project.addPackageIgnore('/examples/');
project.addPackageIgnore('/tools/');
project.addPackageIgnore('/lib/bench/');
project.addPackageIgnore('/dist/');
project.addPackageIgnore('/.ci/');
project.addPackageIgnore('/cdk8s.yaml');
project.addPackageIgnore('/.npmrc');

new TextFile(project, '.npmrc', {
  lines: [
    '# the lock file names versions and hashes, never where they were fetched',
    'omit-lockfile-registry-resolved=true',
  ],
});
new YamlFile(project, 'cdk8s.yaml', { obj: { language: 'typescript', app: EXAMPLE, output: 'dist' } });

// Jest transpiles file by file; types are checked once, over everything that is not shipped as well.
project.tsconfigDev?.file.addOverride('compilerOptions.isolatedModules', true);
for (const directory of ['examples', 'tools']) {
  project.tsconfigDev?.addInclude(`../${directory}/**/*.ts`);
  // for editors and eslint, which look for the nearest
  new JsonFile(project, `${directory}/tsconfig.json`, {
    obj: { extends: '../test/tsconfig.json', include: ['**/*.ts'] },
  });
}
const typecheck = project.addTask('typecheck', {
  description: 'Check the types of tests, examples and tools',
  exec: 'tsc -p test/tsconfig.json',
});

// `npm test` is the whole of it: compile as jsii, type-check the rest, lint, run every test.
project.compileTask.env('JSII_SILENCE_SUPPORT_WARNING', '1');
project.testTask.prependSpawn(typecheck);
project.testTask.prependSpawn(project.compileTask);

project.addTask('coverage', {
  description: 'Run every test, and count which lines are run',
  exec: 'jest --ci --coverage',
  receiveArgs: true,
});
project.addTask('synth', { description: 'Synthesise examples/platform into dist/', exec: EXAMPLE });
project.addTask('bench', {
  description: 'Measure synthesis against cdk8s and the floor',
  exec: 'tsx tools/bench/main.ts',
  receiveArgs: true,
});
project.addTask('props', {
  description: 'Regenerate src/props/table.ts, or compare it with --check',
  steps: [{ spawn: 'compile' }, { exec: 'tsx tools/props/main.ts', receiveArgs: true }],
});
project.addTask('rules', {
  description: 'Write docs/reference/rules.md from the rules and the corpus',
  exec: 'tsx tools/rules/main.ts',
});
project.addTask('gates', {
  description: 'Write docs/reference/feature-gates.md from the facts of releases',
  exec: 'tsx tools/gates/main.ts',
});
project.addTask('rights', {
  description: 'Write docs/reference/tenant-cluster-rights.md from the rights of tenants\' clusters',
  exec: 'tsx tools/rights/main.ts',
});
project.addTask('upstream', {
  description: 'Regenerate releases/ and imports/ from upstream (needs Go)',
  cwd: 'tools/upstream',
  exec: 'go run . generate',
  receiveArgs: true,
});
project.addTask('conformance', {
  description: 'Put what we emit before real servers and controllers (needs Go)',
  cwd: 'tools/conformance',
  exec: 'go run .',
  receiveArgs: true,
});
// `projen` adds half a second and an output of its own to every synth.
project.setScript('synth', EXAMPLE);

project.synth();
