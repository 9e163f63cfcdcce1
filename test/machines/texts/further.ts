// Texts of forms that the first tables lack.

/** Texts that hold a secret. */
export const FURTHER_SECRETS: readonly string[] = [
  '#cloud-config\nuser: centos\npassword: centos\nchpasswd: { expire: False }\nssh_pwauth: True\n',
  '#cloud-config\nchpasswd:\n  list: |\n     cloud-user:redhat\n  expire: False\n',
  '#cloud-config\nusers:\n  - default\n  - name: ops\n    groups: [wheel]\n'
    + '    plain_text_passwd: "Welcome2024"\n',
  '#cloud-config\nruncmd:\n  - "echo \'ops:Welcome2024\' | /usr/sbin/chpasswd"\n',
  '#cloud-config\nruncmd:\n  - rke2-agent --server https://10.0.0.1:9345 --token K10abc::server:0f9e8d\n',
  '#cloud-config\nwrite_files:\n- path: /etc/rancher/rke2/config.yaml\n  content: |\n'
    + '    server: https://10.0.0.1:9345\n    token: vohZ5aeg\n',
  '#cloud-config\nwrite_files:\n- path: /root/.pgpass\n  permissions: "0600"\n'
    + '  content: "db.internal:5432:*:replicator:Iepho7ch\\n"\n',
  '#cloud-config\nwrite_files:\n- path: /root/.netrc\n'
    + '  content: machine nexus.internal login ci password Iepho7ch\n',
  '#cloud-config\nwrite_files:\n- path: /root/.docker/config.json\n  encoding: b64\n'
    + '  content: eyJhdXRocyI6eyJuZXh1cy5pbnRlcm5hbCI6eyJhdXRoIjoiWTJrNlNXVndhRzgzWTJnPSJ9fX0=\n',
  '#cloud-config\nwrite_files:\n- path: /etc/environment\n  content: |\n'
    + '    HTTP_PROXY=http://svc:Iepho7ch@proxy.internal:8080\n',
  '#cloud-config\nwrite_files:\n- path: /etc/default/grafana\n'
    + '  content: GF_SECURITY_ADMIN_PASSWORD=Iepho7ch\n',
  '#cloud-config\nwrite_files:\n- path: /etc/vault.d/agent.hcl\n  content: |\n    auto_auth {\n'
    + '      method "approle" {\n        config = { role_id = "a", secret_id = '
    + '"3f2504e0-4f89-11d3-9a0c-0305e82c3301" }\n      }\n    }\n',
  '#cloud-config\nwrite_files:\n- path: /etc/ceph/ceph.client.admin.keyring\n  content: |\n'
    + '    [client.admin]\n      key = AQBSdFhcAAAAABAAmT0W3sZyQ9XkG5Vb1w7c2A==\n',
  '#cloud-config\nntp: {enabled: true}\nswift:\n  os_auth_key: Iepho7ch\n  username: svc\n',
  '#!/bin/sh\ncurl -s --header "Authorization: token 8f1e2d3c4b5a69788796a5b4c3d2e1f0" '
    + 'https://git.internal/api\n',
  '#!/bin/sh\ncurl -XPOST -d \'{"username":"svc","password":"Iepho7ch"}\' https://auth.internal/login\n',
  '#!/bin/sh\ncurl -d "grant_type=client_credentials&client_id=a&client_secret=Iepho7chahx0" '
    + 'https://auth.internal/token\n',
  '#!/bin/bash\nMYSQL_PWD=Iepho7ch mysqldump app > /backup\n',
  '#!/bin/bash\nmount -t cifs //nas/share /mnt -o user=svc,pass=Iepho7ch\n',
  '#!/bin/bash\necho -n "Iepho7ch" | cryptsetup luksOpen /dev/vdb data -\n',
  '#!/bin/bash\nhelm registry login nexus.internal -u ci -p Iepho7ch\n',
  '#!/bin/bash\nrealm join --user=svc example.com <<< "Iepho7ch"\n',
  '#!/bin/bash\nexpect -c \'spawn ssh root@10.0.0.1; expect "password:"; send "Iepho7ch\\r"\'\n',
  '#!/bin/bash\nnomad agent -encrypt "cg8StVXbQJ0gPvMd9o7yrg=="\n',
  '#ps1_sysnative\n$secpasswd = ConvertTo-SecureString -String "Iepho7ch!" -AsPlainText -Force\n',
  '<LocalAccount><Password><Value>Iepho7ch</Value><PlainText>true</PlainText></Password><Name>ops</Name></Loc'
    + 'alAccount>',
  '{"ignition":{"version":"3.3.0"},"storage":{"files":[{"path":"/etc/app.env","contents":{"source":"data:,API'
    + '_TOKEN%3D8f1e2d3c4b5a6978"}}]}}',
  '{"ignition":{"version":"3.3.0"},"systemd":{"units":[{"name":"app.service","contents":"[Service]\\nEnvironm'
    + 'ent=DB_PASS=Iepho7ch\\nExecStart=/usr/bin/app\\n"}]}}',
  'Content-Type: text/x-shellscript; charset="utf-8"\nContent-Transfer-Encoding: quoted-printable\n\n'
    + '#!/bin/sh\nexport TOKEN=3D8f1e2d3c4b5a6978\n',
  'mongodb+srv://svc:Iepho7ch@cluster0.internal/app?retryWrites=true',
  '#cloud-config\nautoinstall:\n  identity:\n    hostname: a\n    username: b\n    password: zaq12wsx\n',
  '#cloud-config\nwrite_files:\n  - path: /etc/wpa.conf\n    content: |\n'
    + '      network={ ssid="x" psk="abcdefgh1" }\n',
  '#cloud-config\nwrite_files:\n  - content: zaq12wsx\n    path: /run/secrets/db_password\n',
  '#cloud-config\nruncmd:\n  - mysql -uroot -e "ALTER USER \'root\'@\'localhost\' IDENTIFIED BY '
    + '\'zaq12wsx\'"\n',
  '#cloud-config\nruncmd:\n  - su postgres -c "psql -c \\"CREATE ROLE app LOGIN PASSWORD \'zaq12wsx\'\\""\n',
  '#cloud-config\nruncmd:\n  - echo zaq12wsx > /etc/app/password\n',
  '#cloud-config\nruncmd:\n  - [smbpasswd, -a, ops]\n'
    + '  - (echo zaq12wsx; echo zaq12wsx) | smbpasswd -a -s ops\n',
  '#cloud-config\nruncmd:\n  - ansible-pull -U https://ci:zaq12wsx@git.internal/infra.git\n',
  '#cloud-config\nruncmd:\n  - "consul agent -retry-join 10.0.0.1 -encrypt '
    + 'pUqJrVyVRj5jsiYEkM/tFQYfWyJIv4s3XkvDwy7Cu5s="\n',
  '#cloud-config\nruncmd:\n  - cloudflared service install '
    + 'eyJhIjoiMTIzNDU2Nzg5MGFiY2RlZiIsInQiOiJhYmMiLCJzIjoiZGVmIn0=\n'
    + '  - cloudflared tunnel run --token eyJhIjoiMTIzNDU2Nzg5MGFiY2RlZiIsInQiOiJhYmMifQ\n',
  '#cloud-config\nruncmd:\n  - teleport start --roles=node --token=zaq12wsxcde3\n',
  '#cloud-config\nswap: {}\nlandscape:\n  client:\n    registration_key: zaq12wsx\n',
  '#cloud-config\nchef:\n  validation_key: |\n    -----BEGIN RSA PRIVATE KEY-----\n    MIIE\n',
  '#cloud-config\npuppet:\n  csr_attributes:\n    custom_attributes:\n      challengePassword: zaq12wsx\n',
  '#!/bin/bash\nexport RESTIC_PASSWORD=zaq12wsx RESTIC_REPOSITORY=s3:a\nrestic backup /\n',
  '#!/bin/bash\nexport VAULT_TOKEN="s.abcdefghijklmnopqrstuvwx"\n',
  '#!/bin/bash\nhttp -a ci:zaq12wsx GET https://nexus.internal/x\n',
  '#!/bin/bash\nwget -q --user ci --password zaq12wsx https://nexus.internal/x\n',
  '#!/bin/bash\nrsync --password-file=<(echo zaq12wsx) rsync://u@h/m /d\n',
  '#!/bin/bash\nkinit admin <<< zaq12wsx\n',
  '#!/bin/bash\nPASS="zaq12wsx"; echo "root:$PASS" | chpasswd\n',
  '#!/bin/bash\nuseradd -m ops -p $(openssl passwd -1 zaq12wsx)\n',
  '#!/usr/bin/env python3\nclient = Client(user="ops", password="zaq12wsx")\n',
  '#!/bin/bash\nlftp -u ops,zaq12wsx sftp://files.internal\n',
  '#!/bin/bash\nsubscription-manager register --org=1 --activationkey=zaq12wsx\n',
  '#ps1\nNew-LocalUser -Name ops -Password (ConvertTo-SecureString \'Zaq12wsx!\' -AsPlainText -Force)\n',
  '#ps1\ncmdkey /add:files.internal /user:ops /pass:Zaq12wsx\n',
  '{"ignition":{"version":"3.3.0"},"storage":{"files":[{"path":"/e","contents":{"compression":"gzip","source"'
    + ':"data:;base64,H4sIAAAAAAAAA3N08fX0iw/x93b1s61KLDQ0Ki+uSE5JNTYpSivjAgBUY1cCHQAAAA=="}}]}}',
  'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Transfer-Encoding: base64\n'
    + '\nIyEvYmluL3NoCmN1cmwg\nLXUgb3BzOnphcTEyd3N4\nIGh0dHBzOi8vYS8K\n--x--\n',
  'rw root=LABEL=a ds=nocloud-net;s=http://ops:zaq12wsx@10.0.0.1/ quiet',
];

/** Texts that speak of secrets and hold none. */
export const FURTHER_HARMLESS: readonly string[] = [
  '#cloud-config\nusers:\n  - default\n  - name: ops\n    sudo: \'ALL=(ALL) NOPASSWD:ALL\'\n'
    + '    shell: /bin/bash\n    ssh_authorized_keys:\n'
    + '      - ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQC7vbqajDhA9Zl1Yb2cQm5KqW8nR4tYpXs0LdHfGjKuEoIv me@laptop\n',
  '#cloud-config\nssh_pwauth: no\nchpasswd:\n  expire: False\ndisable_root: 1\n',
  '#cloud-config\nruncmd:\n  - sed -i \'s/PasswordAuthentication yes/PasswordAuthentication no/\' '
    + '/etc/ssh/sshd_config\n  - systemctl restart sshd\n',
  '#cloud-config\nruncmd:\n  - kubeadm join --config /run/kubeadm/join.yaml --ignore-preflight-errors=all\n',
  '#cloud-config\nruncmd:\n  - TOKEN=$(curl -X PUT "http://169.254.169.254/latest/api/token" -H '
    + '"X-aws-ec2-metadata-token-ttl-seconds: 21600")\n',
  '#cloud-config\nruncmd:\n  - [ sh, -c, "vault read -field=token auth/approle/login > /run/token" ]\n',
  '#cloud-config\nwrite_files:\n- path: /etc/kubernetes/kubelet.yaml\n  content: |\n    authentication:\n'
    + '      anonymous: {enabled: false}\n      webhook: {enabled: true, cacheTTL: 2m}\n'
    + '    rotateCertificates: true\n    serverTLSBootstrap: true\n'
    + '    tlsPrivateKeyFile: /etc/kubernetes/pki/kubelet.key\n',
  '#cloud-config\nwrite_files:\n- path: /etc/rancher/k3s/config.yaml\n  content: |\n'
    + '    server: https://10.0.0.1:6443\n    token-file: /etc/rancher/token\n    secrets-encryption: true\n',
  '#cloud-config\nwrite_files:\n- path: /etc/sudoers.d/ops\n'
    + '  content: "ops ALL=(ALL) NOPASSWD: /usr/bin/systemctl\\n"\n',
  '#cloud-config\nwrite_files:\n- path: /etc/containerd/config.toml\n  content: |\n'
    + '    [plugins."io.containerd.grpc.v1.cri".registry]\n      config_path = "/etc/containerd/certs.d"\n'
    + '    [stream_processors]\n      key-model = "node"\n',
  '#cloud-config\nwrite_files:\n- path: /etc/app.yaml\n  content: |\n    database:\n      user: app\n'
    + '      passwordFrom: {secret: app-db, key: password}\n      passwordEnv: DB_PASSWORD\n',
  '#cloud-config\nwrite_files:\n- path: /etc/app.yaml\n  content: |\n    oidc:\n      clientID: app\n'
    + '      clientSecretFile: /run/secrets/oidc\n      tokenEndpoint: https://auth.internal/token\n'
    + '      tokenLifetime: 1h\n',
  '#cloud-config\nwrite_files:\n- path: /etc/login.defs\n  content: |\n    PASS_MIN_LEN 12\n'
    + '    ENCRYPT_METHOD YESCRYPT\n    LOGIN_RETRIES 3\n',
  '#cloud-config\nwrite_files:\n- path: /etc/motd\n  content: |\n'
    + '    Forgot your password? Ask the help desk.\n    API tokens: see https://wiki.internal/tokens\n',
  '#cloud-config\nwrite_files:\n- path: /etc/fluent.conf\n  content: |\n'
    + '    password "#{ENV[\'ES_PASSWORD\']}"\n    user fluent\n',
  '#cloud-config\nwrite_files:\n- path: /etc/prometheus.yml\n  content: |\n    authorization:\n'
    + '      type: Bearer\n      credentials_file: /run/token\n',
  '#cloud-config\n# chpasswd: {list: "root:root"}\n# token=abcdef\npackages: [vim]\n',
  '#!/bin/bash\nset -a; source /etc/app/secrets.env; set +a\n'
    + 'exec app --password-file /run/secrets/pw --token-ttl=24h\n',
  '#!/bin/bash\nread -rsp "New password: " pw && echo "ops:$pw" | chpasswd\n',
  '#!/bin/bash\nPASSWORD=$(openssl rand -hex 16)\nTOKEN=${TOKEN:?missing}\nsecret_name="app-tls"\n',
  '#!/bin/bash\nkubectl create secret tls web --cert=/tmp/tls.crt --key=/tmp/tls.key\n',
  '#!/bin/bash\ncurl -sf -H "Authorization: Bearer ${K8S_TOKEN}" --cacert /ca.crt https://10.96.0.1/healthz\n',
  '#!/bin/bash\naws ecr get-login-password | docker login --username AWS --password-stdin '
    + '1234.dkr.ecr.eu-west-1.amazonaws.com\n',
  '#!/bin/bash\nif ! grep -q "^password" /etc/pam.d/common-password; then echo "password policy missing"; '
    + 'fi\n',
  '#ps1_sysnative\n$pw = Read-Host -AsSecureString "Password"\n'
    + 'Set-LocalUser -Name ops -Password $pw -PasswordNeverExpires $true\n',
  '{"ignition":{"version":"3.3.0"},"storage":{"files":[{"path":"/etc/hostname","contents":{"source":"data:,no'
    + 'de%2D1"}}]},"passwd":{"users":[{"name":"core","groups":["sudo"]}]}}',
  'apiVersion: v1\nkind: Pod\nspec:\n  imagePullSecrets: [{name: regcred}]\n  volumes:\n  - name: creds\n'
    + '    secret: {secretName: app-creds, defaultMode: 256}\n',
  'version: 2\nethernets:\n  eth0:\n    auth:\n      key-management: 802.1x\n'
    + '      client-key: /etc/ssl/private/eth0.key\n      client-key-password: ${PW}\n',
  'BOOT_IMAGE=/vmlinuz root=UUID=3f2504e0-4f89-11d3-9a0c-0305e82c3301 ro audit=1 selinux=1 '
    + 'systemd.unified_cgroup_hierarchy=1',
  'secrets-store.csi.k8s.io/used: "true"',
  '#cloud-config\nautoinstall:\n  ssh:\n    install-server: true\n    allow-pw: false\n',
  '#cloud-config\nusers:\n- name: a\n  lock_passwd: true\n  selinux_user: staff_u\n'
    + '  expiredate: "2032-09-01"\n',
  '#cloud-config\nwrite_files:\n- path: /etc/ssh/sshd_config.d/10.conf\n  content: |\n'
    + '    PasswordAuthentication no\n    KbdInteractiveAuthentication no\n'
    + '    AuthorizedKeysFile .ssh/authorized_keys\n',
  '#cloud-config\nwrite_files:\n- path: /etc/security/pwquality.conf\n  content: |\n    minlen = 14\n'
    + '    dcredit = -1\n    enforce_for_root\n',
  '#cloud-config\nwrite_files:\n- path: /etc/app/password.policy\n  content: strict\n',
  '#cloud-config\nwrite_files:\n- path: /usr/local/bin/rotate-token.sh\n  permissions: "0755"\n  content: |\n'
    + '    #!/bin/sh\n    umask 077\n    vault token renew -increment=1h\n',
  '#cloud-config\nruncmd:\n  - echo "no secrets here" > /etc/motd\n  - echo ok > /var/lib/token.done\n',
  '#cloud-config\nruncmd:\n  - install -m 0600 /dev/null /etc/app/token\n  - passwd -d root\n'
    + '  - chage -d 0 ops\n',
  '#cloud-config\nruncmd:\n  - gpg --dearmor -o /etc/apt/keyrings/docker.gpg < /tmp/key.asc\n',
  '#cloud-config\nruncmd:\n  - k3s token create --ttl 10m | tee /run/k3s-token\n',
  '#!/bin/bash\nSECRET=$(kubectl get secret app -o jsonpath=\'{.data.token}\')\n',
  '#!/bin/bash\nfor key in api_key token password; do test -n "$key"; done\n',
  '#!/bin/bash\nexport GOFLAGS=-mod=mod TOKEN_FILE=/run/token SECRET_DIR=/run/secrets\n',
  '#!/bin/bash\nusage() { echo "usage: $0 --token TOKEN --password PASSWORD"; }\n',
  '#!/bin/bash\ncase "$1" in --token) TOKEN="$2"; shift 2;; --password=*) PASSWORD="${1#*=}";; esac\n',
  '#!/bin/bash\njq -r .token < /run/a.json > /run/token\nsed -n "s/^token: //p" /etc/a\n',
  '#!/bin/bash\ntest "$(stat -c %a /etc/shadow)" = 640 || echo "shadow: wrong mode"\n',
  '#!/usr/bin/env python3\nimport os\npassword = os.getenv("PASSWORD")\ntoken = open("/run/token").read()\n',
  '#ps1\nSet-ItemProperty -Path "HKLM:\\x" -Name AutoAdminLogon -Value 0\n'
    + 'Set-LocalUser -Name a -PasswordNeverExpires $true\n',
  '#ps1\nnet accounts /minpwlen:14 /maxpwage:90\n',
  '{"ignition":{"version":"3.3.0"},"storage":{"files":[{"path":"/etc/a","contents":{"source":"data:,token-ttl'
    + '%3A%2024h"}}]}}',
  '{"ignition":{"version":"3.3.0"},"systemd":{"units":[{"name":"a.service","contents":"[Service]\\nLoadCreden'
    + 'tial=db:/etc/credstore/db\\nEnvironment=PASSWORD_FILE=%d/db\\n"}]}}',
  'kind: ServiceAccount\nautomountServiceAccountToken: false\nsecrets:\n- name: app-token\n',
  'kind: Certificate\nspec:\n  secretName: web-tls\n'
    + '  privateKey: {algorithm: ECDSA, size: 256, rotationPolicy: Always}\n',
  'projected:\n  sources:\n  - serviceAccountToken: {path: token, expirationSeconds: 3600, audience: vault}\n',
  'kind: EncryptionConfiguration\nresources:\n- resources: [secrets]\n  providers: [{identity: {}}]\n',
  'tokenReviewerServiceAccount: vault\nsecretsPath: kv/data/app\ncredentialsBinding: app-binding\n',
  'ip=dhcp rd.neednet=1 ignition.platform.id=kubevirt rd.luks.options=discard tpm2-device=auto',
  'network: {version: 2, wifis: {wlan0: {access-points: {guest: {}}}}}',
  'docs: "Set the API key with --api-key or API_KEY"',
];
